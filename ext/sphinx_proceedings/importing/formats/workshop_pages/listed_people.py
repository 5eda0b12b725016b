"""Speakers with their talks, committees and panels out of a site's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.workshop_pages.printed_people import People, read_people
from sphinx_proceedings.importing.formats.workshop_pages.printed_talks import read_talk
from sphinx_proceedings.importing.formats.workshop_pages.section_kinds import (
    PANEL,
    PEOPLE,
    SPEAKERS,
    kind_of,
)
from sphinx_proceedings.importing.programme_words import committee_role
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import Section
    from sphinx_proceedings.importing.formats.workshop_pages.site_families import Family, Site
    from sphinx_proceedings.importing.records import ImportedAuthor, ImportedEdition

_PLAIN_TITLES: Final = ("organizers", "organisers", "programme committee", "program committee")


def add_speakers(site: Site, edition: ImportedEdition) -> dict[str, ImportedAuthor]:
    """Add speakers and their talks; return speakers by name."""
    found: dict[str, ImportedAuthor] = {}
    for family in site.of(SPEAKERS):
        kind = "keynote" if "keynote" in fold(family.members[0].title) else "invited"
        lists = [family.members[0]]
        for section in family.members[1:]:
            made = read_talk(section, kind)
            if made is None or (made[1] is None and not section.blocks):
                lists.append(section)
                continue
            speaker, talk = made
            found[_folded(speaker.name)] = speaker
            if talk is not None:
                edition.talks.append(talk)
        people = read_people(lists)
        for person in people.members:
            found.setdefault(_folded(person.name), person)
        _tell_left(people, family, "speakers", edition)
    if found:
        edition.facts["speakers"] = [*found.values()]
    return found


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def add_committees(site: Site, edition: ImportedEdition) -> None:
    """Add committees and those on a panel."""
    committees: list[dict[str, Any]] = []
    for family in site.of(PEOPLE):
        for members in _groups(family):
            people = read_people(members)
            _tell_left(people, family, "committees", edition)
            if people.members:
                made = {"role": committee_role(members[0].title), "members": people.members}
                title = members[0].title
                if title and fold(title) not in _PLAIN_TITLES:
                    made["title"] = title
                committees.append(made)
    if committees:
        edition.facts["committees"] = committees
    panelists: list[ImportedAuthor] = []
    for family in site.of(PANEL):
        panelists += read_people(family.members).members
    if panelists and len(site.of(PANEL)) == 1:
        title = site.of(PANEL)[0].members[0].title or "Panel"
        edition.facts["panels"] = [{"id": "panel", "title": title, "panelists": panelists}]


def _groups(family: Family) -> list[list[Section]]:
    """Return the sections of people by the headings that name a role."""
    made: list[list[Section]] = []
    for section in family.members:
        named = kind_of(" ".join(section.lines)) == PEOPLE
        if not made or named:
            made.append([section])
        else:
            made[-1].append(section)
    return made


def _tell_left(people: People, family: Family, name: str, edition: ImportedEdition) -> None:
    for number, text in people.left:
        why = f"{family.file.name}, line {number}: nobody's name was found in it"
        note = Note(outcome=Outcome.ASKED, field=name, before=text, why=why)
        edition.notes.append(note)
