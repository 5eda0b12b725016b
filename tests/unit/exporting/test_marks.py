"""What a reader must not miss, in every format that can say it: whole files are looked through."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from sphinx_proceedings.exporting.formats.publishers.acl_anthology import ACL_ANTHOLOGY
from sphinx_proceedings.exporting.formats.publishers.aclpub2 import ACLPUB2
from sphinx_proceedings.exporting.formats.publishers.ceur import CEUR
from sphinx_proceedings.exporting.formats.publishers.ceur_make import CEUR_MAKE
from sphinx_proceedings.exporting.formats.publishers.pmlr import PMLR
from sphinx_proceedings.exporting.formats.registries.crossref import CROSSREF_DEPOSIT
from sphinx_proceedings.exporting.formats.registries.datacite import DATACITE_JSON, DATACITE_XML
from sphinx_proceedings.exporting.formats.registries.dblp import DBLP
from sphinx_proceedings.exporting.formats.registries.dublin_core import DUBLIN_CORE
from sphinx_proceedings.exporting.formats.registries.jats import JATS
from sphinx_proceedings.exporting.formats.registries.mods import MODS
from sphinx_proceedings.exporting.formats.registries.oai import OAI_STATIC
from sphinx_proceedings.exporting.formats.registries.zenodo import ZENODO
from sphinx_proceedings.exporting.protocol import ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters

ONE_PAPER = [CROSSREF_DEPOSIT, DATACITE_JSON, DATACITE_XML, DUBLIN_CORE, JATS, MODS, ZENODO]
VOLUME = [ACL_ANTHOLOGY, ACLPUB2, CEUR, CEUR_MAKE, DBLP, OAI_STATIC, PMLR]


def _text(exported):
    if not exported.startswith(b"PK"):
        return exported.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def _of_paper(context, exporter, identifier):
    catalogue = context.catalogue
    paper = catalogue.papers[f"edge/2025/papers/{identifier}"]
    if Scope.PAPER in exporter.scopes:
        selection = Selection.of_record(catalogue, paper)
    else:
        selection = Selection.of_edition(catalogue, catalogue.editions["edge/2025"])
    return _text(exporter.export(context, selection))


def _title(text):
    return next(line for line in text.split("\n") if "Result That Was Too Good" in line)


@pytest.mark.parametrize("exporter", [*ONE_PAPER, *VOLUME], ids=lambda e: e.name)
def test_a_retracted_paper_is_never_citable_without_the_mark(depositing_nasty, exporter):
    text = _of_paper(depositing_nasty, exporter, "retracted")
    if exporter is ACL_ANTHOLOGY:  # it has an element for it
        paper = next(part for part in text.split("<paper ") if "A Result That Was" in part)
        assert '<retracted date="2026-01-15">' in paper
    else:
        assert "RETRACTED" in _title(text)


@pytest.mark.parametrize(
    "exporter",
    [DATACITE_JSON, DATACITE_XML, DUBLIN_CORE, JATS, MODS, ZENODO, ACL_ANTHOLOGY, ACLPUB2, CEUR,
     OAI_STATIC, PMLR],
    ids=lambda e: e.name,
)  # fmt: skip
def test_awards_and_errata_are_told(depositing_nasty, exporter):
    text = _of_paper(depositing_nasty, exporter, "retracted")
    assert "Table 2 has a wrong sign" in text
    text = _of_paper(depositing_nasty, exporter, "maths")
    assert "Award: Best Paper Award" in text


@pytest.mark.parametrize(
    "exporter",
    [DUBLIN_CORE, JATS, MODS, ZENODO, ACL_ANTHOLOGY, ACLPUB2, CEUR, OAI_STATIC, PMLR],
    ids=lambda e: e.name,
)
def test_non_archival_papers_are_told(depositing_nasty, exporter):
    text = _of_paper(depositing_nasty, exporter, "emoji")
    assert "Non-archival" in text


@pytest.mark.parametrize("exporter", [*ONE_PAPER, *VOLUME], ids=lambda e: e.name)
def test_same_data_same_bytes(depositing_nasty, exporter):
    made = {_of_paper(depositing_nasty, exporter, "maths") for _ in range(2)}
    assert len(made) == 1


@pytest.mark.parametrize("exporter", [*ONE_PAPER, *VOLUME], ids=lambda e: e.name)
def test_whatever_is_selected_there_is_a_file_or_a_sentence(context, exporter):
    # Without an address and without options, as somebody meets it who has just begun.
    catalogue = context.catalogue
    selections = [
        *(Selection.of_record(catalogue, record) for record in catalogue.papers.values()),
        *(Selection.of_record(catalogue, record) for record in catalogue.talks.values()),
        *(Selection.of_edition(catalogue, edition) for edition in catalogue.editions.values()),
        Selection.of_site(catalogue),
    ]
    for selection in selections:
        if selection.scope in exporter.scopes:
            sentences = exporter.validation_errors(context, selection)
            assert all(";" in sentence or "talk" in sentence for sentence in sentences)
        try:
            made = exporter.export(context, selection)
        except ExportError as error:
            made = str(error).encode()
        assert len(made) > len(exporter.title)


def _whole(context, exporter, identifier):
    """A file about a paper, of the smallest selection that the format has, as text."""
    catalogue = context.catalogue
    if Scope.PAPER in exporter.scopes:
        record = catalogue.papers[f"edge/2025/papers/{identifier}"]
        exported = exporter.export(context, Selection.of_record(catalogue, record))
    else:
        edition = Selection.of_edition(catalogue, catalogue.editions["edge/2025"])
        exported = exporter.export(context, edition)
    return _text(exported)


FACTS = {
    "retraction": ("retracted", r"RETRACTED|<retracted "),
    "erratum": ("retracted", "Table 2 has a wrong sign"),
    "licence": ("corrected", r"(?i)cc0[- ]1\.0|publicdomain/zero/1\.0"),
    "language": ("corrected", r"\bdeu?\b(?! la)|\bger\b|\bgerman\b"),
    "award": ("maths", "Best Paper Award"),
    "non-archival": ("emoji", "Non-archival"),
}
"""A paper that has it, and what is looked for in its file."""

_PROGRAMME = set(FACTS) - {"retraction"}
NO_ROOM = {
    "acl-anthology": {"licence"},  # the Anthology has one for all
    "ceur-make": set(FACTS) - {"retraction"},
    "crossref": {"erratum", "award", "non-archival"},  # notices with a DOI, given a policy
    "csv-people": set(FACTS),  # of people
    "csv-talks": set(FACTS),  # of talks
    "dblp": set(FACTS) - {"retraction"},
    "frab-xml": _PROGRAMME,
    "icalendar": _PROGRAMME,
    "linkset": set(FACTS) - {"licence"},  # of addresses
    "pretalx-json": _PROGRAMME,
}
"""What a format has no place for; every other format says everything."""


def test_what_has_no_room_is_said_of_formats_and_facts_that_there_are():
    assert set(NO_ROOM) <= set(exporters())
    assert set().union(*NO_ROOM.values()) <= set(FACTS)


@pytest.mark.parametrize(
    ("name", "fact"),
    [(name, fact) for name in exporters() for fact in FACTS if fact not in NO_ROOM.get(name, ())],
)
def test_what_a_format_has_room_for_is_said(depositing_nasty, name, fact):
    identifier, pattern = FACTS[fact]
    assert re.search(pattern, _whole(depositing_nasty, exporters()[name], identifier))


NO_TITLES_OF_PAPERS = {
    "csv-people",
    "csv-talks",
    "datacite-json",  # the volume, with the DOIs of its papers
    "datacite-xml",
    "linkset",  # addresses alone
}


@pytest.mark.parametrize("name", sorted(set(exporters()) - NO_TITLES_OF_PAPERS))
def test_no_format_has_a_title_without_its_mark(depositing_nasty, name):
    """Wherever it stands in any file, of the paper, the edition or the site."""
    exporter, catalogue = exporters()[name], depositing_nasty.catalogue
    titles = 0
    paper = catalogue.papers["edge/2025/papers/retracted"]
    for selection in (
        Selection.of_record(catalogue, paper),
        Selection.of_edition(catalogue, catalogue.editions["edge/2025"]),
        Selection.of_site(catalogue),
    ):
        if selection.scope not in exporter.scopes:
            continue
        try:
            text = _text(exporter.export(depositing_nasty, selection))
        except ExportError:
            continue  # it has no place in the programme
        text = re.sub(r"\r?\n ", "", text)  # folded lines of calendars
        for found in re.finditer(r"\{?A\}? Result That Was Too Good", text):
            titles += 1
            before = text[max(0, found.start() - 40) : found.start()]
            after = text[found.end() : found.end() + 2000]
            assert (
                re.search(r"RETRACTED\}?: $", before)
                # Where there is an element, or a field, for it, that stands beside the title.
                or (name == "acl-anthology" and "<retracted " in after.partition("</paper>")[0])
                or (name == "json" and ('"type":"retraction"' in after or ">" in before))
            ), before
    assert titles
