"""What real camera-ready papers have, and what is no fault of theirs."""

from __future__ import annotations

import pytest

from sphinx_proceedings.model.values.names import PersonName
from sphinx_proceedings.pdf_audit.comparing.author_matching import without_addresses
from sphinx_proceedings.pdf_audit.comparing.name_forms import Likeness, name_likeness
from sphinx_proceedings.pdf_audit.reading.accents import with_accents
from sphinx_proceedings.pdf_audit.reading.glyphs import Glyph
from sphinx_proceedings.pdf_audit.reading.pdf_facts import Word

from .test_authors import record


def line(text: str, y: float = 700.0, x: float = 72.0) -> list[Glyph | None]:
    """Characters that stand 5 points apart, in type of 10 points."""
    return [Glyph(char, x + 5 * at, y, 10.0, "F") for at, char in enumerate(text)]


def set_text(glyphs) -> str:
    return "".join("\n" if glyph is None else glyph.char for glyph in with_accents(glyphs))


def test_an_accent_beside_its_letter_is_put_onto_it():
    # As LaTeX's old fonts have it: the breve follows the line, in a line of its own.
    breve = Glyph("\u02d8", 72 + 5 * 4 + 0.5, 702.0, 10.0, "F")
    rest = line("lu", x=72 + 5 * 5)
    assert set_text([*line("Canog"), None, breve, None, *rest]) == "Canoğlu"


def test_an_accent_between_two_words_ends_no_line():
    dot = Glyph("\u02d9", 72 + 5 * 6 + 0.5, 702.0, 10.0, "F")
    glyphs = [*line("Nehir"), None, dot, None, *line("Iklim", x=72 + 5 * 6)]
    assert set_text(glyphs) == "Nehir İklim"


def test_an_accent_without_a_letter_is_dropped_and_a_quotation_mark_kept():
    lone = Glyph("\u02d8", 400.0, 700.0, 10.0, "F")
    assert set_text([*line("`plain'"), lone]) == "`plain'"


def words(text: str) -> list[Word]:
    return [Word(word, 0.0, 0.0, 10.0, "F", 0) for word in text.split()]


def test_addresses_are_no_names():
    block = "Ada Lovelace {ada, charles.babbage}@example.org ada@example.org [1] Bo Li"
    kept = [word.text for word in without_addresses(words(block)) if word.text]
    assert kept == ["Ada", "Lovelace", "[1]", "Bo", "Li"]


@pytest.mark.parametrize(
    ("ours", "theirs", "likeness"),
    [
        ("Ian En-Hsu Yen", "Ian E.H. Yen", Likeness.VARIANT),
        ("Ed Silverman", "Edwin K. Silverman", Likeness.VARIANT),
        ("Ravi Sastry Ganti Mahapatruni", "Ravi Ganti", Likeness.VARIANT),
        ("Mohamed Nabih Ali Mohamed Nawar", "Mohamed Nabih Ali", Likeness.VARIANT),
        ("Joerg Hoffmann", "Jörg Hoffmann", Likeness.VARIANT),
        ("Mark Schoene", "Mark Schöne", Likeness.VARIANT),
        ("Seyedmahdad Mirsamadi", "Matt Mirsamadi", Likeness.SPELLING),
        ("Karthik Lakshmanan", "Karthik Lakashman", Likeness.SPELLING),
        ("Vladimir Dyubanov", "Vladimir V. Duybanov", Likeness.SPELLING),
        ("Wei Li", "Bo Li", Likeness.NONE),
        ("Wei Zhang", "Li Zhang", Likeness.NONE),
        ("Ryan Rifkin", "Rif A. Saurous", Likeness.NONE),
        ("Ada", "Ada Lovelace", Likeness.NONE),
    ],
)
def test_a_name_is_another_form_of_one_or_is_not(ours, theirs, likeness):
    assert name_likeness(PersonName.parse(ours), theirs) is likeness


@pytest.fixture
def block(edition):
    """Hold a first page with this block of authors against a record with these names."""

    def hold(source, *names, **values):
        made = edition.made["1"].changed(layout="lncs", block=source, **values)
        edition.write("12", {"1.pdf": made.pdf()}, {"1": record(*names)})
        return edition.told()

    return hold


def test_a_name_in_an_address_is_not_the_author_in_the_list(block):
    mails = '#raw("{jessica,daniel.collins}@x.org")'
    source = f"Jessica Woodgate, Daniel E. Collins, Nirav Ajmeri \\ {mails}"
    (told,) = block(source, "Jessica Woodgate", "Daniel Collins", "Nirav Ajmeri")
    assert told.startswith("PP426")


