"""Verifying an archive with nothing but the file."""
