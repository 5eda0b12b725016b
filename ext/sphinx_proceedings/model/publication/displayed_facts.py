"""The facts of a paper that readers are shown, in their order: the same for every output.

A new fact is added here. Pages, volume, EPUB and search show whatever is in the list; each names
only those that it leaves out, as it says them in another place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.publication.published_record import PublishedRecord
from sphinx_proceedings.model.publication.published_records import PublishedPaper
from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.model.values.identifiers import LanguageTag, Licence
from sphinx_proceedings.model.values.page_ranges import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.records.credit_roles import CreditRole
    from sphinx_proceedings.model.richtext import Links

    Value = str | RichText | dt.date | Pages | tuple[tuple[str, tuple[CreditRole, ...]], ...]

TRANSLATED_TITLE: Final = N_("Translated title")
PAGES: Final = N_("Pages")
ARTICLE: Final = N_("Article number")
TRACK: Final = N_("Track")
PUBLISHED: Final = N_("Published")
DOI: Final = "DOI"
ARXIV: Final = "arXiv"
LANGUAGE: Final = N_("Language")
LICENCE: Final = N_("Licence")
STATUS: Final = N_("Status")
NUMBER: Final = N_("Submission number")
DATA_AVAILABILITY: Final = N_("Data availability")
COMPETING_INTERESTS: Final = N_("Competing interests")
EQUAL: Final = N_("Equal contribution")
CONTRIBUTIONS: Final = N_("Author contributions")
FUNDING: Final = N_("Funding")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to be known of a paper; ``name`` is a message for readers."""

    name: str
    value: Value
    url: str | None = None
    is_message: bool = False
    """Whether the value is a message too, to be said in the reader's language."""

    @property
    def rich_text(self) -> RichText | None:
        """The value, if it is a text with markup."""
        return self.value if isinstance(self.value, RichText) else None

    def text(self, language: Language, links: Links | None = None) -> str:
        """Return the value as plain text in a language."""
        value = self.value
        if isinstance(value, RichText):
            return to_plain(value, links)
        if isinstance(value, dt.date):
            return language.date_range(value)
        if isinstance(value, LanguageTag):
            return language.language_name(value)
        if isinstance(value, Licence):
            return value.label
        if isinstance(value, tuple) and not isinstance(value, Pages):
            return "; ".join(f"{name}: {_roles(roles, language)}" for name, roles in value)
        return language.gettext(str(value)) if self.is_message else str(value)


def _declared(paper: PublishedPaper) -> Iterator[Fact]:
    """Yield what authors declare: who did what, who paid, where the data is."""
    record = paper.record
    equal = [name.display for name in paper.names if name.contribution.equal]
    if equal:
        yield Fact(EQUAL, ", ".join(equal))
    credited = [(n.display, n.contribution.roles) for n in paper.names if n.contribution.roles]
    if credited:
        yield Fact(CONTRIBUTIONS, tuple(credited))
    if paper.funding:
        yield Fact(FUNDING, "; ".join(one.label for one in paper.funding))
    if record.data_availability:
        yield Fact(DATA_AVAILABILITY, record.data_availability)
    if record.competing_interests:
        yield Fact(COMPETING_INTERESTS, record.competing_interests)


def _roles(roles: tuple[CreditRole, ...], language: Language) -> str:
    return ", ".join(language.label(role) for role in roles)


def displayed_facts(record: PublishedRecord) -> tuple[Fact, ...]:
    """Return what is to be known besides title, names, texts and resources; of papers alone."""
    return tuple(_facts(record)) if isinstance(record, PublishedPaper) else ()


def _facts(paper: PublishedPaper) -> Iterator[Fact]:
    record = paper.record
    for title in paper.translated_titles.values():
        yield Fact(TRANSLATED_TITLE, title)
    if paper.pages:
        yield Fact(PAGES, paper.pages)
    if paper.article_number:
        yield Fact(ARTICLE, paper.article_number)
    if paper.track:
        yield Fact(TRACK, paper.track.title)
    if record.date:
        yield Fact(PUBLISHED, record.date)
    if paper.doi:
        yield Fact(DOI, paper.doi, paper.doi.url)
    if paper.arxiv:
        yield Fact(ARXIV, paper.arxiv, paper.arxiv.url)
    yield Fact(LANGUAGE, paper.language)
    if paper.licence:
        yield Fact(LICENCE, paper.licence, paper.licence.url)
    if paper.archival is not None:
        archival = N_("Archival publication"), N_("Non-archival presentation")
        yield Fact(STATUS, archival[not paper.archival], is_message=True)
    yield from _declared(paper)
    if record.number and record.number != str(record.id):
        yield Fact(NUMBER, record.number)
