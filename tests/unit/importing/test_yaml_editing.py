"""Data files are changed at the places that change; all else stays byte for byte."""

from __future__ import annotations

import copy
import difflib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_proceedings.importing.yaml_editing.text_wrapping import wrapped
from sphinx_proceedings.importing.yaml_editing.yaml_edits import (
    YamlEditError,
    as_text,
    changed,
)
from sphinx_proceedings.importing.yaml_editing.yaml_nodes import read_nodes
from sphinx_proceedings.importing.yaml_editing.yaml_writing import block_mapping, scalar
from sphinx_proceedings.loading.yaml.yaml_text import read_text
from sphinx_proceedings.model.richtext import RichText, to_html

# In several hands: lists indented or not, flow and block, aligned comments, plain text over two
# lines, a sign for nothing, escapes.
TEXT = """\
# A header.
tracks: [ {id: a,  title: 'A'}, {id: b, title: B} ]   # two

papers:
# About the first.
- id: "1"   # stays
  title: Looms
    and Loops
  authors:
    -   name: Ada Lovelace    # first
        affiliations: ["Analytical  Society", UniBo]
    -   {name: "Charles\\u0020Babbage", presenter: true}
  keywords:
  - a
  - b
  abstract: >-
    Folded
    text.

  source: ~

# About the second.
- id: "2"
  title: "Cards"
  authors: [{name: A B}]
"""


def lines_of_change(text, value):
    made = changed(text, value, "papers.yaml")
    found = difflib.unified_diff(text.splitlines(), made.splitlines(), n=0)
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def the_value():
    return copy.deepcopy(read_nodes(TEXT).plain)


