"""Writing the pages of many records, in several processes where the build allows it."""

from __future__ import annotations

import multiprocessing
import traceback
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError, SphinxParallelError
from sphinx.util import logging

from sphinx_proceedings.sphinx.shells import Shells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

    from sphinx.application import Sphinx

    from sphinx_proceedings.sphinx.shells import RecordPage

T = TypeVar("T")
logger = logging.getLogger(__name__)

# Below this the processes cost more than they save.
PARALLEL_FROM = 2_000  # pages


def write_pages(app: Sphinx, records: Sequence[T], render: Callable[[T], RecordPage]) -> list[str]:
    """Write the page of each record, and give the pages' names in the records' order.

    `render` is called where the page is written, so the bodies are made in the workers; what
    it changes there is lost. The files are the same in one process and in many.

    Raises what `render` and the builder raise: SphinxParallelError, with the same message, if it
    was in a worker; ExtensionError if two records have a page of the same name, or if the
    builder makes no HTML pages.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        raise ExtensionError(f"the builder {builder.name!r} has no pages for records")
    workers = app.parallel if builder.parallel_ok and len(records) >= PARALLEL_FROM else 1
    if workers > 1 and "fork" in multiprocessing.get_all_start_methods():
        names = _in_processes(builder, records, render, workers)
    else:
        names = _write(builder, records, render)
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise ExtensionError(f"several records have the same page: {', '.join(twice)}")
    return names


def _write(
    builder: StandaloneHTMLBuilder, records: Sequence[T], render: Callable[[T], RecordPage]
) -> list[str]:
    shells = Shells(builder)
    names = []
    for record in records:
        page = render(record)
        shells.write(page)
        names.append(page.name)
    return names


def _in_processes(
    builder: StandaloneHTMLBuilder,
    records: Sequence[T],
    render: Callable[[T], RecordPage],
    workers: int,
) -> list[str]:
    """One stretch of the records a worker: neighbours share a directory, hence its shell.

    Sphinx's ParallelTasks would wait for ever for a process that was killed, and start a new
    one for each chunk.
    """
    fork = multiprocessing.get_context("fork")
    size = -(-len(records) // workers)
    started: list[tuple[ForkProcess, Connection]] = []
    names: list[str] = []
    try:
        for start in range(0, len(records), size):
            receiving, sending = fork.Pipe(duplex=False)
            arguments = (sending, builder, records[start : start + size], render)
            process = fork.Process(target=_work, args=arguments)
            process.start()
            sending.close()  # so that the end of the worker is the end of the pipe
            started.append((process, receiving))
        for process, receiving in started:
            names += _result(process, receiving)
    finally:
        for process, receiving in started:
            process.terminate()
            process.join()
            receiving.close()
    return names


def _work(
    sending: Connection,
    builder: StandaloneHTMLBuilder,
    records: Sequence[Any],
    render: Callable[[Any], RecordPage],
) -> None:
    """Write in a worker, and send (names, log records, error and its traceback)."""
    collector = logging.LogCollector()
    names: list[str] = []
    error: tuple[str, str] | None = None
    try:
        with collector.collect():
            names = _write(builder, records, render)
    except Exception as raised:  # noqa: BLE001 - raised again by the parent
        only = traceback.format_exception_only(type(raised), raised)[-1].strip()
        error = (only, traceback.format_exc())
    logging.convert_serializable(collector.logs)
    sending.send((names, collector.logs, error))


def _result(process: ForkProcess, receiving: Connection) -> list[str]:
    """Names of a worker's pages, once it is done; what it logged is logged here."""
    names: list[str]
    try:
        names, logs, error = receiving.recv()
    except EOFError:
        process.join()
        raise SphinxParallelError(
            f"a process that wrote pages ended early (exit code {process.exitcode}); "
            "it may have run out of memory: build with fewer processes (-j)",
            "",
        ) from None
    for record in logs:
        logger.handle(record)
    if error:
        raise SphinxParallelError(*error)
    return names
