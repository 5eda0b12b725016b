"""The index of the search: files small enough that a query fetches only what it needs.

``index.js`` says what there is (kinds, facets, where each word's file begins); ``w<n>.js`` holds
words with the documents they are in, ``d<n>.js`` what is shown of documents. All are scripts that
hand over JSON, because a page opened from a disk may load scripts and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_proceedings.sphinx.search.search_documents import KINDS, MANY, Document
from sphinx_proceedings.sphinx.search.search_words import (
    LONGEST_WORD,
    fold_table,
    whole,
    words,
    words_once,
)

BYTES_A_FILE = 8_000
"""Size of a file of words, before compression."""
A_FILE, A_FILE_OF_MANY = 3, 32
"""Documents a file: those with texts, and people and keywords."""
COMMON_SHARE, COMMON_FROM = 0.4, 500
"""A word in this share of all texts tells nothing, once there are so many texts."""
FACET_KEYWORDS = 50
"""Keywords that are offered for narrowing a search: the most frequent ones."""

FACETS = ("kind", "type", "series", "year", "award", "keyword")

IN_TEXT, OFTEN_IN_TEXT, RELATED, IN_TITLE = range(4)
"""How a word is in a document; the last counts most."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BASE = 32


def number(value: int) -> str:
    """Write a number: five bits a letter, low ones first; the upper 32 letters say: go on."""
    text = ""
    while value >= _BASE:
        text += _DIGITS[_BASE + value % _BASE]
        value //= _BASE
    return text + _DIGITS[value]


def postings(entries: Iterable[tuple[int, int]]) -> str:
    """Write (document, class) in order of the documents: the step to each, and its class."""
    text, last = [], -1
    for document, kind in entries:
        text.append(number((document - last) * 4 + kind))
        last = document
    return "".join(text)


def runs(members: Iterable[int]) -> str:
    """Write ascending numbers as runs: how many are left out, how many follow."""
    text: list[str] = []
    start = end = 0  # of the run being read
    written = 0
    for member in members:
        if member != end:
            if end > start:
                text += (number(start - written), number(end - start))
                written = end
            start = member
        end = member + 1
    if end > start:
        text += (number(start - written), number(end - start))
    return "".join(text)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files of an index by name, and what ``index.js`` says."""

    files: Mapping[str, str]
    manifest: Mapping[str, Any]


def build_index(found: Iterable[Document]) -> SearchIndex:
    """Index documents; those of the kinds in `MANY` have to come last."""
    documents = list(found)
    terms, common = _terms(documents)
    word_files, firsts = _word_files(terms)
    few = sum(document.kind not in MANY for document in documents)
    document_files = [
        documents[at : min(at + size, end)]
        for start, end, size in ((0, few, A_FILE), (few, len(documents), A_FILE_OF_MANY))
        for at in range(start, end, size)
    ]
    files = {f"w{n}.js": _script(f"w{n}", file) for n, file in enumerate(word_files)}
    files.update(
        (f"d{n}.js", _script(f"d{n}", [_shown(document) for document in file]))
        for n, file in enumerate(document_files)
    )
    digest = hashlib.sha256("\n".join(files.values()).encode()).hexdigest()[:12]
    texts = (text for d in documents for text in (*d.names, *d.related, d.text))
    manifest = {
        "version": digest,
        "documents": len(documents),
        "few": few,
        "perFile": [A_FILE, A_FILE_OF_MANY],
        "firsts": firsts,
        "common": common,
        "folds": fold_table(texts),
        "facets": _facets(documents),
    }
    return SearchIndex({"index.js": _script("index", manifest), **files}, manifest)


def _script(name: str, data: object) -> str:
    """Return a script that hands *data* over to the page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'proceedingsSearch.take("{name}",{text});\n'


def _shown(document: Document) -> list[str]:
    """Return what the page shows of a document; what is empty at the end is left out."""
    values = [
        document.title,
        document.url,
        document.people,
        document.where,
        document.mark,
        document.text,
        document.language,
    ]
    while not values[-1]:
        values.pop()
    return values


def _terms(documents: Sequence[Document]) -> tuple[dict[str, str], list[str]]:
    """Return the postings of all words, and the words that are in too many texts to tell much."""
    strong: dict[str, list[tuple[int, int]]] = defaultdict(list)
    classes: list[dict[str, int]] = []
    in_texts: Counter[str] = Counter()
    with_text = 0
    for document in documents:
        counted = Counter(words(document.text)) if document.text else Counter()
        found = {w: OFTEN_IN_TEXT if n > 1 else IN_TEXT for w, n in counted.items()}
        if found:
            with_text += 1
            in_texts.update(found.keys())
        for text in document.related:
            found.update(dict.fromkeys(words_once(text), RELATED))
        for text in document.names:
            found.update(dict.fromkeys(words_once(text), IN_TITLE))
            # People are found by any part of a name; of a title, the whole is worth more.
            if document.kind != "People" and len(text) <= LONGEST_WORD:
                found[whole(text)] = IN_TITLE
        found.update(dict.fromkeys(map(whole, document.numbers), IN_TITLE))
        classes.append(found)
    limit = COMMON_SHARE * with_text if with_text > COMMON_FROM else with_text
    common = {word for word, n in in_texts.items() if n > limit}
    for number_, found in enumerate(classes):
        for word, kind in found.items():
            if kind >= RELATED or word not in common:
                strong[word].append((number_, kind))
    return {word: postings(strong[word]) for word in sorted(strong)}, sorted(common)


def _word_files(terms: Mapping[str, str]) -> tuple[list[dict[str, str]], list[str]]:
    """Divide words, in order, into files of about the same size; tell the first of each."""
    files: list[dict[str, str]] = []
    size = BYTES_A_FILE
    for word, text in terms.items():
        if size >= BYTES_A_FILE:
            files.append({})
            size = 0
        files[-1][word] = text
        size += len(word) + len(text) + 6
    return files, [next(iter(file)) for file in files]


def _facets(documents: Sequence[Document]) -> list[list[object]]:
    """Return (facet, [(value, its documents)]) in the order in which they are offered."""
    members: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in FACETS}
    for n, document in enumerate(documents):
        members["kind"][document.kind].append(n)
        for name, values in document.facets.items():
            for value in dict.fromkeys(values):
                members[name][value].append(n)
    result: list[list[object]] = []
    for name, table in members.items():
        offered = sorted(table, reverse=name == "year")
        if name == "kind":
            offered.sort(key=KINDS.index)
        elif name in {"keyword", "type", "award"}:
            offered.sort(key=lambda value, table=table: -len(table[value]))  # type: ignore[misc]
        if name == "keyword":
            offered = offered[:FACET_KEYWORDS]
        result.append([name, [[value, runs(table[value])] for value in offered]])
    return result
