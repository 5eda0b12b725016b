"""Dates of which the year or the month is known: no format makes up the rest."""

from __future__ import annotations

import datetime as dt
import pickle
import re

import pytest

from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.languages.language import Language
from sphinx_proceedings.model.values.reduced_dates import ReducedDate

EDITION = """\
title: S
short_title: S 2019
start_date: 2018-11-07
time_zone: UTC
venue: {{city: Bologna, country: IT}}
volume:
  title: V
  date: {date}
  publisher: P
  doi: 10.5555/v
  isbn: 978-3-16-148410-0
  editors: [{{name: A B}}]
licence: CC-BY-4.0
papers:
  - id: a
    title: A
    abstract: x
    doi: 10.5555/a
    authors: [{{name: A B, affiliations: [{{name: U, country: IT}}]}}]
sessions: [{{id: s, title: S, start: "09:00", end: "10:00", papers: [a]}}]
"""
OPTIONS = {
    "contact_email": "editors@example.org",
    "depositor_email": "editors@example.org",
    "depositor_name": "The editors",
}


def exported(tmp_path, date):
    """All that the formats write of a paper and its edition."""
    folder = tmp_path / "mad" / "2019"
    folder.mkdir(parents=True)
    (folder.parent / "series.yaml").write_text("title: S\nshort_title: S\nissn: 2049-3630\n")
    (folder / "edition.yaml").write_text(EDITION.format(date=date))
    loaded = load(tmp_path)
    assert loaded.catalogue is not None, loaded.problems
    catalogue = loaded.catalogue
    context = ExportContext(catalogue=catalogue, base_url="https://e.example/", options=OPTIONS)
    selections = (
        Selection.of_record(catalogue, catalogue.papers["mad/2019/papers/a"]),
        Selection.of_edition(catalogue, catalogue.editions["mad/2019"]),
    )
    return {
        (exporter.name, selection.scope): exporter.export(context, selection)
        for exporter in exporters().values()
        for selection in selections
        if selection.scope in exporter.scopes and exporter.name not in {"pretalx-json", "frab-xml"}
    }


def test_a_year_stays_a_year(tmp_path):
    found = exported(tmp_path, "2019")
    made_up = re.compile(rb"2019[-/]?0?1[-/]?0?1|january 2019|month = ", re.IGNORECASE)
    assert len(found) > 20
    stamped = {"oai", "crossref"}  # a record of theirs is stamped with a whole day
    told = {name for (name, _), data in found.items() if made_up.search(data)}
    assert told <= stamped | {"icalendar"}
    assert b"2019" in found["bibtex", "paper"]


def test_a_month_stays_a_month(tmp_path):
    found = exported(tmp_path, "2019-03")
    assert b"month = mar" in found["bibtex", "paper"]
    assert b"date = {2019-03}," in found["biblatex", "paper"]
    assert b"DA  - 2019/03\r\n" in found["ris", "paper"]
    assert re.search(rb'"date-parts": \[\s*\[\s*2019,\s*3\s*\]\s*\]', found["csl-json", "paper"])
    assert b"<month>03</month>" in found["jats", "paper"]
    assert b"<day>" not in found["jats", "paper"].partition(b"<pub-date")[2].partition(b"</pub")[0]


def test_readers_see_what_is_known():
    assert Language.of("en").date_range(ReducedDate(2019)) == "2019"
    assert Language.of("en").date_range(ReducedDate(2019, 3)) == "March 2019"
    assert Language.of("de").date_range(ReducedDate(2019, 3)) == "März 2019"


def test_it_is_a_day_for_sorting_and_survives_a_copy():
    assert min([dt.date(2019, 2, 1), ReducedDate(2019)]) == ReducedDate(2019)
    again = pickle.loads(pickle.dumps(ReducedDate(2019, 3)))  # noqa: S301 - our own
    assert again.isoformat() == "2019-03"
    assert ReducedDate(2019) != ReducedDate(2019, 1)


@pytest.mark.parametrize("wrong", ["2019-13", "0019", "2019-3", "19"])
def test_what_is_no_date_is_refused(tmp_path, wrong):
    with pytest.raises(AssertionError):
        exported(tmp_path, wrong)
