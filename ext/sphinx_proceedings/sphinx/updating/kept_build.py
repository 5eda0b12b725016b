"""What is kept of a build, so that the next can take over what is unchanged.

It lies in the user's cache folder, is trusted for the same surroundings alone, and can be deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.reading_cache import ReadingCache, cache_folder
from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.output.build_notes import plain_fields
from sphinx_proceedings.sphinx.search.search_index import Counts
from sphinx_proceedings.sphinx.site.photos import Picture
from sphinx_proceedings.sphinx.site.site_facts import SiteFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_proceedings.folders.linked_trees import Stamp
    from sphinx_proceedings.sphinx.site.site import Site
    from sphinx_proceedings.sphinx.updating.data_files import Kept

SITE, SEARCH = "site", "search"
"""Names of the notes that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBuild:
    """A build and its files, in plain values."""

    site: tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]
    """As `site_note` has it."""
    search: dict[str, Any] | None
    """The counts of its search; None if it has none."""
    further: str
    """The digest of the files that `site` names last."""
    data: dict[str, Kept]
    files: dict[str, Stamp]
    """All files of the site, by path."""

    @classmethod
    def find(cls, output: Path, surroundings: str) -> KeptBuild | None:
        """Return what is kept of the site in *output*, if it was made in these surroundings."""
        kept = ReadingCache(cache_folder()).get(_name(output), surroundings.encode())
        return None if kept is None else cls(**kept)

    def keep(self, output: Path, surroundings: str) -> None:
        """Keep it for the next build."""
        cache = ReadingCache(cache_folder())
        cache.put(_name(output), surroundings.encode(), plain_fields(self))

    @property
    def further_files(self) -> tuple[str, ...]:
        """Files that the site was made from, and that are not found without making it."""
        return self.site[2]

    def facts(self) -> SiteFacts:
        """Return what conf.py and written pages say."""
        facts = self.site[0]
        return SiteFacts(**{**facts, "settings": Settings(**facts["settings"])})

    def pictures(self) -> dict[str, Picture]:
        """Return the pictures that were made, by the paths of what they were made from."""
        return {name: Picture(**picture) for name, picture in self.site[1].items()}

    def counts(self) -> Counts | None:
        """Return the counts of the search."""
        return Counts(**self.search) if self.search else None


def site_note(site: Site, further: Iterable[str]) -> tuple[Any, ...]:
    """Return what is to be kept of a site besides its data, and the *further* files it needs."""
    facts = {**plain_fields(site.facts), "settings": plain_fields(site.facts.settings)}
    pictures = {name: plain_fields(picture) for name, picture in site.pictures.items()}
    return facts, pictures, tuple(further)


def _name(output: Path) -> str:
    return f"build {output.resolve()}"
