"""Do a list of work in several processes: each its own stretch, then what the others have left."""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sphinx.errors import SphinxParallelError
from sphinx.util import logging

from sphinx_proceedings.phase_times import PHASE_TIMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, ForkProcess
    from multiprocessing.sharedctypes import SynchronizedArray

T = TypeVar("T")
R = TypeVar("R")
logger = logging.getLogger(__name__)


def can_share() -> bool:
    """Whether this system copies a process as it is, so that work needs no sending."""
    return "fork" in multiprocessing.get_all_start_methods()


def run_forked(work: Sequence[T], do: Callable[[T], R], workers: int) -> list[R]:
    """Return ``[do(each) for each in work]``, done in *workers* processes.

    Neighbours are done by one process, in order, as long as it has a stretch of its own: what
    `do` remembers of one serves the next. What it changes is lost, but for what it returns.

    Raises:
        SphinxParallelError: what `do` raised, with its message; or a process was killed.
    """
    fork = multiprocessing.get_context("fork")
    share = _Share(fork, len(work), workers)
    started: dict[Connection, ForkProcess] = {}
    found: dict[int, R] = {}
    try:
        for number in range(workers):
            receiving, sending = fork.Pipe(duplex=False)
            process = fork.Process(target=_work, args=(sending, work, do, share, number))
            process.start()
            sending.close()  # so that the end of the worker is the end of the pipe
            started[receiving] = process
        waiting = list(started)
        while waiting:
            for connection in cast("list[Connection]", wait(waiting)):
                found |= _result(started[connection], connection)
                waiting.remove(connection)
    finally:
        for receiving, process in started.items():
            process.terminate()
            process.join()
            receiving.close()
    return [found[index] for index in range(len(work))]


@dataclass(frozen=True, slots=True)
class _Done:
    """What a worker sends at its end: results by index, logs, error and traceback, phase times."""

    results: dict[int, Any]
    logs: list[Any]
    error: tuple[str, str] | None
    times: dict[str, float]


class _Share:
    """Which of the work is still to do, told to each worker once: shared by the processes.

    Sphinx's ParallelTasks would deal the work out beforehand, wait for ever for a process that was
    killed, and start a new one for each chunk.
    """

    def __init__(self, fork: ForkContext, count: int, workers: int) -> None:
        bounds = [count * number // workers for number in range(workers + 1)]
        # Pairs of where the stretch of a worker begins and ends now.
        pairs = [bound for pair in pairwise(bounds) for bound in pair]
        self._ends: SynchronizedArray[int] = fork.Array("q", pairs)

    def taken_by(self, worker: int) -> Iterator[int]:
        """Yield the indexes for a worker: its own from the front, then others' from the back."""
        while (index := self._take(worker)) is not None:
            yield index

    def _take(self, worker: int) -> int | None:
        with self._ends.get_lock():
            ends = cast("list[int]", self._ends.get_obj())
            if ends[2 * worker] < ends[2 * worker + 1]:
                ends[2 * worker] += 1
                return ends[2 * worker] - 1
            left = [end - begin for begin, end in zip(ends[::2], ends[1::2], strict=True)]
            longest = left.index(max(left))
            if not left[longest]:
                return None
            ends[2 * longest + 1] -= 1
            return ends[2 * longest + 1]


def _work(
    sending: Connection,
    work: Sequence[Any],
    do: Callable[[Any], Any],
    share: _Share,
    number: int,
) -> None:
    """Work in a process until there is nothing left, and send what came of it."""
    collector = logging.LogCollector()
    results: dict[int, Any] = {}
    error: tuple[str, str] | None = None
    PHASE_TIMES.begin()
    gc.disable()  # a twelfth of the time; what pages leave behind has no cycles
    try:
        with collector.collect():
            for index in share.taken_by(number):
                results[index] = do(work[index])
    except Exception as raised:  # noqa: BLE001 - raised again by the parent
        only = traceback.format_exception_only(type(raised), raised)[-1].strip()
        error = (only, traceback.format_exc())
    logging.convert_serializable(collector.logs)
    sending.send(_Done(results, collector.logs, error, PHASE_TIMES.seconds))


def _result(process: ForkProcess, receiving: Connection) -> dict[int, Any]:
    """Return a worker's results by index, once it has ended; what it logged is logged here."""
    try:
        done: _Done = receiving.recv()
    except EOFError:
        process.join()
        raise SphinxParallelError(
            f"a process that wrote pages ended early (exit code {process.exitcode}); "
            "it may have run out of memory: build with fewer processes (-j)",
            "",
        ) from None
    PHASE_TIMES.add(done.times)
    for record in done.logs:
        logger.handle(record)
    if done.error:
        raise SphinxParallelError(*done.error)
    return done.results
