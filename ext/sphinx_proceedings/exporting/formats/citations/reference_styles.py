"""References as text, to be pasted into a document: APA (7th edition), IEEE and Markdown.

Titles keep their capitals: what is a proper name in them cannot be known. The rules are those of
the manuals for papers in proceedings with a volume, and for presentations where there is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.remarks import talk_type
from sphinx_proceedings.model.records.papers import PaperType, Talk

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from sphinx_proceedings.exporting.citation import Citation, CitedName

_APA_MOST = 20
_IEEE_MOST = 6
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_SHORT_MONTHS: Final = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug."),
    *("Sep.", "Oct.", "Nov.", "Dec."),
)
_PRESENTED: Final = {PaperType.POSTER: "Poster presentation", PaperType.DEMO: "Demonstration"}


def apa(c: Citation) -> str:
    """Return the reference in the style of the APA."""
    authors = _apa_names([_apa_name(author) for author in c.authors])
    if c.is_paper and c.in_proceedings:
        editors = [_ieee_name(editor) for editor in c.editors]
        edited = f"{_apa_editors(editors)}, " if editors else ""
        article = f"Article {c.article_number}" if c.article_number else ""
        pages = f" ({_pages(c) or article})" if c.pages or article else ""
        title = _ended(c.plain_marked_title)
        parts = [f"({c.year}).", title, f"In {edited}{c.proceedings_title}{pages}."]
        parts += [f"{c.publisher}."] if c.publisher else []
    else:
        title = c.plain_marked_title
        parts = [f"({_apa_date(c)}).", f"{title} [{_kind(c)}]."]
        parts.append(f"{', '.join(filter(None, (c.edition.title, c.event_place)))}.")
    return " ".join(filter(None, (_ended(authors), *parts, _link(c))))


def ieee(c: Citation) -> str:
    """Return the reference in the style of the IEEE."""
    names = [_ieee_name(author) for author in c.authors]
    authors = f"{names[0]} et al." if len(names) > _IEEE_MOST else _listed(names, "and")
    title = f"“{c.plain_marked_title.rstrip('.')},”"
    if c.is_paper and c.in_proceedings:
        parts = [f"in {c.proceedings_title}", c.event_place, _ieee_date(c)]
        parts += [_pages(c)] if c.pages else []
        parts += [f"Art. no. {c.article_number}"] if c.article_number and not c.pages else []
    else:
        parts = [f"presented at {_the(c.edition.title)}", c.event_place, _ieee_date(c)]
    if c.doi is not None:
        parts.append(f"doi: {c.doi}")
    text = f"{authors}, {title} {', '.join(filter(None, parts))}."
    return text if c.doi is not None or not c.url else f"{text} [Online]. Available: {c.url}"


def markdown(c: Citation) -> str:
    """Return the reference for a README: the title is the link, the venue in italics."""
    names = [_ieee_name(author) for author in c.authors]
    shown = f"{names[0]} et al." if len(names) > _IEEE_MOST else _listed(names, "and")
    title = _for_markdown(c.plain_marked_title)
    address = c.doi.url if c.doi is not None else c.url
    where = c.proceedings_title if c.is_paper and c.in_proceedings else c.edition.title
    parts = [_ended(_for_markdown(shown)), f"[{title}]({address})." if address else _ended(title)]
    return " ".join((*parts, f"*{_for_markdown(where)}*, {c.year}."))


def _for_markdown(text: str) -> str:
    return re.sub(r"[\\`*_\[\]<>]", r"\\\g<0>", text)


STYLES: Final[tuple[tuple[str, Callable[[Citation], str]], ...]] = (
    ("APA", apa),
    ("IEEE", ieee),
    ("Markdown", markdown),
)
"""Styles by the name that readers know."""


def _apa_name(cited: CitedName) -> str:
    if cited.literal:
        return cited.literal
    initials = cited.contribution.name.initials
    return ", ".join(filter(None, (cited.full_family, initials, cited.suffix)))


def _apa_names(names: Sequence[str]) -> str:
    if len(names) > _APA_MOST:
        return f"{', '.join(names[: _APA_MOST - 1])}, . . . {names[-1]}"
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _apa_editors(names: Sequence[str]) -> str:
    return f"{_listed(names, '&')} ({'Ed.' if len(names) == 1 else 'Eds.'})"


def _ieee_name(cited: CitedName) -> str:
    if cited.literal:
        return cited.literal
    initials = cited.contribution.name.initials
    return " ".join(filter(None, (initials, cited.full_family, cited.suffix)))


def _listed(names: Sequence[str], word: str) -> str:
    if len(names) <= 2:
        return f" {word} ".join(names)
    return f"{', '.join(names[:-1])}, {word} {names[-1]}"


def _kind(c: Citation) -> str:
    if isinstance(c.record, Talk):
        return talk_type(c.record)
    return _PRESENTED.get(c.record.type or PaperType.LONG, "Paper presentation")


def _apa_date(c: Citation) -> str:
    start, end = c.edition.start_date, c.edition.end_date
    if start is None or (start.year != int(c.year) and c.year.isdecimal()):
        return c.year
    if end is None or end == start:
        return f"{c.year}, {_MONTHS[start.month - 1]} {start.day}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{c.year}, {_MONTHS[start.month - 1]} {start.day}–{end.day}"
    return f"{c.year}, {_month_day(start)}–{_month_day(end)}"


def _month_day(day: dt.date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}"


def _ieee_date(c: Citation) -> str:
    start = c.edition.start_date
    return f"{_SHORT_MONTHS[start.month - 1]} {start.year}" if start else c.year


def _pages(c: Citation) -> str:
    if c.pages is None:
        return ""
    if c.pages.first == c.pages.last:
        return f"p. {c.pages.first}"
    return f"pp. {c.pages.first}–{c.pages.last}"


def _the(title: str) -> str:
    if title.lower().startswith("the "):
        return f"the {title[4:]}"
    return f"the {title}" if title[:1].isdigit() else title


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _link(c: Citation) -> str:
    return c.doi.url if c.doi is not None else c.url or ""
