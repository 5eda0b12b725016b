"""The search of the site: its page, its words, its index."""
