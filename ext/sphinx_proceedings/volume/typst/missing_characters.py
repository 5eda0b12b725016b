"""Characters that no font has: told by record, and printed as a box."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from sphinx_proceedings.model.problems import Problem, Severity
from sphinx_proceedings.model.traversal import contributions, rich_texts
from sphinx_proceedings.volume.volume_problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Location
    from sphinx_proceedings.volume.typst.typesetting import Typesetter

Piece = tuple[str, str]
"""Key of a record, and the markup that it gave."""

BOX = "□"
"""Stands for what cannot be printed; our own fonts have it."""
_EAST_ASIAN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "BOPOMOFO")
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}


def printed(pieces: Iterable[Piece]) -> dict[str, list[str]]:
    """The characters beyond ASCII in *pieces*, each with the keys of its records."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, markup in pieces:
        for character in sorted(set(markup)):
            if not character.isascii() and _is_visible(character):
                found[character].setdefault(key)
    return {character: list(keys) for character, keys in found.items()}


def _is_visible(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f"
    return not is_selector and unicodedata.category(character) not in _INVISIBLE


class Missing(NamedTuple):
    """The characters that no font has, and a warning for each place of them."""

    characters: frozenset[str]
    problems: tuple[Problem, ...]

    def boxed(self, source: str) -> str:
        """Return *source* with a box for each character that cannot be printed."""
        return source.translate(dict.fromkeys(map(ord, self.characters), BOX))


def missing_characters(
    catalogue: Catalogue, typesetter: Typesetter, pieces: Iterable[Piece], language: str
) -> Missing:
    """Find the characters that no font of *typesetter* has, by record."""
    by_character = printed(pieces)
    missing: dict[str, list[str]] = defaultdict(list)
    # PDF/A takes no characters of private use, whichever font may have them.
    private = {c for c in by_character if unicodedata.category(c) == "Co"}
    characters = typesetter.uncovered(by_character, language) | private
    for character in sorted(characters):
        for key in by_character[character]:
            missing[key].append(character)
    return Missing(frozenset(characters), tuple(_problems(catalogue, missing)))


def _problems(catalogue: Catalogue, missing: dict[str, list[str]]) -> list[Problem]:
    # One text may be printed with its record and in the contents of the edition.
    problems: dict[tuple[Location | None, str], Problem] = {}
    for key, characters in missing.items():
        shown = ", ".join(
            f"{c} (U+{ord(c):04X} {unicodedata.name(c, 'unnamed')})" for c in characters[:5]
        )
        more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
        hint = "install a font that has them, or name its folder with --fonts"
        if any(unicodedata.name(c, "").startswith(_EAST_ASIAN) for c in characters):
            hint = "python -m pip install 'sphinx-proceedings[cjk]', or name a folder with --fonts"
        place = _place(catalogue, key, characters[0])
        message = f"no font has {shown}{more}; {BOX} is printed instead"
        problem = Problem(place, Code.NO_GLYPH, message, severity=Severity.WARNING, hint=hint)
        problems.setdefault((place, message), problem)
    return list(problems.values())


def _place(catalogue: Catalogue, key: str, character: str) -> Location | None:
    """Where in a record a character stands first; the record itself if it cannot be told."""
    record = catalogue.get(key)
    if isinstance(record, BaseModel):
        for steps, text in rich_texts(record):
            if character in text.source:
                return catalogue.locate(key, *steps)
        for steps, person in contributions(record):
            if character in person.name.display:
                return catalogue.locate(key, *steps, "name")
    return catalogue.locate(key)
