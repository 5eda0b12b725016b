"""Crossref and DataCite only add: DOIs, pages, dates and ORCID iDs to papers that are there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source

from .conftest import note

CROSSREF: dict[str, Any] = {
    "message": {
        "items": [
            {
                "DOI": "10.1234/LOOM.1",
                "title": ["Looms &amp; Loops"],
                "page": "1-8",
                "published": {"date-parts": [[2026, 5, 1]]},
                "abstract": "<jats:p>Another abstract.</jats:p>",
                "author": [
                    {"given": "Charles", "family": "Babbage"},
                    {
                        "given": "Ada",
                        "family": "Lovelace",
                        "ORCID": "https://orcid.org/0000-0002-1825-0097",
                    },
                ],
            },
            {"DOI": "10.1234/other", "title": ["Not Ours"], "author": [{"family": "X"}]},
        ]
    }
}
DATACITE = {
    "data": [
        {
            "attributes": {
                "doi": "10.1234/loom.1",
                "titles": [{"title": "Looms and Loops"}],
                "dates": [{"dateType": "Issued", "date": "2026-05-01"}],
                "container": {"type": "Proceedings", "firstPage": "1", "lastPage": "8"},
                "creators": [
                    {
                        "givenName": "Ada",
                        "familyName": "Lovelace",
                        "nameIdentifiers": [
                            {
                                "nameIdentifierScheme": "ORCID",
                                "nameIdentifier": "0000-0002-1825-0097",
                            }
                        ],
                    }
                ],
            }
        }
    ]
}


@pytest.fixture
def there(project):
    assert project.take([note(1, "Looms and Loops"), note(2, "Cards")]) == 0
    return project


@pytest.mark.parametrize("works", [CROSSREF, DATACITE])
def test_only_what_an_agency_owns_is_added(there, works):
    papers = there.read()
    assert there.take(works) == 0, there.out
    added = {
        "    doi: 10.1234/loom.1",
        "    pages: 1-8",
        "    date: 2026-05-01",
        "      - {name: Ada Lovelace, orcid: 0000-0002-1825-0097}",
    }
    lines = there.read().splitlines()
    new = [line for line in lines if line not in papers.splitlines()]
    assert set(new) == added
    assert len(lines) == len(papers.splitlines()) + len(new) - 1
    assert "Not Ours" not in there.read()
    before = there.tree()
    assert there.take(works) == 0
    assert there.tree() == before


def test_both_sources_live_side_by_side(there):
    there.take(CROSSREF)
    before = there.read()
    assert there.take([note(1, "Looms and Loops", abstract="Another."), note(2, "Cards")]) == 0
    assert there.read() == before.replace("An engine weaves patterns.", "Another.", 1)


def test_two_sources_that_differ_are_a_conflict(there):
    there.take(CROSSREF)
    different = {"message": {"items": [{**CROSSREF["message"]["items"][0], "page": "3-9"}]}}
    there.edit("pages: 1-8", "pages: 2-9")
    before = there.read()
    assert there.take(different) == 1
    assert there.read() == before
    assert "1.pages\n  base   1-8\n  yours  2-9\n  theirs 3-9\n" in there.out


def test_csl_json_is_not_taken_for_it(tmp_path):
    place = tmp_path / "list.json"
    item = {"type": "paper-conference", "id": "a", "title": "T", "DOI": "10.1234/a"}
    place.write_text(json.dumps([{**item, "author": [{"family": "Li", "given": "Ada"}]}]))
    assert detect(Source.open([place])).importer.name == "csl-json"
