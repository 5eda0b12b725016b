"""PDFs and records brought together: by evidence, in the best assignment there is."""
