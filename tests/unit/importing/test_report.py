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
    assert "  changed: 12 title: 'A|B' → 'A*B'; LaTeX" in lines


def test_markdown_keeps_signs_as_text():
    page = example().markdown()
    assert "## 12" in page
    assert r"'A\|B' → 'A\*B'" in page


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
