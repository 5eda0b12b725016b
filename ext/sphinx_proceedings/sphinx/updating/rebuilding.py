"""A build that may find most of its site made: by an update if it can, and kept for the next."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.folders.linked_trees import stamps_of
from sphinx_proceedings.loading.reading_cache import ReadingCache, cache_folder
from sphinx_proceedings.sphinx.output.build_notes import BUILD_NOTES
from sphinx_proceedings.sphinx.updating.data_files import held
from sphinx_proceedings.sphinx.updating.kept_build import SEARCH, SITE, KeptBuild
from sphinx_proceedings.sphinx.updating.surroundings import data_state, digest_of, surroundings
from sphinx_proceedings.sphinx.updating.updating import update

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class Rebuilding:
    """A build of the site in *output* with the settings *conf* of its conf.py."""

    def __init__(self, conf: Mapping[str, Any], source: Path, data: Path, output: Path) -> None:
        self._places = (conf, source, data, output)
        self._data = data
        self._output = output
        self._before = self._state()
        self.changed = 0
        """Files that an update has made, or made no longer."""

    def _state(self) -> tuple[str, str]:
        return surroundings(*self._places), data_state(self._data)

    def update(self, new: Path) -> KeptBuild | None:
        """Make the folder *new* out of the site that there is; None if the whole is to be built."""
        kept = KeptBuild.find(self._output, self._before[0])
        made = None if kept is None else update(kept, self._data, self._output, new)
        if kept is not None and made is not None:
            before, now = set(kept.files.items()), set(made.files.items())
            self.changed = len({path for path, _ in before ^ now})
        return made

    def keep_updated(self, updated: KeptBuild) -> None:
        """Keep an update for the next build."""
        updated.keep(self._output, self._before[0])

    @contextmanager
    def noting(self, folder: Path) -> Iterator[None]:
        """Let the build within leave its notes in *folder*, and no build after it."""
        BUILD_NOTES.folder = folder
        try:
            yield
        finally:
            BUILD_NOTES.folder = None

    def keep(self, list_name: str) -> None:
        """Keep the build that has ended for the next, unless anything was changed meanwhile.

        To be called while its notes are taken (`noting`).
        *list_name* is a file in the site that each build writes by itself.
        """
        site, search = BUILD_NOTES.get(SITE), BUILD_NOTES.get(SEARCH)
        if site is None or cache_folder() is None or self._state() != self._before:
            return
        data = held(self._data, ReadingCache(cache_folder()))
        if data is None:
            return
        files = stamps_of(self._output)
        files.pop(list_name, None)
        kept = KeptBuild(
            site=site, search=search, further=digest_of(site[2]), data=data, files=files
        )
        kept.keep(self._output, self._before[0])
