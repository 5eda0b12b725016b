"""From YAML files to a resolved Catalogue: all problems of all files in one run.

`load` never raises for bad data. When there are errors there is no catalogue.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.data_sources import Sources, read_sources
from sphinx_proceedings.loading.files.embargoes import with_embargoes
from sphinx_proceedings.loading.files.file_checks import file_problems, pdf_problems
from sphinx_proceedings.loading.files.published_paths import path_problems
from sphinx_proceedings.loading.former_address_checks import address_problems
from sphinx_proceedings.loading.frozen_editions import frozen_problems
from sphinx_proceedings.loading.known_texts import KnownTexts
from sphinx_proceedings.loading.problem_codes import Code
from sphinx_proceedings.loading.reading_cache import ReadingCache
from sphinx_proceedings.loading.reference_checks import reference_problems
from sphinx_proceedings.loading.time_checks import time_problems
from sphinx_proceedings.loading.validation import validate
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.records.pdf_decisions import PdfState
from sphinx_proceedings.phase_times import phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_proceedings.loading.files.file_checks import UnusablePdf
    from sphinx_proceedings.loading.validation import Records
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.model.richtext.node import TreeStore

__all__ = ["Loaded", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a data folder: a catalogue, or the errors that stand in its way.

    ``problems`` may hold warnings (PP201 to PP205) beside a catalogue.
    """

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    sources: Sources
    unusable: tuple[UnusablePdf, ...] = ()
    """PDFs of papers that are not there or cannot be used; the catalogue does not have them."""


def load(root: Path, *, cache: Path | None = None, texts: TreeStore | None = None) -> Loaded:
    """Read, validate and resolve all data below *root* (its layout: see the guide).

    *cache* is a folder for what files were found to hold, see `reading_cache`; None: none. *texts*
    are those that the caller has parsed itself.
    """
    reading_cache = ReadingCache(cache)
    with _without_collector():
        with phase("load"):
            sources = read_sources(root, reading_cache)
        with phase("validate"), KnownTexts(root, reading_cache) as known:
            records = validate(sources, texts or known)
        with phase("resolve"):
            catalogue = Catalogue(
                series=records.series,
                editions=with_embargoes(records.editions, sources),
                people=records.people,
                organizations=records.organizations,
                places=sources,
            )
            references = list(reference_problems(catalogue, records, sources))
            problems = [
                *sources.problems,
                *references,
                *address_problems(catalogue),
                *time_problems(catalogue, records.broken),
                *file_problems(catalogue, root),
                *path_problems(catalogue),
                *frozen_problems(catalogue, root),
            ]
            unusable, found = pdf_problems(catalogue, root)
            problems += found
            if unusable:
                catalogue = _without_pdfs(catalogue, records, unusable, sources)
    problems = [problem for problem in problems if not _is_spoilt(problem, sources)]
    problems.sort(key=lambda problem: problem.sort_key)
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return Loaded(None if wrong else catalogue, tuple(problems), sources, tuple(unusable))


def _without_pdfs(
    catalogue: Catalogue, records: Records, unusable: Iterable[UnusablePdf], sources: Sources
) -> Catalogue:
    """Return the catalogue without PDFs that cannot be offered; their papers wait for them."""
    lost = {(pdf.paper, pdf.place) for pdf in unusable}
    for paper, index in sorted(lost, reverse=True):
        sources.forget(paper, "resources", index)

    def without(paper: Paper) -> Paper:
        kept = tuple(r for at, r in enumerate(paper.resources) if (paper.key, at) not in lost)
        if len(kept) == len(paper.resources):
            return paper
        return paper.model_copy(update={"resources": kept, "pdf": PdfState.AWAITED})

    editions = (
        edition.model_copy(update={"papers": tuple(map(without, edition.papers))})
        for edition in catalogue.editions.values()
    )
    return Catalogue(
        series=records.series,
        editions=editions,
        people=records.people,
        organizations=records.organizations,
        places=sources,
    )


def _is_spoilt(problem: Problem, sources: Sources) -> bool:
    """Whether a problem comes only of characters in a value that were refused and replaced."""
    return problem.location in sources.spoilt and problem.code != Code.SYNTAX


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the garbage collector: millions of values are made and none is garbage yet."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _age_objects()
            gc.enable()


def _age_objects() -> None:
    """Make all objects old, or the collector would look at each as soon as it is on again.

    They are still collected, when the collector next looks at old ones. Where somebody else has
    frozen objects, nothing is done, for those would thaw.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
