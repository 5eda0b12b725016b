"""What scripts of pages know of an edition's papers and talks: to filter them, to keep a list.

A file an edition, as a script and not as JSON: pages from a disk may load scripts, but read no
files (HTML, 8.1.3; the origin of a ``file:`` address is opaque).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.views.arrangement import ordered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Talk
    from sphinx_proceedings.sphinx.site.site import Site

FOLDER = "_static/lists"
"""Folder of the files, below the root of the site; scripts know it too."""


def list_files(site: Site, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of an edition's files: of its records, and of their abstracts."""
    records: tuple[Paper | Talk, ...] = (*ordered(site.catalogue, edition), *edition.talks)
    name = f"{FOLDER}/{edition.key.replace('/', '-')}"
    found = {record.key.removeprefix(f"{edition.key}/"): record for record in records}
    yield f"{name}.js", _script(edition, {key: _of(site, one) for key, one in found.items()})
    abstracts = {key: text for key, one in found.items() if (text := _abstract(one)) is not None}
    if abstracts:
        yield f"{name}-abstracts.js", _script(edition, abstracts)


def abstract_rows(site: Site, edition: Edition, paper: Paper) -> Iterator[tuple[str, bytes]]:
    """Yield what a paper's abstract is in, of the files of its edition: path, and row of a file."""
    del site
    text = _abstract(paper)
    if text is not None:
        name = f"{FOLDER}/{edition.key.replace('/', '-')}"
        row = _row(paper.key.removeprefix(f"{edition.key}/"), text)
        yield f"{name}-abstracts.js", f"\n{row}".encode()


def _abstract(record: Paper | Talk) -> str | None:
    """Return the abstract of a paper; None of whatever has none to be read here."""
    if record.abstract and isinstance(record, Paper) and not record.withdrawn:
        return to_plain(record.abstract)
    return None


def _script(edition: Edition, values: dict[str, Any]) -> bytes:
    said = [json.dumps(part, ensure_ascii=False) for part in (edition.key, edition.short_title)]
    rows = ",\n".join(_row(key, value) for key, value in values.items())
    return f"proceedingsList({','.join(said)},{{\n{rows}\n}});\n".encode()


def _row(key: str, value: Any) -> str:
    return f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"


def _of(site: Site, record: Paper | Talk) -> dict[str, Any]:
    """Return what is known of a record; nothing stands for nothing."""
    cited = cite(site.export_context, record)
    catalogue, language = site.catalogue, site.language
    values: dict[str, Any] = {
        "title": cited.plain_marked_title,
        "names": "; ".join(author.display for author in cited.authors),
        "times": [
            [interval.start.isoformat(), interval.end.isoformat(), _place(place)]
            for place in catalogue.appearances(record)
            if (interval := place.time_or_session)
        ],
        "type": language.label(record.type) if record.type else "",
        "keywords": list(record.keywords),
    }
    if isinstance(record, Paper):
        tracks = {track.id: to_plain(track.title) for track in cited.edition.tracks}
        values["track"] = tracks[record.track] if record.track else ""
        values["awards"] = [to_plain(award.title) for award in catalogue.awards_of(record)]
        values["cited"] = not record.withdrawn
    else:
        values["cited"] = True
    return {name: value for name, value in values.items() if value}


def _place(place: Any) -> str:
    return ", ".join(part for part in (to_plain(place.session.title), place.room) if part)
