"""An edition as a publication: what its volume, its series and it itself say, as one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.languages.language import Language
from sphinx_proceedings.model.publication.branding import PublishedBrand, published_brand
from sphinx_proceedings.model.publication.cited_names import CitedName, WhoIsWho, cited_names
from sphinx_proceedings.model.records.editions import Edition, Role, Series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_proceedings.model.records.people import Contribution
    from sphinx_proceedings.model.records.volumes import Volume
    from sphinx_proceedings.model.richtext import RichText
    from sphinx_proceedings.model.values.identifiers import (
        Doi,
        Isbn,
        Issn,
        LanguageTag,
        Licence,
    )

_ORGANIZERS: Final = (Role.GENERAL_CHAIR, Role.PROGRAMME_CHAIR, Role.ORGANIZER, Role.CHAIR)
_RESPONSIBLE: Final = (
    Role.ORGANIZER,
    Role.GENERAL_CHAIR,
    Role.PROGRAMME_CHAIR,
    Role.CHAIR,
    Role.PUBLICATION_CHAIR,
)
"""Who stands for a volume without editors: those with the first role that anybody has."""


@dataclass(frozen=True, kw_only=True)
class PublishedEdition:
    """What is known of an edition and its volume, with all that is inherited."""

    edition: Edition
    series: Series
    organizers: tuple[CitedName, ...]
    """Chairs and organizers of the event, in the order of the data, nobody twice."""
    volume_editors: tuple[CitedName, ...]
    """Editors that the volume names."""
    responsible: tuple[CitedName, ...]
    """Whom the title page names: editors of the volume, or else who organized the event."""
    is_event: bool = False
    """Whether it is the event alone, which has no volume, publisher or ISSN."""

    @cached_property
    def as_event(self) -> PublishedEdition:
        """The event alone: where papers were presented that are published in no proceedings."""
        return replace(self, is_event=True, volume_editors=())

    @cached_property
    def references(self) -> Mapping[str, tuple[str, ...]]:
        """The references of papers by their ids, if they are to be published."""
        if not self.edition.publish_references:
            return {}
        return {str(one.paper): one.listed for one in self.edition.references}

    @property
    def volume(self) -> Volume | None:
        """The record of the volume."""
        return None if self.is_event else self.edition.volume

    @property
    def editors(self) -> tuple[CitedName, ...]:
        """Editors of the volume, its organizers where none are named; none without a volume."""
        return (self.volume_editors or self.organizers) if self.volume else ()

    @cached_property
    def title(self) -> str:
        """The volume's title, or ``Proceedings of the 2nd Workshop on …``; an event's own."""
        if self.is_event:
            return self.edition.title
        if self.volume is not None:
            return self.volume.title
        title, language = self.edition.title, self.own_language
        if language.speaks_english and title.startswith("The "):
            title = "the" + title[3:]
        return language.gettext("Proceedings of {title}").format(title=title)

    @property
    def shown_title(self) -> str:
        """The volume's title, or the edition's own where there is no volume."""
        return self.volume.title if self.volume else self.edition.title

    @property
    def short_title(self) -> str:
        """Title of the volume for running heads."""
        short = self.volume.short_title if self.volume else None
        title = self.own_language.gettext("Proceedings of {title}")
        return short or title.format(title=self.edition.short_title)

    @property
    def date(self) -> dt.date | None:
        """Day of publication: the volume's, or the first of the event."""
        return (self.volume.date if self.volume else None) or self.edition.start_date

    @property
    def day(self) -> dt.date:
        """The same, or 1 January where no date is known: what files are dated by."""
        return self.date or dt.date(int(self.edition.year[:4]), 1, 1)

    @property
    def year(self) -> str:
        """Year of publication, in four digits."""
        return f"{self.date.year:04}" if self.date else self.edition.year[:4]

    @property
    def publisher(self) -> str | None:
        """The volume's publisher, or the series'."""
        series = None if self.is_event else self.series.publisher
        return (self.volume.publisher if self.volume else None) or series

    @property
    def publisher_place(self) -> str | None:
        """Where the publisher is."""
        return self.volume.place if self.volume else None

    @property
    def volume_number(self) -> str | None:
        """Number of the volume in the proceedings series."""
        return self.volume.number if self.volume else None

    @property
    def preface(self) -> RichText | None:
        """Preface of the volume."""
        return self.volume.preface if self.volume else None

    @property
    def file(self) -> str | None:
        """The volume's PDF below the edition's folder, when it was made elsewhere."""
        return self.volume.file if self.volume else None

    @property
    def doi(self) -> Doi | None:
        """DOI of the volume."""
        return self.volume.doi if self.volume else None

    @property
    def isbn(self) -> Isbn | None:
        """ISBN of the volume."""
        return self.volume.isbn if self.volume else None

    @property
    def issn(self) -> Issn | None:
        """ISSN of the volume, or of the series."""
        series = None if self.is_event else self.series.issn
        return (self.volume.issn if self.volume else None) or series

    @property
    def licence(self) -> Licence | None:
        """Licence of the volume as a whole; that of the papers unless it says otherwise."""
        return (self.volume.licence if self.volume else None) or self.edition.licence

    @cached_property
    def brand(self) -> PublishedBrand:
        """Colours, logo and banner: the edition's own, or those of the series."""
        return published_brand(self.series, self.edition)

    @property
    def own_language(self) -> Language:
        """What the volume's own words are said in."""
        return Language.of(str(self.edition.language))

    @property
    def language(self) -> LanguageTag:
        """Language of the volume."""
        return self.edition.language

    @cached_property
    def event_place(self) -> str | None:
        """Where the event took place: ``New Orleans, Louisiana, US``."""
        venue = self.edition.venue
        parts = (venue.city, venue.region, venue.country) if venue else ()
        return ", ".join(str(part) for part in parts if part) or None


def published_edition(directory: WhoIsWho, edition: Edition, series: Series) -> PublishedEdition:
    """Return what is known of *edition* and its volume."""
    volume = edition.volume
    return PublishedEdition(
        edition=edition,
        series=series,
        organizers=cited_names(directory, _organizers(directory, edition)),
        volume_editors=cited_names(directory, volume.editors if volume else ()),
        responsible=cited_names(directory, _responsible(edition)),
    )


def _responsible(edition: Edition) -> tuple[Contribution, ...]:
    if edition.volume and edition.volume.editors:
        return edition.volume.editors
    for role in _RESPONSIBLE:
        found = [member for c in edition.committees if c.role is role for member in c.members]
        if found:
            return tuple(found)
    return ()


def _organizers(directory: WhoIsWho, edition: Edition) -> tuple[Contribution, ...]:
    members = [
        member
        for committee in edition.committees
        if committee.role in _ORGANIZERS
        for member in committee.members
    ]
    first: dict[object, Contribution] = {}
    for member in members:
        person = directory.person(member)
        first.setdefault(person.id if person else member.name, member)
    return tuple(first.values())
