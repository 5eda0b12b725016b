"""Run every benchmark, each in a process of its own, one after the other.

    python bench/run.py [NAME …]

Figures of one run belong together: compare ratios, for a machine has other things to do.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS: dict[str, list[str]] = {
    "compare": [],
    "shells": [],
    "whole_site": ["--papers", "1000", "5000", "10000"],
    "search": [],
    "volume": [],
}
"""Each with its arguments; a module of this folder."""


def main() -> None:
    """Run the benchmarks that are named, or all; stop at the first that fails."""
    unknown = [name for name in sys.argv[1:] if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, HERE / f"{name}.py", *BENCHMARKS[name]], check=True)


if __name__ == "__main__":
    main()
