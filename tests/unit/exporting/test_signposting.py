"""Typed links, read as a client of Signposting reads them (level 2: RFC 9264)."""

from __future__ import annotations

import json

import pytest

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.web.signposting import LINKSET, typed_links
from sphinx_proceedings.exporting.protocol import ExportContext, ExportError, Selection


def linkset(context, selection):
    (found,) = json.loads(LINKSET.export(context, selection))["linkset"]
    for relation, targets in found.items():
        if relation != "anchor":
            assert all(target["href"].startswith("https://") for target in targets)
    return found


def test_a_paper_leads_to_what_identifies_and_describes_it(nasty):
    for paper in nasty.catalogue.editions["edge/2025"].papers:
        c = cite(nasty, paper)
        found = linkset(nasty, Selection.of_record(nasty.catalogue, paper))
        assert found["anchor"] == c.url
        if c.withdrawn:
            assert found.keys() == {"anchor"}
            continue
        (identifier,) = found["cite-as"]
        assert identifier["href"] == (c.doi.url if c.doi else c.url)
        assert {t["href"] for t in found["type"]} == {
            "https://schema.org/AboutPage",
            "https://schema.org/ScholarlyArticle",
        }
        orcids = {f"https://orcid.org/{a.orcid}" for a in c.authors if a.orcid}
        assert {a["href"] for a in found.get("author", ())} == orcids
        described = {t["type"] for t in found["describedby"]}
        assert {"application/x-bibtex", "text/markdown"} < described
        assert c.licence is not None
        assert found["license"] == [{"href": c.licence.url}]
        files = [r for r in c.resources if r.file]
        assert len(found.get("item", ())) == len(files)


def test_an_edition_leads_to_its_records(nasty):
    edition = nasty.catalogue.editions["edge/2025"]
    found = linkset(nasty, Selection.of_edition(nasty.catalogue, edition))
    assert len(found["item"]) == len(edition.papers) + len(edition.talks)


def test_without_an_address_there_are_none(nasty):
    bare = ExportContext(catalogue=nasty.catalogue)
    paper = nasty.catalogue.papers["edge/2025/papers/maths"]
    assert typed_links(bare, paper) == ()
    with pytest.raises(ExportError, match="base URL"):
        LINKSET.export(bare, Selection.of_record(nasty.catalogue, paper))
