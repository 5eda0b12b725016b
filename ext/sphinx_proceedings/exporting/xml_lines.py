"""XML written line by line, as `xml.write` indents it: for formats with an element a fact.

A tree of lxml costs ten times as much, and the records of a site in MODS have a hundred thousand
elements. Whatever is written goes through one of the two functions that escape it; markup is what
a writer of ours has made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sphinx_proceedings.exporting.xml import collapsed

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_NOTHING: Final[Mapping[str, str | None]] = {}
_IN_ATTRIBUTES: Final = (('"', "&quot;"), ("\t", "&#9;"), ("\n", "&#10;"))


class XmlLines:
    """Elements of a document, each on lines of its own; ``str`` gives them.

    Names are written as they are given, with the prefix of their namespace.
    """

    def __init__(self, depth: int = 0) -> None:
        """Begin inside *depth* elements that somebody else writes."""
        self._lines: list[str] = []
        self._start = "\n" + "  " * depth
        self._open: list[tuple[str, int]] = []

    def __str__(self) -> str:
        return "".join(self._lines)

    def begin(self, name: str, attributes: Mapping[str, str | None] = _NOTHING) -> None:
        """Begin an element that has others in it; an attribute that is None is left out."""
        self._lines.append(f"{self._start}<{name}{_written(attributes)}>")
        self._open.append((name, len(self._lines)))
        self._start += "  "

    def end(self) -> None:
        """End the element that was begun last."""
        name, begun = self._open.pop()
        self._start = self._start[:-2]
        if begun == len(self._lines):
            self._lines[-1] = f"{self._lines[-1][:-1]}/>"
        else:
            self._lines.append(f"{self._start}</{name}>")

    def empty(self, name: str, attributes: Mapping[str, str | None]) -> None:
        """Add an element with attributes alone."""
        self._lines.append(f"{self._start}<{name}{_written(attributes)}/>")

    def add(self, name: str, text: str, attributes: Mapping[str, str | None] = _NOTHING) -> None:
        """Add an element with its text on one line."""
        self.markup(name, _content(collapsed(text)), attributes)

    def add_if(
        self, name: str, text: str | None, attributes: Mapping[str, str | None] = _NOTHING
    ) -> None:
        """Add an element if it has a text."""
        if text:
            self.add(name, text, attributes)

    def inside(
        self, outer: str, name: str, text: str, attributes: Mapping[str, str | None] = _NOTHING
    ) -> None:
        """Add an element by itself inside another."""
        self.begin(outer)
        self.add(name, text, attributes)
        self.end()

    def paragraphs(
        self, name: str, text: str, attributes: Mapping[str, str | None] = _NOTHING
    ) -> None:
        """Add an element whose text keeps its line ends."""
        self.markup(name, _content(text), attributes)

    def markup(
        self, name: str, markup: str, attributes: Mapping[str, str | None] = _NOTHING
    ) -> None:
        """Add an element with a well-formed fragment in it."""
        given = _written(attributes) if attributes else ""
        self._lines.append(f"{self._start}<{name}{given}>{markup}</{name}>")


def _content(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def _written(attributes: Mapping[str, str | None]) -> str:
    given = []
    for name, value in attributes.items():
        if value is not None:
            text = _content(value)
            for sign, written in _IN_ATTRIBUTES:
                text = text.replace(sign, written)
            given.append(f' {name}="{text}"')
    return "".join(given)
