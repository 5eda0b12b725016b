"""Make the documents of the JSON interface from records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.citation import Citation, cite
from sphinx_proceedings.exporting.formats.web.api_documents import (
    VERSION,
    Appearance,
    EditionDocument,
    PaperDocument,
    PersonCredit,
    PersonDocument,
    Resolved,
    ResolvedName,
    SeriesDocument,
    TalkDocument,
)
from sphinx_proceedings.model.richtext import to_html, to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.records.editions import Edition, Series
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.records.people import Person


def paper_document(context: ExportContext, paper: Paper) -> PaperDocument:
    """Return the document of a paper."""
    return PaperDocument(
        version=VERSION,
        key=paper.key,
        edition=paper.edition_key,
        record=context.catalogue.published(paper).public_record,
        resolved=_resolved(context, cite(context, paper)),
    )


def talk_document(context: ExportContext, talk: Talk) -> TalkDocument:
    """Return the document of a talk."""
    return TalkDocument(
        version=VERSION,
        key=talk.key,
        edition=talk.edition_key,
        record=talk,
        resolved=_resolved(context, cite(context, talk)),
    )


def _resolved(context: ExportContext, c: Citation) -> Resolved:
    return Resolved(
        title=c.plain_marked_title,
        title_html=to_html(c.marked_title, c.links),
        abstract=c.plain_abstract,
        abstract_html=to_html(c.abstract, c.links) if c.abstract else None,
        names=tuple(
            ResolvedName(
                name=cited.display,
                inverted=cited.inverted,
                person=str(cited.person.id) if cited.person else None,
                kind=cited.contribution.kind,
                orcid=cited.orcid,
            )
            for cited in c.authors
        ),
        date=c.date.isoformat() if c.date else None,
        year=c.year,
        proceedings=c.proceedings_title,
        language=str(c.language),
        licence=str(c.licence) if c.licence else None,
        archival=c.archival,
        status=c.mark.status if c.mark else None,
        remarks=c.remarks,
        awards=tuple(to_plain(award.title, c.links) for award in c.awards),
        appearances=_appearances(context, c),
        citation_key=c.key,
        url=c.url,
        pdf=c.pdf_url,
        referred_to_by=tuple(entry.key for entry in context.catalogue.referrers(c.record.key)),
    )


def _appearances(context: ExportContext, c: Citation) -> tuple[Appearance, ...]:
    found = []
    for place in context.catalogue.appearances(c.record):
        session, time = place.session, place.interval
        found.append(
            Appearance(
                session=str(session.id),
                session_title=to_plain(session.title, c.links),
                start=time.start.isoformat() if time else None,
                end=time.end.isoformat() if time else None,
                room=place.room,
                url=str(place.url) if place.url else None,
                board=place.board,
                status=place.status,
            )
        )
    return tuple(found)


def series_document(context: ExportContext, series: Series) -> SeriesDocument:
    """Return the document of a series."""
    editions = context.catalogue.editions_of(series)
    return SeriesDocument(
        version=VERSION,
        key=series.key,
        record=series,
        editions=tuple(edition.key for edition in editions),
        url=context.url(series),
    )


def edition_document(context: ExportContext, edition: Edition) -> EditionDocument:
    """Return the document of an edition; its papers and talks are told by their keys."""
    bare = edition.model_copy(update={"papers": (), "talks": ()})
    return EditionDocument(
        version=VERSION,
        key=edition.key,
        record=bare,
        papers=tuple(paper.key for paper in edition.papers),
        talks=tuple(talk.key for talk in edition.talks),
        proceedings=context.catalogue.published_edition(edition).title,
        url=context.url(edition),
    )


def person_document(context: ExportContext, person: Person) -> PersonDocument:
    """Return the document of a person."""
    return PersonDocument(
        version=VERSION,
        key=person.key,
        record=person,
        name=person.name.display,
        credits=tuple(
            PersonCredit(
                role=credit.role,
                record=credit.record.key,
                name=credit.contribution.name.display,
            )
            for credit in context.catalogue.credits_of(person)
        ),
        url=context.url(person),
    )
