"""JSON as exports write it: in UTF-8, compact or indented.

pydantic writes what the standard library does, many times as fast where it is indented.
"""

from __future__ import annotations

from pydantic_core import to_json


def compact(value: object) -> bytes:
    """Return *value*, made of what JSON knows, without blanks between its parts."""
    return to_json(value)


def indented(value: object, indent: int = 1) -> bytes:
    """Return *value*, made of what JSON knows, in lines, each level by *indent* blanks further."""
    return to_json(value, indent=indent)
