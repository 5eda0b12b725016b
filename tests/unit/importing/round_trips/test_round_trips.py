"""What is exported comes back: import(export(x)) = x, up to what the format cannot say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_proceedings.exporting.citation import Citation
from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.exporting.registry import exporter
from sphinx_proceedings.exporting.requirements import citable_records
from sphinx_proceedings.importing.cleaning.clean_records import CleanEdition, CleanRecord
from sphinx_proceedings.importing.cleaning.record_cleaning import RecordCleaner
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.importing.report import Report
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.model.values.names import PersonName

FORMATS: dict[str, tuple[str, set[str]]] = {
    # format: its importer, and what it does not carry
    "ris": ("ris", set()),
    "csl-json": ("csl-json", set()),
    "acl-anthology": ("acl-anthology", {"keywords"}),
    "dblp": ("dblp", {"keywords", "abstract"}),
}
MARK = re.compile(r"^(?:RETRACTED|EXPRESSION OF CONCERN): ")
EDITIONS = [("data", "enlsp/2022"), ("tests/data/exporting/nasty", "edge/2025")]


def read_back(file: Path) -> tuple[str, CleanEdition, Report]:
    source = Source.open([file])
    found = detect(source)
    answers, report = Answers(), Report()
    edition = found.importer.read(source, answers)
    assert not answers.required
    return found.importer.name, RecordCleaner(edition, answers, report).clean(), report


def plain(text: str, *, inline: bool) -> str:
    return " ".join(to_plain(RichText(text, inline=inline)).split())


def display(name: object) -> str:
    made = PersonName.build(name) if isinstance(name, dict) else PersonName.parse(str(name))
    return made.display


def wanted(c: Citation, lost: set[str]) -> dict[str, object]:
    """Return what a paper is to come back with, in plain text; braces of a name are lost."""
    made: dict[str, object] = {
        "title": " ".join(MARK.sub("", c.plain_marked_title).split()),
        "authors": [" ".join(re.sub("[{}]", "", a.display).split()) for a in c.authors],
        "abstract": " ".join((c.plain_abstract or "").split()),
        "keywords": list(c.keywords),
        "pages": str(c.pages or ""),
        "doi": str(c.doi or "").casefold(),
    }
    return {name: value for name, value in made.items() if name not in lost}


def found_in(records: list[CleanRecord], lost: set[str]) -> list[dict[str, object]]:
    """Return what came back, in the form of `wanted`."""
    found: list[dict[str, object]] = [
        {
            "title": MARK.sub("", plain(record.fields["title"], inline=True)),
            "authors": [display(author["name"]) for author in record.fields["authors"]],
            "abstract": plain(record.fields.get("abstract", ""), inline=False),
            "keywords": record.fields.get("keywords", []),
            "pages": record.fields.get("pages", ""),
            "doi": record.fields.get("doi", "").casefold(),
        }
        for record in records
        if record.kind == "papers"
    ]
    return [{n: value for n, value in one.items() if n not in lost} for one in found]


@pytest.mark.parametrize(("root", "key"), EDITIONS)
@pytest.mark.parametrize("name", FORMATS)
def test_papers_come_back(repository: Path, tmp_path: Path, name: str, root: str, key: str):
    catalogue = load(repository / root).catalogue
    assert catalogue is not None
    context = ExportContext(catalogue=catalogue, base_url="https://proceedings.example.org/")
    exported = exporter(name)
    selection = Selection.of_edition(catalogue, catalogue.editions[key])
    file = tmp_path / f"export{exported.suffix}"
    file.write_bytes(exported.export(context, selection))
    importer, lost = FORMATS[name]
    read_as, made, _ = read_back(file)
    assert read_as == importer
    expected = [wanted(c, lost) for c in citable_records(context, selection, name)]
    found = found_in(made.records, lost)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        if "<script>" in str(other.get("abstract")):
            # A plain text that speaks of markup reads as markup; that is told, and lost here.
            del one["abstract"], other["abstract"]
        assert one == other


@pytest.mark.parametrize(("root", "key"), EDITIONS)
def test_articles_come_back(repository: Path, tmp_path: Path, root: str, key: str):
    catalogue = load(repository / root).catalogue
    assert catalogue is not None
    context = ExportContext(catalogue=catalogue, base_url="https://proceedings.example.org/")
    selection = Selection.of_edition(catalogue, catalogue.editions[key])
    # Formulas are MathML there, which comes back as the letters in it.
    lost = {"abstract", "title"} if "nasty" in root else {"abstract"}
    for c in citable_records(context, selection, "JATS"):
        article = exporter("jats").export(context, Selection.of_record(catalogue, c.record))
        (tmp_path / "article.xml").write_bytes(article)
        read_as, made, _ = read_back(tmp_path / "article.xml")
        assert read_as == "jats"
        assert found_in(made.records, lost) == [wanted(c, lost)]
        source = c.abstract.source if c.abstract else ""  # a summary of the editors is none
        if source and not re.search(r"[$<]", source):
            (record,) = made.records
            words = str(c.plain_abstract).split()
            assert plain(record.fields["abstract"], inline=False).split() == words
