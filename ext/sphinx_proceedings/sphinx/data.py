"""Load the Catalogue once a build and say, on every build, what is wrong with the data."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError
from sphinx.util import logging

from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.frozen_editions import archival
from sphinx_proceedings.loading.problem_codes import Code
from sphinx_proceedings.loading.reading_cache import cache_folder
from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.domain import ProceedingsDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem

logger = logging.getLogger(__name__)


class InvalidDataError(SystemExit):
    """Ends the build before anything is written: half a site is no site.

    A SystemExit, because Sphinx turns every other exception into status 2 with a report of a
    crash, where bad data is to give status 1 and its located lines alone.
    """

    def __init__(self, count: int, root: Path) -> None:
        super().__init__(1)
        self.count = count
        self.root = root

    def __str__(self) -> str:
        noun = "problem" if self.count == 1 else "problems"
        return f"{self.count} {noun} in the data below {self.root}; nothing was built."


def load_catalogue(app: Sphinx) -> None:
    """Handle builder-inited: give the domain its Catalogue, or report and stop."""
    domain = ProceedingsDomain.of(app.env)
    settings = Settings.of(app.config)
    root = settings.folder(app)
    loaded = load(root, cache=cache_folder())
    insisted = [problem for problem in loaded.problems if settings.strict and _is_lost(problem)]
    for problem in loaded.problems:
        # The place is part of the message: Sphinx knows no columns and would add a wrong suffix.
        if problem.severity is Severity.ERROR or problem in insisted:
            logger.warning("%s", problem, type="proceedings", subtype=problem.code)
        elif problem.code == Code.UNUSABLE_PDF:
            # Whoever builds is to see it, though it is no reason to publish nothing.
            sys.stderr.write(f"{problem}\n")
        else:  # a warning is for `proceedings check` to insist on
            logger.info("%s", problem)
    if loaded.catalogue is None or insisted:
        count = sum(problem.severity is Severity.ERROR for problem in loaded.problems)
        count += len(insisted)
        invalid = InvalidDataError(count, root)
        logger.error("%s", invalid)
        raise invalid
    catalogue = _chosen(app, loaded.catalogue, root)
    domain.set_catalogue(catalogue, _digest(loaded.sources.files))
    gc.freeze()  # records live as long as the build: the collector need not look at them again
    logger.info(
        "proceedings: %d editions, %d papers, %d talks, %d people",
        len(catalogue.editions),
        len(catalogue.papers),
        len(catalogue.talks),
        len(catalogue.people),
    )


def _is_lost(problem: Problem) -> bool:
    """Whether a published edition lacks a PDF that its data names or still awaits."""
    return problem.code == Code.UNUSABLE_PDF and problem.severity is Severity.WARNING


def _chosen(app: Sphinx, catalogue: Catalogue, root: Path) -> Catalogue:
    """Return the whole Catalogue, or the edition that the setting `only` names."""
    only = Settings.of(app.config).only
    if not only:
        return catalogue
    edition = catalogue.editions.get(only)
    if edition is None:
        known = ", ".join(catalogue.editions) or "none"
        raise ConfigError(f"proceedings_only: there is no edition {only!r}; there are: {known}")
    return archival(catalogue, edition, root)


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Handle env-get-outdated: pages that show data are read again when data changed."""
    del app, added, changed, removed
    return ProceedingsDomain.of(env).outdated()


def _digest(files: Iterable[Path]) -> str:
    """Return a digest of the data files' names and content."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(os.fsencode(file.as_posix()))
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
