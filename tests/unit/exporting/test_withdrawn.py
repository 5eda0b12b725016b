"""What was withdrawn is not cited any more; libraries and registries hear what became of it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.protocol import ExportContext, ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.exporting.scheduled_events import scheduled_events
from sphinx_proceedings.loading import load

EDITION = """\
title: First Forum
short_title: First
start_date: 2030-01-01
end_date: 2030-01-01
time_zone: Europe/Oslo
venue: {name: House, city: Oslo, country: NO}
volume: {title: Book, publisher: Press, doi: 10.5555/book, editors: [{name: Ed Itor}]}
papers:
- id: kept
  title: Kept Forever
  authors: [{name: Ana Berg}]
  doi: 10.5555/kept
- id: gone
  title: Gone Tomorrow
  authors: [{name: Ana Berg}]
  abstract: Nobody is to read this.
  keywords: [unspoken matters]
  doi: 10.5555/gone
  resources:
  - {type: pdf, url: "https://example.org/gone.pdf"}
  - {type: slides, url: "https://example.org/gone/slides"}
  - {type: video, url: "https://example.org/gone/video"}
  - {type: code, url: "https://example.org/gone/code"}
  - {type: data, url: "https://example.org/gone/data"}
  notices: [{type: %s, date: 2030-02-01, text: Taken back by its author.}]
awards:
- {id: prize, title: Prize of the Unworthy, papers: [gone]}
sessions:
- id: s
  title: Morning
  start: 09:00
  end: "10:00"
  slots:
  - {start: 09:00, end: 09:30, paper: kept}
  - {start: 09:30, end: "10:00", paper: gone}
"""
CITING = ("bibtex", "bibtex-ascii", "biblatex", "csl-json", "endnote", "pmlr", "ris")
TELLING = ("acl-anthology", "crossref", "csv", "mods", "oai", "schema-org")
UNSAID = ("Nobody is to read", "unspoken matters", "Prize of the Unworthy", "example.org/gone")
LINKING = {
    "aclpub2": ("slides", "video", "code", "data"),
    "acl-anthology": ("pdf", "video"),
    "crossref": ("pdf", "slides", "video", "code", "data"),
    "datacite-json": ("slides", "video", "code", "data"),
    "datacite-xml": ("slides", "video", "code", "data"),
    "frab-xml": ("pdf", "slides", "video", "code", "data"),
    "pretalx-json": ("pdf", "slides", "video", "code", "data"),
    "zenodo": ("slides", "video", "code", "data"),
}
"""Formats that lead to files and material beside the paper, and to which."""


@pytest.fixture
def context(tmp_path):
    def made(notice: str) -> ExportContext:
        for name, text in {
            "forum/series.yaml": "title: Forum\nshort_title: Forum\n",
            "forum/2030/edition.yaml": EDITION % notice,
        }.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        catalogue = load(tmp_path).catalogue
        assert catalogue is not None
        options = {"contact_email": "e@x.org", "depositor_email": "e@x.org", "depositor_name": "E"}
        empty = ExportContext(catalogue=catalogue, base_url="https://x.org/")
        return replace(empty, options=options)

    return made


def written(context: ExportContext, name: str) -> str:
    edition = context.catalogue.editions["forum/2030"]
    selection = Selection.of_edition(context.catalogue, edition)
    return exporters()[name].export(context, selection).decode()


@pytest.mark.parametrize("name", CITING)
def test_it_is_gone_from_what_people_cite_from(context, name):
    text = written(context("withdrawal"), name)
    assert "Forever" in text
    assert "Tomorrow" not in text


@pytest.mark.parametrize("name", CITING)
def test_what_is_retracted_stays(context, name):
    text = written(context("retraction"), name)
    assert "Forever" in text
    assert "Tomorrow" in text


@pytest.mark.parametrize("name", TELLING)
def test_libraries_hear_of_it_but_do_not_get_its_text(context, name):
    text = written(context("withdrawal"), name)
    assert "Gone Tomorrow" in text
    assert "Nobody is to read this" not in text
    assert "WITHDRAWN: Gone" in text or '<removed date="2030-02-01"' in text


@pytest.mark.parametrize("name", [n for n in CITING if n != "pmlr"])
def test_asked_for_by_itself_it_is_refused_with_what_to_do(context, name):
    made = context("withdrawal")
    paper = made.catalogue.papers["forum/2030/papers/gone"]
    assert Scope.PAPER in exporters()[name].scopes
    with pytest.raises(ExportError, match="papers/gone has was withdrawn; choose a format"):
        exporters()[name].export(made, Selection.of_record(made.catalogue, paper))


def test_it_has_neither_abstract_nor_pdf(context):
    made = context("withdrawal")
    citation = cite(made, made.catalogue.papers["forum/2030/papers/gone"])
    assert (citation.abstract, citation.plain_abstract, citation.pdf_url) == (None, None, None)
    edition = made.catalogue.editions["forum/2030"]
    assert "Nobody" not in "".join(h.description or "" for h in scheduled_events(made, edition))
    marked = context("retraction")
    citation = cite(marked, marked.catalogue.papers["forum/2030/papers/gone"])
    assert citation.plain_abstract == "Nobody is to read this."
    assert citation.pdf_url == "https://example.org/gone.pdf"


@pytest.mark.parametrize("name", LINKING)
def test_nothing_leads_to_its_files_and_material(context, name):
    address = {kind: f"https://example.org/gone/{kind}" for kind in ("slides", "video", "code")}
    address |= {"pdf": "https://example.org/gone.pdf", "data": "https://example.org/gone/data"}
    for notice, expected in (("retraction", set(LINKING[name])), ("withdrawal", set())):
        made = context(notice)
        gone = made.catalogue.papers["forum/2030/papers/gone"]
        selection = Selection.of_edition(made.catalogue, made.catalogue.editions["forum/2030"])
        if Scope.PAPER in exporters()[name].scopes:
            selection = Selection.of_record(made.catalogue, gone)
        text = unpacked(exporters()[name].export(made, selection))
        assert "Gone Tomorrow" in text
        assert {kind for kind, url in address.items() if url in text} == expected


@pytest.mark.parametrize("notice", ["retraction", "withdrawal"])
@pytest.mark.parametrize("name", sorted(exporters()))
def test_no_format_has_what_was_withdrawn(context, name, notice):
    made = context(notice)
    format_, texts = exporters()[name], []
    edition = made.catalogue.editions["forum/2030"]
    for scope, selection in (
        (Scope.PAPER, Selection.of_record(made.catalogue, edition.papers[1])),
        (Scope.EDITION, Selection.of_edition(made.catalogue, edition)),
        (Scope.SITE, Selection.of_site(made.catalogue)),
    ):
        if scope not in format_.scopes:
            continue
        if scope is Scope.PAPER and notice == "withdrawal" and name in CITING:
            continue  # refused, as the test above has it
        texts.append(unpacked(format_.export(made, selection)))
    # The list of the edition's awards is the edition's, and names what was honoured.
    unsaid = [word for word in UNSAID if name != "json" or "Prize" not in word]
    found = [word for word in unsaid for text in texts if word in text]
    assert notice == "retraction" or found == []
    assert texts or name in CITING


def unpacked(data: bytes) -> str:
    """The text of a file; of a zip, that of all its files."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            return "\n".join(unpacked(archive.read(name)) for name in archive.namelist())
    return data.decode("utf-8", "replace")
