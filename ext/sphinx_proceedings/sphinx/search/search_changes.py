"""Change the index of a search where the texts of some documents were changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sphinx_proceedings.sphinx.search.search_documents import Document
from sphinx_proceedings.sphinx.search.search_index import (
    A_FILE,
    Counts,
    classes_of,
    common_words,
    digest_of,
    entries_of,
    is_found,
    letters_in,
    postings,
    script,
    shown,
    version_of,
    word_files_of,
)
from sphinx_proceedings.sphinx.search.search_words import fold_table

Change = tuple[Document, Document]
"""A document with a text as it was, and as it is now; all else is the same."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The files of an index that are new or changed, those that are not made now, its counts."""

    files: Mapping[str, str]
    removed: tuple[str, ...]
    counts: Counts


def changed_index(
    read: Callable[[str], str], counts: Counts, changes: Iterable[Change]
) -> Changed | None:
    """Return what *changes* change in an index; *read* returns a file of it by its name.

    None where a change reaches further: a word has become too common to tell much, or no longer is.
    """
    manifest = _data(read("index.js"))
    common = set(manifest["common"])
    words: dict[str, dict[int, int | None]] = {}
    files: dict[str, str] = {}
    for old, new in changes:
        number = counts.numbers[new.url]
        counts, lost, won = _counted(counts, old, new, common)
        if common_words(counts.in_texts, counts.with_text) != common:
            return None
        for word in lost.keys() - won.keys():
            words.setdefault(word, {})[number] = None
        for word, kind in won.items():
            if lost.get(word) != kind:
                words.setdefault(word, {})[number] = kind
        name = f"d{number // A_FILE}"
        held = _data(files.get(f"{name}.js") or read(f"{name}.js"))
        held[number % A_FILE] = shown(new)
        files[f"{name}.js"] = script(name, held)
    digests = dict(counts.digests)
    names = [name for name in digests if name.startswith("w")]
    terms = {w: p for name in names for w, p in _data(read(name)).items()}
    word_files, firsts = word_files_of(_with(terms, words))
    made = {f"w{n}.js": script(f"w{n}", file) for n, file in enumerate(word_files)}
    others = {name: digest for name, digest in digests.items() if name not in names}
    now = {name: digest_of(text) for name, text in (made | files).items()}
    now = {name: now[name] for name in made} | others | {name: now[name] for name in files}
    manifest |= {
        "version": version_of(now.values()),
        "firsts": firsts,
        "folds": fold_table(counts.letters),
    }
    changed = {n: text for n, text in (made | files).items() if now[n] != digests.get(n)}
    return Changed(
        files={**changed, "index.js": script("index", manifest)},
        removed=tuple(name for name in names if name not in made),
        counts=replace(counts, digests=now),
    )


def _counted(
    counts: Counts, old: Document, new: Document, common: set[str]
) -> tuple[Counts, dict[str, int], dict[str, int]]:
    """Return the counts with a change, and by which words the document was and is found."""
    (was_in_text, were), (in_text, are) = classes_of(old), classes_of(new)
    changed = replace(
        counts,
        with_text=counts.with_text - bool(was_in_text) + bool(in_text),
        in_texts=_less_and_more(counts.in_texts, was_in_text, in_text),
        letters=_less_and_more(counts.letters, letters_in(old), letters_in(new)),
    )
    return changed, _findable(were, common), _findable(are, common)


def _findable(classes: Mapping[str, int], common: set[str]) -> dict[str, int]:
    return {word: kind for word, kind in classes.items() if is_found(word, kind, common)}


def _less_and_more(
    counted: Mapping[str, int], less: Iterable[str], more: Iterable[str]
) -> dict[str, int]:
    result = dict(counted)
    for one in less:
        result[one] -= 1
    for one in more:
        result[one] = result.get(one, 0) + 1
    return {one: n for one, n in result.items() if n}


def _with(terms: dict[str, str], words: Mapping[str, Mapping[int, int | None]]) -> dict[str, str]:
    """Return terms, in order, with the changed classes of documents; None for no longer found."""
    for word, changed in words.items():
        found: dict[int, int | None] = {**dict(entries_of(terms.get(word, ""))), **changed}
        left = sorted((number, kind) for number, kind in found.items() if kind is not None)
        terms[word] = postings(left)
        if not left:
            del terms[word]
    return {word: terms[word] for word in sorted(terms)}


def _data(text: str) -> Any:
    """Return what `script` hands over to the page."""
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
