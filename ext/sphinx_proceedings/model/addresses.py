"""Where records are published: page names and anchors, the same in every output.

A page name has no ending and no leading slash (``enlsp/2022/papers/5``); addresses are permanent,
so nothing here may depend on a title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinx_proceedings.model.keywords import Keyword
from sphinx_proceedings.model.records.editions import Award, Edition, Series
from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.records.programme import Session

if TYPE_CHECKING:
    from typing import Final

Addressable: TypeAlias = Series | Edition | Paper | Talk | Panel | Session | Person | Keyword

PROGRAMME: Final = "programme"
"""Page of an edition that holds its sessions and panels."""

METADATA_FOLDER: Final = "metadata"
"""Folder of the files with the metadata of an edition, and in the site's root of all editions."""

WRITTEN_ENDINGS: Final = (
    ".ascii.bib",
    ".bib",
    ".biblatex.bib",
    ".card.png",
    ".csl.json",
    ".datacite.json",
    ".json",
    ".linkset.json",
    ".md",
    ".papers.csv",
    ".people.csv",
    ".talks.csv",
    ".xlsx",
    ".zenodo.json",
)
"""Of what is written beside a record's page, as far as files of the data may end so too."""

CARD: Final = "card.png"
"""The picture of an edition for links to it."""


class Address(NamedTuple):
    """A page name and an anchor on it, empty for the page itself."""

    page: str
    anchor: str = ""

    def uri(self, suffix: str = ".html") -> str:
        """``page.html#anchor``, relative to the root of the site."""
        return f"{self.page}{suffix}#{self.anchor}" if self.anchor else f"{self.page}{suffix}"


_OWN_PAGE: Final = (Paper, Person)  # a union of them would be made at each call


def address(record: Addressable) -> Address:
    """Return where *record* is published."""
    if isinstance(record, _OWN_PAGE):  # as nearly all are that are asked for
        return Address(record.key)
    if isinstance(record, Series | Edition):
        return Address(f"{record.key}/index")
    if isinstance(record, Session):
        return Address(f"{record.edition_key}/{PROGRAMME}", f"session-{record.id}")
    if isinstance(record, Panel):
        return Address(f"{record.edition_key}/{PROGRAMME}", f"panel-{record.id}")
    return Address(record.key)


def award_address(edition: Edition, award: Award) -> Address:
    """Return where an award of *edition* is described."""
    return Address(f"{edition.key}/awards", f"award-{award.id}")
