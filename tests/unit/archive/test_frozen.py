"""Frozen editions: nothing in them changes unnoticed, and what may change does."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.frozen_editions import archival, freeze, frozen_file
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.views.restriction import restricted

SERIES = "title: Forum\nshort_title: Forum\n"
EDITION = """\
title: First
short_title: First
status: frozen
overview: After {edition}`forum/2031`.
start_date: 2030-01-01
time_zone: Europe/Oslo
"""
PAPERS = """\
papers:
- id: a
  title: One
  authors: [{name: Ana Berg, affiliations: North}]
- id: b
  title: Two
  authors: [{name: Bo Li}]
  resources: [{type: pdf, file: b.pdf}]
sessions:
- {id: s, title: Morning, start: 09:00, end: "10:00", papers: [a]}
talks:
- {id: t, title: Keynote, speakers: [{name: Bo Li}]}
panels:
- {id: p, title: Debate, panelists: [{name: Bo Li}]}
"""
PEOPLE = """\
people:
- id: ana
  name: Ana Berg
  affiliations: North
- id: zoe
  name: Zoë Quist
organizations:
- {id: north, name: North University, variants: [North]}
- {id: south, name: South University}
"""
NEXT = """\
title: Second
short_title: Second
papers:
- id: a
  title: Three
  authors: [{name: Ana Berg}, {name: Zoë Quist}]
