"""Build a synthetic site of many papers completely, and print what a page costs.

    python bench/whole_site.py --papers 10000

Each line is one build in a process of its own, into a fresh directory; the last line compares a
record page with the same page made by the builder itself, in one run on one machine.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import synthetic

CONF = """
project = "Synthetic"
extensions = ["sphinx_proceedings"]
exclude_patterns = ["data"]
html_theme = "pydata_sphinx_theme"
proceedings_data = "data"
"""
INDEX = "Synthetic\n=========\n\n.. proc:editions::\n"

# Run in the build's own process, so that the site's Python objects are at hand.
_ONE_BY_ONE = """
import sys, time
from sphinx.application import Sphinx
from sphinx_proceedings.sphinx.publishing.generated_pages import Renderer, jobs
from sphinx_proceedings.sphinx.shells.page_shells import Shells
from sphinx_proceedings.sphinx.site.site import Site

app = Sphinx(sys.argv[1], sys.argv[1], sys.argv[2], sys.argv[2] + ".doctrees", "html", status=None)
app.build()  # sets the builder up; what it writes is not counted
site = Site.of(app)
render, shells = Renderer(site), Shells(app.builder)
wanted = [job for job in jobs(site) if job.kind in ("paper", "person")][:400]
pages = [render(job) for job in wanted]
for page in pages[:5]:
    shells.page(page)
begin = time.process_time()
for page in pages:
    shells.page(page)
filled = time.process_time() - begin
begin = time.process_time()
for page in pages[:50]:
    shells._handle_page(page)
handled = (time.process_time() - begin) / 50 * len(pages)
begin = time.process_time()
for job in wanted:
    render(job)
rendered = time.process_time() - begin
print(len(pages), rendered, filled, handled)
"""


def project(folder: Path, papers: int, editions: int) -> None:
    """Write a project with synthetic data."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.rst").write_text(INDEX, encoding="utf-8")
    synthetic.write(folder / "data", papers=papers, editions=editions)


def build(folder: Path, workers: int, *, exports: bool) -> tuple[float, float, int, float]:
    """Build; return wall seconds, CPU seconds, pages, and the largest process's megabytes."""
    out = folder / f"_site{workers}{exports}"
    options = ["-D", f"proceedings_exports={int(exports)}"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "-n",
            "-j",
            str(workers),
            *options,
            folder,
            out,
        ],
        check=True,
    )
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = sum(1 for _ in out.rglob("*.html"))
    return wall, cpu, pages, after.ru_maxrss / 1024


def main() -> None:
    """Print one line a build."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--papers", type=int, nargs="+", default=[1000, 5000, 10_000])
    parser.add_argument("--editions", type=int, default=4)
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="bench-site-") as directory:
        for papers in arguments.papers:
            folder = Path(directory, str(papers))
            project(folder, papers, arguments.editions)
            for workers in arguments.workers:
                for exports in (False, True):
                    wall, cpu, pages, peak = build(folder, workers, exports=exports)
                    what = "pages and all exports" if exports else "pages"
                    print(
                        f"{papers:6} papers, {pages:6} {what}, {workers} processes: "
                        f"{wall:5.1f} s wall, {cpu:5.1f} s CPU, "
                        f"{1000 * cpu / pages:.2f} ms CPU a page, {peak:.0f} MB",
                        flush=True,
                    )
        folder = Path(directory, str(min(arguments.papers)))
        done = subprocess.run(
            [sys.executable, "-c", _ONE_BY_ONE, folder, folder / "_one"],
            check=True,
            capture_output=True,
            text=True,
        )
        count, rendered, filled, handled = map(float, done.stdout.split())
        print(
            f"a record page: {1000 * rendered / count:.2f} ms its content, "
            f"{1000 * filled / count:.3f} ms its shell; "
            f"{1000 * handled / count:.2f} ms by the builder instead, "
            f"{(rendered + handled) / (rendered + filled):.1f} times the whole"
        )


if __name__ == "__main__":
    main()
