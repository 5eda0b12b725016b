"""What comes out of a printer: every title of a page, and how to cite it."""

from __future__ import annotations

import unicodedata

import pypdfium2
import pytest

pytestmark = pytest.mark.browser

MADE_UP = (
    "lab/2030/programme.html",
    "lab/2030/papers.html",
    "lab/2030/papers/1.html",
    "lab/2030/people.html",
    "people/index.html",
)
REAL = (
    "enlsp/2022/programme.html",
    "enlsp/2022/papers.html",
    "enlsp/2022/speakers.html",
    "enlsp/2022/people.html",
    "enlsp/2022/papers/10.html",
    "haet/2021/speakers.html",
    "people/index.html",
    "keywords/index.html",
)
TITLES = (
    "main :is(h1, h2, h3, .proc-paper-title, .proc-related a, .proc-index a, .proc-person-name)"
)
HIDDEN = ".proc-hidden, .headerlink"


def printed(page) -> str:
    """Print a page as its reader would, and return the text of all sheets, without spaces."""
    document = pypdfium2.PdfDocument(page.pdf())
    try:
        return squeezed("".join(sheet.get_textpage().get_text_bounded() for sheet in document))
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Return the letters and digits of a text: lines and words are cut where the sheet ends."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def titles(page) -> list[str]:
    """Return the titles on a page; those with mathematics are no plain text in a PDF."""
    return page.locator(TITLES).evaluate_all(
        """(elements, hidden) => elements.filter(e => !e.querySelector("math")).map(e => {
            const copy = e.cloneNode(true);
            copy.querySelectorAll(hidden).forEach(x => x.remove());
            return copy.textContent;
        })""",
        HIDDEN,
    )


def readable(title: str) -> bool:
    """Whether a PDF tells it again: Arabic comes reversed, and Chinese needs a font."""
    return not any("\u0590" <= c < "\u2000" or c >= "\u2e80" for c in title)


def missing(page) -> list[str]:
    found = [title for title in titles(page) if readable(title)]
    assert len(found) > 5
    text = printed(page)
    return [title for title in found if squeezed(title) not in text]


@pytest.mark.parametrize("path", MADE_UP)
def test_every_title_is_printed(opened, path):
    assert missing(opened(path)) == []


@pytest.mark.parametrize("path", REAL)
def test_every_title_of_the_real_editions_is_printed(editions, chromium, path):
    page = chromium.new_page()
    page.goto(editions.address + path)
    assert missing(page) == []
    page.close()


def test_a_printed_paper_says_how_to_cite_it_and_where_it_is(opened, site):
    page = opened("lab/2030/papers/1.html")
    text = printed(page)
    for part in (
        "Long, A., Martin, Z.",
        "In Proceedings of Second Laboratory Conference (pp. 1–8).",
    ):
        assert squeezed(part) in text
    assert squeezed(f"{site.address}lab/2030/papers/1.html") in text
    assert "inproceedings" not in text, "one citation is enough on paper"
