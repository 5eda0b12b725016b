"""aclpub2's files, read back with PyYAML and held against what real venues hand in."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
import typst
import yaml

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.bibtex_ascii import unsayable
from sphinx_proceedings.exporting.formats.publishers.aclpub2 import ACLPUB2
from sphinx_proceedings.exporting.protocol import ExportContext, ExportError, Selection
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.richtext import to_latex

# Keys that the sample does not use: documented ones, and what aclpub2 passes over, but a reader of
# the files must not miss (a licence, a retraction).
REQUIRED = set(
    "book_title event_name cover_subtitle anthology_venue_id start_date end_date isbn location"
    " editors publisher volume_name".split()
)
"""What config.py looks up of the conference, whether it is there or not."""
MIXED = """\
title: First Forum
short_title: First
start_date: 2030-01-01
end_date: 2030-01-01
time_zone: Europe/Oslo
papers:
- {id: a, title: A, authors: [{name: Ana Berg}]}
- {id: b, title: B, authors: [{name: Ana Berg}]}
- {id: c, title: C, authors: [{name: Ana Berg}]}
sessions:
- id: s
  title: "R&D: #1 of $a_1$"
  start: 09:00
  end: "10:30"
  papers: [c]
  slots:
  - {start: 09:00, end: 09:10, title: Welcome}
  - {start: 09:10, end: 09:30, paper: a}
  - {start: 09:30, end: "10:00", paper: b}
  - {start: "10:00", end: "10:30", title: Farewell}
"""


def normalize_latex_string(text):
    """As aclpub2's config.py has it."""
    text = text.replace("’", "'").replace("&", "\\&")
    return text.replace("_", "\\_").replace("%", "\\%")


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
        if marked.isascii() and "$" not in record.title.source:
            unquoted = fields["title"].replace(r"\textquotedbl{}", '"').replace(r"\protect", "")
            assert normalize_latex_string(unquoted) == marked
        own = citation.abstract
        abstract = own and to_latex(own, citation.links, hyperlinks=False)
        if not abstract or abstract.isascii():
            assert fields.get("abstract", "").replace(r"\textquotedbl{}", '"') == (abstract or "")
        assert len(fields["authors"]) == len(citation.authors)
        for author, name in zip(fields["authors"], citation.authors, strict=True):
            if not set("{}&^%$") & set(name.display) and not unsayable(name.display):
                assert author["first_name"] == name.given
                family = author["last_name"].replace(r"{\fontencoding{T1}\selectfont Þ}", "Þ")
                assert family.startswith(name.full_family)
        assert fields.get("archival") == (citation.archival if fields.get("file") else False)
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


def test_every_paper_and_name_is_one_that_its_code_goes_through(depositing_nasty):
    """What generate.py reads of each, without asking whether it is there."""
    _, texts = _files(depositing_nasty)
    details = yaml.safe_load(texts["conference_details.yml"])
    assert details.keys() >= REQUIRED
    known = {}
    for paper in yaml.safe_load(texts["papers.yml"]):
        known[paper["id"]] = paper
        assert paper.get("archival", True) is False or paper["file"]
    for people in (details["editors"], *(paper["authors"] for paper in known.values())):
        assert all({"first_name", "last_name"} <= person.keys() for person in people)
    for session in yaml.safe_load(texts["program.yml"]):
        for part in session.get("subsessions", [session]):
            assert part["start_time"] <= part["end_time"]
            for paper in part.get("papers", ()):
                assert paper["id"] in known
    mixed = {part["title"]: part for part in _parts(texts) if "papers" in part}
    assert mixed


def test_its_own_generator_makes_the_volume(depositing_nasty, tmp_path, monkeypatch):
    """With everything that TeX stumbles over; where aclpub2 and pdfTeX are installed."""
    generate = pytest.importorskip("aclpub2.generate")
    if shutil.which("pdflatex") is None:
        pytest.skip("pdfTeX is not installed")
    _, texts = _files(depositing_nasty)
    papers = yaml.safe_load(texts["papers.yml"])
    whole = typst.compile(b"One page", pdf_standards="1.4")
    for paper in papers:
        paper.pop("archival", None)
        paper.setdefault("file", f"{paper['id']}.pdf")
        texts[f"papers/{paper['file']}"] = whole
    texts["papers.yml"] = yaml.safe_dump(papers)
    for name, content in texts.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builtins.input", lambda *_: "")
    generate.generate_proceedings("in", True, "out", True, False)
    with pikepdf.open("out/proceedings.pdf") as made:
        assert len(made.pages) > len(papers)
    assert len(list(Path("out/watermarked_pdfs").glob("*.pdf"))) == len(papers) + 1


def _parts(texts):
    for session in yaml.safe_load(texts["program.yml"]):
        yield from session.get("subsessions", [session])


def test_no_paper_of_a_session_with_other_parts_is_lost(tmp_path):
    (tmp_path / "forum" / "2030").mkdir(parents=True)
    (tmp_path / "forum" / "series.yaml").write_text("title: Forum\nshort_title: F\n")
    (tmp_path / "forum" / "2030" / "edition.yaml").write_text(MIXED, encoding="utf-8")
    catalogue = load(tmp_path).catalogue
    assert catalogue is not None
    context = ExportContext(catalogue=catalogue, base_url="https://x.org/")
    selection = Selection.of_edition(context.catalogue, context.catalogue.editions["forum/2030"])
    with zipfile.ZipFile(io.BytesIO(ACLPUB2.export(context, selection))) as archive:
        (session,) = yaml.safe_load(archive.read("program.yml"))
    told = [
        (f"{part['start_time']:%H:%M}", part["title"], [p["id"] for p in part.get("papers", ())])
        for part in session["subsessions"]
    ]
    assert told == [
        ("09:00", "R&D: \\#1 of $a\\sb 1$", ["c"]),
        ("09:00", "Welcome", []),
        ("09:10", "R&D: \\#1 of $a\\sb 1$", ["a", "b"]),
        ("10:00", "Farewell", []),
    ]
    assert "papers" not in session


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
