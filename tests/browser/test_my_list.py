"""The reader's own list: kept in the browser, with what collides, taken along and shared."""

from __future__ import annotations

import re

import pybtex.database
import pytest
from icalendar import Calendar

pytestmark = pytest.mark.browser

WHEN = ("DTSTART", "DTEND")


def mark(page, *names: str) -> None:
    for name in names:
        page.locator(f'[data-mark="lab/2030/{name}"]').first.click()


@pytest.fixture
def listed(opened, site):
    """A page with three records on the list, two of which are on at the same time."""
    page = opened("lab/2030/programme.html")
    mark(page, "papers/1", "talks/opening")
    page.goto(f"{site.address}lab/2030/papers/5.html")
    page.get_by_role("button", name="My list").click()
    page.goto(f"{site.address}my-list.html")
    page.wait_for_selector(".proc-list-content li")
    return page


def titles(page) -> list[str]:
    return page.locator(".proc-list-content .proc-paper-title > a").all_inner_texts()


def test_what_was_marked_is_listed_and_counted_on_every_page(listed, site):
    assert len(set(titles(listed))) == 3
    listed.goto(f"{site.address}people/index.html")
    link = listed.locator(".proc-list-link:visible")
    assert re.sub(r"\s+", " ", link.inner_text()) == "My list: 3"
    link.click()
    assert listed.url == f"{site.address}my-list.html"


def test_a_mark_can_be_taken_back_where_it_was_made(opened):
    page = opened("lab/2030/papers.html")
    star = page.locator('[data-mark="lab/2030/papers/1"]').first
    assert star.get_attribute("aria-label").startswith("My list: ")
    star.click()
    assert star.get_attribute("aria-pressed") == "true"
    page.reload()
    assert (
        page.locator('[data-mark="lab/2030/papers/1"]').first.get_attribute("aria-pressed")
        == "true"
    )
    page.locator('[data-mark="lab/2030/papers/1"]').first.click()
    assert page.evaluate("window.proceedings.marked()") == []
    assert page.locator(".proc-list-link").count() == 0


def test_the_programme_of_the_list_says_what_collides(opened, site):
    page = opened("lab/2030/programme.html")
    times = page.evaluate(
        """() => new Promise((done) => {
            window.proceedingsList = (_edition, _title, records) => done(records);
            window.proceedings.script("_static/lists/lab-2030.js");
        })"""
    )
    spans = [
        (key, start, end) for key, one in times.items() for start, end, _ in one.get("times", ())
    ]
    pairs = [
        (a[0], b[0]) for a in spans for b in spans if a[0] < b[0] and a[1] < b[2] and b[1] < a[2]
    ]
    assert pairs, "the made-up programme has nothing that collides"
    mark_both = [f"lab/2030/{key}" for key in pairs[0]]
    page.evaluate("keys => window.proceedings.setMarked(keys)", mark_both)
    page.goto(f"{site.address}my-list.html")
    page.wait_for_selector(".proc-clash")
    assert page.locator(".proc-clash").count() >= 2
    alone = [key for key, *_ in spans if not any(key in pair for pair in pairs)]
    page.evaluate("keys => window.proceedings.setMarked(keys)", [f"lab/2030/{alone[0]}"])
    page.reload()
    page.wait_for_selector(".proc-list-content li")
    assert page.locator(".proc-clash").count() == 0


def test_the_calendar_has_the_instants_of_the_programme(listed, site):
    with listed.expect_download() as found:
        listed.get_by_role("button", name="Calendar (.ics)").click()
    data = found.value.path().read_bytes()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    events = {str(e["SUMMARY"]): e for e in Calendar.from_ical(data).walk("VEVENT")}
    own = Calendar.from_ical((site.folder / "lab/2030/talks/opening.ics").read_bytes())
    (talk,) = own.walk("VEVENT")
    mine = events[str(talk["SUMMARY"])]
    assert [mine.decoded(key) for key in WHEN] == [talk.decoded(key) for key in WHEN]


def test_the_bibliography_has_the_entries_of_the_site(listed, site):
    with listed.expect_download() as found:
        listed.get_by_role("button", name="Bibliography (.bib)").click()
    entries = pybtex.database.parse_string(found.value.path().read_text("utf-8"), "bibtex").entries
    one = pybtex.database.parse_file(str(site.folder / "lab/2030/papers/5.bib")).entries
    assert len(entries) == 3
    assert set(one) <= set(entries)


def test_an_address_brings_the_list_to_others(listed, opened):
    listed.evaluate("navigator.clipboard.writeText = async (it) => { window.copied = it; }; 0")
    listed.get_by_role("button", name="Copy the address").click()
    address = listed.evaluate("window.copied")
    mine = titles(listed)
    other = opened(address.partition("/made/up/")[2])
    other.wait_for_selector(".proc-list-content li")
    assert titles(other) == mine
    assert other.evaluate("window.proceedings.marked()") == []  # nothing is taken unasked
    other.get_by_role("button", name="Add all to my list").click()
    assert len(other.evaluate("window.proceedings.marked()")) == 3
    assert "#" not in other.url


def test_what_no_list_holds_is_refused(opened):
    page = opened("my-list.html#list=../../x/papers/1,2;<b>/y/z;lab/2030/papers/none")
    page.wait_for_selector(".proc-list-content")
    assert page.locator(".proc-list-content li.proc-paper").count() == 0
    assert page.locator(".proc-list-content b").count() == 0


def test_without_scripts_the_page_says_what_it_needs(opened):
    page = opened("my-list.html", java_script_enabled=False)
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert (
        opened("lab/2030/papers.html", java_script_enabled=False).locator(".proc-star").count() == 0
    )
