"""Formats that programs on the web read: schema.org JSON-LD and the JSON interface."""
