"""BibTeX, read back by pybtex and bibtexparser, which share no code with ours or each other."""

from __future__ import annotations

import re

import pytest
from bibtexparser.entrypoint import parse_string as parse_library
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from pybtex.bibtex.utils import change_case
from pybtex.database import parse_string
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from sphinx_proceedings.exporting.formats.citations.bibtex import (
    BIBLATEX,
    BIBTEX,
    BIBTEX_ASCII,
    MONTHS,
    latex,
    name,
    raw,
)
from sphinx_proceedings.exporting.formats.citations.bibtex_ascii import to_ascii, unsayable
from sphinx_proceedings.exporting.protocol import Selection
from sphinx_proceedings.model.publication.cited_names import cited_names
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.richtext import to_bibtex_title, to_latex
from sphinx_proceedings.model.values.names import PersonName

VARIANTS = [BIBTEX, BIBTEX_ASCII, BIBLATEX]


def _known():
    """The decoder's table, with four commands of LaTeX's own that it lacks."""
    table = get_default_latex_context_db()
    lacking = {"textbraceleft": "{", "textbraceright": "}", "quotedblbase": "„", "textminus": "−"}
    macros = [MacroTextSpec(name, text) for name, text in lacking.items()]
    table.add_context_category("lacking", macros=macros, prepend=True)
    return table


def decoded(text):
    """LaTeX as text, by another decoder; spaces and the form of apostrophes do not count."""
    reader = LatexNodes2Text(math_mode="verbatim", latex_context=_known())
    return straight(reader.latex_to_text(text))


def straight(text):
    return " ".join(text.replace("’", "'").split())


@pytest.fixture(scope="module", params=VARIANTS, ids=lambda v: v.name)
def variant(request):
    return request.param


@pytest.fixture(scope="module")
def by_pybtex(variant, context, site):
    return parse_string(variant.export(context, site).decode(), "bibtex").entries


@pytest.fixture(scope="module")
def by_bibtexparser(variant, context, site):
    library = parse_library(
        variant.export(context, site).decode(),
        append_middleware=[SeparateCoAuthors(), SplitNameParts()],
    )
    assert not library.failed_blocks
    return library.entries_dict


def test_every_paper_is_there_once(by_pybtex, by_bibtexparser, bibliography):
    keys = [c.key for c in bibliography]
    assert list(by_pybtex) == keys
    assert list(by_bibtexparser) == keys


def test_braces_pair_in_every_value(variant, context, site):
    depth = 0
    for char in variant.export(context, site).decode():
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0


def spoken(c, variant):
    """Whether what LaTeX has no letters for is left out of a comparison in the ASCII variant."""
    text = f"{c.plain_title}{''.join(a.display for a in c.authors)}{c.plain_abstract}"
    return variant is not BIBTEX_ASCII or not unsayable(text)


def test_authors_come_back_in_order_and_in_parts(by_pybtex, by_bibtexparser, bibliography, variant):
    for c in bibliography:
        expected = [(a.given, a.full_family, a.suffix) for a in c.authors]
        if not spoken(c, variant):
            assert len(by_pybtex[c.key].persons["author"]) == len(expected)
            continue
        assert [
            (
                decoded(" ".join((*p.first_names, *p.middle_names))),
                decoded(" ".join((*p.prelast_names, *p.last_names))),
                decoded(" ".join(p.lineage_names)),
            )
            for p in by_pybtex[c.key].persons["author"]
        ] == [tuple(map(straight, parts)) for parts in expected]
        assert [
            tuple(decoded(" ".join(part)) for part in (p.first, [*p.von, *p.last], p.jr))
            for p in by_bibtexparser[c.key]["author"]
        ] == [tuple(map(straight, parts)) for parts in expected]


