"""Warnings about the words of any record: ligatures, formulas, markup of another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.checks.rule import Rule
from sphinx_proceedings.foreign_text.left_over import find_left_over
from sphinx_proceedings.model.traversal import rich_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.foreign_text.left_over import LeftOver
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Location, Problem
    from sphinx_proceedings.model.richtext import RichText

_LIGATURE = re.compile("[\ufb00-\ufb06]")


def _texts(catalogue: Catalogue) -> Iterator[tuple[Location | None, RichText]]:
    """Yield every rich text of editions, their records and persons, with its place."""
    inner = ("papers", "talks", "panels", "sessions")
    for edition in catalogue.editions.values():
        for steps, text in rich_texts(edition, *inner):
            yield catalogue.locate(edition.key, *steps), text
    for records in (catalogue.papers, catalogue.talks, catalogue.panels, catalogue.sessions):
        for key, record in records.items():
            for steps, text in rich_texts(record):
                yield catalogue.locate(key, *steps), text
    for person in catalogue.people.values():
        for steps, text in rich_texts(person):
            yield catalogue.locate(person.key, *steps), text


class Ligatures(Rule):
    """A text has ligatures that came with copying from a PDF; searching does not find them."""

    code = "PP236"
    title = "Ligature in a text"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for place, text in _texts(catalogue):
            found = _LIGATURE.search(text.source)
            if found:
                word = next(word for word in text.source.split() if found[0] in word)
                hint = "write the letters one by one"
                yield self.warning(place, f"the ligature {found[0]!r} in {word!r}", hint)


class UnconvertedMaths(Rule):
    """A formula cannot be set as maths; its source is printed in its place."""

    code = "PP239"
    title = "Formula printed as source"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for place, text in _texts(catalogue):
            for source, message in text.unconverted:
                said = f"the formula {source} is printed as it is written: {message}"
                yield self.warning(place, said, "correct the formula")


class ForeignMarkup(Rule):
    """LaTeX, HTML or character references stand in a text and are printed as they are typed."""

    code = "PP247"
    title = "LaTeX or HTML in a text"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for place, text in _texts(catalogue):
            found = find_left_over(text.source, inline=text.inline)
            if found:
                left = ", ".join(_shown(piece) for piece, _ in found.pieces[:_MOST_PIECES])
                more = " …" if len(found.pieces) > _MOST_PIECES else ""
                said = f"printed as it is typed: {left}{more}"
                yield self.warning(place, said, _offer(found))


class UndrawnSection(Rule):
    """A heading or table stands in a text that takes none: it is printed as it is typed."""

    code = "PP250"
    title = "Heading or table in a text that takes none"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for place, text in _texts(catalogue):
            if text.undrawn:
                hint = (
                    "this text takes paragraphs, lists and quotations; headings and tables are "
                    "drawn in overview and instructions of a call and edition"
                )
                yield self.warning(place, f"printed as it is typed: {_shown(text.undrawn)}", hint)


_MOST_PIECES = 4
_MOST_SHOWN = 40
_MOST_OFFERED = 160


def _shown(piece: str) -> str:
    line = " ".join(piece.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


def _offer(found: LeftOver) -> str:
    """Return the text as it is to be, or of a long one the pieces."""
    if found.repaired and len(found.repaired) <= _MOST_OFFERED and "\n" not in found.repaired:
        return f"write: {found.repaired}"
    pairs = [
        f"{_shown(meant)} for {_shown(piece)}" if meant else f"nothing for {_shown(piece)}"
        for piece, meant in found.pieces[:_MOST_PIECES]
    ]
    return f"write {', '.join(pairs)}"


RULES = (Ligatures(), UnconvertedMaths(), ForeignMarkup(), UndrawnSection())
