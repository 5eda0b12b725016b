"""CSL-JSON: valid by its schema, and rendered by citeproc-py."""

from __future__ import annotations

import json
import re
from pathlib import Path

import citeproc
import jsonschema
import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from sphinx_proceedings.exporting.citation import RecordLinks
from sphinx_proceedings.exporting.formats.citations.csl import CSL_JSON, title
from sphinx_proceedings.exporting.protocol import Selection
from sphinx_proceedings.model.richtext import RichText


@pytest.fixture(scope="module")
def items(context, site):
    return json.loads(CSL_JSON.export(context, site))


def plain(marked_up):
    return re.sub(r"</?(?:i|b|sub|sup|span)(?: class=\"nocase\")?>", "", marked_up)


def test_it_is_valid(items, csl_schema):
    jsonschema.Draft7Validator(csl_schema).validate(items)


def test_every_paper_comes_back(items, bibliography):
    assert [item["id"] for item in items] == [c.key for c in bibliography]
    for item, c in zip(items, bibliography, strict=True):
        shown = plain(item["title"]).replace("H2O", "H₂O").replace("10-3", "10⁻³")
        assert shown == c.plain_marked_title
        assert item.get("abstract") == c.plain_abstract
        assert item.get("page") == (str(c.pages) if c.pages else None)
        assert item.get("DOI") == c.doi
        assert item["issued"]["date-parts"][0] == (
            [c.date.year, c.date.month, c.date.day] if c.date else [c.year]
        )
        assert item.get("container-title") == (c.proceedings_title if c.in_proceedings else None)
        assert item.get("status") == (c.mark.status if c.mark else None)
        assert item["language"] == c.language


def test_names_come_back_in_order(items, bibliography):
    for item, c in zip(items, bibliography, strict=True):
        found = [
            n.get("literal")
            or (
                n.get("given", ""),
                n.get("non-dropping-particle", ""),
                n["family"],
                n.get("suffix", ""),
            )
            for n in item["author"]
        ]
        assert found == [a.literal or (a.given, a.particle, a.family, a.suffix) for a in c.authors]


# citeproc-py knows CSL 1.0.1 and warns of what 1.0.2 added.
pytestmark = pytest.mark.filterwarnings(
    "ignore:The following arguments for Reference are unsupported.*(custom|event_title):UserWarning"
)


def render(items, key):
    # By its path: a package of more styles would look for the name among its own.
    path = Path(citeproc.__file__).parent / "data" / "styles" / "harvard-cite-them-right.csl"
    style = CitationStylesStyle(str(path), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(key)]))
    return " ".join(str(bibliography.bibliography()[0]).split())


def test_citeproc_renders_every_paper(items, bibliography):
    for item, c in zip(items, bibliography, strict=True):
        text = render([item], c.key)
        first = c.authors[0]
        assert (first.literal or first.family) in text
        assert c.year in text
        if c.mark:
            assert c.mark.prefix in text
        assert c.proceedings_title.split(" ")[-1] in text


def test_a_retracted_paper_is_rendered_with_its_mark(nasty):
    paper = nasty.catalogue.papers["edge/2025/papers/retracted"]
    items = json.loads(CSL_JSON.export(nasty, Selection.of_record(nasty.catalogue, paper)))
    assert "RETRACTED: A Result That Was Too Good" in render(items, "edge:2025:retracted")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$n$-grams", '<span class="nocase">n</span>-grams'),
        ("{nocase}`mRNA` *in vivo*", '<span class="nocase">mRNA</span> <i>in vivo</i>'),
        ("`x_1` and **b**", '<span class="nocase">x_1</span> and <b>b</b>'),
        ("H~2~O, x^2^", "H<sub>2</sub>O, x<sup>2</sup>"),
        ("[a link](https://example.org)", "a link"),
        ("{paper}`names` again", "Names: an ordinary title again"),
        ("{paper}`other words <names>`", "other words"),
    ],
)
def test_titles_in_the_markup_of_csl(nasty, source, expected):
    assert title(RichText(source, inline=True), RecordLinks(nasty, "edge/2025")) == expected


def test_a_talk_is_a_speech(nasty):
    talk = nasty.catalogue.talks["edge/2025/talks/across-the-change"]
    (item,) = json.loads(CSL_JSON.export(nasty, Selection.of_record(nasty.catalogue, talk)))
    assert (item["type"], item["genre"]) == ("speech", "Keynote")
    assert [n.get("family", n.get("literal")) for n in item["author"]] == [
        "Sukarno",
        "Кириллов, Пётр",
    ]