def test_the_tree_is_what_the_loader_reads(repository):
    files = sorted((repository / "data").rglob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert read_nodes(text).plain == read_text(text, file.name).value


def test_nothing_changes_when_nothing_does(repository):
    for file in sorted((repository / "data").rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        assert changed(text, read_nodes(text).plain, file.name) == text
    assert changed(TEXT, the_value(), "papers.yaml") == TEXT


@pytest.mark.parametrize(
    ("steps", "new", "expected"),
    [
        (
            ("papers", 0, "title"),
            "Cards: a Story",
            ["-  title: Looms", "-    and Loops", '+  title: "Cards: a Story"'],
        ),
        (
            ("papers", 0, "authors", 1, "name"),
            "C. Babbage",
            [
                '-    -   {name: "Charles\\u0020Babbage", presenter: true}',
                "+    -   {name: C. Babbage, presenter: true}",
            ],
        ),
        (
            ("papers", 0, "abstract"),
            "Another.",
            ["-  abstract: >-", "-    Folded", "-    text.", "+  abstract: Another."],
        ),
        (("papers", 1, "type"), "oral", ["+  type: oral"]),
        (("papers", 0, "keywords", 1), "c", ["-  - b", "+  - c"]),
        (
            ("tracks", 1, "title"),
            "C",
            [
                "-tracks: [ {id: a,  title: 'A'}, {id: b, title: B} ]   # two",
                "+tracks: [ {id: a,  title: 'A'}, {id: b, title: C} ]   # two",
            ],
        ),
        (("papers", 0, "authors", 0, "presenter"), True, ["+        presenter: true"]),
        (("papers", 0, "source"), "https://a.org/", ["-  source: ~", "+  source: https://a.org/"]),
    ],
)
def test_one_place_changes(steps, new, expected):
    value = the_value()
    here = value
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = new
    assert lines_of_change(TEXT, value) == expected


def test_records_come_and_go_with_the_comments_above_them():
    value = the_value()
    del value["papers"][0]
    value["papers"].append({"id": "3", "title": "T", "authors": [{"name": "A B"}]})
    made = changed(TEXT, value, "papers.yaml")
    before, after = TEXT.split("# About the first.\n")
    kept = "# About the second.\n" + after.split("# About the second.\n")[1]
    new = '\n- id: "3"\n  title: T\n  authors:\n    - {name: A B}\n'
    assert made == before + kept + new


def test_a_record_with_another_id_is_another_record():
    value = the_value()
    value["papers"][1] = {"id": "3", "title": "Cards", "authors": [{"name": "A B"}]}
    made = changed(TEXT, value, "papers.yaml")
    assert "# About the second." not in made
    assert made.startswith(TEXT.split("\n# About the second", maxsplit=1)[0])


def test_line_ends_and_marks_of_windows_stay():
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    value = the_value()
    value["papers"][1]["title"] = "C"
    made = changed(text, value, "papers.yaml")
    assert made == text.replace('"Cards"', "C")


def test_a_place_that_cannot_be_changed_is_refused():
    text = "papers:\n  - # a comment\n    id: a\n    title: T\n"
    value = copy.deepcopy(read_nodes(text).plain)
    value["papers"][0]["title"] = "U"
    with pytest.raises(YamlEditError, match="a comment stands between"):
        changed(text, value, "papers.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "1e3",
        "yes",
        "No",
        "null",
        "~",
        "a: b",
        "a #b",
        "- a",
        "@x",
        "{a}",
        "'a'",
        "12:30",
        ".5",
    ],
)
def test_what_is_not_plain_is_quoted(text):
    assert yaml.safe_load(scalar(text)) == text
    assert yaml.safe_load(f"[{scalar(text, flow=True)}]") == [text]


def test_formulas_keep_their_backslashes():
    assert scalar(r"A: $\alpha$") == r"'A: $\alpha$'"
    assert scalar(r"$\alpha$ and b") == r"$\alpha$ and b"


def test_long_texts_are_wrapped_where_that_changes_nothing():
    text = "word " * 30 + "- word " * 10 + "1. x # y > z *a* " * 10
    lines = wrapped(text.strip(), 60)
    assert max(map(len, lines)) <= 80
    assert not any(line.startswith(("- ", "1. ", "# ", "> ")) for line in lines)
    assert " ".join(lines) == text.strip()


SIGNS = st.sampled_from(
    [*"abcAÉß字 :#'\"\\-[]{},&*!|>%@`~$^_.?=<1\n", "\n\n", "  ", ": ", " #", "- "]
)
WORDS = st.lists(SIGNS, min_size=1, max_size=60).map("".join)
LINE = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
BLOCK = WORDS.map(
    lambda text: "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
).filter(bool)
PERSON = st.fixed_dictionaries(
    {"name": LINE},
    optional={
        "affiliations": st.one_of(LINE, st.lists(LINE, min_size=1, max_size=3)),
        "presenter": st.booleans(),
        "bio": BLOCK,
    },
)
PAPER = st.fixed_dictionaries(
    {"title": LINE, "authors": st.lists(PERSON, min_size=1, max_size=4)},
    optional={
        "abstract": BLOCK,
        "keywords": st.lists(LINE, min_size=1, max_size=4),
        "number": LINE,
        "archival": st.booleans(),
        "pages": LINE,
    },
)


def papers(values):
    return {"papers": [{"id": str(number), **one} for number, one in enumerate(values)]}


def flat(value):
    if isinstance(value, dict):
        return {name: flat(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [flat(inner) for inner in value]
    return value.split()


@given(st.lists(PAPER, min_size=1, max_size=3).map(papers))
def test_whatever_is_written_is_read_back(value):
    document = read_text(f"{block_mapping(value, 0)}\n", "papers.yaml")
    assert [str(one) for one in document.problems if one.severity.value == "error"] == []
    assert flat(document.value) == flat(as_text(value))


@given(
    st.lists(PAPER, min_size=1, max_size=4).map(papers),
    st.lists(PAPER, min_size=1, max_size=4).map(papers),
)
@settings(max_examples=60)
def test_any_value_can_become_any_other(old, new):
    text = f"# A header.\n{block_mapping(old, 0)}\n"
    made = changed(text, new, "papers.yaml")
    assert made.startswith("# A header.\n")
    assert flat(read_nodes(made).plain) == flat(as_text(new))


@given(BLOCK)
def test_a_wrapped_text_reads_the_same(text):
    try:
        before = to_html(RichText(text))
    except ValueError:
        return
    assert to_html(RichText("\n".join(wrapped(text, 40)))).split() == before.split()
