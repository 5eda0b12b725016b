"""What takes place when, in a flat list: the source of calendars and schedules.

A session with timed slots is its slots; one without, a poster session say, is one event.
Identifiers come from records, never from times, so that an entry that moves stays the same entry.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from sphinx_proceedings.exporting.citation import CitedName, RecordLinks
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.remarks import talk_type
from sphinx_proceedings.model.appearances import changes_of
from sphinx_proceedings.model.publication.cited_names import cited_names
from sphinx_proceedings.model.publication.retraction_mark import EVENT_MARKS
from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.text import slug
from sphinx_proceedings.model.views.timetable import timetable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.catalogue import Presented
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.event_status import EventStatus
    from sphinx_proceedings.model.records.programme import Session, Slot
    from sphinx_proceedings.model.views.timetable import TimedSession, TimedSlot

BOARD: Final = "Board {board}"

_NAMESPACE: Final = uuid5(NAMESPACE_URL, "urn:x-proceedings:programme")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """A talk, paper, panel, break or session at its time."""

    id: str
    """Unique over the site and lasting: ``enlsp/2022/sessions/morning#papers/8``."""
    title: str
    kind: str
    start: dt.datetime
    end: dt.datetime
    session: Session
    record: Presented | None
    people: tuple[CitedName, ...]
    description: str
    url: str | None
    """Address of its page."""
    place: str
    room: str | None = None
    online: str | None = None
    """Address at which it is followed online."""
    status: EventStatus | None = None
    """Set when it does not take place as announced."""
    changed: tuple[dt.date, ...] = ()
    """Days on which it was changed after it was announced."""
    day: dt.date
    """Day of the programme that it belongs to: a talk after midnight, that of its session."""

    @property
    def revision(self) -> int:
        """How often it was changed: a status that is told without a day is one change."""
        return len(self.changed) or int(self.status is not None)

    @property
    def key(self) -> str:
        """The id."""
        return self.id

    @property
    def guid(self) -> UUID:
        """A UUID made from the id."""
        return uuid_of(self.id)


@lru_cache(65_536)  # of an author ask all of their talks
def uuid_of(key: str) -> UUID:
    """Return the UUID of a record or event; it does not depend on where the site is."""
    return uuid5(_NAMESPACE, key)


def scheduled_events(context: ExportContext, edition: Edition) -> tuple[ScheduledEvent, ...]:
    """Return what takes place in an edition, in order of time, parallel sessions by track."""
    return tuple(
        event
        for day in timetable(context.catalogue, edition)
        for row in day.rows
        for timed in row
        for event in of_session(context, timed)
    )


@memoized
def of_session(context: ExportContext, timed: TimedSession) -> tuple[ScheduledEvent, ...]:
    """Return the timed slots of a session, or the session itself when it has none."""
    edition = context.catalogue.edition_of(timed.session)
    return tuple(_of_session(context, edition, timed))


def _of_session(
    context: ExportContext, edition: Edition, timed: TimedSession
) -> Iterator[ScheduledEvent]:
    seen: Counter[str] = Counter()
    slots = [slot for slot in timed.slots if slot.interval is not None]
    for slot in slots:
        name = _slot_name(slot)
        seen[name] += 1
        number = f"~{seen[name]}" if seen[name] > 1 else ""
        yield _of_slot(context, edition, timed, slot, f"{timed.session.key}#{name}{number}")
    if not slots:
        yield session_event(context, edition, timed)


def session_event(context: ExportContext, edition: Edition, timed: TimedSession) -> ScheduledEvent:
    """Return a session as a whole."""
    session, links = timed.session, RecordLinks(context, edition.key)
    lines = [to_plain(session.description, links)] if session.description else []
    if session.status_note:
        lines.insert(0, to_plain(session.status_note, links))
    for poster in session.posters:
        paper = context.catalogue.papers[f"{edition.key}/papers/{poster.paper}"]
        board = f"{BOARD.format(board=poster.board)}: " if poster.board else ""
        lines.append(f"- {board}{marked_title(context, paper, links)}")
    return ScheduledEvent(
        id=session.key,
        title=f"{_off(timed.status)}{to_plain(session.title, links)}",
        kind=session.type.value,
        start=timed.interval.start,
        end=timed.interval.end,
        session=session,
        record=None,
        people=cited_names(context.catalogue, session.chairs),
        description="\n".join(lines),
        url=context.url(session) or (str(session.url) if session.url else None),
        place=_place(context, edition, session),
        room=session.room,
        online=str(session.url) if session.url else None,
        status=timed.status,
        changed=changes_of(edition, session),
        day=timed.interval.start.date(),
    )


