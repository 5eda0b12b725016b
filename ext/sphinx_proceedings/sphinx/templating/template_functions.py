"""The functions that templates may call, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from babel import Locale

from sphinx_proceedings.model.languages.labels import label, plural
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import PaperType
from sphinx_proceedings.model.values.dates import zone_label
from sphinx_proceedings.model.views import (
    arrangement,
    deadlines,
    indexes,
    participation,
    profiles,
    statistics,
    timetable,
)
from sphinx_proceedings.sphinx.head import cards, meta_tags, structured_data
from sphinx_proceedings.sphinx.templating import charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized

    from sphinx_proceedings.model.catalogue import Catalogue, Credit
    from sphinx_proceedings.model.values.names import PersonName

HUES = 12
"""Number of colours that the style sheet has for avatars."""


def template_functions() -> dict[str, Any]:
    """Return the functions of templates."""
    return {
        "bar_chart": charts.bar_chart,
        "best_grouping": arrangement.best_grouping,
        "card_tags": cards.card_tags,
        "citation_tags": meta_tags.citation_tags,
        "coauthors": participation.coauthors,
        "coins": meta_tags.coins,
        "count": count,
        "country_name": country_name,
        "credits_by_edition": participation.credits_by_edition,
        "deadlines": deadlines.deadlines,
        "description": meta_tags.description,
        "extent": extent,
        "grouped": arrangement.grouped,
        "hue": hue,
        "language_name": language_name,
        "label": label,
        "letter_slug": indexes.letter_slug,
        "monogram": monogram,
        "ordered": arrangement.ordered,
        "people_groups": participation.people_groups,
        "plural": plural,
        "profile_of": profiles.profile_of,
        "preview_tags": meta_tags.preview_tags,
        "role_word": role_word,
        "speakers_of": participation.speakers_of,
        "statistics": statistics.statistics,
        "subject_index": indexes.subject_index,
        "structured_data": structured_data.structured_data,
        "tally_labels": tally_labels,
        "talk_tags": meta_tags.talk_tags,
        "timetable": timetable.timetable,
        "webcal": webcal,
        "zone_labels": zone_labels,
    }


def count(items: Sized, noun: str) -> str:
    """Return ``"1 paper"``, ``"2 papers"``, or nothing for none."""
    number = len(items)
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def role_word(credit: Credit) -> str:
    """Return what somebody was: in the words of the edition where it has some of its own."""
    word = label(credit.role)
    if isinstance(credit.record, Edition):
        for committee in credit.record.committees:
            own = committee.title if committee.role is credit.role else None
            if own and own != plural(committee.role) and credit.contribution in committee.members:
                return own
    return word


def monogram(name: PersonName) -> str:
    """Return one or two letters for an avatar: given and family initial."""
    letters = [part[0] for part in (name.given, name.family or name.literal or "") if part]
    return "".join(letters).upper()


def hue(name: PersonName) -> int:
    """Return a colour's number that stays with a name, on every machine."""
    return crc32(name.fold.encode()) % HUES


def country_name(code: str) -> str:
    """Return the English name of an ISO 3166-1 country; the code itself if it has none."""
    return str(Locale("en").territories.get(code, code))


def language_name(tag: str) -> str:
    """Return the English name of a BCP 47 language; the tag itself if it has none."""
    names = Locale("en").languages
    return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0], tag))


def tally_labels(tally: statistics.Tally) -> list[tuple[str, int]]:
    """Return the counts of a tally under words for readers."""
    if tally.kind == "type":
        return [(label(PaperType(name)), number) for name, number in tally.counts]
    if tally.kind == "country":
        return [(country_name(label), number) for label, number in tally.counts]
    return list(tally.counts)


def extent(catalogue: Catalogue, edition: Edition, page: str) -> str:
    """Say how much is on a page of an edition: ``"40 papers"``; empty where that says little."""
    match page:
        case "papers":
            return count(edition.papers, "paper")
        case "programme":
            return count(edition.sessions, "session")
        case "speakers":
            return count(participation.speakers_of(catalogue, edition), "speaker")
        case "awards":
            return count(edition.awards, "award")
        case "sponsors":
            return count(edition.sponsors, "sponsor")
        case "people":
            return count(
                [m for g in participation.people_groups(edition) for m in g.members], "name"
            )
        case _:
            return ""


def webcal(base_url: str, path: str) -> str:
    """Return the address under which calendar programs subscribe to a file of the site."""
    return f"webcal://{base_url.partition('://')[2].rstrip('/')}/{path}"


def zone_labels(days: Iterable[timetable.Day]) -> list[str]:
    """Return how the event's zone is called while it lasts: twice where clocks are changed."""
    moments = [m for day in days for row in day.rows for timed in row for m in timed.interval]
    return list(dict.fromkeys(zone_label(moment) for moment in sorted(moments)))
