"""Lists of references from other programs: RIS and CSL-JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_proceedings.importing.formats.bibliographies.csl_import import CSL_IMPORT
from sphinx_proceedings.importing.formats.bibliographies.ris_import import RIS_IMPORT
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, Format
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers
from sphinx_proceedings.importing.records import ImportedEdition

SCOPUS = """TY  - CONF
TI  - Learning Trees
T2  - Workshop on Forests
C3  - Proceedings of FOREST 2026
AU  - Roe, Ann
AU  - van der Berg, Bob
PY  - 2026
DA  - 2026/06/12/
SP  - 1
EP  - 8
DO  - 10.1234/ABC
UR  - https://example.org/1
AB  - First line
of two & more.
KW  - trees
KW  - leaves
N1  - Export Date: 1 July 2026
ER  -

TY  - BOOK
TI  - A Book
AU  - Day, Cy
ER  -
"""
CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABCD1234",
        "type": "paper-conference",
        "title": 'Learning <i>Trees</i> with <span class="nocase">Newton</span>',
        "container-title": "Proceedings of FOREST 2026",
        "event-title": "Workshop on Forests",
        "author": [
            {"family": "Berg", "given": "Bob", "non-dropping-particle": "van der"},
            {"literal": "The Forest Group"},
        ],
        "issued": {"date-parts": [["2026", 6, 12]]},
        "page": "1-8",
        "DOI": "10.1234/abc",
        "note": "ours",
    },
    {"id": "x", "type": "webpage", "title": "A Page", "author": [{"family": "Day"}]},
]


def read(reader: Format, folder: Path, text: str, **given: str) -> ImportedEdition:
    (folder / "list.txt").write_text(text, encoding="utf-8")
    source = Source.open([folder / "list.txt"])
    assert reader.detect(source).score > NO
    return reader.read(source, Answers(given))


def test_ris(tmp_path: Path):
    edition = read(RIS_IMPORT, tmp_path, SCOPUS)
    (paper,) = edition.papers
    assert paper.key == "10.1234/abc"
    assert paper.title == "Learning Trees"
    assert [author.name for author in paper.authors] == ["Roe, Ann", "van der Berg, Bob"]
    assert (paper.pages, paper.date, paper.doi) == ("1-8", "2026-06-12", "10.1234/ABC")
    assert paper.abstract.split() == "First line of two & more.".split()
    assert paper.keywords == ("trees", "leaves")
    assert edition.excluded == {"of the kind 'BOOK'": 1}
    assert edition.facts["title"] == "Workshop on Forests"
    assert edition.facts["volume"] == {"title": "Proceedings of FOREST 2026"}
    assert edition.unused == {"notes": 1}


def test_items_of_another_kind_are_taken_when_they_are_papers(tmp_path: Path):
    edition = read(RIS_IMPORT, tmp_path, SCOPUS, **{"kind.BOOK": "yes"})
    assert [paper.title for paper in edition.papers] == ["Learning Trees", "A Book"]


def test_web_of_science_is_named(tmp_path: Path):
    (tmp_path / "wos.txt").write_text("FN Clarivate Analytics\nVR 1.0\nPT J\n", encoding="utf-8")
    with pytest.raises(ImportSourceError, match="export RIS"):
        RIS_IMPORT.detect(Source.open([tmp_path / "wos.txt"]))


def test_csl_json(tmp_path: Path):
    edition = read(CSL_IMPORT, tmp_path, json.dumps(CSL))
    (paper,) = edition.papers
    assert (paper.key, paper.id) == ("10.1234/abc", "ABCD1234")
    assert paper.authors[0].parts == {"given": "Bob", "particle": "van der", "family": "Berg"}
    assert paper.authors[1].name == "{The Forest Group}"
    assert (paper.pages, paper.date) == ("1-8", "2026-06-12")
    assert edition.excluded == {"of the kind 'webpage'": 1}
    assert edition.facts["title"] == "Workshop on Forests"
    assert edition.unused == {"note": 1}


@pytest.mark.parametrize("text", ["[]", "{}", '[{"type": "x"}]', "TY", "id,title\n1,x\n"])
def test_other_files_are_not_taken(tmp_path: Path, text: str):
    (tmp_path / "other").write_text(text, encoding="utf-8")
    source = Source.open([tmp_path / "other"])
    assert RIS_IMPORT.detect(source).score == NO
    assert CSL_IMPORT.detect(source).score == NO
