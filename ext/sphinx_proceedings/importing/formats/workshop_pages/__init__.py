"""Importers of pages on which people have written papers, programme and people by hand."""
