"""How much time the phases of a build take, for `proceedings build --timings` and the benchmarks.

Off unless it is asked for. A phase inside another one is not counted in that; what other processes
measure is added to what this one does.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PHASES = ("load", "validate", "resolve", "render", "exports", "search", "write")
"""In the order of a build."""

_NOTHING: AbstractContextManager[None] = nullcontext()


class _Counted(AbstractContextManager[None]):
    """A phase: there are tens of thousands, and a generator for each costs more than the turn."""

    __slots__ = ("_name", "_times")

    def __init__(self, times: PhaseTimes, name: str) -> None:
        self._times, self._name = times, name

    def __enter__(self) -> None:
        self._times.enter(self._name)

    def __exit__(self, *_: object) -> None:
        self._times.leave()


class PhaseTimes:
    """CPU seconds of this process by phase."""

    def __init__(self) -> None:
        self.is_on = False
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    def phase(self, name: str) -> AbstractContextManager[None]:
        """Count what is done inside as a part of a phase."""
        return _Counted(self, name) if self.is_on else _NOTHING

    def enter(self, name: str) -> None:
        """Begin a phase inside the one that is running."""
        self._turn()
        self._running.append(name)

    def leave(self) -> None:
        """End the phase that was begun last."""
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
