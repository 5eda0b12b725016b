"""What the editors wrote about a paper is no abstract: no index is to take it for one."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile, is_zipfile

import pytest

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.reference_styles import markdown
from sphinx_proceedings.exporting.protocol import ExportContext, ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.loading import load

MARK = "Qzsummarized"
OWN = "Qzownwords"
FILES = {
    "demo/series.yaml": "title: Demonstrations\nshort_title: DEMO\n",
    "demo/2022/edition.yaml": f"""\
title: Second Workshop on Demonstrations
short_title: DEMO 2022
start_date: 2022-12-02
time_zone: America/Chicago
abstracts_by: editors
committees: [{{role: organizer, members: [{{name: Ed Itor}}]}}]
papers:
  - {{id: '1', title: One, authors: [{{name: Ada Long}}], abstract: {MARK}.}}
  - {{id: '2', title: Two, authors: [{{name: Bo Li}}], abstract: {OWN}., abstract_by: authors}}
talks:
  - {{id: t, title: Talk, speakers: [{{name: Cy Ro}}], abstract: {MARK}.}}
""",
}
FOR_READERS = {"icalendar", "frab-xml", "pretalx-json", "json"}
"""Programmes say what a talk is about; the JSON interface has the field that says whose it is."""


@pytest.fixture
def context(make_data):
    loaded = load(make_data(FILES, base={}))
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
    options = {
        "contact_email": "e@example.org",
        "depositor_email": "e@example.org",
        "depositor_name": "E",
    }
    found = ExportContext(catalogue=loaded.catalogue, base_url="https://x.example/")
    return replace(found, options=options)


def text_of(data: bytes) -> str:
    if is_zipfile(io.BytesIO(data)):
        with ZipFile(io.BytesIO(data)) as file:
            return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return data.decode("utf-8", "replace")


def test_no_metadata_calls_a_summary_an_abstract(context):
    (edition,) = context.catalogue.editions.values()
    with_own = set()
    for exporter in exporters().values():
        if Scope.EDITION not in exporter.scopes or exporter.name in FOR_READERS:
            continue
        try:
            data = exporter.export(context, Selection.of_edition(context.catalogue, edition))
        except ExportError:
            continue
        text = text_of(data)
        assert MARK not in text, exporter.name
        with_own |= {exporter.name} if OWN in text else set()
    assert {"bibtex", "ris", "csl-json", "mods", "schema-org", "csv"} <= with_own


def test_readers_are_shown_it_all_the_same(context):
    one = context.catalogue.published(context.catalogue.papers["demo/2022/papers/1"])
    two = context.catalogue.published(context.catalogue.papers["demo/2022/papers/2"])
    assert (one.abstract, one.is_summary) == (None, True)
    assert str(one.shown_abstract) == f"{MARK}."
    assert two.abstract == two.shown_abstract
    assert not two.is_summary


def test_a_markdown_citation_links_the_title(context):
    paper = context.catalogue.papers["demo/2022/papers/1"]
    assert markdown(cite(context, paper)) == (
        "A. Long. [One](https://x.example/demo/2022/papers/1.html). "
        "*Second Workshop on Demonstrations*, 2022."
    )
