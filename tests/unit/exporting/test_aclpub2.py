"""aclpub2's files, read back with PyYAML and held against what real venues hand in."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import yaml

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.publishers.aclpub2 import ACLPUB2
from sphinx_proceedings.exporting.protocol import ExportError, Selection
from sphinx_proceedings.model.richtext import to_latex

# Keys that the sample does not use: documented ones, and what aclpub2 passes over, but a reader of
# the files must not miss (a licence, a retraction).
MORE = {
    "conference_details": {"doi"},
    "papers": {"doi", "pages", "language", "license", "note"},
    "program": {"chair", "location", "papers"},
    "organizing_committee": set(),
    "program_committee": set(),
    "invited_talks": set(),
}


def _files(context):
    edition = next(e for e in context.catalogue.editions.values() if e.papers)
    selection = Selection.of_edition(context.catalogue, edition)
    with zipfile.ZipFile(io.BytesIO(ACLPUB2.export(context, selection))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    return selection, texts


@pytest.fixture(scope="module")
def files(depositing):
    return _files(depositing)


def test_facts_come_back(files, depositing):
    selection, texts = files
    papers = yaml.safe_load(texts["papers.yml"])
    assert len(papers) == len(selection.papers)
    for fields, record in zip(papers, selection.papers, strict=True):
        citation = cite(depositing, record)
        assert str(fields["id"]) == record.id
        marked = to_latex(citation.marked_title, citation.links, hyperlinks=False)
        assert fields["title"] == marked
        abstract = record.abstract and to_latex(record.abstract, citation.links, hyperlinks=False)
        assert fields.get("abstract") == abstract
        assert len(fields["authors"]) == len(citation.authors)
        for author, name in zip(fields["authors"], citation.authors, strict=True):
            if not set("{}&^%$") & set(name.display):
                assert author.get("first_name", "") == name.given
                assert author["last_name"].startswith(name.full_family)
        assert fields.get("archival") == citation.archival
        assert fields.get("pages") == (citation.pages and str(citation.pages))
        assert fields.get("doi") == (citation.doi and str(citation.doi))
        assert ("note" in fields) == bool(citation.remarks)


def test_keys_are_those_of_the_format(files, shared):
    sample = shared / "samples" / "aclpub2" / "sigdial"
    for name, more in MORE.items():
        if f"{name}.yml" not in files[1]:
            continue
        known = yaml.safe_load((sample / f"{name}.yml").read_text(encoding="utf-8"))
        made = yaml.safe_load(files[1][f"{name}.yml"])
        assert _keys(made) <= _keys(known) | more


def _keys(content):
    records = content if isinstance(content, list) else [content]
    return {key for record in records for key in record}


def test_programme_has_local_times(depositing_nasty):
    _, texts = _files(depositing_nasty)
    programme = yaml.safe_load(texts["program.yml"])
    night = next(session for session in programme if session["title"] == "The long night")
    assert night["start_time"] == dt.datetime(2025, 10, 25, 22)  # noqa: DTZ001 - local on purpose
    ids = {paper["id"] for session in programme for paper in session.get("papers", ())}
    known = {paper["id"] for paper in yaml.safe_load(texts["papers.yml"])}
    assert ids
    assert ids <= known


def test_named_files_are_there(files):
    _, texts = files
    for talk in yaml.safe_load(texts.get("invited_talks.yml", "[]")):
        for key in ("abstract_file", "bio_file"):
            assert key not in talk or f"invited_talks/{talk[key]}" in texts


def test_same_data_same_bytes(depositing_nasty):
    edition = depositing_nasty.catalogue.editions["edge/2025"]
    selection = Selection.of_edition(depositing_nasty.catalogue, edition)
    exported = ACLPUB2.export(depositing_nasty, selection)
    assert exported == ACLPUB2.export(depositing_nasty, selection)


def test_without_dates_it_is_refused(real):
    edition = real.catalogue.editions["enlsp/2021"]
    with pytest.raises(ExportError, match="enlsp/2021: aclpub2 wants the dates of the event"):
        ACLPUB2.export(real, Selection.of_edition(real.catalogue, edition))
