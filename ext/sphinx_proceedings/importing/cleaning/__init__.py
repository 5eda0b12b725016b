"""Imported records made into data: texts, names and codes, the same way for every format."""
