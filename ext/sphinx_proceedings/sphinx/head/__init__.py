"""What stands in the head of a page: meta tags, JSON-LD, social cards."""
