"""Build a synthetic site, correct one abstract and build again; print what both took.

    python bench/edit.py --papers 1000 5000

The site after the edit is compared, byte for byte, with one that is made anew.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import synthetic
from measuring import Cost, run
from whole_site import CONF, INDEX

_EDITIONS = 4
_FIRST_WORD = re.compile(r"(abstract: \|-\n\s+)(\w+)")


def project(folder: Path, papers: int) -> Path:
    """Write a project; return the file with the papers of its second edition."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    docs.joinpath("conf.py").write_text(f"{CONF}\nproceedings_data = '../data'\n", encoding="utf-8")
    docs.joinpath("index.rst").write_text(INDEX, encoding="utf-8")
    synthetic.write(folder / "data", papers=papers, editions=_EDITIONS)
    return sorted(folder.glob("data/*/*/papers.yaml"))[1]


def edit(file: Path, number: int) -> None:
    """Put a word of its own before the abstract of the paper in the middle of a file."""
    text = file.read_text(encoding="utf-8")
    at = _FIRST_WORD.search(text, len(text) // 2)
    assert at is not None
    file.write_text(f"{text[: at.end(1)]}Corrected{number} {text[at.end(1) :]}", encoding="utf-8")


def differences(one: Path, other: Path) -> list[str]:
    """Return the files that are not in both sites with the same bytes."""
    names = {p.relative_to(f) for f in (one, other) for p in f.rglob("*") if p.is_file()}
    return [
        str(name)
        for name in sorted(names)
        if not ((one / name).exists() and (other / name).exists())
        or (one / name).read_bytes() != (other / name).read_bytes()
    ]


def measure(papers: int, edits: int) -> None:
    """Print a line for a site of so many papers."""
    command = [sys.executable, "-m", "sphinx_proceedings", "build", "html"]
    with TemporaryDirectory(prefix="bench-edit-") as directory:
        folder = Path(directory)
        file = project(folder, papers)
        cache = {"PROCEEDINGS_CACHE": os.fspath(folder / "cache")}
        whole, _ = run(command, folder, cache)
        edited: list[Cost] = []
        for number in range(edits):
            edit(file, number)
            cost, printed = run(command, folder, cache)
            if "changed file" not in printed:
                sys.exit(f"the whole site was built again:\n{printed}")
            edited.append(cost)
        run([*command, "--anew", "--output", "build/anew"], folder, cache)
        different = differences(folder / "build/html", folder / "build/anew")
        if different:
            sys.exit(f"not as made anew: {', '.join(different[:10])}")
    cpu, wall = (statistics.median(getattr(c, f) for c in edited) for f in ("cpu", "wall"))
    print(
        f"{papers:6} papers: whole {whole.cpu:5.1f} s CPU, {whole.wall:5.1f} s wall; one abstract "
        f"{cpu:5.2f} s CPU, {wall:5.2f} s wall (median of {edits}), "
        f"{whole.cpu / cpu:.1f} times less CPU time; the same bytes",
        flush=True,
    )


def main() -> None:
    """Print a line a size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--papers", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--edits", type=int, default=3)
    arguments = parser.parse_args()
    for papers in arguments.papers:
        measure(papers, arguments.edits)


if __name__ == "__main__":
    main()
