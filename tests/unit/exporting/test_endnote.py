"""EndNote's files, read back by Citation.js.

It runs on Node.js, and the session ``browser`` brings it from npm; without it, these tests are
skipped. What needs no program of others is in test_ris.py.
"""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from sphinx_proceedings.exporting.formats.citations.ris import ENDNOTE
from sphinx_proceedings.model.values.text import one_line

pytestmark = pytest.mark.browser  # wants what pip cannot bring

READ = """
import '@citation-js/plugin-enw';
import { Cite } from '@citation-js/core';
import { readFileSync } from 'node:fs';
console.log(JSON.stringify(new Cite(readFileSync(0, 'utf8')).data));
"""


@pytest.fixture(scope="module")
def entries(repository, context, site):
    """The papers in the terms of CSL."""
    node = shutil.which("node")
    if node is None or not (repository / "build/node_modules/@citation-js/plugin-enw").is_dir():
        pytest.skip("Citation.js (Node.js, and its reader from npm) is not here")
    result = subprocess.run(
        [node, "--input-type=module", "--eval", READ],
        cwd=repository / "build",  # modules are looked for from here
        input=ENDNOTE.export(context, site),
        capture_output=True,
        check=True,
    )
    return json.loads(result.stdout)


def _words(name):
    parts = ("given", "non-dropping-particle", "family", "suffix")
    return " ".join(name[part] for part in parts if part in name).replace(",", "").split()


def test_facts_come_back(entries, bibliography):
    assert [entry["citation-key"] for entry in entries] == [c.key for c in bibliography]
    for entry, c in zip(entries, bibliography, strict=True):
        assert entry["title"].strip() == one_line(c.plain_marked_title)
        assert entry.get("abstract") == (c.plain_abstract and one_line(c.plain_abstract))
        assert entry.get("page") == (str(c.pages) if c.pages else None)
        assert entry.get("DOI") == (str(c.doi) if c.doi else None)
        date = [c.date.year, c.date.month, c.date.day] if c.date else [int(c.year)]
        assert entry["issued"]["date-parts"] == [date]
        assert entry["language"] == c.language
        assert len(entry["author"]) == len(c.authors)
        for read, author in zip(entry["author"], c.authors, strict=True):
            if author.literal:  # EndNote's commas for names of groups are unknown to this reader
                assert sorted(_words(read)) == sorted(author.literal.replace(",", "").split())
            else:
                parts = (author.given, author.full_family, author.suffix)
                assert _words(read) == " ".join(filter(None, parts)).replace(",", "").split()


def test_the_series_is_no_place_and_the_place_no_series(entries, bibliography):
    for entry, c in zip(entries, bibliography, strict=True):
        assert entry.get("event-place") == c.event_place
        if c.archival is not False:  # this reader knows no series of papers without a volume
            assert entry.get("collection-title") == (c.series.title if c.container.volume else None)
