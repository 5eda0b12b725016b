"""Titles and abstracts of real exports: read without an exception, and no letter lost."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from bibtexparser.entrypoint import parse_string

from sphinx_proceedings.foreign_text import to_markdown
from sphinx_proceedings.importing.text import decode
from sphinx_proceedings.model.richtext import RichText

WANTED = {"title", "abstract", "tldr", "tl;dr", "bio", "description", "biography", "booktitle"}
DROPPED = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\label\s*\{[^{}]*\}|\\u[0-9a-fA-F]{4}")


def texts(value: Any, name: str = "") -> Iterator[str]:
    """Yield every text below a key that is wanted, in what JSON or YAML was read to."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, name if key == "value" else str(key).casefold())
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, name)
    elif isinstance(value, str) and name in WANTED:
        yield value


def read(file: Path) -> list[str]:
    """Return the titles and abstracts of an export."""
    text = decode(file.read_bytes())[0]
    if file.suffix == ".csv":
        delimiter = ";" if text[:500].count(";") > text[:500].count(",") else ","
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
        return [cell for row in rows for cell in row if len(cell) > 15]
    if file.suffix == ".json":
        return list(texts(json.loads(text)))
    if file.suffix in {".yml", ".yaml"}:
        return list(texts(yaml.safe_load(text)))
    if file.suffix == ".bib":
        library = parse_string(text)
        fields = [field for entry in library.entries for field in entry.fields]
        return [str(f.value) for f in fields if f.key.casefold() in WANTED]
    raw = re.findall(r"<(?:title|abstract)>(.*?)</(?:title|abstract)>", text, re.DOTALL)
    return [str(found) for found in raw]


FILES = [
    *(
        "cmt-csv/ismir2023_cmt-metadata.csv",
        "easychair-csv/submission.csv",
        "mini-conf-csv/papers.csv",
    ),
    *("mini-conf-csv/speakers.csv", "more/csv-headerless/aaai26-w10_accepted_papers.csv"),
    *(
        "more/csv-html-entities/rss2017_papers.csv",
        "more/mini-conf-japanese/nlp2024_papers_part.csv",
    ),
    *("more/openreview-v1-flat/akbc2021_papers.json", "more/openreview-v2/recorded_notes.json"),
    *(
        "more/sigchi-program-json/tei-2020.program.json",
        "ml-workshop-site/enlsp2022/accepted_papers.yml",
    ),
    *("ml-workshop-site/enlsp2023/accepted_papers.yml", "ml-workshop-site/enlsp2022/schedule.yml"),
    *("aclpub2/sigdial/papers.yml", "softconf-csv/paper-metadata.csv"),
    "acl-anthology-xml/2023-schema_toy_anthology/xml/2022.acl.xml",
]


def letters(text: str) -> Counter[str]:
    """Return the letters and digits of a text without accents, however often it was escaped."""
    text = unicodedata.normalize("NFKD", unescape(unescape(text)))
    text = re.sub(r"<[/!]?[a-zA-Z][^<>:]*>|\\[A-Za-z]+", " ", DROPPED.sub(" ", text))
    return Counter(char for char in text if char.isalnum())


def lost(raw: str, made: str) -> Counter[str]:
    return letters(raw) - letters(made)


@pytest.mark.parametrize("name", FILES)
def test_no_letter_is_lost(shared: Path, name: str):
    found = read(shared / "samples" / name)
    assert found
    for raw in found:
        made = to_markdown(raw)
        RichText(made.text)
        RichText(to_markdown(raw, inline=True, keep_case=True).text, inline=True)
        missing = lost(raw, made.text)
        explained = Counter("".join(note.before for note in made.notes if not note.after))
        assert not missing - explained, (raw, made)


def test_pmlr(shared: Path):
    files = sorted((shared / "samples" / "pmlr-bibtex").glob("*.bib"))
    assert files
    for file in files:
        for raw in read(file):
            made = to_markdown(raw, latex=True)
            RichText(made.text)
            explained = Counter("".join(note.before for note in made.notes if not note.after))
            assert not lost(raw, made.text) - explained, (raw, made)


def test_losses_would_be_seen():
    assert lost("all of it, 5", "all of i 5") == Counter("t")
