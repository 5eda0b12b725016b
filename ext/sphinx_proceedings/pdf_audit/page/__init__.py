"""The page on which a person looks at all PDFs beside their records."""
