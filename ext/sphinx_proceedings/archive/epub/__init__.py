"""The EPUB of an edition's abstracts."""
