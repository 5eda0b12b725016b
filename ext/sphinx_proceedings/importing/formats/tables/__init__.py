"""Tables that somebody typed: columns guessed by words and content, rows that are no papers out."""
