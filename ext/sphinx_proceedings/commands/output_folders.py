"""The folder that a site is built into: made beside the old one, which it replaces when whole."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError
from sphinx_proceedings.folders.exchange import NEW, replace_folder, rescue_folder
from sphinx_proceedings.folders.scratch import remove_dead, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK = ".buildinfo"
"""Sphinx puts this file into every site that it builds."""

LIST = ".built-files"
"""The files of a site, so that one that somebody has added is known from them."""

_SHOWN = 3


@contextmanager
def fresh(output: Path, *used: Path | None) -> Iterator[Path]:
    """Make a folder beside *output* for a build, ``new`` in it to become *output*.

    Refused is an *output* that was not built here, that holds files of somebody's own, or that
    lies in a folder that is *used* or around one.
    """
    place = output.resolve()

    def rescue(dead: Path) -> None:
        rescue_folder(place, dead)

    refuse_output(output, *used)
    remove_dead(place.name, place.parent, rescue=rescue)
    for path in (Path(), *used):
        if path is not None and (path.resolve() == place or place in path.resolve().parents):
            msg = f"{output} cannot be the output: building would replace {path.resolve()}"
            raise CommandError(msg)
    if place.exists() and not place.is_dir():
        raise CommandError(f"{output} is a file; choose a folder for the output")
    if place.is_dir() and any(place.iterdir()):
        _refuse_foreign(output, place)
    with ExitStack() as stack:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            making = scratch_folder(place.name, place.parent, rescue=rescue)
            scratch = stack.enter_context(making)
        except OSError as failure:
            msg = f"{output} cannot be written: {failure.strerror}"
            raise CommandError(msg) from None
        yield scratch


def refuse_output(output: Path, *used: Path | None) -> None:
    """Refuse an *output* inside a folder that is *used*: what is built is no source.

    The folder that the command runs in may be used whole, with ``conf.py`` at its top; there is no
    other place for the output then, and ``exclude_patterns`` keeps Sphinx out of it.
    """
    place = output.resolve()
    for path in used:
        if path is None or path.resolve() == Path.cwd():
            continue
        if path.resolve() in place.parents:
            msg = (
                f"{output} cannot be the output: it lies in {path}, from which is built; "
                "choose a folder beside it, such as build/"
            )
            raise CommandError(msg)


def replace(output: Path, scratch: Path, files: Iterable[str] | None = None) -> list[str]:
    """Put ``scratch/new`` in the place of *output*, whole or not at all; return its files.

    They are looked for unless they are known.
    """
    new = scratch / NEW
    listed = _files(new) if files is None else sorted(files)
    new.joinpath(LIST).write_text("".join(f"{name}\n" for name in listed), encoding="utf-8")
    replace_folder(output.resolve(), scratch)
    return listed


def _files(folder: Path) -> list[str]:
    """Return the paths of all files below *folder*; by plain text, as there are many of them."""
    start = len(os.path.join(folder, ""))  # noqa: PTH118 - a Path has no separator at its end
    found = []
    for where, _, names in os.walk(folder):
        inner = where[start:].replace(os.sep, "/")
        found += [f"{inner}/{name}" if inner else name for name in names]
    return sorted(found)


def _refuse_foreign(output: Path, place: Path) -> None:
    """Refuse a folder with files in it that no build has put there."""
    if not (place / _MARK).exists():
        msg = f"{output} holds something that was not built here; empty it or choose another folder"
        raise CommandError(msg)
    try:
        built = set((place / LIST).read_text("utf-8").splitlines())
    except FileNotFoundError:
        built = None
    except (OSError, UnicodeDecodeError) as failure:
        raise CommandError(f"{output / LIST} cannot be read: {failure}; remove it") from None
    foreign = [*_foreign(_files(place), built)]
    if not foreign:
        return
    shown = ", ".join(str(output / name) for name in foreign[:_SHOWN])
    more = f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
    raise CommandError(
        f"{shown}{more}: not made by a build, which would delete it; move it away, or let conf.py "
        "add it to each site (html_extra_path)"
    )


def _foreign(files: Iterable[str], built: set[str] | None) -> Iterator[str]:
    """Yield files, and hidden folders of them, that no build has made."""
    seen = set()
    for name in files:
        top = name.partition("/")[0]
        own = name in {LIST, _MARK}
        if built is None:  # by an earlier release: only what no build makes is known
            own = name != "CNAME" and (not top.startswith(".") or top in {_MARK, ".nojekyll"})
        shown = top if top.startswith(".") and top != name else name
        if not own and (built is None or name not in built) and shown not in seen:
            seen.add(shown)
            yield shown
