"""Remove the files of an earlier build that this one no longer makes: a renamed paper's, say.

A file goes only if our list has it, it lies in the output folder, and it is still as we left it.
A build that fails, or has warnings that count as errors, removes nothing and forgets nothing.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.output.build_manifest import BuildManifest, register_file
from sphinx_proceedings.sphinx.publishing.published_files import added_by_project
from sphinx_proceedings.sphinx.site.list_data import FOLDER as LISTS
from sphinx_proceedings.sphinx.site.looks import FOLDER as LOOKS
from sphinx_proceedings.sphinx.site.photos import FOLDER as PICTURES
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

logger = logging.getLogger(__name__)

# Folders of Sphinx's and of themes begin with "_", what is hidden with "."; a drive has a colon.
_OURS = re.compile(rf"(?:[^._/\\:][^/\\:]*|{PICTURES}|{LOOKS}|{LISTS})(?:/[^/\\]+)*")


def begin_list(app: Sphinx, builder: Builder) -> None:
    """Handle write-started: note from now on what is made; pictures are there already."""
    if not has_records(builder):
        return
    _files_of(app).begin()
    for picture in Site.of(app).pictures.values():
        for _, name in picture.files:
            path = f"{app.outdir}/{name}"
            register_file(path, os.stat(path).st_size)  # noqa: PTH116 - there may be many


def remove_stale(app: Sphinx, error: Exception | None) -> None:
    """Handle build-finished, after everybody else: remove what is no longer made."""
    files = _files_of(app)
    if not files.end() or error is not None or _has_failed(app):
        return
    try:
        made = files.now()
        stale = {path: size for path, size in files.before().items() if path not in made}
        count = 0
        if stale:
            listed = files.last.stat().st_mtime_ns
            for place, size in _removable(app, stale, made):
                count += _remove(files.outdir, place, size, listed)
        files.commit(made)
    except OSError as failure:
        msg = f"cannot remove what is no longer made: {failure.filename}: {failure.strerror}"
        raise SphinxError(msg) from failure
    if count:
        logger.info("proceedings: %d files that are no longer made are removed", count)


def _files_of(app: Sphinx) -> BuildManifest:
    return BuildManifest(Path(app.outdir), Path(app.doctreedir), app.builder.name)


def _has_failed(app: Sphinx) -> bool:
    """Whether the build will end with a status that is not 0; Sphinx says so only afterwards."""
    strict = getattr(app, "_fail_on_warnings", False)
    return bool(app.statuscode or (strict and getattr(app, "_warncount", 0)))


def _removable(
    app: Sphinx, stale: Mapping[str, int], made: Mapping[str, int]
) -> Iterator[tuple[Path, int]]:
    """Yield the places and sizes of listed files that may go: in the site, and nobody else's."""
    root, data = Path(app.outdir), Settings.of(app.config).folder(app).resolve()
    others = _of_others(app, stale)
    # Where 5A.html and 5a.html are one file, renaming one to the other makes it anew.
    folded = {path.casefold(): path for path in made}
    for path, size in stale.items():
        place = root / path
        # A way through ".." or a link leads out of the site, wherever it leads.
        if not _OURS.fullmatch(path) or place.parent.resolve() != place.parent:
            continue
        # In the data, our copy of a file may be the file itself.
        if place in others or data in place.parents:
            continue
        twin = folded.get(path.casefold())
        if twin is None or not place.exists() or not place.samefile(root / twin):
            yield place, size


def _remove(root: Path, place: Path, size: int, listed: int) -> bool:
    """Remove a file if it is as we left it, and the folders that are empty then.

    *listed* is when it was listed, in ns.
    """
    if not _is_as_left(place, size, listed):
        return False
    place.unlink()
    for folder in place.parents:
        if folder == root:
            break
        try:
            folder.rmdir()
        except OSError:
            break  # something is in it
    return True


def _is_as_left(place: Path, size: int, listed: int) -> bool:
    """Whether a file is the one that was listed, and not written by anybody since then."""
    try:
        found = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    # A copy has the age of its original; one restored from a cache has but its own time.
    written = min(found.st_mtime_ns, found.st_ctime_ns)
    return stat.S_ISREG(found.st_mode) and found.st_size == size and written <= listed


def _of_others(app: Sphinx, paths: Iterable[str]) -> set[Path]:
    """Return the places of authored pages, and of files that the project adds as they are."""
    builder, root = app.builder, Path(app.outdir)
    places: set[Path] = set()
    if isinstance(builder, StandaloneHTMLBuilder):
        places.update(Path(builder.get_outfilename(name)) for name in app.env.found_docs)
    places.update(root / path for path in added_by_project(app, paths))
    return places
