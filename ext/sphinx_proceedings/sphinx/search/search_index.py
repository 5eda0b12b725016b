"""The index of the search: files small enough that a query fetches only what it needs.

``index.js`` says what there is (kinds, facets, where each word's file begins); ``w<n>.js`` holds
words with the documents they are in, ``d<n>.js`` what is shown of documents. All are scripts that
hand over JSON, because a page opened from a disk may load scripts and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_proceedings.sphinx.search.search_documents import KINDS, MANY, Document
from sphinx_proceedings.sphinx.search.search_words import (
    LONGEST_WORD,
    fold_table,
    letters_of,
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
_BITS = 5
_BASE = 1 << _BITS


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


def entries_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield what `postings` was given."""
    value = shift = 0
    last = -1
    for digit in text:
        bits = _DIGITS.index(digit)
        value |= (bits % _BASE) << shift
        shift += _BITS
        if bits < _BASE:
            last += value >> 2
            yield last, value & 3
            value = shift = 0


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
class Counts:
    """What an index does not tell and needs to be changed."""

    numbers: Mapping[str, int]
    """Numbers of the documents that have texts, by their addresses."""
    with_text: int
    """How many of them have words in their texts."""
    in_texts: Mapping[str, int]
    """In how many texts a word is."""
    letters: Mapping[str, int]
    """In how many documents a letter is, of those that have any beyond ASCII."""
    digests: Mapping[str, bytes]
    """Of the files, in order, but for ``index.js``."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files of an index by name, what ``index.js`` says, and what it is counted from."""

    files: Mapping[str, str]
    manifest: Mapping[str, Any]
    counts: Counts


def build_index(found: Iterable[Document]) -> SearchIndex:
    """Index documents; those of the kinds in `MANY` have to come last."""
    documents = list(found)
    classes = [classes_of(document) for document in documents]
    in_texts: Counter[str] = Counter()
    for words_of_text, _ in classes:
        in_texts.update(words_of_text)
    with_text = sum(bool(words_of_text) for words_of_text, _ in classes)
    common = common_words(in_texts, with_text)
    terms = _terms([found for _, found in classes], common)
    word_files, firsts = word_files_of(terms)
    few = sum(document.kind not in MANY for document in documents)
    document_files = [
        documents[at : min(at + size, end)]
        for start, end, size in ((0, few, A_FILE), (few, len(documents), A_FILE_OF_MANY))
        for at in range(start, end, size)
    ]
    files = {f"w{n}.js": script(f"w{n}", file) for n, file in enumerate(word_files)}
    files.update(
        (f"d{n}.js", script(f"d{n}", [shown(document) for document in file]))
        for n, file in enumerate(document_files)
    )
    digests = {name: digest_of(text) for name, text in files.items()}
    letters: Counter[str] = Counter()
    for document in documents:
        letters.update(letters_in(document))
    manifest = {
        "version": version_of(digests.values()),
        "documents": len(documents),
        "few": few,
        "perFile": [A_FILE, A_FILE_OF_MANY],
        "firsts": firsts,
        "common": sorted(common),
        "folds": fold_table(letters),
        "facets": _facets(documents),
    }
    numbers = {document.url: n for n, document in enumerate(documents[:few])}
    counts = Counts(numbers, with_text, in_texts, letters, digests)
    return SearchIndex({"index.js": script("index", manifest), **files}, manifest, counts)


def digest_of(text: str) -> bytes:
    """Return the digest of a file."""
    return hashlib.sha256(text.encode()).digest()


def version_of(digests: Iterable[bytes]) -> str:
    """Return the version of an index, by the digests of its files in order."""
    return hashlib.sha256(b"".join(digests)).hexdigest()[:12]


def letters_in(document: Document) -> set[str]:
    """Return the letters of a document, where it has any beyond ASCII."""
    return letters_of((*document.names, *document.related, document.text))


def script(name: str, data: object) -> str:
    """Return a script that hands *data* over to the page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'proceedingsSearch.take("{name}",{text});\n'


def shown(document: Document) -> list[str]:
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


def classes_of(document: Document) -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the words of a document's text, and how each word of all that it has is in it."""
    counted = Counter(words(document.text)) if document.text else Counter()
    found = {w: OFTEN_IN_TEXT if n > 1 else IN_TEXT for w, n in counted.items()}
    for text in document.related:
        found.update(dict.fromkeys(words_once(text), RELATED))
    for text in document.names:
        found.update(dict.fromkeys(words_once(text), IN_TITLE))
        # People are found by any part of a name; of a title, the whole is worth more.
        if document.kind != "People" and len(text) <= LONGEST_WORD:
            found[whole(text)] = IN_TITLE
    found.update(dict.fromkeys(map(whole, document.numbers), IN_TITLE))
    return tuple(counted), found


def common_words(in_texts: Mapping[str, int], with_text: int) -> set[str]:
    """Return the words that are in too many texts to tell much."""
    limit = COMMON_SHARE * with_text if with_text > COMMON_FROM else with_text
    return {word for word, n in in_texts.items() if n > limit}


def is_found(word: str, kind: int, common: Container[str]) -> bool:
    """Whether a document is found by a word that is in it so."""
    return kind >= RELATED or word not in common


def _terms(classes: Iterable[Mapping[str, int]], common: Container[str]) -> dict[str, str]:
    """Return the postings of all words, in order."""
    strong: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number_, found in enumerate(classes):
        for word, kind in found.items():
            if kind >= RELATED or word not in common:  # as `is_found` says
                strong[word].append((number_, kind))
    return {word: postings(strong[word]) for word in sorted(strong)}


def word_files_of(terms: Mapping[str, str]) -> tuple[list[dict[str, str]], list[str]]:
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
