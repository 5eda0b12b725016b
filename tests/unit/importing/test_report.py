"""The report tells what became of everything, and keeps addresses to itself."""

from __future__ import annotations

import json

from sphinx_proceedings.importing.privacy import has_address, scrubbed, without_addresses
from sphinx_proceedings.importing.report import Outcome, Report


def example():
    report = Report(format="CMT", reason="has PaperID", counts={"papers": 2, "authors": 5})
    report.excluded["rejected"] = 3
    report.unused["OneLiner"] = 2
    report.add(Outcome.TAKEN, "12", "title")
    report.add(Outcome.CHANGED, "12", "title", before="A|B", after="A*B", why="LaTeX")
    report.add(Outcome.LEFT_OUT, "13", "url", before="write to ada@example.org", why="no URL")
    return report


def test_a_summary_comes_first():
    lines = example().text().splitlines()
    assert lines[:4] == [
        "CMT: has PaperID",
        "read 2 papers, 5 authors",
        "not taken, as not accepted or no papers: 3 (3 rejected)",
        "not used: OneLiner (2)",
    ]
    assert "  title of 12: “A|B” → “A*B”; LaTeX" in lines


def test_what_says_the_same_is_told_once():
    report = Report(files=["/a/long/way/papers.csv"])
    for number in range(1, 13):
        why = f"/a/long/way/papers.csv, row {number}: there is no author"
        report.add(Outcome.ASKED, str(number), "authors", why=why)
        report.add(Outcome.CHANGED, str(number), "abstract", before="\u00a0", after=" ", why="odd")
    report.add(Outcome.CHANGED, "3", "title", before="x" * 90, after="y", why="odd")
    assert report.text().splitlines() == [
        "",
        "to be looked at",
        "  authors of 12 records: …, row …: there is no author: 1, 2, 3, 4, 5, 6, 7, 8, and 4 more",
        "",
        "changed",
        "  abstract of 12 records: odd",
        "    1  “ ” → “ ”".replace("“ ”", "“\u00a0”", 1),
        "    2  “ ” → “ ”".replace("“ ”", "“\u00a0”", 1),
        "    3  “ ” → “ ”".replace("“ ”", "“\u00a0”", 1),
        "    and 9 more",
        f"  title of 3: “{'x' * 90}” → “y”; odd",
    ]
    page = report.markdown()
    assert "### authors of 12 records: …, row …: there is no author" in page
    assert "| 12 | papers.csv, row 12: there is no author |" in page
    assert page.index("| 2 | papers") < page.index("| 10 | papers")
    assert "/a/long/way" not in report.text() + page


def test_markdown_keeps_signs_as_text():
    page = example().markdown()
    assert "## Changed" in page
    assert r"| 12 | A\|B | A\*B |" in page
    assert "| title | 1: 12 |" in page


def test_json_is_read_back():
    value = json.loads(example().json())
    assert value["counts"] == {"papers": 2, "authors": 5}
    changed = {
        "outcome": "changed",
        "record": "12",
        "field": "title",
        "why": "LaTeX",
        "before": "A|B",
        "after": "A*B",
    }
    assert changed in value["notes"]


def test_no_address_is_in_any_form_of_the_report():
    report = example()
    for text in (report.text(), report.markdown(), report.json()):
        assert "example.org" not in text
        assert "address removed" in text


def test_addresses_are_found_in_all_their_forms():
    for text in ("a@b.org", "mailto:a.b+c@d.co.uk", "{ada,bob}@uni.edu", "<x_y@mail.example>"):
        assert has_address(text)
        assert "@" not in without_addresses(text)
    for text in (
        "precision@5",
        "@ada",
        "a @ b.org",
        "pass@k, recall@10.We",
        "ResponsibleFM @ NeurIPS",
    ):
        assert not has_address(text)
        assert without_addresses(text) == text
    assert scrubbed({"a": ["x", "a@b.org"]}) == {"a": ["x", "[address removed]"]}