def poster_event(
    context: ExportContext, edition: Edition, timed: TimedSession, record: Presented
) -> ScheduledEvent:
    """Return the session of a poster: at its board, where it has one, as an entry of its own."""
    whole = session_event(context, edition, timed)
    board = next((p.board for p in timed.session.posters if p.paper == record.id), None)
    if board is None:
        return whole
    published = context.catalogue.published(record)
    title = marked_title(context, record, RecordLinks(context, edition.key))
    return replace(
        whole,
        id=f"{timed.session.key}#papers/{record.id}",
        title=f"{_off(timed.status)}{title}",
        record=record,
        people=published.names,
        description=f"{to_plain(timed.session.title)}\n\n{BOARD.format(board=board)}",
        url=context.url(record),
        place=", ".join(filter(None, (BOARD.format(board=board), whole.place))),
    )


def _of_slot(
    context: ExportContext, edition: Edition, timed: TimedSession, slot: TimedSlot, name: str
) -> ScheduledEvent:
    session, record, links = timed.session, slot.record, RecordLinks(context, edition.key)
    interval = slot.interval or timed.interval
    published = context.catalogue.published(record) if record is not None else None
    abstract = published.shown_abstract if published else None
    kind = slot.slot.type or session.type
    online, why = session.url_of(slot.slot), getattr(record, "status_note", None)
    told = (to_plain(why, links) if why else "", slot.slot.note if slot.status else "")
    text = to_plain(abstract, links) if abstract else slot.slot.note or ""
    return ScheduledEvent(
        id=name,
        title=f"{_off(slot.status)}{_title(context, slot, links)}",
        kind=_kind(record) or kind.value,
        start=interval.start,
        end=interval.end,
        session=session,
        record=record,
        people=published.names if published else (),
        description="\n\n".join(dict.fromkeys(filter(None, (*told, text)))),
        url=context.url(record if record is not None else session),
        place=_place(context, edition, session, slot.slot),
        room=session.room_of(slot.slot),
        online=str(online) if online else None,
        status=slot.status,
        changed=changes_of(edition, session, slot.slot, record),
        day=timed.interval.start.date(),
    )


def marked_title(context: ExportContext, record: Presented, links: RecordLinks) -> str:
    """Return the plain title without its subtitle, marked when the paper was taken back."""
    return to_plain(context.catalogue.published(record).listed_title, links)


def _title(context: ExportContext, timed: TimedSlot, links: RecordLinks) -> str:
    if isinstance(timed.record, Paper):
        return marked_title(context, timed.record, links)
    shown = timed.record.title if timed.record else timed.slot.title
    return to_plain(shown, links) if shown else ""


def _off(status: EventStatus | None) -> str:
    """Return what stands before the title of something off: programs show no more than that."""
    mark = EVENT_MARKS.get(status) if status else None
    return mark.prefix if mark else ""


def _kind(record: Presented | None) -> str | None:
    if isinstance(record, Paper):
        return "Paper"
    if isinstance(record, Talk):
        return talk_type(record)
    return "Panel" if isinstance(record, Panel) else None


def _slot_name(timed: TimedSlot) -> str:
    return timed.slot.record_key or slug(str(timed.slot.title))


def _place(
    context: ExportContext, edition: Edition, session: Session, slot: Slot | None = None
) -> str:
    """Return room, building and place; of what is online alone, its address."""
    online = session.url_of(slot)
    if online and not session.room_of(slot):
        return str(online)
    venue = edition.venue
    room = session.room_of(slot) or (venue.room if venue else None)
    place = context.catalogue.published_edition(edition).event_place
    return ", ".join(filter(None, (room, venue.name if venue else None, place)))
