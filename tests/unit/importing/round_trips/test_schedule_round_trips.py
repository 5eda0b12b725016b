"""A programme that is exported for apps comes back: every event with its time and speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.exporting.registry import exporter
from sphinx_proceedings.exporting.scheduled_events import scheduled_events
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.loading import load


@pytest.mark.parametrize("name", ["frab-xml", "pretalx-json"])
def test_events_come_back(repository: Path, tmp_path: Path, name: str):
    catalogue = load(repository / "data").catalogue
    assert catalogue is not None
    context = ExportContext(catalogue=catalogue, base_url="https://proceedings.example.org/")
    edition = catalogue.editions["enlsp/2022"]
    selection = Selection.of_edition(catalogue, edition)
    file = tmp_path / "export"
    file.write_bytes(exporter(name).export(context, selection))
    source = Source.open([file])
    importer = detect(source).importer
    assert importer.name == "pretalx"
    made = importer.read(source, Answers())
    talks = {talk.key: talk for talk in made.talks}
    found = set()
    for session in made.sessions:
        for slot in session.fields.get("slots", [session.fields]):
            talk = talks.get(slot.get("talk", ""))
            speakers = tuple(one.name for one in talk.speakers) if talk else ()
            title = talk.title if talk else slot["title"]
            when = (session.fields["date"], slot["start"], slot["end"])
            found.add((*when, title, speakers))
    expected = {
        (
            str(event.start.date()),
            event.start.strftime("%H:%M"),
            event.end.strftime("%H:%M"),
            event.title,
            tuple(cited.display for cited in event.people),
        )
        for event in scheduled_events(context, edition)
    }
    assert len(expected) > 10
    assert found == expected
    assert made.facts["time_zone"] == str(edition.time_zone)


def test_the_calendar_comes_back(repository: Path, tmp_path: Path):
    catalogue = load(repository / "data").catalogue
    assert catalogue is not None
    context = ExportContext(catalogue=catalogue, base_url="https://proceedings.example.org/")
    edition = catalogue.editions["enlsp/2022"]
    file = tmp_path / "export.ics"
    exported = exporter("icalendar")
    file.write_bytes(exported.export(context, Selection.of_edition(catalogue, edition)))
    source = Source.open([file])
    importer = detect(source).importer
    assert importer.name == "icalendar"
    made = importer.read(source, Answers({"time-zone": str(edition.time_zone)}))
    found = {
        (one.fields["date"], one.fields["start"], one.fields["end"], one.fields["title"])
        for one in made.sessions
    }
    expected = {
        (str(e.start.date()), e.start.strftime("%H:%M"), e.end.strftime("%H:%M"), e.title)
        for e in scheduled_events(context, edition)
    }
    assert expected <= found
    # Beside its parts, a calendar has each session as a whole.
    assert {title for *_, title in found - expected} <= {
        str(session.title.source) for session in edition.sessions
    }
