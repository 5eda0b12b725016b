"""Schedules: valid by c3voc's schemas, and with every event at its instant."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest
from lxml import etree

from sphinx_proceedings.exporting.formats.schedules.frab import FRAB_XML, PRETALX_JSON
from sphinx_proceedings.exporting.protocol import ExportContext, ExportError, Selection
from sphinx_proceedings.exporting.scheduled_events import scheduled_events

KEYS = {"nasty": "edge/2025", "real": "enlsp/2022"}


@pytest.fixture(params=KEYS)
def placed(request):
    """An edition with a programme, at an address."""
    context = request.getfixturevalue(request.param)
    context = ExportContext(catalogue=context.catalogue, base_url="https://example.org/")
    edition = context.catalogue.editions[KEYS[request.param]]
    return context, edition, Selection.of_edition(context.catalogue, edition)


def expected(context, edition):
    return {
        str(h.guid): (h.title, h.start.isoformat(), [p.display for p in h.people])
        for h in scheduled_events(context, edition)
    }


def test_xml_is_valid(placed, shared):
    context, _, selection = placed
    schema = etree.XMLSchema(etree.parse(shared / "samples/frab-schedule/schedule.xml.xsd"))
    schema.assertValid(etree.fromstring(FRAB_XML.export(context, selection)))


def test_json_is_valid(placed, shared):
    context, _, selection = placed
    path = shared / "samples/pretalx-schedule-json/schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    checker = jsonschema.Draft6Validator.FORMAT_CHECKER
    document = json.loads(PRETALX_JSON.export(context, selection))
    jsonschema.Draft6Validator(schema, format_checker=checker).validate(document)


def test_xml_has_every_event(placed):
    context, edition, selection = placed
    root = etree.fromstring(FRAB_XML.export(context, selection))
    assert {
        event.get("guid"): (
            event.findtext("title"),
            event.findtext("date"),
            [person.text for person in event.iterfind("persons/person")],
        )
        for event in root.iterfind("day/room/event")
    } == expected(context, edition)


def test_json_has_every_event(placed):
    context, edition, selection = placed
    conference = json.loads(PRETALX_JSON.export(context, selection))["schedule"]["conference"]
    found = [e for day in conference["days"] for room in day["rooms"].values() for e in room]
    assert {
        e["guid"]: (e["title"], e["date"], [p["name"] for p in e["persons"]]) for e in found
    } == expected(context, edition)
    for event in found:
        start, end = (dt.datetime.fromisoformat(event[name]) for name in ("date", "end"))
        hours, minutes = map(int, event["duration"].split(":"))
        assert end - start == dt.timedelta(hours=hours, minutes=minutes)


def test_rooms_keep_parallel_sessions_apart(nasty):
    edition = nasty.catalogue.editions["edge/2025"]
    selection = Selection.of_edition(nasty.catalogue, edition)
    root = etree.fromstring(FRAB_XML.export(nasty, selection))
    rooms = [room.get("name") for room in root.iterfind("day[@index='1']/room")]
    assert rooms == ["Saal 1; links", "Room <B> & C", "Bar"]


def test_an_edition_without_programme_is_refused(real):
    edition = real.catalogue.editions["enlsp/2021"]
    with pytest.raises(ExportError, match="no programme"):
        FRAB_XML.export(real, Selection.of_edition(real.catalogue, edition))


def test_json_wants_an_address(real):
    edition = real.catalogue.editions["enlsp/2022"]
    with pytest.raises(ExportError, match="--base-url"):
        PRETALX_JSON.export(real, Selection.of_edition(real.catalogue, edition))