def test_a_name_may_be_broken_at_the_end_of_a_line(block):
    source = "Jack McKinlay, Janina A. \\ Hoffmann, Andreas Theodorou"
    (told,) = block(source, "Jack McKinlay", "Janina Anna Hoffmann", "Andreas Theodorou")
    assert told == ("PP426 1 'pdf/1.pdf': variant: 'Janina A. Hoffmann' for 'Janina Anna Hoffmann'")


def test_two_neighbours_in_a_row_of_names_are_in_order_or_are_not(block):
    source = "Romuald Janik #h(1em) Aleksandra Nowak"
    (told,) = block(source, "Aleksandra Nowak", "Romuald Janik")
    assert told.startswith("PP424")
    assert block(source, "Romuald Janik", "Aleksandra Nowak") == []


def test_a_name_too_many_in_a_row_of_names_is_found(block):
    source = "Corban Rivera #h(1em) Chace Ashcraft #h(1em) Bart L. Paulhamus #h(1em) Kapil Katyal"
    (told,) = block(source, "Corban Rivera", "Chace Ashcraft", "Kapil Katyal")
    assert told.startswith("PP423 1 'pdf/1.pdf': 'Bart L. Paulhamus' is among its authors")


def test_a_middle_initial_in_a_row_of_names_is_a_variant(block):
    source = "Edward W. Staley #h(1em) Katie M. Popek"
    (told,) = block(source, "Edward Staley", "Katie Popek")
    assert told.startswith("PP426")


def test_a_surname_that_was_entered_without_a_given_name(block):
    (told,) = block("Devvrit, Sneha Kudugunta", "Fnu Devvrit", "Sneha Kudugunta")
    assert told.startswith("PP426")


def test_names_follow_marks_without_a_space(block):
    source = "Mohammad Samragh#super[1]Iman Mirzadeh"
    assert block(source, "Mohammad Samragh", "Iman Mirzadeh") == []


def test_numbers_of_a_table_are_no_numbers_of_lines(edition):
    table = "#table(columns: 2, {})".format(", ".join(f"[{n}], [Turn {n}]" for n in range(1, 30)))
    made = edition.made["1"].changed(layout="acl", before=f"#place(top + right, {table[1:]})\n")
    edition.write("12", {"1.pdf": made.pdf()})
    assert edition.told() == []


@pytest.mark.parametrize("tag", ["(Short Paper)", "[Extended Abstract]", "(Student Abstract)"])
def test_a_kind_of_paper_behind_the_title_is_none_of_its_words(edition, tag):
    title = f"{edition.made['1'].title} {tag}"
    edition.write("12", {"1.pdf": edition.made["1"].changed(title=title).pdf()})
    assert edition.told() == []


def test_other_words_behind_the_title_are_told(edition):
    title = f"{edition.made['1'].title} in Large Datasets"
    edition.write("12", {"1.pdf": edition.made["1"].changed(title=title).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP421")


def test_a_footnote_below_the_abstract_is_not_its_end(edition):
    made = edition.made["1"]
    note = "#footnote[Equal contribution, and work done while at the Vector Institute.]"
    source = f'#show "student": [student{note}]\n'
    shown = made.changed(layout="icml", before=source, abstract=f"{made.abstract} One student.")
    edition.write(
        "12", {"1.pdf": shown.pdf()}, {"1": {"abstract": f"{made.abstract} One student."}}
    )
    assert [told for told in edition.told() if told.startswith("PP427")] == []


@pytest.mark.parametrize("text", ["with long- and short-term memory", "of in- und output"])
def test_a_hyphen_that_stands_for_what_follows_is_right(edition, text):
    abstract = f"{edition.made['1'].abstract} We show {text} at longand inund."
    made = edition.made["1"].changed(abstract=abstract)
    edition.write("12", {"1.pdf": made.pdf()}, {"1": {"abstract": abstract}})
    assert edition.told() == []


@pytest.mark.parametrize("text", ["the statement ?? : f(??) holds", "XA ?? XB", "a bit noisy. ??"])
def test_signs_that_a_font_does_not_name_are_no_references(edition, text):
    body = f'#text("{text}")'
    edition.write("12", {"1.pdf": edition.made["1"].changed(body=body).pdf()})
    assert edition.told() == []


@pytest.mark.parametrize("text", ["in Table ??.", "(see Sec. ??)", "the architecture (??) has"])
def test_references_that_lead_nowhere_are_found(edition, text):
    body = f'#text("{text}")'
    edition.write("12", {"1.pdf": edition.made["1"].changed(body=body).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP414")


def test_a_preface_is_signed_at_its_end(edition):
    made = edition.made["1"].changed(title="Preface", authors=("The Editors",), layout="lncs")
    edition.write(
        "12", {"1.pdf": made.pdf()}, {"1": {"title": "Preface", **record("Ada Lovelace")}}
    )
    assert edition.told() == []
