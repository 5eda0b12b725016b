"""import(export(x)) = x for programmes that nobody has thought of, up to the losses stated here."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.exporting.registry import exporter
from sphinx_proceedings.importing.cleaning.clean_records import CleanEdition
from sphinx_proceedings.importing.cleaning.record_cleaning import RecordCleaner
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.importing.report import Report
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.richtext import RichText, escape, to_plain
from sphinx_proceedings.model.values.names import PersonName

LOSSES: dict[str, tuple[str, frozenset[str]]] = {
    # format: the importer that reads it, and the facts of an event that it has no place for
    "frab-xml": ("pretalx", frozenset()),
    "pretalx-json": ("pretalx", frozenset()),
    # Speakers are the first line of a description there. A session with slots comes as well.
    "icalendar": ("icalendar", frozenset(["people"])),
}
# Of none come back: a session's own title where it has slots, which are put together again by
# room and pause; which of the events are papers, before they meet those of the data.
ZONE = "Europe/Rome"
DAYS = ("2026-05-01", "2026-05-02")
ROOMS = ("Aula Magna", "R&D <2>")
WORDS = st.sampled_from(
    """Learning trees weaving; R&D 50% $5 naïve 20°C C# x_y a-b “so” it's École 深度学习 *not*
    p<0.05""".split()
)
TITLES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
PEOPLE = st.lists(
    st.sampled_from(["Ada Lovelace", "Jan van Eyck", "王小云", "Łukasz Żółć", "J. R. R. Tolkien"]),
    min_size=1,
    max_size=3,
    unique=True,
)
Event = tuple[str, ...]


@st.composite
def programmes(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Return papers, talks and sessions: in each room some of each day, one after the other."""
    made: dict[str, list[dict[str, Any]]] = {"papers": [], "talks": [], "sessions": []}
    for day in DAYS:
        for room in ROOMS[: draw(st.integers(1, 2))]:
            clock = dt.datetime.fromisoformat(f"{day}T08:00")
            for _ in range(draw(st.integers(1, 3))):
                session = _session(draw, made, clock, room)
                made["sessions"].append(session)
                clock = dt.datetime.fromisoformat(f"{day}T{session['end']}")
                clock += dt.timedelta(minutes=draw(st.sampled_from([0, 5, 45])))
    return made


def _session(
    draw: st.DrawFn, made: dict[str, list[dict[str, Any]]], clock: dt.datetime, room: str
) -> dict[str, Any]:
    session: dict[str, Any] = {
        "id": f"s{len(made['sessions']) + 1}",
        "title": escape(draw(TITLES)),
        "type": "talks",
        "date": str(clock.date()),
        "start": clock.strftime("%H:%M"),
        "room": room,
    }
    slots = []
    for kind in draw(st.lists(st.sampled_from(["paper", "talk", "title"]), max_size=3)):
        end = clock + dt.timedelta(minutes=draw(st.sampled_from([5, 12, 60])))
        title = escape(draw(TITLES))
        slot = {"start": clock.strftime("%H:%M"), "end": end.strftime("%H:%M"), kind: title}
        if kind != "title":
            people = [{"name": name} for name in draw(PEOPLE)]
            record = {"id": str(len(made[f"{kind}s"]) + 1), "title": title}
            role = "authors" if kind == "paper" else "speakers"
            made[f"{kind}s"].append({**record, role: people})
            slot[kind] = record["id"]
        slots.append(slot)
        clock = end
    if not slots:
        clock += dt.timedelta(minutes=90)
    return {**session, "end": clock.strftime("%H:%M"), **({"slots": slots} if slots else {})}


def exported(folder: Path, programme: dict[str, list[dict[str, Any]]], name: str) -> Path:
    """Return the file that a format makes of an edition with this programme."""
    edition = folder / "data/demo/2026"
    edition.mkdir(parents=True)
    facts = {
        "title": "Demonstrations",
        "short_title": "DEMO 2026",
        "start_date": DAYS[0],
        "end_date": DAYS[-1],
        "time_zone": ZONE,
        "mode": "virtual",
    }
    (folder / "data/demo/series.yaml").write_text("title: Demo\nshort_title: DEMO\n", "utf-8")
    texts = {"edition": facts, **{key: {key: value} for key, value in programme.items() if value}}
    for key, value in texts.items():
        text = json.dumps(value, ensure_ascii=False)
        place = "programme" if key == "sessions" else key
        (edition / f"{place}.yaml").write_text(text, "utf-8")
    loaded = load(folder / "data")
    assert loaded.catalogue is not None, loaded.problems
    context = ExportContext(catalogue=loaded.catalogue, base_url="https://demo.example.org/")
    selection = Selection.of_edition(loaded.catalogue, loaded.catalogue.editions["demo/2026"])
    file = folder / f"export{exporter(name).suffix}"
    file.write_bytes(exporter(name).export(context, selection))
    return file


def read_back(file: Path, importer: str) -> CleanEdition:
    source = Source.open([file])
    found = detect(source)
    assert found.importer.name == importer
    answers = Answers({"time-zone": ZONE})
    edition = found.importer.read(source, answers)
    assert not answers.required
    return RecordCleaner(edition, answers, Report()).clean()


def plain(title: str) -> str:
    return " ".join(to_plain(RichText(title, inline=True)).split())


def people_of(record: dict[str, Any]) -> str:
    people = record.get("authors") or record.get("speakers") or []
    return " & ".join(PersonName.parse(one["name"]).display for one in people)


def events_of(
    sessions: list[dict[str, Any]], records: dict[str, dict[str, Any]], lost: frozenset[str]
) -> list[Event]:
    """Return day, begin, end, room, title and people of each slot, or session without slots."""
    made = []
    for session in sessions:
        for slot in session.get("slots", [session]):
            key = next((f"{k}s/{slot[k]}" for k in ("paper", "talk") if k in slot), "")
            record = records.get(key, slot)
            when = (session["date"], slot["start"], slot["end"], session["room"])
            people = "" if "people" in lost else people_of(record)
            made.append((*when, plain(record["title"]), people))
    return sorted(made)


@pytest.mark.parametrize("name", LOSSES)
@given(programme=programmes())
@settings(max_examples=15)
def test_a_programme_comes_back(name: str, programme: dict[str, list[dict[str, Any]]]):
    importer, lost = LOSSES[name]
    with tempfile.TemporaryDirectory() as place:
        made = read_back(exported(Path(place), programme, name), importer)
    records = {f"{r.kind}/{r.key}": dict(r.fields) for r in made.records}
    found = [dict(one.fields) for one in made.records if one.kind == "sessions"]
    written = {f"{kind}/{one['id']}": one for kind in programme for one in programme[kind]}
    sessions = programme["sessions"]
    if name == "icalendar":
        wholes = [{k: v for k, v in one.items() if k != "slots"} for one in sessions]
        sessions = [*wholes, *(one for one in sessions if "slots" in one)]
    assert events_of(found, records, lost) == events_of(sessions, written, lost)
    assert made.facts["time_zone"] == ZONE
