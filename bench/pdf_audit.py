"""What holding every PDF against every record costs, the first time and again.

    python bench/pdf_audit.py [500] [--pages 8]

Papers are set by Typst as the tests set them, in six layouts, a hundred different ones; each file
is made different by a comment behind its end, so that each is read. The PDFs of a third of the
records are shifted by one, as in a range that is one record off.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

from sphinx_proceedings.loading import load
from sphinx_proceedings.pdf_audit.audit import Options, audit

HERE = Path(__file__).parent
DIFFERENT = 100


def module(path: Path) -> ModuleType:
    """Load a module that is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def write(root: Path, count: int, pages: int) -> None:
    """Write an edition of *count* papers with their PDFs."""
    papers = module(HERE.parent / "tests/unit/pdf_audit/typeset_papers.py")
    synthetic = module(HERE / "synthetic.py")
    import random  # noqa: PLC0415 - the same papers each time

    chance = random.Random(7)  # noqa: S311 - no secret
    people = synthetic.authors(count, chance)
    folder = root / "bench" / "2024"
    (folder / "pdf").mkdir(parents=True)
    (root / "bench" / "series.yaml").write_text("title: Bench\nshort_title: B\n")
    (folder / "edition.yaml").write_text("title: Bench 2024\nshort_title: B 2024\n")
    names = [f"{number}.pdf" for number in range(count)]
    third = slice(count // 3, 2 * count // 3)
    names[third] = [*names[third][1:], names[third][0]]
    lines = ["papers:\n"]
    for number in range(count):
        made = papers.MadePaper(
            title=synthetic._title(chance, number),  # noqa: SLF001 - a sibling script
            authors=tuple(person.name for person in chance.sample(people, 4)),
            abstract=papers.abstract(number),
            layout=papers.LAYOUTS[number % len(papers.LAYOUTS)],
            pages=pages,
            seed=number % DIFFERENT,
        )
        (folder / "pdf" / f"{number}.pdf").write_bytes(made.pdf())
        lines.append(
            f"- id: p{number}\n  title: {json.dumps(made.title)}\n"
            f"  authors: {json.dumps([{'name': name} for name in made.authors])}\n"
            f"  abstract: {json.dumps(made.abstract)}\n"
            f"  resources: [{{type: pdf, file: pdf/{names[number]}}}]\n"
        )
    (folder / "papers.yaml").write_text("".join(lines), encoding="utf-8")


def worked() -> float:
    """Return the seconds that processors worked for this process and those that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    """Make the edition, audit it twice, print seconds and findings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=500)
    parser.add_argument("--pages", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "data", Path(folder) / "cache"
        write(root, options.count, options.pages)
        catalogue = load(root).catalogue
        assert catalogue is not None
        edition = catalogue.editions["bench/2024"]
        for run in ("first", "again"):
            begun, before = time.monotonic(), worked()
            made = audit(edition, root, options=Options(cache))
            seconds, work = time.monotonic() - begun, worked() - before
            codes: dict[str, int] = {}
            for finding in made.findings:
                codes[str(finding.code)] = codes.get(str(finding.code), 0) + 1
            pages = sum(fact.pages for fact in made.facts.values())
            print(
                f"{run}: {len(made.facts)} PDFs, {pages} pages, {seconds:.1f} s "
                f"({work:.1f} s of processors), {codes}"
            )


if __name__ == "__main__":
    main()