def test_particles_stand_apart_for_who_sorts_by_family(nasty):
    entries = parse_string(
        BIBTEX.export(nasty, Selection.of_site(nasty.catalogue)).decode(), "bibtex"
    ).entries
    found = {p.last_names[-1]: p for p in entries["edge:2025:names"].persons["author"]}
    assert found["Beethoven"].prelast_names == ["van"]
    assert found["Cruz"].prelast_names == ["de", "la"]
    assert found["King"].lineage_names == ["Jr."]
    consortia = [p.last_names for p in found.values() if not p.first_names]
    assert ["{Barnes and Noble, Inc.}"] in consortia


def test_titles_come_back(by_pybtex, bibliography, variant):
    for c in bibliography:
        read = by_pybtex[c.key].fields["title"]
        if variant is BIBLATEX and c.subtitle is not None:
            gap = " " if c.plain_title.partition(" A ")[0][-1:] == "?" else ": "
            read += gap + by_pybtex[c.key].fields["subtitle"]
        if "$" in c.title.source or not spoken(c, variant):
            continue  # the next test has these
        expected = c.plain_marked_title.replace("₂", "2").replace("⁻³", "-3")
        assert decoded(read) == straight(expected)


def test_titles_are_what_rich_text_renders(context, site, bibliography):
    text = BIBTEX.export(context, site).decode()
    by_pybtex = parse_string(text, "bibtex").entries
    by_bibtexparser = parse_library(text).entries_dict
    for c in bibliography:
        expected = to_bibtex_title(c.marked_title, str(c.language), c.links)
        assert by_pybtex[c.key].fields["title"] == expected
        assert by_bibtexparser[c.key]["title"] == expected


def test_capitals_survive_a_style_that_lowers_them(by_pybtex, bibliography, variant):
    """Acronyms, proteins, names of methods: what has a capital after its first letter."""
    kept = 0
    for c in bibliography:
        if not spoken(c, variant) or "$" in c.title.source:
            continue
        lowered = decoded(change_case(by_pybtex[c.key].fields["title"], "t"))
        words = re.findall(r"[^\W_]+", straight(c.plain_marked_title).replace("₂", "2"))
        wanted = [word for word in words if not word[1:].islower() and word[1:].upper() != word[1:]]
        wanted += [word for word in words if len(word) > 1 and word.isupper() and word.isascii()]
        assert [word for word in wanted if word not in lowered] == []
        kept += len(wanted)
    assert kept > 4


def test_what_is_marked_keeps_its_case(nasty):
    text = BIBTEX.export(nasty, Selection.of_site(nasty.catalogue)).decode()
    title = parse_string(text, "bibtex").entries["edge:2025:maths"].fields["title"]
    lowered = decoded(change_case(title, "t"))
    assert "Escherichia coli: BERT vs. mRNA" in lowered
    assert r"\mathcal{O}(n \log n)" in lowered
    assert "sorting" in lowered


def test_abstracts_come_back(by_pybtex, bibliography, variant):
    for c in bibliography:
        if c.abstract is None:
            assert "abstract" not in by_pybtex[c.key].fields
            continue
        read = by_pybtex[c.key].fields["abstract"]
        if variant is not BIBTEX_ASCII:
            expected = to_latex(c.abstract, c.links, hyperlinks=False)
            assert read.split() == expected.split()
        if not any(sign in c.abstract.source for sign in "$*`>") and spoken(c, variant):
            assert decoded(read) == straight(c.plain_abstract)


def test_facts_come_back(by_pybtex, bibliography, variant):
    for c in bibliography:
        fields = by_pybtex[c.key].fields
        pages = fields.get("pages")
        assert pages == (str(c.pages).replace("-", "--") if c.pages else None)
        assert fields.get("doi") == c.doi
        assert fields.get("url") == c.url
        assert fields.get("isbn") == c.isbn
        assert fields.get("license") == c.licence
        if variant is BIBLATEX:
            assert fields["date"] == (c.date.isoformat() if c.date else c.year)
        else:
            assert fields["year"] == c.year


