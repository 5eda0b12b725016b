"""A changed index is the one that is built anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from sphinx_proceedings.sphinx.search.search_changes import changed_index
from sphinx_proceedings.sphinx.search.search_documents import Document
from sphinx_proceedings.sphinx.search.search_index import build_index, entries_of, postings

WORDS = "net layer the of attention größe 王小云 pre-training o'brien Šarić ø λ spin-off x".split()


def _text(chance: random.Random, most: int) -> str:
    rare = [f"word{chance.randrange(400)}" for _ in range(chance.randrange(most))]
    text = rare + chance.sample(WORDS, chance.randrange(len(WORDS)))
    chance.shuffle(text)
    return " ".join(text)


def _documents(chance: random.Random, number: int, most: int) -> list[Document]:
    papers = [
        Document(
            kind="Papers",
            title=f"Paper {n}",
            url=f"{n}.html",
            names=(f"Paper {n}", _text(chance, 3)),
            related=(_text(chance, 4),),
            text=_text(chance, most) if chance.random() < 0.95 else "",
        )
        for n in range(number)
    ]
    people = [
        Document(kind="People", title=f"P {n}", url=f"p{n}.html", names=(f"Ada {n}",))
        for n in range(40)
    ]
    return [*papers, *people]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("number", [20, 700])
def test_a_changed_index_is_the_one_that_is_built_anew(seed, number):
    chance = random.Random(seed)  # noqa: S311 - the same for the same seed
    documents = _documents(chance, number, 60)
    index = build_index(documents)
    files, counts = dict(index.files), index.counts
    for _ in range(4):
        changes = []
        for at in chance.sample(range(number), chance.randrange(1, 4)):
            new = replace(documents[at], text=_text(chance, 400))
            changes.append((documents[at], new))
            documents[at] = new
        wanted = build_index(documents)
        changed = changed_index(files.__getitem__, counts, changes)
        if changed is None:
            assert set(wanted.manifest["common"]) != set(index.manifest["common"])
            files, counts = dict(wanted.files), wanted.counts
        else:
            files.update(changed.files)
            for name in changed.removed:
                del files[name]
            counts = changed.counts
        index = wanted
        assert files == wanted.files
        assert counts == wanted.counts
        assert list(counts.digests) == list(wanted.counts.digests)


def test_postings_can_be_read_back():
    entries = [(0, 3), (1, 0), (70, 2), (5000, 1)]
    assert list(entries_of(postings(entries))) == entries
