"""The plain titles by which records are listed and mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.keywords import Keyword
from sphinx_proceedings.model.publication.retraction_mark import EVENT_MARKS, retraction_mark
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.richtext import to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.model.addresses import Addressable
    from sphinx_proceedings.model.publication.retraction_mark import RetractionMark
    from sphinx_proceedings.model.records.papers import Panel, Talk
    from sphinx_proceedings.model.records.programme import Session


def title_of(record: Addressable) -> str:
    """Return the plain title or name of a record, without its subtitle.

    No paper that was taken back is named without its mark, and no talk that was cancelled.
    """
    if isinstance(record, Person):
        return record.name.display
    if isinstance(record, Keyword):
        return record.word
    if isinstance(record, Edition | Series):
        return record.short_title
    mark = _mark(record)
    return f"{mark.prefix if mark else ''}{to_plain(record.title)}"


def _mark(record: Paper | Talk | Panel | Session) -> RetractionMark | None:
    if isinstance(record, Paper):
        return retraction_mark(record)
    return EVENT_MARKS.get(record.status) if record.status else None
