"""Read many PDFs at once in processes, and keep what was read by content, for the next run."""

from __future__ import annotations

import gzip
import hashlib
import json
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts
from sphinx_proceedings.pdf_audit.reading.pdf_reading import READER, read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Result = TypeVar("Result")
Given = TypeVar("Given")

_FEW = 12
"""PDFs that are read sooner than processes are started."""
_BATCH = 8
_LIMIT = 60
"""Seconds that one PDF may take; the slowest that were seen take three."""


def read_all(paths: Mapping[str, Path], cache: Path | None = None) -> dict[str, PdfFacts]:
    """Read PDFs by name; those whose content is in *cache* are not read again."""
    found: dict[str, PdfFacts] = {}
    kept: dict[str, Path] = {}
    if cache is not None:
        for name, path in paths.items():
            if place := _place(path, cache):
                kept[name] = place
                if facts := _recalled(place):
                    found[name] = facts
    missing = {name: path for name, path in paths.items() if name not in found}
    for name, facts in zip(missing, _read(list(missing.values())), strict=True):
        found[name] = facts
        if name in kept and facts.sha256:  # what ended a reader may have been the machine
            _keep(kept[name], facts)
    return {name: found[name] for name in paths}


def _read(paths: list[Path]) -> list[PdfFacts]:
    try:
        return each_file(read_pdf, paths)
    except BrokenProcessPool:  # a PDF that ends the reader itself: find out which
        return [_read_apart(path) for path in paths]


def each_file(do: Callable[[Path], Result], paths: list[Path]) -> list[Result]:
    """Call *do* with each path, in processes where there are many, and return what comes of it."""
    workers = min(os.cpu_count() or 1, 8, len(paths) // _FEW + 1)
    if workers == 1:
        return [do(path) for path in paths]
    # Fresh interpreters: what forks of a process with threads would inherit is not safe to use.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return list(pool.map(partial(limited, do, _LIMIT), paths, chunksize=_BATCH))


def limited(do: Callable[[Given], Result], seconds: int, given: Given) -> Result:
    """Call *do* in a process that was started for it, and end that when it takes too long.

    A reader that is busy inside a library hears no exception; the system's alarm ends it. Windows
    has none.
    """
    if not hasattr(signal, "alarm"):
        return do(given)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    try:
        return do(given)
    finally:
        signal.alarm(0)


def apart(do: Callable[[Given], Result], given: Given, seconds: int = _LIMIT) -> Result | None:
    """Call *do* in a process of its own, which may end with it; None when it did."""
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            return pool.submit(limited, do, seconds, given).result()
    except BrokenProcessPool:
        return None


def _read_apart(path: Path) -> PdfFacts:
    why = f"ends the program that reads it, or takes it more than {_LIMIT} s; save it anew"
    return apart(read_pdf, path) or PdfFacts(sha256="", size=0, unusable=why)


def _place(path: Path, cache: Path) -> Path | None:
    """Where the facts of a PDF are kept: by its content and by what reads it."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    return cache / READER / f"{digest}.json.gz"


def _recalled(place: Path) -> PdfFacts | None:
    try:
        return PdfFacts.from_data(json.loads(gzip.decompress(place.read_bytes())))
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return None


def _keep(place: Path, facts: PdfFacts) -> None:
    content = gzip.compress(json.dumps(facts.as_data()).encode(), 1, mtime=0)
    part = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(place)
    except OSError:  # a cache that cannot be written costs time, nothing else
        part.unlink(missing_ok=True)
