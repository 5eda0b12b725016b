"""How much time the phases of a build take, for `proceedings build --timings` and the benchmarks.

Off unless it is asked for. A phase inside another one is not counted in that; what other processes
measure is added to what this one does.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PHASES = ("load", "validate", "resolve", "render", "exports", "search", "write")
"""In the order of a build."""

_NOTHING: AbstractContextManager[None] = nullcontext()


class PhaseTimes:
    """CPU seconds of this process by phase."""

    def __init__(self) -> None:
        self.is_on = False
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    def phase(self, name: str) -> AbstractContextManager[None]:
        """Count what is done inside as a part of a phase."""
        return self._counted(name) if self.is_on else _NOTHING

    @contextmanager
    def _counted(self, name: str) -> Iterator[None]:
        self._turn()
        self._running.append(name)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def _turn(self) -> None:
        """Count the time since the last turn for the phase that has been running."""
        now = time.process_time()
        if self._running:
            name = self._running[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    def begin(self) -> None:
        """Start from nothing: at the beginning of a build, and of a process that takes part."""
        self.seconds = {}
        self._running = []

    def add(self, seconds: Mapping[str, float]) -> None:
        """Add what another process has counted."""
        for name, more in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + more


PHASE_TIMES = PhaseTimes()
"""The one of this process: a build goes through rooms that know nothing of one another."""

phase = PHASE_TIMES.phase
