"""What export formats refuse is said in the archive, in words that are the same everywhere."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from sphinx_proceedings.archive import archive_exports, zenodo_deposit
from sphinx_proceedings.archive.readme import Notes, readme
from sphinx_proceedings.archive.subject import of_edition, of_site
from sphinx_proceedings.exporting.protocol import (
    ExportContext,
    ExportError,
    Format,
    Scope,
    Selection,
)
from sphinx_proceedings.loading import load

from .conftest import SUBJECT

DATA = Path(__file__).parents[2] / "roots" / "test-proceedings" / "data"


@pytest.fixture(scope="module")
def catalogue():
    return load(DATA).catalogue


def refused(_context, _selection):
    raise ExportError("some/where/data.yaml:3:4: no DOI\nelse/where.yaml:1:1: no date")


def test_formats_are_written_and_refusals_told(tmp_path, monkeypatch, catalogue):
    shared: dict[str, Any] = {"media_type": "text/plain", "suffix": ".txt"}
    edition = frozenset({Scope.EDITION})
    formats = [
        Format(name="a", title="A", scopes=edition, write=lambda _, s: s.label.encode(), **shared),
        Format(name="b", title="B", scopes=edition, write=refused, **shared),
        Format(
            name="e",
            title="E",
            scopes=frozenset({Scope.PAPER}),
            write=lambda _, s: refused(_, s) if s.papers[0].id == "c3" else s.label.encode(),
            **shared,
        ),
        Format(name="c", title="C", scopes=frozenset({Scope.SITE}), write=refused, **shared),
        Format(
            name="d",
            title="D",
            scopes=edition,
            write=lambda *_: b"d",
            validate=lambda *_: [f"in/x.yaml:9:1: {n} is left out" for n in "1234"],
            **shared,
        ),
    ]
    monkeypatch.setattr(archive_exports, "exporters", lambda: {f.name: f for f in formats})
    selection = Selection.of_edition(catalogue, catalogue.editions["forum/2031"])
    context = ExportContext(catalogue=catalogue)
    notes = archive_exports.write_metadata(tmp_path, context, [("x/", selection)])
    written = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert written == {
        "x/a.txt": b"forum/2031",
        "x/d.txt": b"d",
        "x/papers/12.txt": b"forum/2031/papers/12",
        "x/papers/B7.txt": b"forum/2031/papers/B7",
    }
    assert notes.absent == [
        "x/b.txt (B) is not here: no DOI; no date",
        "x/papers/c3.txt (E) is not here: no DOI; no date",
    ]
    assert notes.warnings == [
        *(f"x/d.txt (D): {n} is left out" for n in "123"),
        "x/d.txt (D): and 1 more of this kind",
    ]


def test_the_readme_tells_what_is_not_here_from_what_is_uncertain():
    notes = Notes(["a.pdf is not here: no font"])
    notes.add(Notes(["b.xml is not here: no DOI"], ["c.xml: paper 7 is left out"]))
    blocks = readme(SUBJECT, ["html"], notes, []).split("\n\n")
    assert blocks[-4:] == [
        "What is not here, and why\n-------------------------",
        "- a.pdf is not here: no font\n- b.xml is not here: no DOI",
        "What is here, but not whole or not certain\n------------------------------------------",
        "- c.xml: paper 7 is left out\n",
    ]
    assert "not whole" not in readme(SUBJECT, ["html"], Notes(["a"]), [])


def test_a_deposit_has_what_zenodo_asks_for(catalogue):
    edition = catalogue.editions["forum/2031"]
    body, missing = zenodo_deposit.deposit(of_edition(catalogue, edition, "https://x.org/"))
    deposit = json.loads(body)["metadata"]
    assert deposit["publication_date"] == "2031-03-29"
    meeting = json.loads(body)["custom_fields"]["meeting:meeting"]
    assert meeting["title"] == "The Second Forum"
    assert meeting["place"] == "Tromsø, NO"
    assert deposit["related_identifiers"][0]["identifier"] == "https://x.org/forum/2031/index.html"
    assert "&lt;nowhere&gt;" in deposit["description"]
    assert "forum/2030" not in re.sub('href="[^"]*"', "", deposit["description"])
    assert missing == ["rights: no licence of the whole is on record"]


def test_a_deposit_names_the_licence_and_the_numbers_of_the_volume(tmp_path):
    for name, text in {
        "forum/series.yaml": "title: Forum\nshort_title: Forum\n",
        "forum/2030/edition.yaml": (
            "title: First\nshort_title: First\nlicence: CC-BY-NC-4.0\nvolume:\n"
            "  {title: Book, licence: CC-BY-4.0, publisher: Press, place: Oslo, "
            "isbn: 978-3-16-148410-0, doi: 10.5555/book, editors: [{name: Bo Li}]}\n"
        ),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = load(tmp_path).catalogue
    assert loaded is not None
    edition = loaded.editions["forum/2030"]
    body, missing = zenodo_deposit.deposit(of_edition(loaded, edition, None))
    deposit = json.loads(body)
    assert missing == []
    assert of_site(loaded, "All", None).licence_name == (
        "Creative Commons Attribution 4.0 International"
    )
    assert deposit["metadata"]["rights"] == [{"id": "cc-by-4.0"}]
    assert deposit["pids"]["doi"] == {"identifier": "10.5555/book", "provider": "external"}
    imprint = deposit["custom_fields"]["imprint:imprint"]
    assert imprint["isbn"].replace("-", "") == "9783161484100"
    assert (deposit["metadata"]["publisher"], imprint["place"]) == ("Press", "Oslo")


def test_a_deposit_without_names_says_so(catalogue):
    edition = catalogue.editions["other/2031"]
    _, missing = zenodo_deposit.deposit(of_edition(catalogue, edition, None))
    assert [line.partition(":")[0] for line in missing] == ["creators", "rights"]


def test_a_deposit_of_the_site_names_the_organizers_of_all(catalogue):
    body, _ = zenodo_deposit.deposit(of_site(catalogue, "Forums <&>", None))
    deposit = json.loads(body)["metadata"]
    assert deposit["title"] == "Forums <&>"
    assert [one["person_or_org"]["family_name"] for one in deposit["creators"]] == ["Šarić", "Itor"]
    assert deposit["description"].startswith("<p>Proceedings of Forum 2030, Forum 2031, Other 2031")


@pytest.mark.parametrize("year", ["1800", "2022b", "2199-spring"])
def test_an_edition_without_dates_is_of_the_first_of_january(tmp_path, year):
    (tmp_path / "forum" / year).mkdir(parents=True)
    titles = "title: Forum\nshort_title: Forum\n"
    (tmp_path / "forum" / "series.yaml").write_text(titles, encoding="utf-8")
    (tmp_path / "forum" / year / "edition.yaml").write_text(titles, encoding="utf-8")
    loaded = load(tmp_path).catalogue
    assert loaded is not None
    assert loaded.published_edition(loaded.editions[f"forum/{year}"]).day == dt.date(
        int(year[:4]), 1, 1
    )
