"""Formats for people who cite: BibTeX, RIS, EndNote, CSL-JSON, and references as text."""
