"""What a search costs: seconds to index, bytes of the index, bytes that a query fetches.

python bench/search.py [--papers N] [--editions N] [--made-up-words N] [--sphinx]

Data are those of bench/synthetic.py, but its abstracts have few different words, so their texts
are replaced by as many words drawn as words are in real texts (Zipf's law).
"""

from __future__ import annotations

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from io import StringIO
from itertools import accumulate
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.search import IndexBuilder
from sphinx.util.docutils import docutils_namespace

from sphinx_proceedings.sphinx.search.search_documents import Document, documents
from sphinx_proceedings.sphinx.search.search_index import SearchIndex, build_index
from sphinx_proceedings.sphinx.site.site import Site

WORDS_A_TEXT = 180
RESULTS = 10
QUERIES = ("lindóttir", "sparse attention", "the quick distilled", "con", "priya schman graph")


def texts(count: int) -> Iterable[str]:
    """Yield texts without end, of words that are as frequent as words are."""
    chosen = random.Random(7)  # noqa: S311 - the same for all
    consonants, vowels = "bcdfghklmnprstvw", "aeiou"
    syllables = [c + v for c in consonants for v in vowels] + [
        c + v + e for c in consonants for v in vowels for e in "nrst"
    ]
    words = ["".join(chosen.choices(syllables, k=chosen.randint(1, 4))) for _ in range(count)]
    weights = list(accumulate(1 / rank for rank in range(2, count + 2)))
    while True:
        yield " ".join(chosen.choices(words, cum_weights=weights, k=WORDS_A_TEXT)) + "."


def app_of(folder: Path) -> Sphinx:
    """Return an application with the data in *folder* and a page of nothing."""
    source = folder / "docs"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text("extensions = ['sphinx_proceedings']\n")
    (source / "index.rst").write_text("Bench\n=====\n")
    return Sphinx(
        *(source, source, folder / "html", folder / "doctrees", "html"),
        confoverrides={"proceedings_data": "../data"},
        status=StringIO(),
        warning=StringIO(),
    )


def squeezed(text: str) -> int:
    """Return the size of a file as a server sends it."""
    return len(gzip.compress(text.encode(), 6, mtime=0))


def fetched(index: SearchIndex, query: str) -> int:
    """Return the bytes that a query costs: index, files of its words, and ten of results."""
    manifest = index.manifest
    firsts: list[str] = manifest["firsts"]
    names = {"index.js"}
    for word in (*query.replace("ó", "o").split(), "=" + query.replace(" ", "")):
        at = max(sum(first <= word for first in firsts) - 1, 0)
        names.add(f"w{at}.js")
        names.update(f"w{n}.js" for n, f in enumerate(firsts) if f.startswith(word))
    found = sorted((squeezed(t) for n, t in index.files.items() if n[0] == "d"), reverse=True)
    # The results might lie in the largest files; the middle of them is what is usual.
    usual = found[len(found) // 4] * RESULTS
    return usual + sum(squeezed(index.files[name]) for name in names)


def sphinx_index(app: Sphinx, found: list[Document]) -> tuple[float, int]:
    """Return seconds and bytes of Sphinx's own index of the same documents."""
    start = time.process_time()
    builder = IndexBuilder(app.env, "en", {}, "")
    for document in found:
        doctree = new_document(document.url)
        doctree += nodes.paragraph("", f"{' '.join(document.related)} {document.text}")
        builder.feed(document.url, f"{document.url}.rst", document.title, doctree)
    out = StringIO()
    builder.dump(out, "json")
    return time.process_time() - start, squeezed(out.getvalue())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=5_000)
    parser.add_argument("--editions", type=int, default=5)
    parser.add_argument("--made-up-words", type=int, default=60_000)
    parser.add_argument("--sphinx", action="store_true", help="measure Sphinx's own index too")
    options = parser.parse_args()
    script = Path(__file__).with_name("synthetic.py")
    with tempfile.TemporaryDirectory() as name, docutils_namespace():
        folder = Path(name)
        sizes = (f"--papers={options.papers}", f"--editions={options.editions}")
        subprocess.run([sys.executable, script, folder / "data", *sizes], check=True)
        app = app_of(folder)
        start = time.process_time()
        found = list(documents(Site.of(app)))
        collected = time.process_time() - start
        source = iter(texts(options.made_up_words))
        found = [replace(d, text=next(source)) if d.kind == "Papers" else d for d in found]
        start = time.process_time()
        index = build_index(found)
        indexed = time.process_time() - start
        papers = sum(document.kind == "Papers" for document in found)
        assert papers == options.papers
        print(f"{papers:,} papers, {len(found):,} documents")
        print(f"collected in {collected:.1f} s, indexed in {indexed:.1f} s")
        total = sum(map(squeezed, index.files.values()))
        raw = sum(len(text.encode()) for text in index.files.values())
        print(f"{len(index.files):,} files, {raw:,} bytes, {total:,} compressed")
        print(f"index.js: {squeezed(index.files['index.js']):,} bytes compressed")
        for query in QUERIES:
            print(f"query {query!r}: {fetched(index, query):,} bytes compressed")
        if options.sphinx:
            seconds, size = sphinx_index(app, found)
            print(f"Sphinx's own index: {seconds:.1f} s, one file of {size:,} bytes compressed")


if __name__ == "__main__":
    main()
