"""A catalogue as it was before abstracts were changed, and nothing else."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.papers import Paper


def with_abstracts_of(catalogue: Catalogue, papers: Iterable[Paper]) -> Catalogue:
    """Return a catalogue that has *papers* in the place of those of their keys.

    Their abstracts may be others, and refer to the same records. Only what is asked for by its
    key is so: ``edition.papers`` are the same as in *catalogue*.
    """
    others, made = {paper.key: paper for paper in papers}, copy(catalogue)
    made.papers = {**catalogue.papers, **others}
    known = catalogue._published  # noqa: SLF001 - what is known of these papers is of their texts
    made._published = {k: one for k, one in known.items() if k not in others}  # noqa: SLF001 - a copy
    return made
