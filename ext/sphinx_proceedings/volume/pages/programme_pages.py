"""The programme with page numbers, and a page for each talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.records.papers import Paper, Talk, TalkType
from sphinx_proceedings.model.records.people import Part
from sphinx_proceedings.model.richtext import to_plain, typst_string
from sphinx_proceedings.model.values.dates import format_time, zone_label
from sphinx_proceedings.model.views.timetable import timetable
from sphinx_proceedings.volume.pages.front_matter import affiliation_of, chapter, members, name_of
from sphinx_proceedings.volume.pages.print_images import photo_file
from sphinx_proceedings.volume.typst_text import (
    HEAD_LENGTH,
    array,
    call,
    content,
    inner,
    page_options,
    prose,
    said,
    short_line,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sphinx_proceedings.model.appearances import Appearance
    from sphinx_proceedings.model.records.papers import Panel
    from sphinx_proceedings.model.views.timetable import TimedSession, TimedSlot
    from sphinx_proceedings.volume.pages.front_matter import Chapter
    from sphinx_proceedings.volume.plan import Plan
    from sphinx_proceedings.volume.typst.missing_characters import Piece
    from sphinx_proceedings.volume.typst_text import VolumeLinks


def programme(plan: Plan, links: VolumeLinks) -> Iterator[Chapter]:
    """The programme, day by day, in the event's own time zone."""
    days = timetable(plan.catalogue, plan.edition)
    if not days:
        return
    parts = []
    for day in days:
        parts.append(f"#heading(level: 2)[{prose(plan.language.day(day.date))}]\n")
        parts += [_session(plan, links, timed) for row in day.rows for timed in row]
    if plan.edition.time_zone:
        zone = str(plan.edition.time_zone).replace("_", " ")
        note = said(plan.language.gettext("Times are of {zone}."), zone=prose(zone))
        parts.append(f"\n#block(above: 7mm, text(size: 0.9em, fill: soft)[{note}])")
    yield chapter(plan, "programme", plan.language.gettext("Programme"), "".join(parts))


def _session(plan: Plan, links: VolumeLinks, timed: TimedSession) -> str:
    session = timed.session
    details = [plan.language.label(timed.status)] if timed.status else []
    details.append(session.room or "")
    if session.time_zone:
        details.append(zone_label(timed.interval.start))
    if session.chairs:
        names = ", ".join(c.name.display for c in session.chairs)
        chairs = plan.language.ngettext("Chair: {names}", "Chairs: {names}", len(session.chairs))
        details.append(chairs.format(names=names))
    rows = [_slot(plan, links, slot, timed=not timed.repeats(slot)) for slot in timed.slots]
    for poster in session.posters:
        paper = plan.catalogue.papers.get(f"{plan.edition.key}/papers/{poster.paper}")
        if paper:
            rows.append(_row(poster.board or "", links, paper))
    text = prose(" · ".join(d for d in details if d))
    return call(
        "session",
        typst_string(session.key),
        content(_times(timed.session.start, timed.session.end)),
        content(links.heading(session.title)),
        content(text or None),
        array(rows),
    )


def _slot(plan: Plan, links: VolumeLinks, slot: TimedSlot, *, timed: bool) -> str:
    start, end = (slot.slot.start, slot.slot.end) if timed else (None, None)
    time = _times(start, end) if start and end else (format_time(start) if start else "")
    status = plan.language.label(slot.status) if slot.status else ""
    remark = prose(" · ".join(filter(None, (status, slot.slot.room))))
    if slot.record is None:
        title = links.heading(slot.slot.title) if slot.slot.title else ""
        return array([content(time), content(title), content(remark or None), "none"])
    return _row(time, links, slot.record, remark)


