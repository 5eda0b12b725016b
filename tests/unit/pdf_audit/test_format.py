"""What a PDF is like as a file, limits of pages and margins, and what was decided before."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest

from sphinx_proceedings.cli import main
from sphinx_proceedings.pdf_audit.comparing.page_limit_findings import counted_pages

from .conftest import EDITION

PAPER = "A Title\nOf Two Lines\nText of the paper."
CITED = "References\nSomebody. 1999. A title.\nAnybody. 2001. Another title."


def changed(pdf: bytes, change, **saving) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        stream = io.BytesIO()
        opened.save(stream, **saving)
    return stream.getvalue()


def codes(edition) -> list[str]:
    return [line[:7] for line in edition.told()]


def test_paper_that_differs_from_most_is_told(edition):
    edition.write("1234", {"2.pdf": edition.made["2"].changed(paper="a4").pdf()})
    (told,) = edition.told()
    assert told == ("PP432 2 'pdf/2.pdf': it is on A4, most others are on Letter (ask for Letter)")


def test_a_page_that_is_turned_is_no_other_size_and_one_that_is_cut_is(edition):
    def turn(pdf):
        pdf.pages[1].obj.MediaBox = [0, 0, 792, 612]

    def cut(pdf):
        pdf.pages[1].obj.MediaBox = [0, 0, 500, 700]

    made = edition.made["1"].pdf()
    edition.write(
        "12", {"1.pdf": changed(made, turn), "2.pdf": changed(edition.made["2"].pdf(), cut)}
    )
    (told,) = edition.told()
    assert told.startswith(
        "PP432 2 'pdf/2.pdf': its pages differ in size: page 1 is Letter, page 2 "
    )


def test_fonts_that_are_not_embedded_are_named(edition):
    def plain(pdf):
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/Times-Roman"),
        )
        pdf.pages[1].resources.Font.F99 = pdf.make_indirect(font)

    edition.write("12", {"1.pdf": changed(edition.made["1"].pdf(), plain)})
    (told,) = edition.told()
    assert told.startswith("PP435 1 'pdf/1.pdf': fonts are not embedded: Times-Roman (")


def test_fonts_of_type_3_are_a_note(edition):
    def drawn(pdf):
        glyph = pdf.make_stream(b"500 0 d0 0 0 500 500 re f")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            FontBBox=[0, 0, 500, 500],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=pikepdf.Dictionary(a=glyph),
            Encoding=pikepdf.Dictionary(Differences=[97, pikepdf.Name("/a")]),
            FirstChar=97,
            LastChar=97,
            Widths=[500],
        )
        pdf.pages[1].resources.Font.F99 = pdf.make_indirect(font)

    edition.write("12", {"1.pdf": changed(edition.made["1"].pdf(), drawn)})
    assert codes(edition) == ["PP436 1"]
    assert main(["check", "--pdfs", "--strict"]) == 0


def test_encryption_that_anybody_opens_is_told(edition):
    closed = pikepdf.Encryption(owner="o", user="")
    edition.write(
        "12", {"1.pdf": changed(edition.made["1"].pdf(), lambda _: None, encryption=closed)}
    )
    assert codes(edition) == ["PP437 1"]


def test_a_scan_is_told_and_accused_of_nothing_else(edition):
    def blank(pdf):
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"q 0.9 g 100 100 300 400 re f Q")

    edition.write("12", {"1.pdf": changed(edition.made["1"].pdf(), blank)})
    assert codes(edition) == ["PP431 1"]


def test_damage_that_a_reader_repairs_is_told(edition):
    made = edition.made["1"].pdf()
    at = made.rindex(b"startxref")
    edition.write("12", {"1.pdf": made[:at] + b"startxref\n7\n%%EOF\n"})
    assert codes(edition) == ["PP438 1"]


def test_links_to_the_authors_own_computer_are_told(edition):
    body = (
        '#link("http://localhost:8888/run")[run], #link("https://localhost.example.org")[fine]\n\n'
    )
    edition.write("12", {"1.pdf": edition.made["1"].changed(body=body).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP440 1 ")
    assert "'http://localhost:8888/run' (" in told


def test_a_size_that_is_not_allowed_is_told_when_asked(edition, capsys):
    edition.write("12")
    assert main(["check", "--pdfs", "--strict", "--max-megabytes", "0.001"]) == 1
    assert capsys.readouterr().out.count("PP439") == 2
    assert main(["check", "--pdfs", "--strict", "--max-megabytes", "5"]) == 0


def test_ink_in_the_margin_is_told_when_asked(edition, capsys):
    body = "#place(bottom + left, dx: -60pt, rect(width: 30pt, height: 5pt, fill: black))\n\n"
    edition.write("12", {"1.pdf": edition.made["1"].changed(body=body).pdf()})
    assert main(["check", "--pdfs", "--strict", "--margins", "9"]) == 1
    said = capsys.readouterr().out
    assert said.count("PP434") == 1
    assert "'pdf/1.pdf': ink is nearer than 9 mm to an edge: page " in said
    assert "left 4." in said


def test_pages_beyond_the_limit_are_told_with_what_is_not_counted(edition):
    limits = "page_limit:\n- {pages: 2, not_counted: references}\n- {pages: 20, type: oral}\n"
    edition.edition(EDITION + limits)
    long = edition.made["1"].changed(pages=5)
    edition.write("12", {"1.pdf": long.pdf(), "2.pdf": long.changed(
        title=edition.made["2"].title, authors=edition.made["2"].authors,
        abstract=edition.made["2"].abstract).pdf()}, {"2": {"type": "oral"}})  # fmt: skip
    (told,) = edition.told()
    assert told.startswith("PP433 1 'pdf/1.pdf': it has ")
    assert "pages without references, 2 are allowed" in told


@pytest.mark.parametrize(
    ("pages", "left_out", "count"),
    [
        ([PAPER, f"One\nTwo\nMore of it here.\n{CITED}"], ["references"], 2),
        ([PAPER, CITED], ["references"], 1),
        ([PAPER, CITED], [], 2),
        ([PAPER, CITED, "Appendix A: Proofs\n\nMore of the text"], ["references"], 2),
        ([PAPER, CITED, "Appendix A: Proofs\n\nMore of the text"], ["references", "appendix"], 1),
        (["Limitations\nOurs are few.", "6 Conclusion\n\nWe conclude this."], ["limitations"], 1),
        (["Conference 2024\n12\nReferences\nSomebody, A title, 1999"], ["references"], 0),
    ],
)  # fmt: skip
def test_a_page_counts_when_something_stands_on_it_that_does(pages, left_out, count):
    assert counted_pages(pages, left_out) == count


def test_what_was_accepted_is_not_asked_again_until_the_file_changes(edition):
    renamed = edition.made["1"].changed(title="Efficient Tuning of Multilingual Transformers").pdf()
    sha = hashlib.sha256(renamed).hexdigest()
    edition.write("12", {"1.pdf": renamed})
    assert codes(edition) == ["PP421 1"]
    accepted = {"pdf_checked": {"sha256": sha, "accepted": ["title"]}}
    edition.write("12", {"1.pdf": renamed}, {"1": accepted})
    assert codes(edition) == []
    edition.write("12", {"1.pdf": renamed + b"\n"}, {"1": accepted})
    assert codes(edition) == ["PP421 1", "PP430 1"]
    other = {"pdf_checked": {"sha256": sha, "accepted": ["authors", "pages"]}}
    edition.write("12", {"1.pdf": renamed}, {"1": other})
    assert codes(edition) == ["PP421 1"]
