"""Whatever is edited by hand stays, what the source changes comes in, and nothing else moves."""

from __future__ import annotations

import copy
import dataclasses
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sphinx_proceedings.importing import data_change
from sphinx_proceedings.importing.import_plan import plan_import, read_and_clean
from sphinx_proceedings.importing.importer import Detection, Format
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.merging.conflicts import Decisions
from sphinx_proceedings.importing.records import (
    ImportedAffiliation,
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    Markup,
)
from sphinx_proceedings.importing.yaml_editing.yaml_edits import changed
from sphinx_proceedings.importing.yaml_editing.yaml_nodes import read_nodes

WORD = st.text(alphabet="abcdefgABC xyzäß字:#'\"-,.&%$*_{}[]()", min_size=1, max_size=24)
LINE = WORD.map(lambda text: " ".join(f"T {text} t".split()))
NAMES = st.sampled_from(
    [
        "Ada Lovelace",
        "Charles Babbage",
        "Luigi Menabrea",
        "Mary Somerville",
        "Jan van Eyck",
        "王小云",
    ]
)
CARRIES = frozenset(
    ["title", "authors", "authors.affiliations", "abstract", "keywords", "pages", "type"]
)


@st.composite
def authors(draw):
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    return tuple(
        ImportedAuthor(
            name=name,
            key=draw(st.sampled_from(["", f"~{name}"])),
            affiliations=tuple(
                ImportedAffiliation(name=one) for one in draw(st.lists(LINE, max_size=1))
            ),
            corresponding=draw(st.booleans()),
        )
        for name in names
    )


@st.composite
def sources(draw):
    return tuple(
        ImportedPaper(
            key=f"k{number}",
            id=str(number),
            number=str(number),
            title=f"{draw(LINE)} {number}",
            authors=draw(authors()),
            abstract=draw(st.one_of(st.just(""), LINE)),
            keywords=tuple(draw(st.lists(LINE, max_size=3, unique=True))),
            pages=draw(st.sampled_from(["", "1-8"])),
        )
        for number in range(1, draw(st.integers(2, 4)))
    )


class Folder:
    """A data folder to import into, without the command around it."""

    def __init__(self, place):
        self.data = Path(place, "data")
        (self.data / "demo").mkdir(parents=True)
        (self.data / "demo/series.yaml").write_text("title: D\nshort_title: D\n")
        self.input = Path(place, "x.txt")
        self.input.write_text("x")

    def take(self, papers):
        edition = ImportedEdition(papers=list(papers), carries=CARRIES, markup=Markup.PLAIN)
        made = Format(
            name="made",
            title="Made",
            recognize=lambda _: Detection(100, "made"),
            take=lambda *_: edition,
        )
        source = Source.open([self.input])
        reading = read_and_clean(source, made, {}, "made")
        plan = plan_import(
            source,
            made,
            reading,
            data=self.data,
            edition="demo/2026",
            name="made",
            decisions=Decisions(),
        )
        plan.change.apply(data_change.errors(self.data)[0])
        return plan.merged

    @property
    def file(self):
        return self.data / "demo/2026/papers.yaml"

    @property
    def value(self):
        return read_nodes(self.file.read_text(encoding="utf-8")).plain

    def edit(self, value):
        """Write a hand edit, by whatever means: here by the same that imports use."""
        text = self.file.read_text(encoding="utf-8")
        self.file.write_text(changed(text, value, "papers.yaml"), encoding="utf-8")

    def tree(self):
        return {path: path.read_bytes() for path in self.data.rglob("*") if path.is_file()}


def run(check):
    with tempfile.TemporaryDirectory() as place:
        check(Folder(place))


EDITS = st.sampled_from(
    ["title", "abstract", "drop abstract", "keywords", "presenter", "note", "author", "license"]
)


def edit_by_hand(value, what, place, text):
    paper = value["papers"][place % len(value["papers"])]
    match what:
        case "title" | "abstract":
            paper[what] = text
        case "drop abstract":
            paper.pop("abstract", None)
        case "keywords":
            paper["keywords"] = [*paper.get("keywords", []), text]
        case "presenter":
            paper["authors"][0]["presenter"] = "true"
        case "note":
            paper["authors"][-1]["note"] = text
        case "author":
            paper["authors"].append({"name": "By Hand"})
        case _:
            paper["licence"] = "CC-BY-4.0"


