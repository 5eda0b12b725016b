"""A language in which the product speaks: its messages, labels, dates, names and numbers."""

from __future__ import annotations

import datetime as dt
import gettext
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from sphinx_proceedings.model.languages import labels
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.model.values.reduced_dates import ReducedDate, first_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.model.languages.labels import Grouped, Labelled

DOMAIN: Final = "sphinx_proceedings"
LOCALES: Final = Path(__file__).parents[2] / "locale"
"""Folder of the catalogues: ``<language>/LC_MESSAGES/sphinx_proceedings.mo``."""


class Language:
    """Says things in one language; what it has no words for, it says in English.

    Dates and names of countries follow the CLDR even where there is no catalogue of messages.
    """

    def __init__(self, tag: str) -> None:
        """Take a BCP 47 tag (``de-CH``) or a name as Sphinx has it (``pt_BR``)."""
        self.tag: str = tag.replace("_", "-")
        self.translations: gettext.NullTranslations = _catalogue(self.tag)
        self.gettext = self.translations.gettext
        self.ngettext = self.translations.ngettext
        self._locale = _locale(self.tag)

    @staticmethod
    @cache
    def of(tag: str) -> Language:
        """Return the language with a tag; there is one of each."""
        return Language(tag)

    @property
    def speaks_english(self) -> bool:
        """Whether messages are said as they stand in the code: for want of others, too."""
        return not isinstance(self.translations, gettext.GNUTranslations)

    @property
    def is_translated(self) -> bool:
        """Whether its words are its own: those of English are what the messages are written in."""
        return not self.speaks_english or self.tag.partition("-")[0].casefold() == "en"

    @property
    def folder(self) -> str:
        """The folder of its catalogue below `LOCALES`: that of the language where it has none."""
        own = self.tag.replace("-", "_")
        return own if (LOCALES / own).is_dir() else own.partition("_")[0]

    def label(self, value: Labelled) -> str:
        """Return the word for an enumerated value: ``Invited talk``, ``Programme chair``."""
        return self.gettext(labels.label(value))

    def plural(self, value: Grouped) -> str:
        """Return the heading of several: ``Oral papers``, ``Programme chairs``."""
        return self.gettext(labels.plural(value))

    def date_range(self, start: dt.date, end: dt.date | None = None) -> str:
        """Return a day or the days of an event: ``7–9 May 2021``."""
        if isinstance(start, ReducedDate):
            if not start.known_month:
                return f"{start.year}"
            return format_skeleton("yMMMM", first_day(start), locale=self._locale)
        return format_date_range(start, end, self.tag)

    def day(self, date: dt.date) -> str:
        """Return a day with its weekday: ``Friday, 2 December 2022``."""
        if self._locale.language == "en":
            return f"{self.weekday(date)}, {self.date_range(date)}"
        return format_date(date, "full", locale=self._locale)

    def weekday(self, date: dt.date, width: str = "EEEE") -> str:
        """Return the day of the week; *width* is a pattern of the CLDR, ``EEE`` for ``Fri``."""
        return format_date(date, width, locale=self._locale)

    def country(self, code: str) -> str:
        """Return the name of an ISO 3166-1 country; the code itself if it has none."""
        return str(self._locale.territories.get(code, code))

    def language_name(self, tag: str) -> str:
        """Return the name of a BCP 47 language; the tag itself if it has none."""
        names = self._locale.languages
        return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0], tag))

    def decimal(self, number: float, places: int) -> str:
        """Return a number with so many decimal places: ``12.5``."""
        pattern = f"0.{'0' * places}" if places else "0"
        rounded = Decimal(f"{number:.{places}f}")
        return format_decimal(rounded, pattern, locale=self._locale)

    def listed(self, items: Sequence[str]) -> str:
        """Return items as a list in a sentence: ``3 papers and 1 talk``."""
        return format_list(items, locale=self._locale)


def _catalogue(tag: str) -> gettext.NullTranslations:
    names = [tag.replace("-", "_")]  # gettext itself goes from de_CH to de
    return gettext.translation(DOMAIN, LOCALES, names, fallback=True)


def _locale(tag: str) -> Locale:
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


ENGLISH: Final = Language.of("en")
"""The language of the messages themselves, and of every export."""
