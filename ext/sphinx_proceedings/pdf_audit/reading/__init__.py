"""PDFs read: their words with the type they are set in, in processes, kept by content."""
