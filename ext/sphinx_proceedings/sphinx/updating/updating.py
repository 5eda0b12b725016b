"""Update the last site, or find that the whole has to be built."""

from __future__ import annotations

import multiprocessing
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from sphinx_proceedings.folders.linked_trees import link_tree, put
from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.reading_cache import ReadingCache, cache_folder
from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.richtext import Block, RichText
from sphinx_proceedings.sphinx.updating.data_files import changed_abstracts
from sphinx_proceedings.sphinx.updating.site_update import NoUpdateError, SiteUpdate, Updated
from sphinx_proceedings.sphinx.updating.surroundings import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from sphinx_proceedings.folders.linked_trees import Stamp
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.sphinx.updating.data_files import AbstractChange
    from sphinx_proceedings.sphinx.updating.kept_build import KeptBuild

MOST = 20
"""Changed abstracts of an update: beyond, it costs as much as to build the whole."""

_BLOCK: TypeAdapter[RichText] = TypeAdapter(Block)


def update(kept: KeptBuild, data: Path, output: Path, new: Path) -> KeptBuild | None:
    """Make the folder *new* from the site in *output* that was *kept*; return what to keep of it.

    None where more was changed than abstracts, or where anything is not as it was left; *new* is
    not there then.
    """
    if digest_of(kept.further_files) != kept.further:
        return None
    found = changed_abstracts(data, kept.data, ReadingCache(cache_folder()))
    if found is None or len(found[0]) > MOST:
        return None
    changes, held = found
    linking = _Linking(output, new, kept.files)
    try:
        made = _updated(kept, data, output, changes)
        if linking.ended_well():
            stamps = {**kept.files, **{path: put(new / path, c) for path, c in made.files.items()}}
            for path in made.removed:
                (new / path).unlink()
                del stamps[path]
            return replace(kept, data=held, files=stamps, search=made.search)
    except (NoUpdateError, OSError):
        linking.end()
    shutil.rmtree(new, ignore_errors=True)
    return None


def _updated(
    kept: KeptBuild, data: Path, output: Path, changes: Iterable[AbstractChange]
) -> Updated:
    if not changes:
        return Updated({}, (), kept.search)
    loaded = load(data, cache=cache_folder())
    told = {problem.code for problem in loaded.problems if problem.severity is Severity.ERROR}
    if loaded.catalogue is None or told or loaded.unusable:
        raise NoUpdateError(str(data))  # a build says what is wrong
    before = [_before(loaded.catalogue, change) for change in changes]
    return SiteUpdate(output, kept, loaded.catalogue, before).updated()


def _before(catalogue: Catalogue, change: AbstractChange) -> Paper:
    """Return a paper as it was, if what its abstract refers to is the same."""
    paper = catalogue.papers[change.paper]
    try:
        abstract = _BLOCK.validate_python(change.before)
    except ValidationError:
        raise NoUpdateError(change.paper) from None
    if paper.abstract is None or _targets(abstract) != _targets(paper.abstract):
        raise NoUpdateError(change.paper)
    return paper.model_copy(update={"abstract": abstract})


def _targets(text: RichText) -> list[tuple[str, str]]:
    return [(reference.role, reference.target) for reference in text.references]


class _Linking:
    """Links a tree while this process makes what is new; at once where it cannot be forked."""

    def __init__(self, old: Path, new: Path, files: Mapping[str, Stamp]) -> None:
        self._process: BaseProcess | None = None
        self._is_whole = False
        if "fork" in multiprocessing.get_all_start_methods():
            fork = multiprocessing.get_context("fork")
            self._process = fork.Process(target=_link, args=(old, new, files))
            self._process.start()
        else:
            self._is_whole = link_tree(old, new, files)

    def ended_well(self) -> bool:
        """Wait for the end; return whether all is there."""
        if self._process is not None:
            self._process.join()
            self._is_whole = self._process.exitcode == 0
        return self._is_whole

    def end(self) -> None:
        """Break off."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()


def _link(old: Path, new: Path, files: Mapping[str, Stamp]) -> None:
    raise SystemExit(not link_tree(old, new, files))
