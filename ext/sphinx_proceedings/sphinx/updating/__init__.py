"""Building again when but few texts were changed: what is unchanged is taken from the last site."""
