"""Load the data for a subcommand that can do nothing without it, and find what is asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_proceedings.loading import Loaded
    from sphinx_proceedings.loading.data_sources import Sources
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition


def read(data: Path, failure: str, *, warnings: bool = False) -> tuple[Catalogue, Sources]:
    """Load the data below *data*, or print what is wrong and raise with *failure*.

    With *warnings* they are printed even when nothing is wrong.
    """
    catalogue, loaded = read_all(data, failure, warnings=warnings)
    return catalogue, loaded.sources


def read_all(data: Path, failure: str, *, warnings: bool = False) -> tuple[Catalogue, Loaded]:
    """Return the catalogue as :func:`read` does, with all that loading found."""
    from sphinx_proceedings.loading import load
    from sphinx_proceedings.loading.reading_cache import cache_folder

    loaded = load(data, cache=cache_folder())
    if warnings or loaded.catalogue is None:
        for problem in loaded.problems:
            sys.stderr.write(f"{problem}\n")
    if loaded.catalogue is None:
        raise CommandError(f"the data has errors; {failure}")
    return loaded.catalogue, loaded


def edition(catalogue: Catalogue, key: str) -> Edition:
    """Return the edition ``series/year``."""
    found = catalogue.editions.get(key)
    if found is None:
        known = ", ".join(catalogue.editions) or "none"
        raise CommandError(f"there is no edition {key!r}; there are: {known}")
    return found
