"""What stays in sight while a page is scrolled, and where anchors lead."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PROGRAMME = "lab/2030/programme.html"
PEOPLE = "people/index.html"
WIDTHS = [1280, 1000, 390]


def box(locator):
    found = locator.bounding_box()
    return found["y"], found["y"] + found["height"]


def scroll(page, top: int) -> None:
    page.evaluate("top => scrollTo({top, behavior: 'instant'})", top)


@pytest.mark.parametrize("width", WIDTHS)
def test_header_bar_and_heading_of_the_day_stand_one_below_the_other(opened, width):
    page = opened(PROGRAMME, width=width)
    day = page.locator(".proc-day").first
    scroll(page, page.evaluate("e => e.getBoundingClientRect().top + 300", day.element_handle()))
    header = box(page.locator(".bd-header"))
    bar = box(page.locator(".proc-letters"))
    heading = box(day.locator("h2"))
    assert header[0] == 0
    assert bar[0] == pytest.approx(header[1], abs=1)
    assert heading[0] == pytest.approx(bar[1], abs=1)


@pytest.mark.parametrize("width", WIDTHS)
def test_letters_stay_in_sight_and_lead_to_their_names(opened, width):
    page = opened(PEOPLE, width=width)
    letters = page.locator(".proc-letters")
    letters.get_by_role("link").last.click()
    assert box(letters)[0] == pytest.approx(box(page.locator(".bd-header"))[1], abs=1)
    section = page.locator(".proc-index-section").last
    assert box(section.locator("h2"))[0] >= box(letters)[1]
    assert box(section.locator("li").first)[1] < 900


@pytest.mark.parametrize("width", WIDTHS)
def test_a_day_is_reached_from_below_and_from_above(opened, width):
    page = opened(PROGRAMME, width=width)
    for scrolled in (0, 100_000):
        scroll(page, scrolled)
        page.locator(".proc-letters").get_by_role("link").first.click()
        heading = page.locator(".proc-day h2").first
        session = page.locator(".proc-day").first.locator(".proc-session").first
        assert box(heading)[0] >= box(page.locator(".proc-letters"))[1] - 1
        assert box(session)[0] >= box(heading)[1] - 1


@pytest.mark.parametrize("width", [1280, 1000])
def test_header_and_sidebar_do_not_move_from_page_to_page(editions, chromium, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    seen = set()
    for path in ("enlsp/2022/programme.html", "enlsp/2022/papers/10.html", "guide/index.html"):
        page.goto(editions.address + path)
        seen.add((box(page.locator(".bd-header"))[1], box(page.locator(".bd-sidebar-primary"))[0]))
    page.close()
    assert len(seen) == 1
    ((bottom, top),) = seen
    assert bottom == top


def test_wide_code_scrolls_by_itself(editions, chromium):
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    for path in ("guide/data-format.html", "contributing/architecture.html"):
        page.goto(editions.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()
