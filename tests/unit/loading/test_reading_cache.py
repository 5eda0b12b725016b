"""What is kept of data files between runs: the same records, and nothing that cannot be trusted."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.loading import load, reading_cache
from sphinx_proceedings.loading.reading_cache import KEPT, VARIABLE, ReadingCache, cache_folder
from sphinx_proceedings.loading.yaml import yaml_text
from sphinx_proceedings.loading.yaml.characters import clean
from sphinx_proceedings.loading.yaml.yaml_text import read_text
from sphinx_proceedings.loading.yaml.yaml_values import UnclearError, read_values
from sphinx_proceedings.model.richtext import value as richtext

FILES = {
    "people.yaml": "people: [{id: ada, name: Ada Lovelace, bio: 'On *engines*.', photo: }]\n",
    "demo/2022/papers.yaml": """
papers:
  - id: "1"
    title: One of $n$
    authors: [{name: Ada Lovelace, affiliations: [{name: Acme, country: CA}]}]
    abstract: |
      See {paper}`2` and *that*, [there](https://example.org/).

      - a list
  - {id: "2", title: Two, authors: [{name: Ada Byron}]}
""",
    "demo/2022/more.yaml": """
papers: [{id: "3", title: Three, authors: [{name: Bea Cole}], abstract: No markup}]
""",
}


def records(loaded):
    catalogue = loaded.catalogue
    return (
        [e.model_dump() for e in catalogue.editions.values()],
        [p.model_dump() for p in catalogue.people.values()],
        [list(p.abstract.walk()) for p in catalogue.papers.values() if p.abstract],
        catalogue.locate("demo/2022/papers/2", "authors", 0, "name"),
    )


@pytest.fixture
def right(make_data):
    return make_data(FILES)


def test_what_is_kept_gives_the_same_catalogue_without_parsing(right, tmp_path, monkeypatch):
    plain = records(load(right))
    assert records(load(right, cache=tmp_path / "cache")) == plain
    with monkeypatch.context() as without:
        without.setattr(yaml_text, "_Parser", None)
        without.setattr(richtext, "read_tree", None)
        loaded = load(right, cache=tmp_path / "cache")
    assert records(loaded) == plain  # for the place asked for, a file is read now


def test_a_changed_file_is_read_again(right, tmp_path):
    load(right, cache=tmp_path / "cache")
    file = right / "demo/2022/papers.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Two", "title: Three *b*"))
    loaded = load(right, cache=tmp_path / "cache")
    assert loaded.catalogue
    assert str(loaded.catalogue.papers["demo/2022/papers/2"].title) == "Three *b*"
    assert records(loaded) == records(load(right))


@pytest.mark.parametrize("harm", [lambda b: b[:-1], lambda b: b[:0], lambda b: b[:40] + b"x" * 50])
def test_what_is_broken_counts_as_missing(right, tmp_path, harm):
    cache = tmp_path / "cache"
    load(right, cache=cache)
    entries = list(cache.iterdir())
    assert entries
    for entry in entries:
        entry.write_bytes(harm(entry.read_bytes()))
    assert records(load(right, cache=cache)) == records(load(right))


def test_another_version_takes_nothing(tmp_path, monkeypatch):
    cache = ReadingCache(tmp_path)
    cache.put("a", b"content", {"a": ["b"]})
    assert cache.get("a", b"content") == {"a": ["b"]}
    assert cache.get("a", b"other content") is None
    monkeypatch.setattr(reading_cache, "_code", lambda: b"another version")
    assert cache.get("a", b"content") is None


def test_a_folder_that_cannot_be_written_is_no_error(right, tmp_path):
    (tmp_path / "cache").write_text("a file")
    assert load(right, cache=tmp_path / "cache").catalogue is not None


def test_entries_that_nobody_uses_go(tmp_path):
    cache = ReadingCache(tmp_path)
    cache.put("old", b"", 1)
    cache.put("used", b"", 2)
    before = time.time() - KEPT - 60
    for entry in tmp_path.iterdir():
        os.utime(entry, (before, before))
    assert cache.get("used", b"") == 2
    cache.put("new", b"", 3)
    assert [cache.get(name, b"") for name in ("old", "used", "new")] == [None, 2, 3]


def test_a_person_says_where_the_cache_is(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv(VARIABLE, "")
    assert cache_folder() is None
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert str(cache_folder()).endswith("sphinx-proceedings")


PIECES = ["a", "b: c", "- d", "\n", "  ", ": ", "'", '"', "[", "]", "{", "}", "~", "&x ", "*x"]
PIECES += [
    "!t ",
    "# e",
    " #f",
    "---\n",
    "...",
    "|\n",
    ">-\n",
    "? ",
    ",",
    "\t",
    "\u2028",
    "é",
    '"\\x07"',
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_values_read_alone_are_those_read_with_positions(text):
    whole = read_text(text, "a.yaml")
    try:
        alone = read_values(clean(text)[0])
    except UnclearError:
        return
    assert (alone, [], []) == (whole.value, whole.problems, whole.blanks)
