"""Exporters: found by entry points, uniform, deterministic, equal in number."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib.metadata import EntryPoint

import pytest

from sphinx_proceedings.exporting.protocol import (
    Exporter,
    ExportError,
    Format,
    Scope,
    Selection,
)
from sphinx_proceedings.exporting.registry import GROUP, exporter, exporters

BIBTEX = "sphinx_proceedings.exporting.formats.citations.bibtex:BIBTEX"


def test_ours_are_registered_as_what_they_are():
    found = exporters()
    assert {"bibtex", "ris", "csl-json", "icalendar", "json", "xlsx"} <= set(found)
    assert list(found) == sorted(found)
    for name, one in found.items():
        assert isinstance(one, Exporter)
        assert one.name == name
        assert re.fullmatch(r"(\.[a-z0-9-]+)+", one.suffix)
        assert one.scopes <= set(Scope)
        assert "/" in one.media_type


def test_no_two_write_the_same_file():
    suffixes = [one.suffix for one in exporters().values()]
    assert len(suffixes) == len(set(suffixes))


def test_two_packages_cannot_share_a_name():
    points = [EntryPoint("bibtex", BIBTEX, GROUP), EntryPoint("bibtex", f"{BIBTEX} [x]", GROUP)]
    with pytest.raises(ExportError, match="two packages offer an exporter 'bibtex'"):
        exporters(points)


def test_the_same_package_found_twice_is_one():
    points = [EntryPoint("bibtex", BIBTEX, GROUP)] * 2
    assert list(exporters(points)) == ["bibtex"]


@pytest.mark.parametrize(
    "point",
    [
        EntryPoint("bib", BIBTEX, GROUP),
        EntryPoint("bibtex", "sphinx_proceedings.exporting.formats.citations.bibtex:latex", GROUP),
    ],
)
def test_something_else_is_no_exporter(point):
    with pytest.raises(ExportError, match="is not an exporter of that name"):
        exporters([point])


def test_a_name_nearly_right_is_known():
    with pytest.raises(ExportError, match="did you mean bibtex"):
        exporter("bibtxe")


def test_a_scope_that_a_format_has_not_is_refused(nasty):
    only = Format(
        name="x",
        title="X",
        media_type="text/plain",
        suffix=".x",
        scopes=frozenset({Scope.EDITION}),
        write=lambda _context, _selection: b"",
    )
    with pytest.raises(ExportError, match="X is not made for the site"):
        only.export(nasty, Selection.of_site(nasty.catalogue))


def test_every_format_is_the_same_each_time(context):
    """And none fails on any selection with anything but an `ExportError`."""
    catalogue = context.catalogue
    selections = [Selection.of_site(catalogue)]
    selections += [Selection.of_edition(catalogue, e) for e in catalogue.editions.values()]
    selections += [Selection.of_record(catalogue, p) for p in list(catalogue.papers.values())[:4]]
    selections += [Selection.of_record(catalogue, t) for t in list(catalogue.talks.values())[:2]]
    made = 0
    for one in exporters().values():
        for selection in selections:
            if selection.scope not in one.scopes:
                continue
            try:
                data = one.export(context, selection)
            except ExportError:
                continue
            assert data == one.export(context, selection)
            assert all(isinstance(line, str) for line in one.validation_errors(context, selection))
            made += 1
    assert made > len(exporters())


CITING = {"bibtex", "bibtex-ascii", "biblatex", "ris", "endnote", "csl-json"}
"""Formats that people cite from; they leave out what was withdrawn."""


def test_all_formats_have_the_same_papers(context, site, citations, bibliography):
    text = {name: one.export(context, site) for name, one in exporters().items() if name in COUNTED}
    assert {name: COUNTED[name](data.decode("utf-8-sig")) for name, data in text.items()} == {
        name: len(bibliography if name in CITING else citations) for name in COUNTED
    }


COUNTED = {
    "bibtex": lambda text: len(re.findall(r"^@inproceedings\{", text, re.MULTILINE)),
    "bibtex-ascii": lambda text: len(re.findall(r"^@inproceedings\{", text, re.MULTILINE)),
    "biblatex": lambda text: len(re.findall(r"^@inproceedings\{", text, re.MULTILINE)),
    "ris": lambda text: text.count("\r\nER  - "),
    "endnote": lambda text: text.count("%0 "),
    "csl-json": lambda text: len(json.loads(text)),
    "csv": lambda text: len(list(csv.DictReader(io.StringIO(text, newline="")))),
    "json": lambda text: len(json.loads(text)["papers"]),
    "schema-org": lambda text: text.count('"@type": "ScholarlyArticle"'),
}


def test_where_exports_are_filed(nasty):
    catalogue = nasty.catalogue
    assert Selection.of_site(catalogue).stem == "site/site"
    edition = Selection.of_edition(catalogue, catalogue.editions["edge/2025"])
    assert edition.stem == "edge/2025/edge-2025"
    talk = catalogue.talks["edge/2025/talks/unscheduled"]
    selection = Selection.of_record(catalogue, talk)
    assert selection.stem == "edge/2025/talks/edge-2025-unscheduled"
    assert selection.label == "edge/2025/talks/unscheduled"
    assert selection.records == (talk,)
