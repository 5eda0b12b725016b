"""The page to look at: a row a paper, both sides with differences marked, mails, a filter."""

from __future__ import annotations

import base64
import io

import html5lib  # type: ignore[import-untyped]  # it has no types
import pytest
from PIL import Image

from sphinx_proceedings.cli import main

NAMESPACE = {"h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def page(edition):
    """Write the page of an edition in which a title and an author differ, and parse it."""
    made = edition.made["1"].changed(title="Efficient Tuning of <b>Multilingual</b> Transformers")
    lacks = edition.made["3"].changed(authors=edition.made["3"].authors[:2])
    edition.write(
        "123", {"1.pdf": made.pdf(), "3.pdf": lacks.pdf(), "x.pdf": edition.made["9"].pdf()}
    )
    assert main(["check", "--pdfs"]) == 1
    text = (edition.root / "build" / "check" / "pdfs.html").read_text("utf-8")
    parser = html5lib.HTMLParser(strict=True)
    return parser.parse(text)


def rows(page):
    return page.findall(".//h:article", NAMESPACE)


def texts(row, path):
    return ["".join(found.itertext()) for found in row.findall(path, NAMESPACE)]


def test_each_paper_and_each_stray_pdf_is_a_row(page):
    heads = [texts(row, ".//h:h2")[0] for row in rows(page)]
    assert heads == [
        "Paper 1 · tw/2024/pdf/1.pdf",
        "Paper 2 · tw/2024/pdf/2.pdf",
        "Paper 3 · tw/2024/pdf/3.pdf",
        "Named by no record · tw/2024/pdf/x.pdf",
    ]


def test_what_differs_is_marked_on_both_sides_and_markup_stays_text(page):
    first, second, third, _ = rows(page)
    assert texts(first, ".//h:mark") == [
        "Fine-Tuning",
        "Multilingual",
        "Tuning",
        "<b>Multilingual</b>",
    ]
    assert texts(second, ".//h:mark") == []
    assert "Nothing was found." in "".join(second.itertext())
    assert texts(third, ".//h:mark") == ["Haihao Shen"]


def test_the_first_page_is_a_picture(page):
    for row in rows(page):
        (image,) = row.findall(".//h:img", NAMESPACE)
        kind, _, content = image.get("src").partition(";base64,")
        assert kind == "data:image/webp"
        picture = Image.open(io.BytesIO(base64.b64decode(content)))
        assert picture.width == 440
        assert len(set(picture.convert("L").tobytes())) > 50


def test_rows_can_be_chosen_by_what_was_found(page):
    offered = [i.get("value") for i in page.findall(".//h:input", NAMESPACE)]
    assert offered == ["", "authors", "clean", "error", "owner", "title", "warning"]
    matters = [row.get("data-matters") for row in rows(page)]
    assert matters == ["title warning", "clean", "authors error", "owner warning"]


def test_there_is_a_text_to_mail_and_a_line_for_the_data(page):
    _, second, third, _ = rows(page)
    (mail,) = texts(third, ".//h:textarea")
    assert mail.startswith(
        "Subject: TW 2024: camera-ready PDF of paper 3\n\nDear Anna van der Berg,"
    )
    assert "\n- 'Haihao Shen' is not among its authors.\n" in mail
    assert texts(second, ".//h:textarea") == []
    (line,) = [t for t in texts(third, ".//h:code") if t.startswith("pdf_checked")]
    assert line.endswith("accepted: [authors]}")


def test_the_page_needs_nothing_else(page):
    for element in page.iter():
        for name in ("src", "href"):
            assert not element.get(name) or element.get(name).startswith("data:")


def test_an_id_that_says_paper_is_not_called_paper_again(edition):
    lacks = edition.made["3"].changed(authors=edition.made["3"].authors[:2])
    edition.write("3", {"3.pdf": lacks.pdf()})
    path = edition.folder / "papers.yaml"
    path.write_text(path.read_text("utf-8").replace('id: "3"', "id: paper_3"), encoding="utf-8")
    assert main(["check", "--pdfs"]) == 1
    text = (edition.root / "build" / "check" / "pdfs.html").read_text("utf-8")
    assert "<h2>paper_3 ·" in text
    assert "camera-ready PDF of paper_3\n" in text
