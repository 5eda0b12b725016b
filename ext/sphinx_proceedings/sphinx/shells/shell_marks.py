"""Marks in a rendered page: where a theme shows a value, and what it does to it first."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape
from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# What themes and extensions are known to do to a title, a page's name or a body. Each looks at
# the value alone; what JSON puts around a string is the theme's text, hence [1:-1].
_STEPS: tuple[Callable[[str], str], ...] = (
    lambda text: str(escape(text)),
    lambda text: str(Markup(text).striptags()),  # noqa: S704 - takes markup away
    html.escape,
    html.unescape,
    lambda text: html.escape(text, quote=False),
    lambda text: re.sub(r"<[^>]+>", "", text),
    str.strip,
    str.lower,
    str.upper,
    quote,
    lambda text: quote(text, safe=""),
    quote_plus,
    lambda text: json.dumps(text)[1:-1],
    lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    lambda text: str(htmlsafe_json_dumps(text))[1:-1],
)
_LONGEST_CHAIN = 3  # striptags, then something, then escape

# Digits pass through every step unchanged, the change of case included.
_OPEN, _CLOSE = "5830274{}96160", "5830275{}96160"

# Anything that one step treats differently from another has to occur: tags, references, both
# quotes, runs of white space (inside and at the ends), upper and lower case, what URLs quote.
_HOSTILE = "Probe  <i class='a'>\n&lt;b&gt;&amp;amp;&quot;</i> \\ / + % ~ é ß <br/>\"x\" 'y' Z"


class ShellError(SphinxError):
    """A page shell cannot say how this theme makes its pages."""

    category = "Page shell"


@dataclass(frozen=True, slots=True)
class Transformation:
    """Steps from a value to the text that a theme shows for it; none where it is shown raw."""

    steps: tuple[Callable[[str], str], ...]

    def __call__(self, value: str) -> str:
        """Text that the theme shows for a value."""
        for step in self.steps:
            value = step(value)
        return value


@dataclass(frozen=True, slots=True)
class Probe:
    """A value with a mark at either end, to be found again in a rendered page."""

    field: str
    value: str
    opening: str
    closing: str


def probe(field: str, number: int, *, leaf: bool = False) -> Probe:
    """Probe for a field: hostile HTML, or what may be in the last part of a page's name (`leaf`).

    `number` (0 to 9) tells the probes of a page apart.
    """
    opening, closing = _OPEN.format(number), _CLOSE.format(number)
    if leaf:
        value = f"{opening}Probe-a_b.c~é{closing}"
    else:
        value = f"\t \n{opening}{_HOSTILE}{closing}\n \t"
    return Probe(field, value, opening, closing)


@lru_cache(maxsize=16)
def _appearances(value: str, opening: str, closing: str) -> tuple[tuple[str, Transformation], ...]:
    """What the value may have become, each with the fewest steps that lead there, longest first.

    Longest first, for the trimmed value is part of the raw one and not the other way round.
    """
    found = {value: Transformation(())}
    newest = dict(found)
    for _ in range(_LONGEST_CHAIN):
        following: dict[str, Transformation] = {}
        for text, so_far in newest.items():
            for step in _STEPS:
                result = step(text)
                if result not in found:
                    found[result] = following[result] = Transformation((*so_far.steps, step))
        newest = following
    whole = (pair for pair in found.items() if opening in pair[0] and closing in pair[0])
    return tuple(sorted(whole, key=lambda pair: (-len(pair[0]), pair[0])))


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page, cut at its marks: text as it stands, and between it numbers of slots."""

    parts: tuple[str | int, ...]
    slots: tuple[tuple[str, Transformation], ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Page with these values, by field, in the places of the marks."""
        texts = [transformation(values[field]) for field, transformation in self.slots]
        return "".join([part if isinstance(part, str) else texts[part] for part in self.parts])


def read_shell(page: str, probes: Iterable[Probe], theme: str) -> Shell:
    """Shell from a page that was rendered with the probes' values.

    Raises ShellError, naming the theme and the text around the place, where a value has become
    something that no known transformation makes of it.
    """
    by_mark = {mark: probe for probe in probes for mark in (probe.opening, probe.closing)}
    parts: list[str | int] = []
    slots: dict[tuple[str, Transformation], int] = {}
    position = 0
    for mark in re.finditer("|".join(map(re.escape, by_mark)), page):
        if mark.start() < position:  # the closing mark of the place just read
            continue
        found = by_mark[mark[0]]
        for text, transformation in _appearances(found.value, found.opening, found.closing):
            start = mark.start() - text.index(found.opening)
            if page.startswith(text, start):
                slot = slots.setdefault((found.field, transformation), len(slots))
                parts += [page[position:start], slot]
                position = start + len(text)
                break
        else:
            around = page[max(0, mark.start() - 40) : mark.start() + 40]
            raise ShellError(
                f"the theme {theme!r} shows the {found.field} of a page changed in a way that "
                f"page shells do not know, near {around!r}"
            )
    parts.append(page[position:])
    return Shell(tuple(part for part in parts if part != ""), tuple(slots))
