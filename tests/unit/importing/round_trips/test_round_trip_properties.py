"""import(export(x)) = x for papers that nobody has thought of, up to the losses stated here."""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.exporting.registry import exporter
from sphinx_proceedings.importing.cleaning.clean_records import CleanRecord
from sphinx_proceedings.importing.cleaning.record_cleaning import RecordCleaner
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.importing.report import Report
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.model.values.names import PersonName

LOSSES: dict[str, tuple[str, frozenset[str]]] = {
    # format: the importer that reads it, and the facts that it has no place for
    "bibtex": ("bibtex", frozenset(["affiliations", "type"])),
    "biblatex": ("bibtex", frozenset(["affiliations", "type"])),
    "bibtex-ascii": ("bibtex", frozenset(["affiliations", "type"])),
    "pmlr": ("bibtex", frozenset(["affiliations", "type", "keywords"])),
    "ris": ("ris", frozenset(["affiliations", "type"])),
    "csl-json": ("csl-json", frozenset(["affiliations", "type"])),
    "acl-anthology": ("acl-anthology", frozenset(["keywords", "type"])),
    "ceur-ws": ("ceur", frozenset(["affiliations", "type", "keywords", "abstract", "doi"])),
    "dblp": ("dblp", frozenset(["affiliations", "type", "keywords", "abstract"])),
    "jats": ("jats", frozenset(["type"])),
    "aclpub2": ("aclpub2", frozenset(["keywords", "doi", "pages"])),
    # Affiliations stand there once each, whosoever they are.
    "csv": ("table", frozenset(["affiliations"])),
    "xlsx": ("table", frozenset(["affiliations"])),
    # A second source, which only adds; what is compared beside DOI and pages finds the paper.
    "datacite-json": (
        "datacite",
        frozenset(["affiliations", "type", "keywords", "abstract", "suffixes"]),
    ),
}
# Not here, since no importer reads what is exported: crossref (a deposit in XML; works of its
# REST interface are imported), datacite-xml, zenodo, mods, dublin-core, oai, endnote, ceur-make.
A_FILE_EACH = frozenset(["jats", "datacite-json"])
BASE = "https://proceedings.example.org/"
FIRST_AND_LAST_PAGE = frozenset(["csv", "xlsx"])

WORDS = st.sampled_from(
    """Learning trees from few leaves, weaving; R&D at 50% for $5 naïve Ångström 20°C C# x_y a-b
    “so” it's GPT-4 École 深度学习 Über-fast (again) [sic] 3:1 ½ → AT&T #1 p<0.05 e.g. NLP α-helix
    ~10 \\d+ {x} ^2""".split()
)
PLAIN = st.lists(WORDS, min_size=2, max_size=9).map(" ".join)
MARKED = st.sampled_from(
    [
        "On *Drosophila* and {nocase}`Newton`",
        "The cost of $n^2$ steps",
        "H~2~O is **wet**",
        "Is $\\alpha < \\beta$ a *proof*?",
    ]
)
NAMES = st.sampled_from(
    [
        "Ada Lovelace",
        "Jan van Eyck",
        {"given": "Ludwig", "particle": "van", "family": "Beethoven"},
        {"given": "Martin Luther", "family": "King", "suffix": "Jr."},
        {"given": "Samira", "family": "Ebrahimi Kahou"},
        "Pádraig Ó Súilleabháin",
        "Łukasz Żółć",
        "王小云",
        {"literal": "Plato"},
        "Jean-Pierre Serre",
        "J. R. R. Tolkien",
        "Đặng Thị Ngọc",
    ]
)
PLACES = st.sampled_from(["ETH Zürich", "Univ. of A, Dept. B", "R&D 100%", "MIT", "東京大学"])


@st.composite
def papers(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=str))
        paper: dict[str, Any] = {
            "id": str(number),
            "title": draw(st.one_of(PLAIN.map(escaped), MARKED)),
            "authors": [
                {"name": name, "affiliations": draw(PLACES)}
                if draw(st.booleans())
                else {"name": name}
                for name in names
            ],
            "abstract": escaped(draw(PLAIN)),
        }
        if words := draw(
            st.lists(st.sampled_from(["trees", "naïve Bayes", "C++", "R&D"]), unique=True)
        ):
            paper["keywords"] = words
        if draw(st.booleans()):
            paper["pages"] = f"{number * 10}-{number * 10 + draw(st.integers(1, 8))}"
        if draw(st.booleans()):
            paper["doi"] = f"10.1234/A.{number}_x(1)"
        if draw(st.booleans()):
            paper["type"] = draw(st.sampled_from(["oral", "poster", "demo"]))
        made.append(paper)
    return made


