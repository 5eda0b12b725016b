"""Publish the files that data names (PDFs, slides, supplements): they lie beside the pages.

What may be published was settled when the data was loaded (`loading.files`): the file is inside
the data folder and what its ending says.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.domain import ProceedingsDomain
from sphinx_proceedings.sphinx.output.build_manifest import register_file

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        register_file(f"{app.outdir}/{name}", found.st_size)
        if not target.is_file() or target.stat().st_mtime_ns != found.st_mtime_ns:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
