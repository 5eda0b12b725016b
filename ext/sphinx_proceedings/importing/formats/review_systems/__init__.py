"""Exports of the systems in which papers are submitted and reviewed."""