@given(sources(), EDITS, st.integers(0, 9))
@settings(max_examples=40)
def test_a_hand_edit_survives_the_same_export(papers, what, place):
    def check(folder):
        folder.take(papers)
        value = copy.deepcopy(folder.value)
        edit_by_hand(value, what, place, "Written by hand")
        folder.edit(value)
        before = folder.tree()
        assert folder.take(papers).conflicts == []
        assert folder.tree() == before

    run(check)


CHANGES = {
    "title": lambda paper, text: dataclasses.replace(paper, title=text),
    "abstract": lambda paper, text: dataclasses.replace(paper, abstract=text),
    "keywords": lambda paper, text: dataclasses.replace(paper, keywords=(*paper.keywords, text)),
    "pages": lambda paper, _: dataclasses.replace(paper, pages="3-9"),
    "type": lambda paper, _: dataclasses.replace(paper, type="oral"),
}


@given(sources(), st.sampled_from(sorted(CHANGES)), EDITS, st.integers(0, 9), LINE)
@settings(max_examples=60)
def test_a_change_of_an_unedited_field_comes_in_and_no_other_byte_moves(
    papers, field, what, place, text
):
    assume(not what.endswith(field))

    def check(folder):
        folder.take(papers)
        value = copy.deepcopy(folder.value)
        edit_by_hand(value, what, place, "Written by hand")
        folder.edit(value)
        before = folder.file.read_text(encoding="utf-8")
        mine = folder.value
        number = place % len(papers)
        new = list(papers)
        new[number] = CHANGES[field](new[number], f"{text} new")
        assert folder.take(new).conflicts == []
        mine["papers"][number][field] = folder.value["papers"][number][field]
        assert folder.value == mine
        after = folder.file.read_text(encoding="utf-8")
        assert without_field(after, number, field) == without_field(before, number, field)
        assert folder.take(new).changed == []

    run(check)


def without_field(text, number, field):
    """Return *text* without the lines of one field of one paper."""
    root: Any = read_nodes(text)
    paper = root.value("papers").items[number]
    for key, value in paper.entries:
        if key.text == field:
            start = text.rindex("\n", 0, key.start)
            end = text.find("\n", max(value.end, key.end))
            return text[:start] + (text[end:] if end >= 0 else "")
    return text


@given(sources(), st.sampled_from(["title", "abstract"]), st.integers(0, 9), LINE)
@settings(max_examples=30)
def test_a_conflict_changes_nothing(papers, field, place, text):
    def check(folder):
        folder.take(papers)
        number = place % len(papers)
        value = copy.deepcopy(folder.value)
        value["papers"][number][field] = "Written by hand"
        folder.edit(value)
        before = folder.file.read_bytes()
        new = list(papers)
        new[number] = CHANGES[field](new[number], f"{text} new")
        merged = folder.take(new)
        assert [one.field for one in merged.conflicts] == [field]
        assert folder.file.read_bytes() == before
        assert [one.field for one in folder.take(new).conflicts] == [field]

    run(check)


@given(sources(), st.permutations(range(4)), st.integers(0, 9))
@settings(max_examples=40)
def test_people_come_in_the_order_of_the_source_with_what_was_added_by_hand(papers, order, place):
    def check(folder):
        folder.take(papers)
        number = place % len(papers)
        people = papers[number].authors
        value = copy.deepcopy(folder.value)
        for one in value["papers"][number]["authors"]:
            one["note"] = f"note of {one['name']}"
        folder.edit(value)
        new = list(papers)
        moved = tuple(people[i] for i in order if i < len(people))
        new[number] = dataclasses.replace(new[number], authors=moved)
        assert folder.take(new).conflicts == []
        now = folder.value["papers"][number]["authors"]
        assert [one["name"] for one in now] == [one.name for one in moved]
        assert [one["note"] for one in now] == [f"note of {one.name}" for one in moved]

    run(check)
