"""References in texts of the data: where they lead, and the titles they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.publication.retraction_mark import retraction_mark
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.richtext import to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.addresses import Addressable


@dataclass(frozen=True, slots=True)
class RecordLinks:
    """References to records, with absolute addresses (none when the site has no address)."""

    context: ExportContext
    edition_key: str | None = None

    def href(self, role: str, target: str) -> str | None:
        """Return the absolute address of the record."""
        entry = self.context.catalogue.resolve(role, target, self.edition_key)
        return self.context.url(entry) if entry is not None else None

    def title(self, role: str, target: str) -> str | None:
        """Return the record's title or name."""
        entry = self.context.catalogue.resolve(role, target, self.edition_key)
        if entry is None:
            return None
        # Nobody names a paper that was taken back without saying so.
        mark = retraction_mark(entry) if isinstance(entry, Paper) else None
        return f"{mark.prefix if mark else ''}{title_of(entry)}"


def title_of(record: Addressable) -> str:
    """Return the plain title by which a record is listed."""
    if isinstance(record, Person):
        return record.name.display
    if isinstance(record, Edition | Series):
        return record.short_title
    if isinstance(record, Paper | Talk | Panel):
        return to_plain(record.title)
    return to_plain(record.title) if hasattr(record, "title") else record.word
