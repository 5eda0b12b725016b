"""Publish the files that data names (PDFs, slides, supplements): they lie beside the pages.

What may be published was settled when the data was loaded (`loading.files`): the file is inside
the data folder, and of a kind that runs nowhere.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from sphinx_proceedings.loading.files.offered_kinds import published_bytes
from sphinx_proceedings.loading.files.published_paths import folded
from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.domain import ProceedingsDomain
from sphinx_proceedings.sphinx.output.build_manifest import register_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.papers import Panel, Paper, Talk


def published_files(catalogue: Catalogue) -> Iterator[str]:
    """Yield each file to be published, relative to the data folder and to the site alike.

    Those of a paper that was withdrawn are not, but for what its notices bring.
    """
    for edition in catalogue.editions.values():
        records: tuple[Paper | Talk | Panel, ...] = (
            *(paper for paper in edition.papers if not paper.withdrawn),
            *edition.talks,
            *edition.panels,
        )
        names = [resource.file for record in records for resource in record.resources]
        names += [notice.file for paper in edition.papers for notice in paper.notices]
        names += [edition.volume.file] if edition.volume else []
        for name in dict.fromkeys(names):
            if name is not None:
                yield f"{edition.key}/{name}"


def copy_files(app: Sphinx) -> None:
    """Copy every published file into the site, where it is not there already."""
    root = Settings.of(app.config).folder(app)
    for name in published_files(ProceedingsDomain.of(app.env).catalogue):
        source, target = root / name, Path(app.outdir, name)
        found = source.stat()
        if not _is_copy(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            content = published_bytes(source)
            if content is None:
                shutil.copyfile(source, target)  # not its mode: no server is to run it
            elif not (target.exists() and target.samefile(source)):
                target.write_bytes(content)
            os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))
        register_file(f"{app.outdir}/{name}", target.stat().st_size)


def added_by_project(app: Sphinx, paths: Iterable[str]) -> set[str]:
    """Return at which of *paths* in the site, or at its root, the project puts files of its own."""
    found: set[str] = set()
    for entry in app.config.html_extra_path:
        extra = Path(app.confdir, entry)
        if extra.is_dir():
            found |= {path for path in paths if (extra / path).exists()}
        else:
            found.add(extra.name)
    return found


def check_files(app: Sphinx, error: Exception | None) -> None:
    """Handle build-finished: each published file is there, as it is, and alone at its path.

    Loading knows what we write beside records; this sees what else is in the site: authored pages,
    files that the project adds (html_extra_path), those of other extensions.

    Raises:
        SphinxError: something else was written to the path of a file, or to one that differs from
            it in letter case only.
    """
    if error is not None or not has_records(app.builder):
        return
    root, site = Settings.of(app.config).folder(app), Path(app.outdir)

    @cache
    def entries(folder: Path) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - names are what is wanted
            found.setdefault(folded(name), []).append(name)
        return found

    names = list(published_files(ProceedingsDomain.of(app.env).catalogue))
    added = added_by_project(app, names)
    for name in names:
        if name in added or not _is_copy(root / name, site / name):
            msg = f"{root / name} is not published: something else is written to {name}; rename one"
            raise SphinxError(msg)
        folder = site
        for part in Path(name).parts:
            others = entries(folder)[folded(part)]
            if len(others) > 1:
                both = " and ".join(str(folder / other) for other in others)
                raise SphinxError(f"{both} are one on some computers; rename one ({root / name})")
            folder /= part


def _is_copy(source: Path, target: Path) -> bool:
    """Whether *target* was made of *source*; what is published of a picture is smaller."""
    return target.is_file() and source.stat().st_mtime_ns == target.stat().st_mtime_ns
