"""What it costs to import a spreadsheet of papers, the first time and again.

    python bench/import_table.py [1500] [--markup]

The papers are those of ``synthetic.py``; the command is run as a user runs it. The goal is 5 s and
300 MB for 1,500 papers, read, merged and written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
from pathlib import Path

from measuring import run
from synthetic import _abstract, _title, authors

from sphinx_proceedings.exporting.formats.spreadsheets.text_workbook import Sheet, workbook

EDITION = "bench/2030"
COLUMNS = [("id", 6), ("title", 60), ("authors", 60), ("abstract", 80)]


MARKUP = (
    r"We propose \textbf{Foo}, which gains \emph{accuracy} by 5\% over $O(n^2)$~\cite{smith2020}. ",
    "Using <i>H</i><sub>2</sub>O &amp; CO<sub>2</sub>, R&amp;D gains 10% at $5 per unit. ",
    r"Let $f\colon \mathcal{X}\to\mathbb{R}$; then $\|f\|_\infty \le \sqrt{d}$. ",
    r"Schr\"odinger and Erd\H{o}s --- ``quoted'' --- are cited \citep[see][]{x}. ",
    '<p>First.</p><p>Second with <b>bold</b> and <a href="https://example.org/x">a link</a>.</p> ',
)
"""What abstracts are full of that come from review systems."""


def write(file: Path, count: int, *, markup: bool = False) -> None:
    """Write a workbook with a row a paper; with *markup*, its abstracts are full of it."""
    chance = random.Random(7)  # noqa: S311 - no secret; the same papers each time
    people = authors(count, chance)
    rows = [
        (
            str(number),
            _title(chance, number),
            "; ".join(person.name for person in chance.sample(people, 4)),
            "".join(chance.choice(MARKUP) for _ in range(6 * markup)) + _abstract(chance, number),
        )
        for number in range(1, count + 1)
    ]
    day = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    file.write_bytes(workbook([Sheet("papers", COLUMNS, rows)], day))


def main() -> None:
    """Import into an empty folder, then again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="?", type=int, default=1500)
    parser.add_argument("--markup", action="store_true", help="abstracts in LaTeX and HTML")
    arguments = parser.parse_args()
    count = arguments.papers
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "papers.xlsx", count, markup=arguments.markup)
        command = [sys.executable, "-m", "sphinx_proceedings", "import", "papers.xlsx"]
        command += ["--accepted", "all"]
        for which in ("first", "again"):
            cost, printed = run([*command, "--edition", EDITION], folder)
            last = printed.strip().splitlines()[-1]
            print(
                f"{count} papers, {which}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s, "
                f"{cost.memory:.0f} MB ({last})"
            )


if __name__ == "__main__":
    main()
