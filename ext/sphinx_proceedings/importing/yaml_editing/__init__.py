"""Data files changed at the places that change: all other text stays as it is, byte for byte."""
