"""JSON within limits: neither too deep nor too large, with faults at their place."""

from __future__ import annotations

import json
from typing import Any, Final

from sphinx_proceedings.importing.import_error import ImportSourceError

MAX_DEPTH: Final = 100
"""Brackets open at once in JSON."""
MAX_VALUES: Final = 2_500_000
"""Values in one JSON file, as far as its signs tell."""


def read_json(text: str, name: str) -> Any:
    """Return the value of JSON, which messages call *name*.

    Raises:
        ImportSourceError: it is none, at its line and column, or hostile.
    """
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise ImportSourceError(
            f"{name}: more than {MAX_VALUES:,} values in one JSON file; export less, or split it"
        )
    depth = _json_depth(text)
    if depth is not None:
        line = text.count("\n", 0, depth) + 1
        raise ImportSourceError(f"{name}:{line}: JSON nested deeper than {MAX_DEPTH} levels")
    try:
        return json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except json.JSONDecodeError as failure:
        place = f"{name}:{failure.lineno}:{failure.colno}"
        raise ImportSourceError(
            f"{place}: not JSON: {failure.msg[:1].lower()}{failure.msg[1:]}"
            f"{_advice(text, failure.pos)}"
        ) from None
    except ValueError as failure:
        raise ImportSourceError(f"{name}: not JSON: {failure}") from None


def _json_depth(text: str) -> int | None:
    """Return the offset at which brackets are nested too deep, None when nowhere.

    Brackets inside texts are counted too, but no text opens a hundred more than it closes; where
    one does, a second look passes over the texts.
    """
    from re import finditer  # noqa: PLC0415 - only for what may be nested

    depth, inside = 0, False
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return None
    for found in finditer(r'\\.|["\[\]{}]', text):
        sign = found[0]
        if sign == '"':
            inside = not inside
        elif inside or len(sign) > 1:
            continue
        elif sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return found.start()
        else:
            depth -= 1
    return None


_MOST_DIGITS = 300


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        msg = f"a number of {len(digits)} digits"
        raise ValueError(msg)
    return int(digits)


def _no_number(sign: str) -> None:
    msg = f"{sign} is no JSON"
    raise ValueError(msg)


def _advice(text: str, at: int) -> str:
    before = text[:at].rstrip()
    if before.endswith(",") and text[at : at + 1] in ("]", "}"):
        line = before.count("\n") + 1
        return f"; remove the comma at the end of line {line}"
    return ""
