"""The reader's own times beside those of the event: legible, and with dates as on the page."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

ZONES = ["Asia/Kolkata", "America/St_Johns", "Pacific/Apia"]
MADE_UP = "lab/2030/programme.html"
REAL = "enlsp/2022/programme.html"

COLLISIONS = """() => {
  const boxes = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()];
  };
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const bad = [];
  document.querySelectorAll(".proc-session > header, .proc-slot").forEach((row) => {
    const time = row.querySelector(".proc-session-time, .proc-slot-time");
    for (const other of row.children) {
      if (other === time) continue;
      if (boxes(time).some((a) => boxes(other).some((b) => meet(a, b)))) bad.push(time.textContent);
    }
  });
  return bad;
}"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("zone", ZONES)
def test_own_times_run_into_nothing(opened, zone, width):
    page = opened(MADE_UP, timezone_id=zone, width=width, locale="en-US")
    page.get_by_label("Also show my time").check()
    assert page.locator(".proc-local").count() > 5
    assert page.evaluate(COLLISIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("zone", ZONES)
def test_own_times_of_a_real_programme_run_into_nothing(editions, chromium, zone):
    page = chromium.new_page(timezone_id=zone)
    page.goto(editions.address + REAL)
    page.get_by_label("Also show my time").check()
    assert page.locator(".proc-local").count() > 20
    assert page.evaluate(COLLISIONS) == []
    page.close()


def test_the_zone_is_named_once_and_dates_are_those_of_the_page(opened):
    page = opened(MADE_UP, timezone_id="Pacific/Apia", locale="en-US")
    page.get_by_label("Also show my time").check()
    assert "Pacific/Apia" in page.locator(".proc-tools").inner_text()
    times = page.locator(".proc-day .proc-local").all_inner_texts()
    assert not any("GMT" in text for text in times)
    assert any("31 March" in text for text in times)
