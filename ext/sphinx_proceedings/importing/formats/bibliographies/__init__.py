"""Reference managers and lists of references: RIS, CSL-JSON."""
