"""One rule for every format: what was only presented claims no volume, ISBN, ISSN or pages."""

from __future__ import annotations

import json

import pytest

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.reference_styles import apa, ieee
from sphinx_proceedings.exporting.protocol import ExportContext, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.loading import load

EDITION = """\
title: First Forum
short_title: First
start_date: 2030-01-01
end_date: 2030-01-01
time_zone: Europe/Oslo
venue: {name: House, city: Oslo, country: NO}
"""
VOLUME = """\
volume:
  {title: Bound Book, publisher: Press, place: Bergen, number: "77", isbn: 978-3-16-148410-0,
   issn: 2049-3630, doi: 10.5555/book, editors: [{name: Ed Itor}]}
"""
PAPER = """\
papers:
- {id: one, title: One Idea, authors: [{name: Ana Berg}], doi: 10.5555/one%s}
"""
CLAIMS = ("Bound Book", "978-3-16", "2049-3630", "10.5555/book", "Proceedings of", "41", "77")
READERS = (
    "bibtex biblatex csl-json datacite-json datacite-xml dublin-core endnote jats mods ris zenodo"
).split()


@pytest.fixture
def context(tmp_path):
    def made(*, edition: str = "", paper: str = "", volume: bool = True) -> ExportContext:
        folder = tmp_path / "forum" / "2030"
        folder.mkdir(parents=True)
        series = "title: Forum\nshort_title: Forum\npublisher: Society\n"
        (tmp_path / "forum" / "series.yaml").write_text(series, encoding="utf-8")
        text = EDITION + edition + (VOLUME if volume else "") + PAPER % paper
        (folder / "edition.yaml").write_text(text, encoding="utf-8")
        catalogue = load(tmp_path).catalogue
        assert catalogue is not None
        return ExportContext(catalogue=catalogue, base_url="https://x.org/")

    return made


def one(context: ExportContext, name: str) -> str:
    exporter, catalogue = exporters()[name], context.catalogue
    assert Scope.PAPER in exporter.scopes
    paper = catalogue.papers["forum/2030/papers/one"]
    return exporter.export(context, Selection.of_record(catalogue, paper)).decode()


@pytest.mark.parametrize(
    ("edition", "paper", "volume", "published"),
    [
        ("", "", True, True),
        ("", "", False, False),
        ("", ", pages: 41-43", False, True),
        ("archival: false\n", ", pages: 41-43", True, False),
        ("archival: false\n", ", archival: true", True, True),
        ("archival: true\n", ", archival: false, pages: 41-43", True, False),
        ("archival: true\n", "", False, True),
    ],
)
def test_it_is_in_the_proceedings_or_it_is_not(context, edition, paper, volume, published):
    made = context(edition=edition, paper=paper, volume=volume)
    c = cite(made, made.catalogue.papers["forum/2030/papers/one"])
    assert c.in_proceedings is published
    assert ("[Paper presentation]" in apa(c)) is not published
    assert ("presented at" in ieee(c)) is not published
    assert ("container-title" in json.loads(one(made, "csl-json"))[0]) is published
    assert ("TY  - CONF" in one(made, "ris")) is published
    assert ("Proceedings of" in one(made, "bibtex") or "Bound" in one(made, "bibtex")) is published


@pytest.mark.parametrize("name", READERS)
def test_what_was_only_presented_claims_nothing(context, name):
    text = one(context(edition="archival: false\n", paper=", pages: 41-43"), name)
    assert [claim for claim in CLAIMS if claim in text] == []
    assert "First Forum" in text


@pytest.mark.parametrize("name", READERS)
def test_what_is_published_claims_its_place(context, name):
    text = one(context(paper=", pages: 41-43"), name)
    assert "Bound Book" in text
    assert "41" in text
