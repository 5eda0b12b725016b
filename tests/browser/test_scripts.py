"""What the script adds: copying, tabs, filters, the reader's zone, now and next, countdowns."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import pybtex.database
import pytest

pytestmark = pytest.mark.browser

PAPER = "lab/2030/papers/1.html"
PROGRAMME = "lab/2030/programme.html"
CALL = "lab/2031/call.html"


def test_the_copied_citation_is_the_downloaded_file_without_its_abstract(opened, site):
    page = opened(PAPER, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    whole = (site.folder / "lab/2030/papers/1.bib").read_text("utf-8")
    mine, theirs = (pybtex.database.parse_string(text, "bibtex") for text in (copied, whole))
    assert theirs.entries["lab:2030:1"].fields.pop("abstract")
    assert mine.entries == theirs.entries
    with page.expect_download() as download:
        page.get_by_role("link", name="Download BibTeX").click()
    assert download.value.path().read_text("utf-8") == whole
    assert download.value.suggested_filename == "lab-2030-1.bib"


def test_tabs_follow_the_arrow_keys(opened):
    page = opened(PAPER)
    tabs = page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["BibTeX", "APA", "IEEE", "Markdown"]
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", selected=True).inner_text() == "APA"
    assert "(2030" in page.get_by_role("tabpanel").filter(visible=True).inner_text()
    page.keyboard.press("End")
    assert "](http" in page.get_by_role("tabpanel").filter(visible=True).inner_text()
    page.keyboard.press("ArrowLeft")
    assert "[Online]" in page.get_by_role("tabpanel").filter(visible=True).inner_text() or (
        "doi:" in page.get_by_role("tabpanel").filter(visible=True).inner_text()
    )


def test_without_scripts_every_citation_is_there(opened):
    page = opened(PAPER, java_script_enabled=False)
    summaries = page.locator(".proc-cite summary")
    assert summaries.count() == 4
    summaries.first.click()
    assert page.locator(".proc-cite pre").first.is_visible()


@pytest.mark.parametrize(
    ("zone", "talk", "night"),
    [
        # Clocks in Berlin go forward in the night that the social event takes place in.
        ("America/New_York", "04:10–05:00", "17:00–22:00"),
        ("Asia/Tokyo", "17:10–18:00", "06:00–11:00"),
        ("Australia/Sydney", "19:10–20:00", "08:00–13:00"),
    ],
)
def test_the_readers_zone_is_added_across_midnight_and_dst(opened, zone, talk, night):
    page = opened(PROGRAMME, timezone_id=zone, locale="en-GB")
    assert page.locator(".proc-local").count() == 0
    page.get_by_label("Also show my time").check()
    local = page.locator(".proc-slot", has_text="What laboratories are for").locator(".proc-local")
    assert talk in local.inner_text()
    times = page.locator("#session-night .proc-local").inner_text()
    start, end = night.split("–")
    assert start in times
    assert end in times
    page.reload()
    assert page.locator(".proc-local").count() > 0, "the choice is not kept"


def test_readers_at_the_place_see_no_switch(opened):
    page = opened(PROGRAMME, timezone_id="Europe/Berlin")
    assert page.get_by_label("Also show my time").count() == 0
    assert "Europe/Berlin" in page.locator(".proc-zone-note").inner_text()


def test_tracks_stand_side_by_side_and_can_be_chosen(opened):
    page = opened(PROGRAMME)
    one, other = page.locator("#session-methods-1"), page.locator("#session-things-1")
    assert one.bounding_box()["y"] == other.bounding_box()["y"]
    assert one.bounding_box()["x"] < other.bounding_box()["x"]
    # A shorter session of the second track, earlier or alone, stays in the second column.
    assert page.locator("#session-things-2").bounding_box()["x"] == other.bounding_box()["x"]
    heads = page.locator(".proc-column-heads p")
    assert heads.all_inner_texts() == ["Methods", "Things"]
    assert heads.nth(1).bounding_box()["x"] == other.bounding_box()["x"]
    page.get_by_role("button", name="Things").click()
    assert one.is_hidden()
    assert other.is_visible()
    assert page.locator("#session-opening").is_visible(), "what has no track concerns everybody"
    page.get_by_role("button", name="All").click()
    assert one.is_visible()


def test_the_chosen_track_stands_in_the_address(opened):
    page = opened(PROGRAMME)
    page.get_by_role("button", name="Things").click()
    assert page.url.endswith("?track=things")
    page.reload()
    assert page.locator("#session-methods-1").is_hidden()
    assert page.get_by_role("button", name="Things").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="All").click()
    assert page.url.endswith("programme.html")


def test_on_the_day_a_button_leads_to_what_is_on(opened):
    page = opened(PROGRAMME)
    assert page.get_by_role("button", name="Jump to now").count() == 0
    page.clock.install(time=dt.datetime(2030, 3, 30, 13, 20, tzinfo=dt.UTC))  # 14:20 in Berlin
    page.reload()
    page.get_by_role("button", name="Jump to now").click()
    assert 60 < page.locator("#session-posters").bounding_box()["y"] < 300


def test_now_and_next_are_marked_on_the_day(opened):
    page = opened(PROGRAMME)
    page.clock.install(time=dt.datetime(2030, 3, 30, 8, 20, tzinfo=dt.UTC))  # 09:20 in Berlin
    page.reload()
    assert "Now" in page.locator("#session-opening .proc-session-time").inner_text()
    assert page.locator(".proc-slot.proc-now").inner_text().find("laboratories") > 0
    assert "Next" in page.locator("#session-methods-1 .proc-session-time").inner_text()
    assert "Next" in page.locator("#session-things-1 .proc-session-time").inner_text()
    assert page.locator(".proc-session.proc-now").count() == 1


def test_a_deadline_stands_in_the_page_and_counts_down(opened):
    page = opened(CALL, java_script_enabled=False)
    text = page.locator(".proc-dates").inner_text()
    assert "1 February 2031, 23:59 AoE, UTC−12:00" in text
    assert "30 March 2031, 12:00 CEST, UTC+02:00" in text
    counted = opened(CALL)
    # 1 February, 23:59 anywhere on earth, is 2 February, 11:59 UTC.
    counted.clock.install(time=dt.datetime(2031, 1, 30, 11, 0, tzinfo=dt.UTC))
    counted.reload()
    assert counted.locator(".proc-countdown").first.inner_text() == "in 3 days"
    counted.clock.set_fixed_time(dt.datetime(2031, 2, 2, 11, 0, tzinfo=dt.UTC))
    counted.reload()
    assert counted.locator(".proc-countdown").first.inner_text() == "in 59 minutes"
    counted.clock.set_fixed_time(dt.datetime(2031, 2, 2, 12, 0, tzinfo=dt.UTC))
    counted.reload()
    assert counted.locator(".proc-countdown").first.inner_text() == "passed"


def test_an_index_is_filtered_without_diacritics(opened):
    page = opened("people/index.html")
    page.get_by_label("Filter").fill("zoe mar")
    visible = page.locator(".proc-index li").filter(visible=True)
    assert visible.all_inner_texts()[0].startswith("Martin, Zoë")
    assert visible.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        "10.5555/lab.2030.1",
        "10.5555/LAB.2030.1",
        "https://doi.org/10.5555/lab.2030.1",
        "doi: 10.5555/lab.2030.1",
        "2905.01068",
        "arXiv:2905.01068v1",
        "https://arxiv.org/abs/2905.01068v2",
        "https://arxiv.org/pdf/2905.01068.pdf",
    ],
)
def test_the_number_of_a_paper_finds_it_and_nothing_else(opened, query):
    page = opened(f"search.html?q={quote(query)}")
    page.locator("#proc-search-results > li").first.wait_for()
    titles = page.locator("#proc-search-results h2").all_inner_texts()
    assert len(titles) == 1
    assert titles[0].startswith("Measuring DNA")


def test_a_number_that_no_paper_has_finds_nothing(opened):
    page = opened("search.html?q=10.5555/lab.2030.77")
    status = page.locator("#proc-search-status")
    status.filter(has_text="No results").wait_for()
