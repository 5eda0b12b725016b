"""Charts, the 404 page's addresses, citations and calendars as pages offer them."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar
from lxml import etree

from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.views.indexes import letter_slug
from sphinx_proceedings.sphinx.publishing.not_found import rooted
from sphinx_proceedings.sphinx.site.citation_files import (
    calendar_file,
    calendar_files,
    citations,
    record_files,
)
from sphinx_proceedings.sphinx.templating.charts import ROW, bar_chart
from sphinx_proceedings.sphinx.templating.template_functions import (
    webcal,
)


@pytest.fixture(scope="module")
def context(repository):
    loaded = load(repository / "data")
    assert loaded.catalogue is not None
    return ExportContext(catalogue=loaded.catalogue, base_url="https://p.example/site/")


def test_bars_are_as_long_as_their_counts():
    chart = etree.fromstring(bar_chart([("A & <b>", 8), ("B", 2), ("C", 0)]))
    bars = chart.xpath("//rect[@class='proc-chart-bar']/@width")
    assert bars == ["100%", "25%", "0%"]
    assert chart.findtext("text") == "A & <b>"
    assert chart.get("height") == str(3 * ROW)
    assert bar_chart([]) == ""


def test_a_long_label_is_shortened():
    chart = etree.fromstring(bar_chart([("x" * 100, 1)]))
    label = chart.findtext("text") or ""
    assert label.endswith("x…")
    assert len(label) < 50


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="people/a.html">', '<a href="/r/people/a.html">'),
        ('<a href="./">', '<a href="/r/">'),
        ('<script src="_static/x.js">', '<script src="/r/_static/x.js">'),
        ('<html data-content_root="./">', '<html data-content_root="/r/">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="/other">', '<a href="/other">'),
        ('<a href="https://x.example/">', '<a href="https://x.example/">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ('<img src="data:image/png;base64,x">', '<img src="data:image/png;base64,x">'),
    ],
)
def test_addresses_of_the_404_page_start_at_the_root(before, after):
    assert rooted(before, "/r/") == after


def test_a_citation_is_shown_as_it_is_downloaded_but_for_the_abstract(context, repository):
    paper = context.catalogue.papers["enlsp/2022/papers/8"]
    shown = citations(context, paper)
    assert [c.title for c in shown] == ["BibTeX", "APA", "IEEE", "Markdown"]
    files = dict(record_files(context, paper))
    folder = "enlsp/2022/papers"
    assert set(files) == {f"{folder}/{name}" for name in ("8.bib", "8.ris", "8.csl.json", "8.ics")}
    loaded = load(repository / "tests/data/exporting/nasty")
    assert loaded.catalogue is not None
    own = ExportContext(catalogue=loaded.catalogue)
    paper = next(p for p in loaded.catalogue.papers.values() if own.catalogue.published(p).abstract)
    (bibtex, *_) = citations(own, paper)
    downloaded = dict(record_files(own, paper))[f"{paper.key}.bib"].decode()
    abstract = re.search(r"  abstract = \{.*?\},?\n(?=  \w+ = |\})", downloaded, re.DOTALL)
    assert abstract is not None
    assert bibtex.text == downloaded.replace(abstract[0], ""), "it stands on the page"


def test_a_poster_has_its_sessions_calendar_not_its_own(context):
    catalogue = context.catalogue
    timed = [p for p in catalogue.papers.values() if calendar_file(catalogue, p)]
    assert len(timed) == 8, "the orals of 2022"
    assert calendar_file(catalogue, catalogue.editions["enlsp/2021"]) is None
    session = catalogue.sessions["enlsp/2022/sessions/breakfast"]
    assert calendar_file(catalogue, session) == "enlsp/2022/sessions/breakfast.ics"


def test_calendars_agree_on_every_instant(context):
    files: dict[str, bytes] = {}
    for edition in (None, *context.catalogue.editions.values()):
        files |= calendar_files(context, edition)
    paper = context.catalogue.papers["enlsp/2022/papers/8"]
    files |= record_files(context, paper)
    names = ("enlsp/2022/papers/8", "enlsp/2022/sessions/morning-talks-1", "enlsp/2022/programme")
    starts = set()
    for name in (*names, "calendar"):
        calendar = Calendar.from_ical(files[f"{name}.ics"])
        events = calendar.walk("VEVENT")
        found = [e for e in events if str(e["summary"]).startswith("Collective Knowledge Graph")]
        starts |= {event.decoded("dtstart").isoformat() for event in found}
    assert starts == {"2022-12-02T09:35:00-06:00"}


def test_small_words():
    assert letter_slug("A") == "a"
    assert letter_slug("王") == "u738b"
    assert letter_slug("#") == "u0023"
    assert webcal("https://a.example/b/", "c.ics") == "webcal://a.example/b/c.ics"
