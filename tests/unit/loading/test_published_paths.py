"""Files of records and what the site writes itself: no two at one path."""

from __future__ import annotations

import pytest

from sphinx_proceedings.exporting.protocol import Scope
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.files.offered_kinds import OFFERED_KINDS
from sphinx_proceedings.model.addresses import WRITTEN_ENDINGS

TEXT = b"text\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82"
PLACE = "data/demo/2022/papers.yaml:5:34: PP112 file"
REPAIR = "(rename it, or put it into another folder)"


def said(make_data, *names: str) -> list[str]:
    """Offer files by the paper 1 and others by the talk Ada; return the problems."""
    offered = "".join(f"      - {{type: supplement, file: {name!r}}}\n" for name in names)
    text = (
        'papers:\n  - id: "1"\n    title: One\n    resources:\n'
        f"{offered}    authors: [{{name: Ada Lovelace}}]\n"
        "talks: [{id: Ada, title: T, speakers: [{name: Ada Lovelace}]}]\n"
    )
    files = {f"demo/2022/{name}": PNG if name.endswith("png") else TEXT for name in names}
    return [str(p) for p in load(make_data({"demo/2022/papers.yaml": text, **files})).problems]


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("papers/1.bib", "papers/1.bib"),
        ("papers/1.BIB", "papers/1.bib"),
        ("Papers/1.csl.json", "papers/1.csl.json"),
        ("talks/ada.bib", "talks/Ada.bib"),
        ("papers/1.card.png", "papers/1.card.png"),
        ("Card.png", "card.png"),
    ],
)
def test_a_file_where_metadata_of_a_record_is_written_is_an_error(make_data, name, taken):
    assert said(make_data, name) == [
        f"{PLACE} {name!r} would take the place of {taken}, which the site writes itself {REPAIR}"
    ]


@pytest.mark.parametrize("name", ["metadata/a.csv", "Metadata/a.txt"])
def test_the_folder_of_exports_is_the_sites(make_data, name):
    assert said(make_data, name) == [
        f"{PLACE} {name!r} lies in metadata/, where the site puts what it writes itself {REPAIR}"
    ]


def test_two_files_that_are_one_on_some_computers_are_an_error(make_data):
    names = ("code/a.txt", "Code/A.txt", "caf\u00e9.txt", "cafe\u0301.txt")
    place = "data/demo/2022/papers.yaml"
    one, two = (f"{place}:{line}:34: PP112 file" for line in (6, 8))
    same = "are one file on some computers"
    assert said(make_data, *names) == [
        f"{one} 'Code/A.txt' and 'code/a.txt' ({place}:5:34) {same} {REPAIR}",
        f"{two} {names[3]!r} and {names[2]!r} ({place}:7:34) {same} {REPAIR}",
    ]


@pytest.mark.parametrize("name", ["papers/1.txt", "papers/12.bib", "files/1.bib", "metadata.csv"])
def test_other_files_are_in_nobodys_way(make_data, name):
    assert said(make_data, name) == []


def test_the_endings_are_those_of_the_formats():
    offered = tuple(ending for kind in OFFERED_KINDS for ending in kind.endings)
    written = [
        exporter.suffix
        for exporter in exporters().values()
        if Scope.PAPER in exporter.scopes and exporter.suffix.endswith(offered)
    ]
    assert sorted([*written, ".card.png"]) == sorted(WRITTEN_ENDINGS)
