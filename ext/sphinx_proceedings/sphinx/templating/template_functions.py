"""The functions that templates may call, by name."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.model.languages.counts import counted
from sphinx_proceedings.model.languages.labels import plural
from sphinx_proceedings.model.publication.displayed_facts import displayed_facts
from sphinx_proceedings.model.records.cited_works import cited_doi
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import PaperType
from sphinx_proceedings.model.values.dates import zone_label
from sphinx_proceedings.model.views import (
    arrangement,
    deadlines,
    highlights,
    indexes,
    participation,
    profiles,
    statistics,
    timetable,
)
from sphinx_proceedings.sphinx.head import cards, meta_tags, structured_data
from sphinx_proceedings.sphinx.templating import charts
from sphinx_proceedings.sphinx.templating.template_messages import TemplateMessages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized

    from sphinx_proceedings.model.catalogue import Catalogue, Credit
    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.values.names import PersonName


def template_functions(language: Language) -> dict[str, Any]:
    """Return the functions of templates, which speak *language*."""
    messages = TemplateMessages(language)
    return {
        "say": messages.gettext,
        "say_n": messages.ngettext,
        "bar_chart": charts.bar_chart,
        "best_grouping": arrangement.best_grouping,
        "card_tags": cards.card_tags,
        "citation_tags": meta_tags.citation_tags,
        "typed_links": meta_tags.typed_links,
        "coauthors": participation.coauthors,
        "coming_dates": partial(highlights.coming_dates, language=language),
        "coins": meta_tags.coins,
        "count": partial(count, language),
        "country_name": language.country,
        "credits_by_edition": participation.credits_by_edition,
        "date_range": language.date_range,
        "deadlines": partial(deadlines.deadlines, language=language),
        "decimal": language.decimal,
        "description": meta_tags.description,
        "extent": partial(extent, language),
        "cited_doi": cited_doi,
        "displayed_facts": displayed_facts,
        "fact_text": methodcaller("text", language),
        "grouped": partial(arrangement.grouped, language=language),
        "highlights": highlights.highlights,
        "language_name": language.language_name,
        "label": language.label,
        "last_deadline": deadlines.last_deadline,
        "letter_slug": indexes.letter_slug,
        "listed": language.listed,
        "long_day": language.day,
        "monogram": monogram,
        "ordered": arrangement.ordered,
        "people_groups": participation.people_groups,
        "plural": language.plural,
        "printed_forms": participation.printed_forms,
        "profile_of": profiles.profile_of,
        "preview_tags": meta_tags.preview_tags,
        "role_word": partial(role_word, language),
        "roles_and_works": participation.roles_and_works,
        "speakers_of": participation.speakers_of,
        "statistics": statistics.statistics,
        "subject_index": indexes.subject_index,
        "structured_data": structured_data.structured_data,
        "tally_labels": partial(tally_labels, language),
        "talk_tags": meta_tags.talk_tags,
        "timetable": timetable.timetable,
        "webcal": webcal,
        "weekday": language.weekday,
        "zone_labels": zone_labels,
    }


def count(language: Language, items: Sized, noun: str) -> str:
    """Return ``"1 paper"``, ``"2 papers"``, or nothing for none."""
    return counted(language, len(items), noun)


def role_word(language: Language, credit: Credit) -> str:
    """Return what somebody was: in the words of the edition where it has some of its own."""
    word = language.label(credit.role)
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


def tally_labels(language: Language, tally: statistics.Tally) -> list[tuple[str, int]]:
    """Return the counts of a tally under words for readers."""
    if tally.kind == "type":
        return [(language.label(PaperType(name)), number) for name, number in tally.counts]
    if tally.kind == "country":
        return [(language.country(code), number) for code, number in tally.counts]
    return list(tally.counts)


def extent(language: Language, catalogue: Catalogue, edition: Edition, page: str) -> str:
    """Say how much is on a page of an edition: ``"40 papers"``; empty where that says little."""
    match page:
        case "papers":
            return count(language, edition.papers, "paper")
        case "programme":
            return count(language, edition.sessions, "session")
        case "speakers":
            return count(language, participation.speakers_of(catalogue, edition), "speaker")
        case "awards":
            return count(language, edition.awards, "award")
        case "sponsors":
            return count(language, edition.sponsors, "sponsor")
        case "people":
            return count(
                language,
                [m for g in participation.people_groups(edition) for m in g.members],
                "person",
            )
        case _:
            return ""


def webcal(base_url: str, path: str) -> str:
    """Return the address under which calendar programs subscribe to a file of the site."""
    return f"webcal://{base_url.partition('://')[2].rstrip('/')}/{path}"


def zone_labels(days: Iterable[timetable.Day]) -> list[str]:
    """Return how the event's zone is called while it lasts: twice where clocks are changed."""
    timed = [item for day in days for row in day.rows for item in row]
    moments = [m for item in timed if not item.session.time_zone for m in item.interval]
    return list(dict.fromkeys(zone_label(moment) for moment in sorted(moments)))
