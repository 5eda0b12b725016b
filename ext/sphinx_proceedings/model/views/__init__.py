"""Views on the Catalogue: what pages, exports and the volume show, computed and never stored."""
