"""Programmes: what conference apps and calendars hold of sessions, talks and speakers."""
