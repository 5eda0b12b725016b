"""Write the files of a folder again, out of memory: the limit of any generator.

    python bench/peers/write_bytes.py FOLDER OUT

Prints the CPU and the wall seconds of the writing alone.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main() -> None:
    """Read everything, then write it."""
    folder, out = Path(sys.argv[1]), sys.argv[2]
    files = [(str(p.relative_to(folder)), p.read_bytes()) for p in folder.rglob("*") if p.is_file()]
    cpu, wall = time.process_time(), time.perf_counter()
    for name, content in files:
        path = f"{out}/{name}"
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        os.write(file, content)
        os.close(file)
    print(time.process_time() - cpu, time.perf_counter() - wall)


if __name__ == "__main__":
    main()
