"""Names with the family first, and names that people no longer go by."""

from __future__ import annotations

import json

import pytest

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.bibtex import BIBTEX
from sphinx_proceedings.exporting.formats.citations.reference_styles import apa
from sphinx_proceedings.exporting.formats.registries.jats import JATS
from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.model.values.names import PersonName

EDITION = """\
title: Made-up Days
short_title: MAD 2030
start_date: 2030-05-01
mode: virtual
papers:
  - id: "1"
    title: On tides
    abstract: x
    authors:
      - {name: {given: Xuân Long, family: Đỗ, order: family-first}, presenter: true}
      - {name: Deadly Oldname}
  - {id: "2", title: On stars, abstract: x, authors: [{name: Xuân Long Đỗ}, {name: New Name}]}
committees: [{role: organizer, members: [{name: D. Oldname}]}]
"""
PEOPLE = """\
people:
  - {id: new-name, name: New Name, former_names: [Deadly Oldname, D. Oldname]}
"""


@pytest.fixture(scope="module")
def built(site_of):
    files = {
        "people.yaml": PEOPLE,
        "mad/series.yaml": "title: Made-up Days\nshort_title: MAD\n",
        "mad/2030/edition.yaml": EDITION,
    }
    return site_of(files, html_baseurl="https://p.example/")


def test_the_family_is_printed_first_and_filed_and_cited_as_such(built):
    name = PersonName.build({"given": "Xuân Long", "family": "Đỗ", "order": "family-first"})
    assert name.display == "Đỗ Xuân Long"
    assert name.inverted() == "Đỗ, Xuân Long"
    written = name.as_data()
    assert isinstance(written, dict)
    assert PersonName.build(written).display == "Đỗ Xuân Long"
    catalogue = built.catalogue
    context = ExportContext(catalogue=catalogue)
    paper = catalogue.papers["mad/2030/papers/1"]
    assert apa(cite(context, paper)).startswith("Đỗ, X. L., & Name, N.")
    selection = Selection.of_record(catalogue, paper)
    assert "author = {Đỗ, Xuân Long and Name, New}" in BIBTEX.export(context, selection).decode()
    assert b'name-style="eastern"' in JATS.export(context, selection)
    authors = built.tree("mad/2030/papers/1.html").find_class("proc-author")
    assert authors[0].text_content().startswith("Đỗ Xuân Long")


def test_both_orders_are_one_person(built):
    assert sorted(built.catalogue.people) == ["do-xuan-long", "new-name"]


def test_an_order_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="family-first or given-first"):
        PersonName.build({"family": "Đỗ", "order": "eastern"})


def test_a_former_name_leads_to_the_person_and_is_shown_nowhere(built):
    shown = [
        path.relative_to(built.folder).as_posix()
        for path in built.folder.rglob("*")
        if path.is_file()
        and "search-index" not in path.parts
        and "oldname" not in path.name  # the address that still leads there
        and b"oldname" in path.read_bytes().lower()
    ]
    assert shown == []
    redirect = built.text("people/deadly-oldname.html")
    assert "new-name.html" in redirect
    assert "oldname" not in built.tree("people/deadly-oldname.html").text_content().lower()
    page = built.tree("people/new-name.html").text_content()
    assert "On tides" in page
    assert "Organizer" in page
    index = "".join(p.read_text("utf-8") for p in (built.folder / "search-index").glob("*.js"))
    assert "oldname" in index.lower()


def test_the_interface_does_not_tell_it(built):
    person = json.loads(built.text("api/v1/people/new-name.json"))
    assert "former_names" not in person["record"]
