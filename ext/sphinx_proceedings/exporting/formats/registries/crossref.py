"""Crossref deposit, schema 5.3.1: the volume of an edition and its papers, to register DOIs.

With ``crossmark_policy``, notices that have a DOI are registered as updates of their papers.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.registries.crossref_paper import (
    ACCESS,
    CROSSREF,
    FUNDREF,
    RELATIONS,
    add_date,
    add_names,
    add_notices,
    add_paper,
    can_be_doi,
    clipped,
    language,
    name_problems,
)
from sphinx_proceedings.exporting.formats.registries.jats_abstract import JATS1
from sphinx_proceedings.exporting.protocol import ExportError, Format, Scope
from sphinx_proceedings.exporting.requirements import (
    address_wanted,
    mail_problems,
    missing,
    one_edition,
    only_papers,
    option_wanted,
    require_valid,
)
from sphinx_proceedings.exporting.xml import MATHML, XLINK, XSI, add, add_if, root, write
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.editions import Edition

_LOCATION: Final = f"{CROSSREF} https://www.crossref.org/schemas/crossref5.3.1.xsd"
_MOST_SPONSORS: Final = 10


def _validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    """Say what Crossref wants for the whole deposit, then which papers it cannot have."""
    problems = _whole(context, selection)
    for paper in selection.papers:
        problems += _of_paper(cite(context, paper))
    return problems


def _whole(context: ExportContext, selection: Selection) -> list[str]:
    edition = one_edition(selection)
    published = context.catalogue.published_edition(edition)
    wants, name = "Crossref wants to know who deposits", "depositor_name"
    problems = [] if context.options.get(name) else [option_wanted(wants, name)]
    problems += mail_problems(context, wants, "depositor_email")
    if not context.base_url:
        problems.append(address_wanted("Crossref wants the address of each paper"))
    if not published.publisher:
        wants = "Crossref wants a publisher"
        problems.append(missing(context, edition.key, wants, "add publisher to volume or series"))
    if not published.date:
        wants = "Crossref wants the date of publication"
        problems.append(missing(context, edition.key, wants, "add date to volume"))
    return problems


def _of_paper(citation: Citation) -> list[str]:
    context, key = citation.context, citation.record.key
    problems = [
        missing(context, key, f"Crossref cannot take {what}", add)
        for what, add in name_problems(citation.authors)
    ]
    if citation.doi is None:
        problems.append(missing(context, key, "Crossref registers DOIs", "add doi to the paper"))
    elif not can_be_doi(citation.doi):
        wants = f"Crossref's DOIs are 10.<digits>/<at most 200 characters>, not {citation.doi}"
        problems.append(missing(context, key, wants, "correct the DOI"))
    return problems


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_whole(context, selection))
    edition = one_edition(selection)
    cited = only_papers(context, selection, "A Crossref deposit")
    problems = [(citation, _of_paper(citation)) for citation in cited]
    papers = [citation for citation, found in problems if not found]
    if not papers:
        raise ExportError("\n".join(line for _, found in problems for line in found))
    batch = root(
        CROSSREF,
        "doi_batch",
        {
            "ai": ACCESS,
            "fr": FUNDREF,
            "jats": JATS1,
            "mml": MATHML,
            "rel": RELATIONS,
            "xlink": XLINK,
            "xsi": XSI,
        },
        {f"{{{XSI}}}schemaLocation": _LOCATION, "version": "5.3.1"},
    )
    _head(batch, context, selection, papers)
    conference = add(add(batch, "body"), "conference")
    first = papers[0]
    if first.editors:
        add_names(conference, first.editors, "editor")
    _event(conference, context, edition)
    _proceedings(conference, first)
    policy = context.options.get("crossmark_policy")
    for citation in papers:
        add_paper(conference, citation)
        if policy:
            add_notices(conference, citation, policy)
    return write(batch)


def _head(
    batch: Element, context: ExportContext, selection: Selection, papers: list[Citation]
) -> None:
    head = add(batch, "head")
    stamp = _timestamp(context, papers)
    name = selection.stem.rpartition("/")[2]
    add(head, "doi_batch_id", f"{name[:80]}-{stamp}")
    add(head, "timestamp", stamp)
    depositor = add(head, "depositor")
    add(depositor, "depositor_name", clipped(context.options["depositor_name"], 130))
    add(depositor, "email_address", context.options["depositor_email"])
    registrant = context.options.get("registrant") or papers[0].edition_volume.publisher or ""
    add(head, "registrant", clipped(registrant, 255))


def _timestamp(context: ExportContext, papers: list[Citation]) -> str:
    epoch = context.options.get("source_date_epoch")
    if epoch is not None:
        if not epoch.isdecimal():
            raise ExportError(f"source_date_epoch is a number of seconds, not {epoch!r}")
        try:
            return f"{dt.datetime.fromtimestamp(int(epoch), dt.UTC):%Y%m%d%H%M%S}"
        except (ValueError, OverflowError, OSError):
            raise ExportError(f"source_date_epoch {epoch} is no time in our calendar") from None
    if context.generated_at is not None:
        return f"{context.generated_at.astimezone(dt.UTC):%Y%m%d%H%M%S}"
    dates = [papers[0].edition_volume.date, *(p.date for p in papers)]
    dates += [n.date for p in papers for n in p.notices]
    return f"{max(date for date in dates if date):%Y%m%d}000000"


def _event(conference: Element, context: ExportContext, edition: Edition) -> None:
    event = add(conference, "event_metadata")
    add(event, "conference_name", clipped(edition.title, 512))
    if edition.theme:
        add(event, "conference_theme", clipped(to_plain(edition.theme), 255))
    add(event, "conference_acronym", clipped(edition.short_title, 127))
    for sponsor in edition.sponsors[:_MOST_SPONSORS]:
        add(event, "conference_sponsor", clipped(sponsor.name, 255))
    if edition.number:
        add(event, "conference_number", str(edition.number))
    place = context.catalogue.published_edition(edition).event_place
    add_if(event, "conference_location", clipped(place, 255) if place else None)
    start, end = edition.start_date, edition.last_day
    if start and end:
        attributes = {
            f"{which}_{part}": f"{getattr(date, part):02}"
            for which, date in (("start", start), ("end", end))
            for part in ("day", "month", "year")
        }
        add(event, "conference_date", format_date_range(start, end), dict(attributes))


def _proceedings(conference: Element, citation: Citation) -> None:
    volume, series = citation.edition_volume, citation.series
    if volume.issn:
        metadata = add(conference, "proceedings_series_metadata")
        about = add(metadata, "series_metadata")
        add(add(about, "titles"), "title", series.title)
        add(about, "issn", str(volume.issn), {"media_type": "electronic"})
        page = citation.context.url(series)
        if series.doi and page:
            _doi(about, series.doi, page)
    else:
        attributes = {"language": language(citation.edition.language)}
        metadata = add(conference, "proceedings_metadata", None, attributes)
    add(metadata, "proceedings_title", clipped(volume.title, 511))
    if volume.issn:
        add_if(metadata, "volume", volume.volume_number)
    if citation.edition.keywords:
        add(metadata, "proceedings_subject", clipped(", ".join(citation.edition.keywords), 255))
    publisher = add(metadata, "publisher")
    add(publisher, "publisher_name", clipped(volume.publisher or "", 255))
    add_if(publisher, "publisher_place", volume.publisher_place)
    add_date(metadata, volume.date)
    if volume.isbn:
        add(metadata, "isbn", str(volume.isbn), {"media_type": "electronic"})
    else:
        add(metadata, "noisbn", None, {"reason": "simple_series"})
    page = citation.context.url(citation.edition)
    if volume.doi and page:
        _doi(metadata, volume.doi, page)


def _doi(parent: Element, doi: str, url: str) -> None:
    data = add(parent, "doi_data")
    add(data, "doi", doi)
    add(data, "resource", url)


CROSSREF_DEPOSIT = Format(
    name="crossref",
    title=N_("Crossref deposit"),
    media_type="application/vnd.crossref.deposit+xml",
    suffix=".crossref.xml",
    scopes=frozenset({Scope.PAPER, Scope.EDITION}),
    write=_write,
    validate=_validation_errors,
    options={
        "depositor_name": "who deposits (needed)",
        "depositor_email": "where Crossref reports to (needed)",
        "registrant": "who is responsible; the publisher when absent",
        "source_date_epoch": "time stamp in seconds since 1970, which must grow from one deposit "
        "to the next; that of the environment, or the latest date in the data, when absent",
        "crossmark_policy": "DOI of the policy page; with it, notices are registered as updates",
    },
)
"""The exporter of deposits for Crossref."""
