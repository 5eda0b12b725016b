"""Where references in texts lead in exports: to the pages of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.views.record_references import RecordReferences

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext


class RecordLinks(RecordReferences):
    """References with absolute addresses (none when the site has no address)."""

    def __init__(self, context: ExportContext, edition_key: str | None = None) -> None:
        super().__init__(context.catalogue, edition_key)
        self._context = context

    def href(self, role: str, target: str) -> str | None:
        """Return the absolute address of the record."""
        entry = self.resolve(role, target)
        return self._context.url(entry) if entry is not None else None