def _row(time: str, links: VolumeLinks, record: Paper | Talk | Panel, remark: str = "") -> str:
    if isinstance(record, Paper):
        people = record.authors
    elif isinstance(record, Talk):
        people = record.speakers
    else:
        people = (*record.moderators, *record.panelists)
    page = inner("page-link", typst_string(record.key), options=page_options(record))
    names = ", ".join(name_of(person) for person in people)
    people_and_place = " · ".join(filter(None, (names, remark)))
    line = content(people_and_place or None)
    return array([content(time), content(links.listed_title(record)), line, page])


def _times(start: dt.time, end: dt.time) -> str:
    return f"{format_time(start)}–{format_time(end)}"


def talks(plan: Plan, links: VolumeLinks) -> Iterator[Piece]:
    """A page for each talk and panel, in the order of the programme."""
    order = {
        slot.record.key: place
        for place, slot in enumerate(
            slot
            for day in timetable(plan.catalogue, plan.edition)
            for row in day.rows
            for timed in row
            for slot in timed.slots
            if slot.record is not None
        )
        if slot.record is not None
    }
    last = len(order)
    records: list[Talk | Panel] = [*plan.edition.talks, *plan.edition.panels]
    for record in sorted(records, key=lambda record: order.get(record.key, last)):
        if isinstance(record, Talk):
            yield record.key, _talk(plan, links, record)
        else:
            yield record.key, _panel(plan, links, record)


def _talk(plan: Plan, links: VolumeLinks, talk: Talk) -> str:
    published = plan.catalogue.published(talk)
    colours = plan.published.brand.palette
    speakers, bios = [], []
    for speaker in talk.speakers:
        person = plan.catalogue.person(speaker)
        photo = plan.images.get(photo_file(plan.edition, speaker, person) or "")
        name = (
            f"{speaker.honorific} {speaker.name.display}"
            if speaker.honorific
            else speaker.name.display
        )
        if photo:
            alt = plan.language.gettext("Portrait of {name}").format(name=name)
            picture = f"portrait({typst_string(photo)}, {typst_string(alt)})"
        else:
            initials = "".join(
                word[0] for word in (speaker.name.given, speaker.name.full_family) if word
            )
            picture = f"avatar({content(prose(initials))}, rgb({typst_string(colours[0])}))"
        speakers.append(array([picture, content(prose(name)), content(affiliation_of(speaker))]))
        bio = speaker.bio or (person.bio if person else None)
        if bio:
            bios.append(content(links.markup(bio)))
    time = next((_when(plan, a) for a in plan.catalogue.appearances(talk)), None)
    words = f"{', '.join(name.full_family for name in published.names)}: {to_plain(talk.title)}"
    return call(
        "talk",
        typst_string(talk.key),
        content(prose(plan.language.label(talk.type or TalkType.TALK))),
        content(links.heading(talk.title)),
        array(speakers),
        content(time),
        content(links.markup(talk.abstract) if talk.abstract else None),
        array(bios),
        content(prose(short_line(words, HEAD_LENGTH))),
        content(prose(plan.published.short_title)),
    )


def _panel(plan: Plan, links: VolumeLinks, panel: Panel) -> str:
    time = next((_when(plan, a) for a in plan.catalogue.appearances(panel)), None)
    body = links.markup(panel.abstract) if panel.abstract else ""
    for part, people in ((Part.MODERATOR, panel.moderators), (Part.PANELIST, panel.panelists)):
        if people:
            title = prose(plan.language.plural(part))
            body += f"\n#heading(level: 2)[{title}]\n{members(people)}"
    return call(
        "talk",
        typst_string(panel.key),
        content(prose(plan.language.gettext("Panel"))),
        content(links.heading(panel.title)),
        "()",
        content(time),
        content(body or None),
        "()",
        content(prose(short_line(to_plain(panel.title), HEAD_LENGTH))),
        content(prose(plan.published.short_title)),
    )


def _when(plan: Plan, appearance: Appearance) -> str | None:
    interval = appearance.own_interval
    if interval is None:
        return None
    date = plan.language.date_range(interval.start.date())
    return prose(f"{date}, {format_time(interval.start.time())}–{format_time(interval.end.time())}")
