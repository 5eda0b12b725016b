"""Run every benchmark, each in a process of its own, one after the other.

    python bench/run.py [NAME … [--OPTION …]]

Figures of one run belong together: compare ratios, for a machine has other things to do.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import takewhile
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS: dict[str, list[str]] = {
    "compare": [],
    "shells": [],
    "whole_site": ["--papers", "1000", "5000", "10000"],
    "edit": [],
    "search": [],
    "volume": [],
}
"""Each with its arguments where none are given; a module of this folder."""


def main() -> None:
    """Run the benchmarks that are named, or all; stop at the first that fails."""
    names = list(takewhile(lambda given: not given.startswith("-"), sys.argv[1:]))
    options = sys.argv[1 + len(names) :]
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        arguments = options or BENCHMARKS[name]
        subprocess.run([sys.executable, HERE / f"{name}.py", *arguments], check=True)


if __name__ == "__main__":
    main()
