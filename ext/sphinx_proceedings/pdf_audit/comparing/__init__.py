"""A PDF beside its record: in which version it is, and in what they differ."""
