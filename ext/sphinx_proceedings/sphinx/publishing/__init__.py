"""What is written beside Sphinx's own pages: generated pages, exports, feeds, sitemap, files."""
