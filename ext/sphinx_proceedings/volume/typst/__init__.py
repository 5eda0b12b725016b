"""Typesetting with Typst: its fonts, its process, and the characters that no font has."""
