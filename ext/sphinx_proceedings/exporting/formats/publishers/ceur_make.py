"""CEUR-WS metadata: ``workshop.xml`` and ``toc.xml`` as ceur-make reads them, in a ZIP archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.formats.publishers.ceur import (
    NUMBER_OPTION,
    UNKNOWN,
    begin,
    validation_errors,
)
from sphinx_proceedings.exporting.iso_639 import three_letters
from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.xml import add, add_if, root, write
from sphinx_proceedings.folders.zip_writing import zipped
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.views.arrangement import best_grouping, grouped

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection


def _write(context: ExportContext, selection: Selection) -> bytes:
    cited = begin(context, selection)
    files = {"workshop.xml": _workshop(context, cited[0]), "toc.xml": _toc(context, cited)}
    return zipped(files)


def _workshop(context: ExportContext, citation: Citation) -> bytes:
    edition = citation.edition
    workshop = root(None, "workshop")
    title = add(workshop, "title")
    add(title, "id", edition.series_id)
    add(title, "acronym", citation.series.short_title)
    add(title, "volume", edition.title)
    add(title, "full", citation.edition_volume.title.removeprefix("Proceedings of the "))
    add(workshop, "number", context.options.get("ceur_volume", UNKNOWN))
    add_if(workshop, "homepage", context.url(edition))
    add(workshop, "language", three_letters(edition.language) or "eng")
    add(workshop, "location", citation.event_place or "Virtual Event")
    start, end = edition.start_date, edition.end_date
    if start:
        date = add(workshop, "date", None if end else start.isoformat())
        if end:
            add(date, "from", start.isoformat())
            add(date, "to", end.isoformat())
    add(workshop, "pubyear", citation.edition_volume.year)
    if edition.host_event:
        conference = add(workshop, "conference")
        add(conference, "acronym", edition.host_event.short_title or edition.host_event.title)
        add(conference, "full", edition.host_event.title)
        add_if(conference, "homepage", edition.host_event.url)
    editors = add(workshop, "editors")
    for place, name in enumerate(citation.edition_volume.editors or citation.organizers):
        editor = add(editors, "editor", None, {"submitting": None if place else "true"})
        add_if(editor, "homepage", name.contribution.url)
        add(editor, "name", name.display)
        affiliation = name.affiliations[0] if name.affiliations else None
        add(editor, "affiliation", affiliation.name if affiliation else "")
        country = affiliation.country if affiliation else None
        add(editor, "country", str(country) if country else "")
    return write(workshop)


def _toc(context: ExportContext, cited: tuple[Citation, ...]) -> bytes:
    contents, edition = root(None, "toc"), cited[0].edition
    known = {citation.record.key: citation for citation in cited}
    number = 0
    for group in grouped(context.catalogue, edition, best_grouping(edition)):
        parent = contents
        if group.title:
            parent = add(contents, "session")
            add(parent, "title", to_plain(group.title, cited[0].links))
        for record in group.papers:
            number += 1
            citation = known[record.key]
            paper = add(parent, "paper", None, {"id": f"paper{number}"})
            add(paper, "title", citation.plain_marked_title)
            if citation.pages:
                first, last = citation.pages
                add(paper, "pages", None, {"from": first, "to": last})
            authors = add(paper, "authors")
            for name in citation.authors:
                add(authors, "author", name.display)
    return write(contents)


CEUR_MAKE = Format(
    name="ceur-make",
    title=N_("CEUR-WS metadata (ceur-make)"),
    media_type="application/zip",
    suffix=".ceur-make.zip",
    scopes=frozenset({Scope.EDITION}),
    write=_write,
    reads_abstracts=False,
    validate=validation_errors,
    options=NUMBER_OPTION,
)
"""The exporter of ceur-make's two files."""
