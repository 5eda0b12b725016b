"""Check that no two things are published at one path: files of the data, and what the site writes.

Paths that differ only in letter case or Unicode form are one where the site may be stored.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.files.file_checks import Use, files_of
from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.model.addresses import CARD, METADATA_FOLDER, WRITTEN_ENDINGS, address
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk


def path_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for each offered file whose path is taken."""
    for edition in catalogue.editions.values():
        taken = _written(edition)
        first: dict[str, tuple[str, str]] = {}
        for steps, name, use in files_of(edition):
            if use is Use.IMAGE:  # those are made anew, elsewhere
                continue
            place = catalogue.locate(edition.key, *steps)
            path = folded(name)
            other, where = first.setdefault(path, (name, f"{place}"))
            message = ""
            if path.partition("/")[0] == METADATA_FOLDER:
                message = f"lies in {METADATA_FOLDER}/, where the site puts what it writes itself"
            elif path in taken:
                message = f"would take the place of {taken[path]}, which the site writes itself"
            elif other != name:
                message = f"and {shown(other)} ({where}) are one file on some computers"
            if message:
                hint = "rename it, or put it into another folder"
                yield error(place, Code.BAD_FILE, f"file {shown(name)} {message}", hint)


def folded(path: str) -> str:
    """Return what is the same for all paths that may be one file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _written(edition: Edition) -> dict[str, str]:
    """Return what is written beside the pages of an edition, as seen from its folder."""
    records: tuple[Paper | Talk, ...] = (*edition.papers, *edition.talks)
    names = [address(record).page.removeprefix(f"{edition.key}/") for record in records]
    written = [CARD, *(f"{name}{ending}" for name in names for ending in WRITTEN_ENDINGS)]
    return {folded(path): path for path in written}
