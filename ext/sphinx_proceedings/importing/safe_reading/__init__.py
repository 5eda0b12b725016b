"""Notations of files that may be hostile, taken apart within limits."""
