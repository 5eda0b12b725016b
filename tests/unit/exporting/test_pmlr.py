"""PMLR bibliographies, read back with bibtexparser and pybtex."""

from __future__ import annotations

import re

import pytest
from bibtexparser.entrypoint import parse_string as parse_library
from pybtex.database import parse_string

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.publishers.pmlr import PMLR
from sphinx_proceedings.exporting.protocol import ExportError, Selection
from sphinx_proceedings.model.richtext import to_bibtex_title


@pytest.fixture(scope="module")
def volume(depositing):
    edition = next(e for e in depositing.catalogue.editions.values() if e.papers)
    return Selection.of_edition(depositing.catalogue, edition)


@pytest.fixture(scope="module")
def records(volume):
    """What is in it: all but what was withdrawn."""
    return [paper for paper in volume.papers if paper.withdrawn is None]


@pytest.fixture(scope="module")
def text(depositing, volume):
    return PMLR.export(depositing, volume).decode()


def test_bibtexparser_reads_all(text, records, depositing):
    library = parse_library(text)
    assert not library.failed_blocks
    first, *papers = library.entries
    assert first.entry_type.lower() == "proceedings"
    assert len(papers) == len(records)
    assert len({paper.key for paper in papers}) == len(papers)
    sections = first["sections"].split("|") if "sections" in first else []
    for paper, record in zip(papers, records, strict=True):
        citation = cite(depositing, record)
        fields = {field.key: field.value for field in paper.fields}
        assert fields["title"] == to_bibtex_title(
            citation.marked_title, str(citation.language), citation.links
        )
        assert fields.get("pages") == (citation.pages and str(citation.pages))
        assert ("abstract" in fields) == (citation.abstract is not None)
        assert ("section" not in fields) or fields["section"] in sections
        assert re.fullmatch(r"[a-z]+[0-9]{2}[a-z]+", paper.key)
        if citation.mark:
            assert fields["title"].startswith(("{RETRACTED", "{WITHDRAWN", "{EXPRESSION"))


def test_pybtex_reads_names_in_order(text, records, depositing):
    entries = parse_string(text, "bibtex").entries
    papers = [entry for entry in entries.values() if entry.type == "inproceedings"]
    for paper, record in zip(papers, records, strict=True):
        found = [_bare(str(person)) for person in paper.persons["author"]]
        citation = cite(depositing, record)
        expected = [
            name.literal or ", ".join(filter(None, (name.full_family, name.suffix, name.given)))
            for name in citation.authors
        ]
        assert found == expected


def _bare(name):
    for latex, sign in ((r"\textbraceleft{}", "\0"), (r"\textbraceright{}", "\1")):
        name = name.replace(latex, sign)
    name = name.replace(r"\textasciicircum{}", "^")
    name = re.sub(r"\\([&%$#_])", r"\1", name.replace("{", "").replace("}", ""))
    return name.replace("\0", "{").replace("\1", "}")


def test_volume_of_pmlr(depositing_nasty):
    catalogue = depositing_nasty.catalogue
    selection = Selection.of_edition(catalogue, catalogue.editions["edge/2025"])
    head = PMLR.export(depositing_nasty, selection).decode().partition("\n}\n")[0]
    for line in (
        "@Proceedings{edge-2025,",
        "  shortname = {EDGE},",
        "  editor = {van der Berg, Jan and King, Jr., Martin Luther},",
        "  volume = {12},",
        "  year = {2025},",
        "  start = {2025-10-25},",
        "  end = {2025-10-26},",
        "  published = {2025-11-03},",
        "  address = {Köln, DE},",
    ):
        assert line in head.split("\n")


def test_without_dates_it_is_refused(real):
    edition = real.catalogue.editions["enlsp/2021"]
    with pytest.raises(ExportError, match="enlsp/2021: PMLR wants the dates of the event"):
        PMLR.export(real, Selection.of_edition(real.catalogue, edition))
