"""The first page of a paper's PDF as a picture on its page and its card."""

from __future__ import annotations

import pytest
from lxml import html
from PIL import Image

pytest.importorskip("pypdfium2")
typst = pytest.importorskip("typst")


@pytest.fixture
def pictured(project):
    project.write("conf.py", (project.folder / "conf.py").read_text() + PAGES)
    made = typst.compile(b"#set page(fill: rgb(200, 30, 30))\nHello", ignore_system_fonts=True)
    (project.data / "lab/2031/first.pdf").write_bytes(made)
    return project


PAGES = "proceedings_first_pages = 10\nproceedings_cards = 9\n"


def shown(project, name):
    tree = html.parse(str(project.site / f"lab/2031/papers/{name}.html"))
    return tree.xpath("//a[@class='proc-first-page']")


def is_red(picture, at):
    with Image.open(picture) as opened:
        content = opened.convert("RGB")
        begin = 3 * (at[1] * content.width + at[0])
        red, green = content.tobytes()[begin : begin + 2]
    return red > 150 and green < 90


def test_a_page_and_a_card_show_it(pictured):
    files = pictured.build()
    (link,) = shown(pictured, "first")
    assert link.get("href").endswith("lab/2031/first.pdf")
    (image,) = link
    assert (image.get("alt"), image.get("loading")) == ("First page of the PDF", "lazy")
    assert image.get("width") == "240"
    assert 330 < int(image.get("height")) < 345
    folder = pictured.site / "lab/2031/papers"
    sources = [part.split()[0] for part in image.get("srcset").split(", ")]
    assert all(is_red((folder / name).resolve(), (120, 200)) for name in sources)
    assert is_red(folder / "first.card.png", (1000, 300))
    assert not is_red(folder / "second.card.png", (1000, 300))
    assert shown(pictured, "second") == []
    assert "lab/2031/first.pdf" in files


def test_another_pdf_has_another_picture_and_none_is_left_behind(pictured):
    before = {name for name in pictured.build() if name.startswith("_images/people")}
    made = typst.compile(b"#set page(fill: blue)\nOther", ignore_system_fonts=True)
    (pictured.data / "lab/2031/first.pdf").write_bytes(made)
    after = {name for name in pictured.build() if name.startswith("_images/people")}
    assert len(before) == len(after)
    assert len(before & after) == len(before) - 2


def test_nothing_is_shown_of_a_pdf_that_cannot_be_drawn_or_unasked(project):
    project.build()
    assert shown(project, "first") == []
    project.write("conf.py", (project.folder / "conf.py").read_text() + PAGES)
    project.build()  # its PDFs are no real ones
    assert shown(project, "first") == []
