"""``proceedings check --pdfs`` and what it does about what it finds."""
