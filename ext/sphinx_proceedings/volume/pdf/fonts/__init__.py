"""Fonts of PDF files that others made: what PDF/A wants of them, and repairing what is not so."""
