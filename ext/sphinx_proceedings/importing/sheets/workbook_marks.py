"""What an XLSX says of its rows and cells beside their values: hidden, failed, not calculated."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]{0,1000}>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]{0,2000}>")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]{0,1000}\bhidden=\"(?:1|true)\")[^>]{0,1000}>")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]{0,300}\bt=\"e\")[^>]{0,300}?\br=\"([A-Z]{1,3}\d{1,7})\""
)
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b[^>]{0,300}?\br=\"([A-Z]{1,3}\d{1,7})\"[^>]{0,300}>\s*"
    rb"<(?:\w+:)?f\b[^>]{0,500}(?:/>|>[^<]{0,10000}</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What is to be known of one sheet; rows count from 0, cells are named as in the program."""

    hidden_rows: frozenset[int] = frozenset()
    failed: tuple[str, ...] = ()
    """Cells whose formula gave an error."""
    uncalculated: tuple[str, ...] = ()
    """Cells whose formula was saved without its value, by a program that does not calculate."""


def marks_by_title(
    book: bytes, relations: bytes, parts: dict[str, SheetMarks]
) -> dict[str, SheetMarks]:
    """Return the marks of each sheet by its title.

    *parts* are those of the worksheets by their paths, which ``xl/workbook.xml`` (the *book*) and
    its *relations* give titles to; workbooks of another make have neither.
    """
    targets = {}
    for found in _RELATION.findall(relations):
        key, target = _attribute(found, rb"Id"), _attribute(found, rb"Target")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        targets[key] = posixpath.normpath(path)
    marks = {}
    for found in _SHEET.findall(book):
        part = parts.get(targets.get(_attribute(found, rb"\w+:id"), ""))
        if part is not None:
            marks[_attribute(found, rb"name")] = part
    return marks


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb"=\"([^\"]*)\"", tag)
    text = found[1].decode("utf-8", "replace") if found else ""
    for entity, char in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ):
        text = text.replace(entity, char)
    return text


def read_marks(part: bytes) -> SheetMarks:
    """Return the marks in the XML of one worksheet."""
    numbers = [re.search(rb"\br=\"(\d{1,7})\"", row) for row in _HIDDEN_ROW.findall(part)[:_MOST]]
    return SheetMarks(
        hidden_rows=frozenset(int(number[1]) - 1 for number in numbers if number),
        failed=tuple(cell.decode() for cell in _ERROR.findall(part)[:_MOST]),
        uncalculated=tuple(cell.decode() for cell in _UNCALCULATED.findall(part)[:_MOST]),
    )
