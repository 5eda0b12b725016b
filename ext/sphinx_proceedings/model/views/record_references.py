"""References in texts of the data: the records that they mean, and the titles that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.publication.titles import title_of

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue, Entry


class RecordReferences:
    """The `Links` of RichText's renderers, without addresses; a subclass says where records are."""

    def __init__(self, catalogue: Catalogue, edition_key: str | None = None) -> None:
        self.catalogue = catalogue
        self.edition_key = edition_key
        """The edition in which short ids are meant."""

    def resolve(self, role: str, target: str) -> Entry | None:
        """Return the record that a reference means; None when there is none."""
        return self.catalogue.resolve(role, target, self.edition_key)

    def title(self, role: str, target: str) -> str | None:
        """Return what a reference shows that brings no text of its own."""
        entry = self.resolve(role, target)
        return title_of(entry) if entry is not None else None

    def href(self, role: str, target: str) -> str | None:
        """Return where the record is, as the output links to it: here nowhere."""
        del role, target
        return None
