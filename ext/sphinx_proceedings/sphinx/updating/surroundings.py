"""A digest of all that a site is made of besides its data files.

Files are known by their sizes and by when they were last written and changed: no edit keeps that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parents[2]
_BUILT = ("__pycache__",)


def surroundings(conf: Mapping[str, Any], source: Path, data: Path, output: Path) -> str:
    """Return the digest for a site with these settings; *output* is not looked into.

    The day belongs to it, as themes and settings may print it.
    """
    source, data, output = source.resolve(), data.resolve(), output.resolve()
    facts = [
        sys.version,
        sys.platform,
        str(dt.datetime.now(tz=dt.UTC).astimezone().date()),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        *(str(path) for path in (Path.cwd(), source, data)),
        *(f"{name}={_plain(value)}" for name, value in sorted(conf.items()) if name[:2] != "__"),
        *_installed(),
    ]
    digest = hashlib.sha256("\n".join(facts).encode("utf-8", "surrogateescape"))
    for root in (_PACKAGE, source, *_named(conf, source, data)):
        for line in _files(root, skip={data, output, output.parent} - {root}):
            digest.update(line)
    for line in _files(data, skip={output}):
        if not line.partition(b"\0")[0].endswith(b".yaml"):
            digest.update(line)
    return digest.hexdigest()


def digest_of(paths: Iterable[str]) -> str:
    """Return a digest of the state that files are in; a missing one is a state too."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(_line(path))
    return digest.hexdigest()


def data_state(data: Path) -> str:
    """Return a digest of the state that all files below *data* are in."""
    digest = hashlib.sha256()
    for line in _files(data.resolve(), skip=set()):
        digest.update(line)
    return digest.hexdigest()


def _plain(value: object) -> str:
    """Return a setting as text that is the same in every run; only the type of what has no such."""
    match value:
        case dict():
            return f"{{{','.join(f'{_plain(k)}:{_plain(v)}' for k, v in value.items())}}}"
        case list() | tuple():
            return f"[{','.join(map(_plain, value))}]"
        case set() | frozenset():
            return f"<{','.join(sorted(map(_plain, value)))}>"
        case str() | int() | float() | bool() | None:
            return repr(value)
    return type(value).__name__


def _installed() -> Iterator[str]:
    """Yield the packages that Python finds, with their versions, by the names of their records."""
    for place in sys.path:
        try:
            names = os.listdir(place or ".")  # noqa: PTH208 - names are what is wanted
        except OSError:
            continue
        yield place
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _named(conf: Mapping[str, Any], source: Path, data: Path) -> Iterator[Path]:
    """Yield files and folders that settings name, but for those around the source or in it."""
    for text in sorted(set(_texts(conf))):
        if not text or len(text) > 1000 or "\0" in text or "\n" in text:
            continue
        path = Path(os.path.normpath(source / text))
        if path == data or source.is_relative_to(path) or data.is_relative_to(path):
            continue
        if os.path.lexists(path):
            yield path


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for pair in value.items():
                yield from _texts(list(pair))
        case list() | tuple() | set() | frozenset():
            for item in value:
                yield from _texts(item)


def _files(root: Path, skip: set[Path]) -> Iterator[bytes]:
    """Yield a line for each file below *root*, or for it itself; nothing hidden in folders."""
    if not root.is_dir():
        yield _line(str(root))
        return
    unwanted = {str(path) for path in skip}
    for folder, folders, names in os.walk(root, followlinks=True):
        folders[:] = sorted(
            name
            for name in folders
            if name[:1] != "." and name not in _BUILT and os.path.join(folder, name) not in unwanted  # noqa: PTH118 - plain paths, as there are thousands
        )
        for name in sorted(names):
            yield _line(os.path.join(folder, name))  # noqa: PTH118 - see above


def _line(path: str) -> bytes:
    try:
        status = os.stat(path)  # noqa: PTH116 - see above
    except OSError:
        state = "missing"
    else:
        state = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
    return os.fsencode(path) + f"\0{state}\n".encode()
