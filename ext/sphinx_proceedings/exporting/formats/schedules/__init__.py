"""Formats of the programme: iCalendar, frab XML and pretalx JSON."""