"""


@pytest.fixture
def data(tmp_path) -> Path:
    files = {
        "forum/series.yaml": SERIES,
        "forum/2030/edition.yaml": EDITION,
        "forum/2030/papers.yaml": PAPERS,
        "forum/2031/edition.yaml": NEXT,
        "people.yaml": PEOPLE,
    }
    root = tmp_path / "data"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    root.joinpath("forum/2030/b.pdf").write_bytes(b"%PDF-1.4\nstartxref\n0\n%%EOF\n")
    return root


@pytest.fixture
def frozen(data) -> Path:
    assert [problem.code for problem in load(data).problems] == ["PP202"]
    whole = catalogue(data)
    edition = whole.editions["forum/2030"]
    text = freeze(whole, edition, dt.date(2030, 6, 1), data)
    frozen_file(data, edition).write_text(text, encoding="utf-8")
    assert load(data).problems == ()
    return data


def change(data: Path, name: str, old: str, new: str) -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(data: Path) -> list[tuple[str, int, str]]:
    return [
        (Path(p.location.path).name, p.location.line, f"{p.code} {p.message}")
        for p in load(data).problems
        if p.location is not None
    ]


def catalogue(data: Path) -> Catalogue:
    loaded = load(data).catalogue
    assert loaded is not None
    return loaded


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "expected"),
    [
        ("papers.yaml", "title: One", "title: Won", 2, "forum/2030/papers/a was changed since"),
        ("papers.yaml", "Bo Li", "Bo Lee", 5, "forum/2030/papers/b was changed since"),
        ("papers.yaml", "Morning", "Evening", 10, "forum/2030/sessions/s was changed since"),
        ("papers.yaml", "Keynote", "Speech", 12, "forum/2030/talks/t was changed since"),
        ("papers.yaml", "Debate", "Quarrel", 14, "forum/2030/panels/p was changed since"),
        ("edition.yaml", "title: First", "title: 1st", 1, "forum/2030 was changed since"),
        ("papers.yaml", "id: b", "id: c", 5, "forum/2030/papers/c was added since"),
        ("edition.yaml", "status: frozen", "status: published", 3, "its status cannot change"),
    ],
)
def test_a_change_is_an_error_where_it_was_made(frozen, name, old, new, line, expected):
    change(frozen, f"forum/2030/{name}", old, new)
    assert any(
        (file, at) == (name, line) and said.startswith("PP113") and expected in said
        for file, at, said in found(frozen)
    ), found(frozen)


def test_what_was_removed_is_missed(frozen):
    change(frozen, "forum/2030/papers.yaml", "id: b", "id: c")
    assert any("papers/b was removed" in said for _, _, said in found(frozen))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("forum/2030/papers.yaml", "title: One", "title: 'One' # as printed"),
        ("forum/2030/papers.yaml", "- id: b\n  title: Two\n", "- title: Two\n  id: b\n"),
        ("people.yaml", "affiliations: North", "affiliations: South"),
        ("forum/series.yaml", "title: Forum", "title: The Forum"),
        ("forum/2031/edition.yaml", "title: Three", "title: 3"),
        ("forum/2030/papers.yaml", "title: One", "title: One\n  former_ids: [x]"),
    ],
)
def test_what_may_change_is_no_error(frozen, name, old, new):
    change(frozen, name, old, new)
    assert found(frozen) == []


NOTICE = "title: Won\n  notices: [{{type: {}, date: {}, text: So it is.}}]"


@pytest.mark.parametrize(
    ("kind", "date", "allowed"),
    [
        ("erratum", "2030-06-01", True),
        ("correction", "2031-01-01", True),
        ("retraction", "2031-01-01", True),
        ("withdrawal", "2031-01-01", True),
        ("erratum", "2030-05-31", False),
        ("expression-of-concern", "2031-01-01", False),
    ],
)
def test_a_notice_of_that_day_or_later_explains_a_change(frozen, kind, date, allowed):
    change(frozen, "forum/2030/papers.yaml", "title: One", NOTICE.format(kind, date))
    assert (found(frozen) == []) is allowed


def test_a_file_with_other_content_is_an_error_unless_explained(frozen):
    pdf = frozen / "forum/2030/b.pdf"
    pdf.write_bytes(pdf.read_bytes() + b"% more\n")
    ((file, line, said),) = found(frozen)
    assert (file, line) == ("papers.yaml", 8)
    assert said.startswith("PP113 file 'b.pdf' was changed since")
    notice = "title: Two\n  notices: [{type: revision, date: 2030-07-01, text: New.}]"
    change(frozen, "forum/2030/papers.yaml", "title: Two", notice)
    assert found(frozen) == []


def test_a_notice_explains_nothing_but_its_paper(frozen):
    change(frozen, "forum/2030/papers.yaml", "title: One", NOTICE.format("erratum", "2031-01-01"))
    change(frozen, "forum/2030/papers.yaml", "title: Two", "title: Too")
    ((_, line, said),) = found(frozen)
    assert line == 6
    assert "papers/b was changed" in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{\n!", "is not JSON"), ("[]", "is not what a freeze records"), ("\udcff", "cannot be read")],
)
def test_a_damaged_record_of_a_freeze_is_located(frozen, text, expected):
    path = frozen / "forum/2030/frozen.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    ((file, line, said),) = found(frozen)
    assert (file, line) == ("frozen.json", 2 if "!" in text else 1)
    assert said.startswith("PP113")
    assert expected in said


def test_the_archive_shows_people_and_series_as_of_the_freeze(frozen):
    change(frozen, "people.yaml", "affiliations: North", "affiliations: South")
    change(frozen, "forum/series.yaml", "title: Forum", "title: The Forum")
    whole = catalogue(frozen)
    alone = archival(whole, whole.editions["forum/2030"], frozen)
    assert alone.series["forum"].title == "Forum"
    assert [a.name for a in alone.people["ana"].affiliations] == ["North"]
    assert whole.series["forum"].title == "The Forum"


def test_an_edition_alone_has_its_own_people_and_organizations(data):
    whole = catalogue(data)
    alone = restricted(whole, whole.editions["forum/2030"])
    assert list(alone.editions) == ["forum/2030"]
    assert list(alone.people) == ["ana", "bo-li"]
    assert list(alone.organizations) == ["north"]
    assert len(alone.credits_of(alone.people["ana"])) == 1
    assert alone.resolve("edition", "forum/2031") is whole.editions["forum/2031"]
    assert alone.get("forum/2031") is None


def test_what_is_recorded_does_not_depend_on_how_it_was_written(frozen):
    first = json.loads((frozen / "forum/2030/frozen.json").read_text(encoding="utf-8"))
    assert sorted(first["records"]) == [
        "edition",
        "panels/p",
        "papers/a",
        "papers/b",
        "sessions/s",
        "talks/t",
    ]
    whole = catalogue(frozen)
    again = freeze(whole, whole.editions["forum/2030"], dt.date(2030, 6, 1), frozen)
    assert json.loads(again) == first
