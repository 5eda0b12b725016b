"""PDF files that others made: whether they may be embedded, and embedding them."""
