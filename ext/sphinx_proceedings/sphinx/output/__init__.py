"""Writing files of the site, and the manifest of which were written."""
