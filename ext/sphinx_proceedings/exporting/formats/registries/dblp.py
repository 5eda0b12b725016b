"""dblp submission XML: the table of contents of one edition, as dblp asks editors to send it.

Rule: dblpsubmission.dtd of dblp. Place and date of the event are needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import (
    missing,
    one_edition,
    only_papers,
    require_valid,
)
from sphinx_proceedings.exporting.xml import add, add_if, root, write
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.records.editions import Mode
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.model.views.arrangement import best_grouping, grouped

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.editions import Edition

_DOCTYPE: Final = '<!DOCTYPE dblpsubmission SYSTEM "https://dblp.org/xml/subm/dblpsubmission.dtd">'


def _validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    edition = one_edition(selection)
    problems = []
    if edition.start_date is None:
        wants = "dblp wants the dates of the event"
        problems.append(missing(context, edition.key, wants, "add start_date to the edition"))
    if edition.mode is not Mode.VIRTUAL and not (edition.venue and edition.venue.city):
        wants = "dblp wants the place of the event"
        add_city = "add city to its venue, or say mode: virtual"
        problems.append(missing(context, edition.key, wants, add_city))
    return problems


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_validation_errors(context, selection))
    cited = only_papers(context, selection, "A dblp submission")
    edition, first = one_edition(selection), cited[0]
    volume = first.edition_volume
    submission = root(None, "dblpsubmission")
    proceedings = add(submission, "proceedings")
    add(proceedings, "key", f"{edition.series_id}{edition.year}")
    for editor in volume.editors:
        add(proceedings, "editor", editor.display)
    add(proceedings, "title", volume.title)
    add_if(proceedings, "publisher", volume.publisher)
    add(proceedings, "year", volume.year)
    add_if(proceedings, "isbn", volume.isbn)
    add_if(proceedings, "doi", volume.doi)
    _conference(proceedings, first, edition)
    series = add(proceedings, "series")
    add(series, "key", edition.series_id)
    add(series, "title", first.series.title)
    add_if(series, "number", volume.volume_number)
    contents = add(proceedings, "toc")
    known = {citation.record.key: citation for citation in cited}
    for group in grouped(context.catalogue, edition, best_grouping(edition)):
        if group.title:
            add(contents, "section", to_plain(group.title, first.links))
        for paper in group.papers:
            _publication(contents, known[paper.key])
    return write(submission, _DOCTYPE)


def _conference(proceedings: Element, citation: Citation, edition: Edition) -> None:
    conference = add(proceedings, "conf")
    add(conference, "acronym", edition.short_title)
    add_if(conference, "number", str(edition.number) if edition.number else None)
    add(conference, "location", citation.event_place or "Virtual Event")
    if edition.start_date:
        add(conference, "date", format_date_range(edition.start_date, edition.end_date))
    add_if(conference, "url", citation.context.url(edition))
    if edition.host_event:
        add(conference, "partof", edition.host_event.short_title or edition.host_event.title)


def _publication(contents: Element, citation: Citation) -> None:
    publication = add(contents, "publ")
    for name in citation.authors:
        if name.contribution.kind != "anonymous":
            add(publication, "author", name.display)
    add(publication, "title", citation.plain_marked_title)
    add_if(publication, "pages", str(citation.pages) if citation.pages else None)
    add_if(publication, "doi", citation.doi)
    add_if(publication, "ee", citation.context.url(citation.record))


DBLP = Format(
    name="dblp",
    title=N_("dblp submission"),
    media_type="application/xml",
    suffix=".dblp.xml",
    scopes=frozenset({Scope.EDITION}),
    write=_write,
    reads_abstracts=False,
    validate=_validation_errors,
)
"""The exporter of submissions to dblp."""