def escaped(text: str) -> str:
    from sphinx_proceedings.model.richtext import escape  # noqa: PLC0415 - beside its one use

    return escape(text)


def written(folder: Path, given_papers: list[dict[str, Any]]) -> Catalogue:
    """Return the catalogue of a project that has these papers."""
    edition = folder / "data/demo/2026"
    edition.mkdir(parents=True)
    (folder / "data/demo/series.yaml").write_text("title: Demo\nshort_title: DEMO\n", "utf-8")
    facts = {
        "title": "Demonstrations",
        "short_title": "DEMO 2026",
        "start_date": "2026-05-01",
        "time_zone": "Europe/Rome",
        "mode": "virtual",
        "volume": {
            "title": "Proceedings of DEMO",
            "publisher": "P",
            "number": "7",
            "doi": "10.1234/v",
            "editors": [{"name": "Ed Itor"}],
        },
    }
    text = {"edition.yaml": facts, "papers.yaml": {"papers": given_papers}}
    for name, value in text.items():
        (edition / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    loaded = load(folder / "data")
    assert loaded.catalogue is not None, loaded.problems
    return loaded.catalogue


def exported(catalogue: Catalogue, name: str, folder: Path) -> list[Path]:
    """Return the sources that a format makes of the edition: for some, one of each paper."""
    context = ExportContext(catalogue=catalogue, base_url=BASE)
    edition = catalogue.editions["demo/2026"]
    if name in A_FILE_EACH:
        made = []
        for paper in edition.papers:
            place = folder / f"{paper.id}{exporter(name).suffix}"
            place.write_bytes(exporter(name).export(context, Selection.of_record(catalogue, paper)))
            made.append(place)
        return made
    content = exporter(name).export(context, Selection.of_edition(catalogue, edition))
    if name == "aclpub2":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            packed.extractall(folder / name)
        return [folder / name]
    place = folder / f"export{exporter(name).suffix}"
    place.write_bytes(content)
    return [place]


def read_back(place: Path, importer: str) -> list[CleanRecord]:
    source = Source.open([place])
    found = detect(source)
    assert found.importer.name == importer
    answers = Answers({"time-zone": "Europe/Rome", "accepted": "all"})
    edition = found.importer.read(source, answers)
    assert not answers.required
    return [
        one
        for one in RecordCleaner(edition, answers, Report()).clean().records
        if one.kind == "papers"
    ]


def plain(text: str, *, inline: bool) -> str:
    return " ".join(to_plain(RichText(text, inline=inline)).split())


def display(name: Any) -> str:
    made = PersonName.build(name) if isinstance(name, dict) else PersonName.parse(name)
    return re.sub("[{}]", "", made.display)


def affiliation(person: dict[str, Any]) -> str:
    given_place = person.get("affiliations", "")
    return str(given_place["name"] if isinstance(given_place, dict) else given_place)


def facts_of(fields: dict[str, Any], lost: frozenset[str]) -> dict[str, Any]:
    """Return what is compared of a paper, the written and the imported one alike."""
    suffix = " Jr." if "suffixes" in lost else ""
    made = {
        "title": plain(fields["title"], inline=True),
        "authors": [display(one["name"]).removesuffix(suffix) for one in fields["authors"]],
        "affiliations": [affiliation(one) for one in fields["authors"]],
        "abstract": plain(fields.get("abstract", ""), inline=False),
        "keywords": list(fields.get("keywords", [])),
        "pages": str(fields.get("pages", "")),
        "doi": str(fields.get("doi", "")).casefold(),
        "type": str(fields.get("type", "")),
    }
    return {name: value for name, value in made.items() if name not in lost}


@pytest.mark.parametrize("name", LOSSES)
@given(given_papers=papers())
@settings(max_examples=20)
def test_what_is_exported_comes_back(name: str, given_papers: list[dict[str, Any]]):
    importer, lost = LOSSES[name]
    if name in {"bibtex-ascii", "aclpub2"}:  # other letters come in ASCII, Chinese as Pinyin
        text = json.dumps(given_papers, ensure_ascii=False)
        given_papers = json.loads(re.sub("[^\x00-\xbc\xbe-\xff]", "E", text))
    if name == "datacite-json":  # describes what has a DOI
        given_papers = [{"doi": f"10.1234/{one['id']}", **one} for one in given_papers]
    lost |= {"pages"} if name in FIRST_AND_LAST_PAGE else frozenset()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        catalogue = written(folder, given_papers)
        found = [
            one
            for source in exported(catalogue, name, folder)
            for one in read_back(source, importer)
        ]
    expected = [facts_of(one, lost) for one in given_papers]
    made = [facts_of(one.fields, lost) for one in found]
    assert sorted(made, key=str) == sorted(expected, key=str)
