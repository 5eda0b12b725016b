"""Lists of references: BibTeX and the formats of reference managers."""
