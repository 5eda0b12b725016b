"""What one build knows of its site: pages and their addresses, photos, citations."""
