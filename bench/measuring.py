"""Run a command and say what it took: CPU, wall, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds; megabytes at the peak (0: not known on this system)."""

    cpu: float
    wall: float
    memory: float


def run(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> tuple[Cost, str]:
    """Run *command* in *folder*; return what it took and what it printed. It must succeed."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = _Peak(process.pid)
    peak.start()
    assert process.stdout is not None
    printed = process.stdout.read()
    # wait4 tells of this child and of those that it waited for.
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak.ended.set()
    peak.join()
    if process.returncode:
        raise SystemExit(f"{command[0]} failed:\n{printed[-2000:]}")
    cpu = used.ru_utime + used.ru_stime
    return Cost(cpu, time.perf_counter() - begun, peak.megabytes), printed


class _Peak(threading.Thread):
    """Looks at the memory of a process and its descendants; shared pages count once (PSS)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.megabytes = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        """Look until the process has ended."""
        while not self.ended.wait(_EVERY):
            kilobytes = sum(_proportional(pid) for pid in _family(self._pid))
            self.megabytes = max(self.megabytes, kilobytes / 1024)


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for tasks in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting += map(int, tasks.read_text("ascii").split())
            except OSError:
                continue
    return found


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # it has ended, or this system does not tell
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
