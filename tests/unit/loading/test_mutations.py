"""Whatever is done to data, loading reports and never raises; places never lie outside a file."""

from __future__ import annotations

import random
import string
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.yaml.yaml_text import read_text
from sphinx_proceedings.model.problems import Severity

FILES = {
    "people.yaml": """
people:
  - {id: ada, name: Ada Lovelace, orcid: 0000-0002-1825-0097, not_same_as: [b], photo: a.png}
  - {id: b, name: {given: Ada, family: Byron}, bio: "See {paper}`demo/2022/1`.", former_ids: [c]}
organizations:
  - {id: acme, name: Acme, variants: [ACME Inc.], country: CA}
""",
    "demo/series.yaml": "title: Demonstrations\nshort_title: DEMO\nkeywords: [demo]\n",
    "demo/2022/edition.yaml": """
title: Second
short_title: DEMO 2022
number: 2
start_date: 2022-12-02
time_zone: America/Chicago
mode: hybrid
venue: {city: New Orleans, country: US}
call:
  topic_groups: [{title: All, topics: [This, That], track: main}]
  dates: [{title: Submission, date: 2022-09-01, time: "23:59", time_zone: AoE}]
committees:
  - {role: organizer, members: [{name: Ada Lovelace, affiliations: Acme}]}
sponsor_tiers: [{id: gold, title: Gold}]
sponsors: [{name: Acme, tier: gold, url: "https://example.org/"}]
tracks: [{id: main, title: Main}]
awards: [{id: best, title: Best, papers: ["1"]}]
redirects: [{old: p1, new: papers/1}]
""",
    "demo/2022/papers.yaml": """
papers:
  - id: "1"
    title: One of $n$
    track: main
    authors:
      - {name: Ada Lovelace, affiliations: [{name: Acme, country: CA}], corresponding: true}
      - {name: A Group, kind: organization}
    abstract: |
      See {paper}`2`, {talk}`k` and *that*.
    keywords: [demo, test]
    pages: 1-8
    doi: 10.1234/abc
    resources: [{type: code, url: "https://example.org/"}]
    notices: [{type: erratum, date: 2023-01-01, text: Sorry.}]
  - {id: "2", title: Two, authors: [{name: "Byron, Ada", person: b}]}
""",
    "demo/2022/programme.yaml": """
talks: [{id: k, title: Keynote, speakers: [{name: Ada Lovelace}]}]
panels: [{id: p, title: Panel, panelists: [{name: Ada Byron}]}]
sessions:
  - id: s
    title: Session
    start: 8:00
    end: "12:00"
    track: main
    papers: ["2"]
    slots:
      - {start: "08:00", end: "08:30", paper: "1"}
      - {start: "08:30", end: "09:00", talk: k}
      - {start: "09:00", end: "09:30", panel: p}
      - {start: "09:30", end: "10:00", title: Coffee, type: break}
""",
}
ODD = [
    "",
    "~",
    "x",
    "../x",
    "1",
    "-1",
    "9" * 30,
    "{paper}`1`",
    "{",
    "$",
    "\x00",
    "\u202e",
    "é" * 400,
]

values = st.recursive(
    st.sampled_from([None, *ODD]) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(string.ascii_letters, max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


def loaded_of(files):
    """Load *files* and make sure of what must hold for any data."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        loaded = load(root)
        for problem in loaded.problems:
            assert problem.location is not None, problem
            assert problem.location.line >= 1
            assert problem.location.column >= 1
            file = Path(problem.location.path)
            if file.is_file():
                lines = file.read_bytes().splitlines()
                assert problem.location.line <= len(lines) + 1, problem
            str(problem).encode()
        wrong = any(problem.severity is Severity.ERROR for problem in loaded.problems)
        assert (loaded.catalogue is None) == wrong
        return loaded


def test_the_data_that_is_mutated_has_no_fault_but_its_photo():
    (problem,) = loaded_of(FILES).problems
    assert "a.png" in str(problem)


def places(value, steps=()):
    """All places in a tree of lists and mappings."""
    yield steps
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in inner:
            yield from places(item, (*steps, step))


def parsed(name):
    return read_text(FILES[name], name).value


PLACES = [(name, steps) for name in FILES for steps in places(parsed(name)) if steps]
KEYS = sorted({str(step) for _, steps in PLACES for step in steps if isinstance(step, str)})


def changed(name, steps, change, value):
    """Return the text of a file with one value replaced, removed, doubled or renamed."""
    tree = parsed(name)
    here = tree
    for step in steps[:-1]:
        here = here[step]
    last = steps[-1]
    if change == "replace":
        here[last] = value
    elif change == "remove":
        del here[last]
    elif change == "double" and isinstance(here, list):
        here.append(here[last])
    elif change == "rename" and isinstance(here, dict):
        here[str(value)[:20]] = here.pop(last)
    elif change == "wrap":
        here[last] = [here[last]]
    dumper = yaml.SafeDumper
    dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign]
    return yaml.dump(tree, Dumper=dumper, allow_unicode=True, sort_keys=False)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PLACES),
            st.sampled_from(["replace", "remove", "double", "rename", "wrap"]),
            values | st.sampled_from(KEYS),
        ),
        min_size=1,
        max_size=1,
    )
)
def test_no_change_of_a_value_makes_loading_raise(changes):
    files = dict(FILES)
    for (name, steps), change, value in changes:
        files[name] = changed(name, steps, change, value)
    loaded_of(files)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 2**32),
    st.lists(
        st.tuples(
            st.integers(0, 2000),
            st.integers(0, 12),
            st.sampled_from(
                [*"\n\t :-[]{}&*!|>'\"%@`#,?~", "\r", "\x00", "\ufeff", "- ", ": ", "---\n"]
            )
            | st.text(max_size=4),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_no_change_of_the_text_makes_loading_raise(name, seed, edits):
    chance = random.Random(seed)  # noqa: S311 - sameness is wanted, not secrecy
    text = FILES[name]
    for at, cut, put in edits:
        place = (at + chance.randrange(100)) % (len(text) + 1)
        text = text[:place] + put + text[place + cut :]
    loaded_of({**FILES, name: text.encode("utf-8", "surrogatepass")})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_no_file_of_bytes_makes_loading_raise(name, content):
    loaded_of({**FILES, name: content})


def test_what_is_wrong_in_every_value_at_once_is_reported():
    """One wrong value in each record of a list gives one problem each, and no other."""
    papers = [
        f"  - {{id: p{n}, title: One, authors: [{{name: A B}}], doi: x{n}}}" for n in range(50)
    ]
    text = "\n".join(["papers:", *papers, ""])
    files = {**FILES, "people.yaml": "people: []\n", "demo/2022/papers-2.yaml": text}
    files["demo/2022/papers.yaml"] = FILES["demo/2022/papers.yaml"].replace(", person: b", "")
    problems = loaded_of(files).problems
    assert len(problems) == 50
    assert [problem.location.line for problem in problems] == list(range(2, 52))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", '"', "a: &a [*a, ", "? "])
def test_hostile_nesting_ends_soon(opening):
    loaded = loaded_of({**FILES, "demo/2022/papers.yaml": opening * 100_000})
    assert loaded.catalogue is None


def test_synthetic_data_loads_without_a_problem(synthetic, tmp_path):
    synthetic(tmp_path / "data", papers=60, editions=2)
    loaded = load(tmp_path / "data")
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    assert len(loaded.catalogue.papers) == 60
    assert len(loaded.catalogue.people) > 100
