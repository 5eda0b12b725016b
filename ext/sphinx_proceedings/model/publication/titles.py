"""The plain titles by which records are listed and mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.keywords import Keyword
from sphinx_proceedings.model.publication.retraction_mark import retraction_mark
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.richtext import to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.model.addresses import Addressable


def title_of(record: Addressable) -> str:
    """Return the plain title or name of a record, without its subtitle.

    No paper that was taken back is named without its mark.
    """
    if isinstance(record, Person):
        return record.name.display
    if isinstance(record, Keyword):
        return record.word
    if isinstance(record, Edition | Series):
        return record.short_title
    mark = retraction_mark(record) if isinstance(record, Paper) else None
    return f"{mark.prefix if mark else ''}{to_plain(record.title)}"
