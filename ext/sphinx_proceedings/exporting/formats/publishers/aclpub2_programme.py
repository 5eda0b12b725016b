"""The programme as aclpub2 has it: sessions with papers and, for what is no paper, subsessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_proceedings.exporting.citation import RecordLinks
from sphinx_proceedings.exporting.formats.citations.bibtex import latex
from sphinx_proceedings.model.richtext import to_latex

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.appearances import Interval
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.programme import Session, Slot
    from sphinx_proceedings.model.richtext import RichText

Fields = dict[str, Any]


def programme(context: ExportContext, edition: Edition) -> list[Fields]:
    """Return the sessions of *edition* that have a time, in the order of the data."""
    found = []
    for session in edition.sessions:
        interval = context.catalogue.interval(session)
        if interval:
            found.append(_session(context, session, interval))
    return found


def _session(context: ExportContext, session: Session, interval: Interval) -> Fields:
    links = RecordLinks(context, session.edition_key)
    made: Fields = {
        "title": to_latex(session.title, links, hyperlinks=False),
        **_times(interval),
        "location": latex(session.room or ""),
        "chair": latex(", ".join(chair.name.display for chair in session.chairs)),
    }
    papers: list[Fields] = []
    others: list[Fields] = []
    for slot in session.slots:
        when = context.catalogue.interval(session, slot)
        times = _times(when) if when else {}
        if slot.paper:
            papers.append({"id": identifier(slot.paper), **times})
        elif (title := _title(context, session, slot)) is not None:
            text = to_latex(title, links, hyperlinks=False)
            others.append({"title": text, **(times or _times(interval))})
    papers += [{"id": identifier(poster.paper)} for poster in session.posters]
    made |= {"papers": papers, "subsessions": others}
    return {key: value for key, value in made.items() if value}


def identifier(record_id: str) -> int | str:
    """Return the id of a paper as the number that aclpub2 likes, where it is one."""
    return int(record_id) if record_id.isdecimal() and record_id[0] != "0" else str(record_id)


def _title(context: ExportContext, session: Session, slot: Slot) -> RichText | None:
    if slot.title is not None:
        return slot.title
    catalogue, key = context.catalogue, session.edition_key
    if slot.talk is not None:
        return catalogue.talks[f"{key}/talks/{slot.talk}"].title
    return catalogue.panels[f"{key}/panels/{slot.panel}"].title if slot.panel else None


def _times(interval: Interval) -> Fields:
    # Without a zone: aclpub2 prints them as they are.
    return {
        "start_time": interval.start.replace(tzinfo=None),
        "end_time": interval.end.replace(tzinfo=None),
    }
