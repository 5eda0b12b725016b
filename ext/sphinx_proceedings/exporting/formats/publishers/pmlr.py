"""PMLR bibliography: one ``.bib`` of ``@Proceedings`` and papers, as PMLR's scripts read it.

Rule: the instructions of Proceedings of Machine Learning Research. Keys are family name, year and a
letter (``abdullah21a``); names are ``Family, Given``; the file is UTF-8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.formats.citations.bibtex import latex, latex_title, names, raw
from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import (
    dates_and_editors,
    one_edition,
    only_papers,
    require_valid,
)
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.text import fold
from sphinx_proceedings.model.views.arrangement import best_grouping, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.model.records.editions import Edition

_RESOURCES: Final = {
    ResourceType.OPENREVIEW: "openreview",
    ResourceType.CODE: "software",
    ResourceType.VIDEO: "video",
    ResourceType.SUPPLEMENT: "supplementary",
}
_FORUM: Final = re.compile(r"[?&]id=([\w-]+)")


def _validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    return dates_and_editors(context, one_edition(selection), "PMLR")


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_validation_errors(context, selection))
    edition = one_edition(selection)
    cited = only_papers(context, selection, "A PMLR bibliography")
    sections = _sections(context, edition)
    key = f"{edition.series_id}-{edition.year}"
    entries = [_entry("Proceedings", key, _volume(cited[0], dict.fromkeys(sections.values())))]
    taken: dict[str, int] = {}
    for citation in cited:
        key = _key(citation, taken)  # also of one that is left out: the others keep theirs
        if not citation.withdrawn:
            fields = _paper(citation, sections.get(citation.record.key))
            entries.append(_entry("InProceedings", key, fields))
    return "\n".join(entries).encode()


def _sections(context: ExportContext, edition: Edition) -> dict[str, str]:
    """Return the section of each paper by its key; none when there is one section only."""
    groups = grouped(context.catalogue, edition, best_grouping(edition))
    # The list of sections is parted by this sign.
    titles = [to_plain(group.title).replace("|", "/") if group.title else "" for group in groups]
    return {
        paper.key: title
        for group, title in zip(groups, titles, strict=True)
        for paper in group.papers
        if title
    }


def _entry(kind: str, key: str, fields: Iterator[tuple[str, str | None]]) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    body = ",\n".join([f"@{kind}{{{key}", *lines])
    return f"{body}\n}}\n"


def _volume(citation: Citation, sections: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    edition = citation.edition
    start, end = edition.start_date, edition.last_day
    yield "booktitle", latex_title(citation.edition_volume.title, str(edition.language))
    yield "name", latex(edition.title)
    yield "shortname", latex(citation.series.short_title)
    yield "editor", names(citation.edition_volume.editors or citation.organizers)
    yield (
        "volume",
        latex(citation.edition_volume.volume_number)
        if citation.edition_volume.volume_number
        else None,
    )
    yield "year", edition.year[:4]
    yield "start", start.isoformat() if start else None
    yield "end", end.isoformat() if end else None
    published = citation.edition_volume.date
    yield "published", published.isoformat() if published else None
    yield "conference_url", raw(citation.context.url(edition) or "")
    yield "address", latex(citation.event_place or "Virtual")
    yield "sections", "|".join(map(latex, sections))


def _paper(citation: Citation, section: str | None) -> Iterator[tuple[str, str | None]]:
    yield "title", citation.latex_title
    yield "section", latex(section) if section else None
    yield "author", names(citation.authors)
    if citation.pages:
        first, last = citation.pages
        yield "pages", first if first == last else f"{first}-{last}"
    yield "abstract", citation.latex_abstract
    yield "doi", raw(citation.doi) if citation.doi else None
    for resource in citation.resources:
        field = _RESOURCES.get(resource.type)
        if field and resource.url:
            forum = _FORUM.search(resource.url) if field == "openreview" else None
            yield field, forum[1] if forum else raw(str(resource.url))
    if not citation.language.startswith("en"):
        yield "language", str(citation.language)
    yield "copyright", latex(citation.licence.label) if citation.licence else None
    yield "note", latex(" ".join(citation.remarks))


def _key(citation: Citation, taken: dict[str, int]) -> str:
    """Return ``abdullah21a``; after the letter ``z`` comes ``aa``."""
    first = citation.authors[0]
    family = re.sub("[^a-z]", "", fold(first.family or first.literal)) or "paper"
    stem = f"{family[:40]}{citation.edition.year[2:4]}"
    number = taken[stem] = taken.get(stem, 0) + 1
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = f"{chr(ord('a') + rest)}{letters}"
    return f"{stem}{letters}"


PMLR = Format(
    name="pmlr",
    title=N_("PMLR bibliography"),
    media_type="application/x-bibtex",
    suffix=".pmlr.bib",
    scopes=frozenset({Scope.EDITION}),
    write=_write,
    validate=_validation_errors,
)
"""The exporter of bibliographies for PMLR."""
