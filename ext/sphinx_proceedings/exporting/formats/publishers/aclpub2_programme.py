"""The programme as aclpub2 has it: sessions with papers and, for what is no paper, subsessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_proceedings.exporting.citation import RecordLinks
from sphinx_proceedings.exporting.formats.publishers.aclpub2_text import text, title

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.appearances import Interval
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.programme import Session, Slot
    from sphinx_proceedings.model.richtext import RichText
    from sphinx_proceedings.model.values.identifiers import RecordId

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
    """Return a session: its papers, or parts with papers where some of it is none.

    Of a session with parts, aclpub2 prints the parts alone (``process_program``).
    """
    links = RecordLinks(context, session.edition_key)
    name = title(session.title, links)
    made: Fields = {
        "title": name,
        **_times(interval),
        "location": text(session.room or ""),
        "chair": text(", ".join(chair.name.display for chair in session.chairs)),
    }
    papers = [{"id": identifier(poster.paper)} for poster in session.posters]
    parts: list[Fields] = [{"title": name, **_times(interval), "papers": papers}] if papers else []
    for slot in session.slots:
        when = context.catalogue.interval(session, slot) or interval
        if slot.paper:
            _add_paper(parts, name, slot.paper, when)
        elif (other := _title(context, session, slot)) is not None:
            parts.append({"title": title(other, links), **_times(when)})
    if all("papers" in part for part in parts):
        made["papers"] = [paper for part in parts for paper in part["papers"]]
    else:
        made["subsessions"] = parts
    return {key: value for key, value in made.items() if value}


def _add_paper(parts: list[Fields], name: str, paper: RecordId, when: Interval) -> None:
    """Add a paper to the part before it, or to a new one after something else."""
    times = _times(when)
    if not parts or "papers" not in parts[-1]:
        parts.append({"title": name, **times, "papers": []})
    parts[-1]["papers"].append({"id": identifier(paper), **times})
    parts[-1]["end_time"] = max(parts[-1]["end_time"], times["end_time"])


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