def test_months_are_macros(nasty):
    text = BIBTEX.export(nasty, Selection.of_site(nasty.catalogue)).decode()
    months = re.findall(r"^  month = (.*),$", text, re.MULTILINE)
    assert set(months) == {"nov", "dec"} <= set(MONTHS)
    assert len(months) == sum(p.withdrawn is None for p in nasty.catalogue.papers.values())


def test_no_retracted_paper_without_its_mark(by_pybtex, bibliography):
    taken_back = [c for c in bibliography if c.mark]
    for c in taken_back:
        fields = by_pybtex[c.key].fields
        assert decoded(fields["title"]).startswith(c.mark.prefix.strip())
        assert c.mark.keyword in fields["keywords"]
        assert fields["note"].startswith(c.mark.prefix.capitalize().rstrip(": "))
    for c in bibliography:
        if c not in taken_back:
            assert "RETRACTED" not in by_pybtex[c.key].fields["title"]


def test_award_and_status_are_noted(nasty):
    text = BIBTEX.export(nasty, Selection.of_site(nasty.catalogue)).decode()
    entries = parse_string(text, "bibtex").entries
    assert "Best Paper Award" in entries["edge:2025:maths"].fields["note"]
    assert entries["edge:2025:emoji"].fields["note"] == "Non-archival."
    assert entries["edge:2025:corrected"].fields["language"] == "de"
    assert entries["edge:2025:corrected"].fields["license"] == "CC0-1.0"


def test_ascii_is_ascii_and_says_what_it_could_not(nasty):
    selection = Selection.of_site(nasty.catalogue)
    assert BIBTEX_ASCII.export(nasty, selection).isascii()
    errors = BIBTEX_ASCII.validation_errors(nasty, selection)
    assert any(line.startswith("edge/2025/papers/cjk: ") for line in errors)
    assert not any("/corrected" in line for line in errors)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("é", r"{\'{e}}"),
        ("Ễ", r"{\~{\^{E}}}"),
        ("Đ", r"{\DJ}"),
        ("ǿ", r"{\'{\o}}"),
        ("“a” – b", "``a'' -- b"),
        ("$x$", "$x$"),
        ("王", "Wang"),
        ("🎉", ":tada:"),
        ("e\u0301", r"{\'{e}}"),
    ],
)
def test_letters_in_ascii(text, expected):
    assert to_ascii(text) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (PersonName(given="Ana", family="and Sons"), "{and Sons}, Ana"),
        (PersonName(given="Jan", family="Berg", particle="van der"), "van der Berg, Jan"),
        (PersonName(family="Ebrahimi Kahou"), "{Ebrahimi Kahou}"),
        (PersonName(family="Sukarno"), "Sukarno"),
        (PersonName(family="others"), "{others}"),
        (PersonName(given="A, B", family="C"), "C, {A, B}"),
        (PersonName(family="King", suffix="Jr."), "{King Jr.}"),
        (PersonName(given="Per", family="{x"), r"{\textbraceleft{}x}, Per"),
        (PersonName(given="Dr. and", family="Mr"), "Mr, {Dr. and}"),
    ],
)
def test_names_that_bibtex_would_misread(nasty, given, expected):
    (cited,) = cited_names(nasty.catalogue, (Contribution(name=given),))
    assert name(cited) == expected


def test_plain_values_cannot_leave_their_field():
    assert latex("}, evil = {") == r"\textbraceright{}, evil = \textbraceleft{}"
    assert raw("https://a.example/{}\\") == "https://a.example/%7B%7D%5C"


def test_one_talk_can_be_cited(nasty):
    talk = nasty.catalogue.talks["edge/2025/talks/across-the-change"]
    text = BIBTEX.export(nasty, Selection.of_record(nasty.catalogue, talk)).decode()
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert entry.type == "misc"
    assert entry.fields["howpublished"] == "Keynote at EDGE 2025"
