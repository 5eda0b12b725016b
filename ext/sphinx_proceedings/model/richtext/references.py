"""References from a text to records: the roles, their targets, and who resolves them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final, Protocol

from sphinx_proceedings.model.richtext.markup_error import RichTextError


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: ``{paper}`shown text <5>``` has role paper, target 5 and a text."""

    role: str
    target: str
    text: str | None = None


class Links(Protocol):
    """What a renderer asks about references; None means that it does not know the record."""

    def href(self, role: str, target: str) -> str | None:
        """Return where the record is, as the output should link to it."""

    def title(self, role: str, target: str) -> str | None:
        """Return plain text for a reference that brings none of its own."""


_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_IN_EDITION = re.compile(rf"{_ID}(?:/{_ID}/{_ID})?")

TARGETS: Final = {
    "paper": (_IN_EDITION, "an id of this edition (5) or a full one (enlsp/2022/5)"),
    "talk": (_IN_EDITION, "an id of this edition (keynote) or a full one (enlsp/2022/keynote)"),
    "session": (_IN_EDITION, "an id of this edition (oral-1) or a full one (enlsp/2022/oral-1)"),
    "person": (re.compile(_ID), "the id of a person (ada-lovelace)"),
    "edition": (re.compile(rf"{_ID}/{_ID}"), "a series and a year (enlsp/2022)"),
    "keyword": (re.compile(r"[^<>`]*[^<>`\s][^<>`]*"), "a keyword"),
}
"""The roles that refer to records, with the shape of their targets."""

NOCASE = "nocase"
"""The role whose text keeps its capitals in every bibliography: ``{nocase}`BERT```."""

_WITH_TEXT = re.compile(r"(?P<text>.*\S)\s*<(?P<target>[^<>]*)>", re.DOTALL)


def read_role(name: str, content: str) -> Reference:
    """Read what stands between the backticks of a role, or raise with what is wrong."""
    if name not in TARGETS:
        near = difflib.get_close_matches(name.lower(), [*TARGETS, NOCASE], n=1)
        hint = f"did you mean {{{near[0]}}}?" if near else "known are " + known_roles() + "."
        raise RichTextError(
            f"there is no role {{{name}}}; {hint} Write \\{{ for a brace that is text"
        )
    content = " ".join(content.split())
    found = _WITH_TEXT.fullmatch(content)
    text, target = (found["text"], found["target"].strip()) if found else (None, content)
    shape, expected = TARGETS[name]
    if not shape.fullmatch(target):
        raise RichTextError(f"{{{name}}} cannot refer to {target!r}; it wants {expected}")
    return Reference(name, target, text)


def known_roles() -> str:
    """Name the roles, for a message."""
    return ", ".join(f"{{{name}}}" for name in (*TARGETS, NOCASE))
