"""Milliseconds a page: page shells against `handle_page`, in one run under one theme.

python bench/shells.py [--theme NAME] [--pages N] [--processes N] [--documents N]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import docutils_namespace

from sphinx_proceedings.sphinx.shells.page_shells import RecordPage, Shells, page_context
from sphinx_proceedings.sphinx.shells.shell_writing import write_pages

BY_BUILDER = 100  # pages; they take long enough to be measured
PER_DIRECTORY = 200
PARAGRAPH = "<p>We study <em>learning</em> &amp; its limits, with 95&#160;% of the tokens.</p>\n"


def project(directory: Path, theme: str, documents: int) -> None:
    """Write a site of some editions, each with a few documents, as an organizer has them."""
    (directory / "conf.py").write_text(
        f"project = 'Bench'\nhtml_theme = {theme!r}\nhtml_baseurl = 'https://example.org/'\n"
        "extensions = ['myst_parser', 'sphinx_design']\n"
        "from sphinx_proceedings.sphinx.shells.page_shells import add_template_path\n"
        "def setup(app):\n    app.connect('config-inited', add_template_path)\n"
        "    return {'parallel_write_safe': True}\n"
    )
    names = [f"edition{n // 5}/page{n % 5}" for n in range(documents)]
    (directory / "index.md").write_text("# Bench\n\n```{toctree}\n" + "\n".join(names) + "\n```\n")
    for name in names:
        path = directory / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# About {name}\n\n## One\n\nText.\n\n## Two\n\nText.\n")


def render(number: int) -> RecordPage:
    """Page with a body of 3 kB, made as cheaply as can be: what is measured is the rest."""
    title = f"Paper {number} on <em>E. coli</em> &amp; more"
    return RecordPage(
        name=f"edition{number // PER_DIRECTORY}/papers/{number}",
        kind="paper",
        title=title,
        head=f'\n<meta name="citation_title" content="Paper {number} on E. coli &amp; more">' * 10,
        body=f"<h1>{title}</h1>\n" + PARAGRAPH * (3000 // len(PARAGRAPH)),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--theme", default="pydata_sphinx_theme")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--documents", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, docutils_namespace():
        directory = Path(name)
        project(directory, options.theme, options.documents)
        app = Sphinx(
            directory,
            directory,
            directory / "_build",
            directory / "_doctrees",
            "html",
            status=StringIO(),
            parallel=options.processes,
        )
        app.build()
        if not isinstance(app.builder, StandaloneHTMLBuilder):
            raise SystemExit("the html builder makes no HTML pages")
        measure(app, app.builder, options.pages)


def measure(app: Sphinx, builder: StandaloneHTMLBuilder, pages: int) -> None:
    """Print the milliseconds a page, and how many times faster than the builder that is."""
    numbers = range(pages)
    size = len(render(0).body)
    print(f"{builder.theme.name}: {pages} pages in {pages // PER_DIRECTORY} directories, {size} B")

    def timed(label: str, count: int, begun: float, cpu: float) -> float:
        wall = 1000 * (time.perf_counter() - begun) / count
        cpu = 1000 * (time.process_time() - cpu) / count
        print(f"{label:36} {wall:8.3f} ms a page, {cpu:8.3f} CPU ms in this process")
        return wall

    begun, cpu = time.perf_counter(), time.process_time()
    step = max(1, pages // BY_BUILDER)
    for number in numbers[::step]:
        page = render(number)
        builder.handle_page(page.name, page_context(page), "proceedings/record.html")
    slow = timed("handle_page", len(numbers[::step]), begun, cpu)

    shells = Shells(builder)
    begun, cpu = time.perf_counter(), time.process_time()
    for number in numbers:
        shells.page(render(number))
    filled = timed("shells, made and filled", pages, begun, cpu)
    begun, cpu = time.perf_counter(), time.process_time()
    for number in numbers:
        shells.page(render(number))
    again = timed("shells, filled", pages, begun, cpu)

    results = {"filling": again, "making and filling": filled}
    builder.parallel_ok, may_fork = False, builder.parallel_ok
    for label, forks in (("one process", False), (f"{app.parallel} processes", may_fork)):
        for directory in builder.outdir.glob("edition*/papers"):
            shutil.rmtree(directory)
        builder.parallel_ok = forks
        begun, cpu = time.perf_counter(), time.process_time()
        write_pages(app, numbers, render)
        results[f"writing, {label}"] = timed(f"write_pages, {label}", pages, begun, cpu)
    begun, cpu = time.perf_counter(), time.process_time()
    builder.parallel_ok = False
    write_pages(app, numbers, render)
    results["writing, unchanged"] = timed("write_pages again, nothing changed", pages, begun, cpu)
    for label, wall in results.items():
        print(f"{label}: {slow / wall:.0f} times as fast as handle_page")


if __name__ == "__main__":
    main()
