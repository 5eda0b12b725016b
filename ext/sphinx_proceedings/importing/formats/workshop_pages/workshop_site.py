"""Pages of a workshop's site, as people write them in Markdown, kramdown or HTML."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.formats.former_sites.jekyll_schedule import read_schedule
from sphinx_proceedings.importing.formats.workshop_pages.listed_papers import add_papers
from sphinx_proceedings.importing.formats.workshop_pages.listed_people import (
    add_committees,
    add_speakers,
)
from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import plain
from sphinx_proceedings.importing.formats.workshop_pages.page_texts import (
    call_of,
    overview_of,
    sponsors_of,
)
from sphinx_proceedings.importing.formats.workshop_pages.paper_lists import PaperList, paper_lists
from sphinx_proceedings.importing.formats.workshop_pages.printed_dates import (
    announced_day,
    important_dates,
)
from sphinx_proceedings.importing.formats.workshop_pages.printed_people import (
    photographs,
    read_people,
)
from sphinx_proceedings.importing.formats.workshop_pages.printed_programme import (
    programme_items,
    session_lists,
)
from sphinx_proceedings.importing.formats.workshop_pages.section_kinds import (
    CALL,
    DATES,
    NOTHING,
    OVERVIEW,
    PANEL,
    PAPERS,
    PEOPLE,
    PROGRAMME,
    SLOT,
    SPEAKERS,
    SPONSORS,
)
from sphinx_proceedings.importing.formats.workshop_pages.site_families import Site, read_site
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, Detection, Format
from sphinx_proceedings.importing.records import ImportedEdition, ImportedSession, Markup
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedAuthor

_SCORES: Final = {PAPERS: 50, PROGRAMME: 40, SPEAKERS: 38, PEOPLE: 34, OVERVIEW: 26, DATES: 20}
_EVENT: Final = re.compile(r"\b(?:workshops?|conference|symposium|colloquium)\b", re.IGNORECASE)
"""What the overview of an event speaks of, and that of a program or a person does not."""


def _recognize(source: Source) -> Detection:
    site = read_site(source)
    found: Counter[str] = Counter()
    for family in site.of(PAPERS):
        for one in paper_lists(family.members):
            enough = not one.by_table and sum(bool(e.authors) for e in one.entries) > 1
            found[PAPERS] += len(one.entries) if enough else 0
    for family in site.of(PEOPLE, SPEAKERS):
        found[family.kind] += len(read_people(family.members).members)
    for family in site.of(PROGRAMME):
        found[PROGRAMME] += len(programme_items(family.members)[0])
    for family in site.of(DATES):
        found[DATES] += len(important_dates(family.blocks).dates)
    for family in site.of(OVERVIEW):
        text = overview_of(family.members)
        titles = " ".join(section.title for section in family.members)
        found[OVERVIEW] += bool(text and _EVENT.search(f"{titles} {text}"))
    found = +found
    if not found:
        return Detection(NO, "no page that lists papers, people or a programme")
    words = {PAPERS: "papers", PEOPLE: "people", SPEAKERS: "speakers", PROGRAMME: "timed items"}
    said = ", ".join(f"{n} {words[kind]}" for kind, n in found.most_common() if kind in words)
    said = said or ("what the event is about" if OVERVIEW in found else "")
    score = max(score for kind, score in _SCORES.items() if kind in found)
    return Detection(score, f"pages that list {said or 'important dates'}")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    site = read_site(source)
    edition = ImportedEdition(markup=Markup.MARKDOWN)
    for failure in site.faulty:
        edition.notes.append(Note(outcome=Outcome.LEFT_OUT, why=failure))
    for name in site.filled_in:
        why = f"{name}: a template fills it in from the site's data; import the _data folder too"
        edition.notes.append(Note(outcome=Outcome.LEFT_OUT, why=why))
    lists = [(one.file, found) for one in site.of(PAPERS) for found in paper_lists(one.members)]
    add_papers(source, lists, answers, edition)
    people = add_speakers(site, edition)
    add_committees(site, edition)
    _texts(site, edition)
    _programme(site, people, edition, answers)
    _unused(site, lists, edition)
    if not (edition.papers or edition.talks or edition.sessions or edition.facts):
        raise ImportSourceError(
            f"{source.label}: no page lists papers, people or a programme in a way that is known"
        )
    return edition


def _texts(site: Site, edition: ImportedEdition) -> None:
    for family in site.of(DATES):
        found = important_dates(family.blocks)
        call = edition.facts.setdefault("call", {})
        call.setdefault("dates", []).extend(found.dates)
        for number, text, why in found.left:
            place = f"{family.file.name}, line {number}: {why}"
            note = Note(outcome=Outcome.ASKED, field="call.dates", before=text, why=place)
            edition.notes.append(note)
    for family in site.of(CALL):
        for name, value in call_of(family.members).items():
            edition.facts.setdefault("call", {}).setdefault(name, value)
    texts = [
        text for f in site.of(OVERVIEW) for text in overview_of(f.members).split("\n\n") if text
    ]
    if texts:  # pages of one site say the same more than once
        edition.facts["overview"] = "\n\n".join(dict.fromkeys(texts))
    edition.facts = {name: value for name, value in edition.facts.items() if value}
    sponsors = [
        one for f in site.of(SPONSORS) for one in sponsors_of(f.members, f.file.name, edition.notes)
    ]
    if sponsors:
        edition.facts["sponsors"] = sponsors
    days = {
        day
        for family in site.of(OVERVIEW, "", NOTHING)
        for block in family.blocks
        if (day := announced_day(plain(block.text)))
    }
    if len(days) == 1:
        edition.facts["start_date"] = days.pop().isoformat()


def _programme(
    site: Site, people: dict[str, ImportedAuthor], edition: ImportedEdition, answers: Answers
) -> None:
    items: list[dict[str, Any]] = []
    zone = ""
    for family in site.of(PROGRAMME):
        found, named = programme_items(family.members)
        items += found
        zone = zone or named
    for item in items:
        if not item["Time"]:
            why = f"it begins at {item['Begin']}, and no end is given; it was left out"
            note = Note(outcome=Outcome.ASKED, field="sessions", before=item["Title"], why=why)
            edition.notes.append(note)
    items = [item for item in items if item["Time"]]
    if not items:
        return
    read_schedule(items, people, edition, answers, zone)
    papers = {_words(paper.title): paper.key for paper in edition.papers}
    lists = session_lists([section for f in site.of(SLOT) for section in f.members])
    for index, session in enumerate(edition.sessions):
        title = str(session.fields.get("title", ""))
        named = next((name for name in lists if fold(name) == fold(title)), "")
        if not named:
            continue
        keys = [papers[_words(one)] for one in lists[named] if _words(one) in papers]
        if missing := len(lists[named]) - len(keys):
            why = f"{missing} titles of the session are no accepted paper's"
            note = Note(outcome=Outcome.LEFT_OUT, record=session.key, field="papers", why=why)
            edition.notes.append(note)
        fields = {**session.fields, "papers": list(dict.fromkeys(keys))}
        edition.sessions[index] = ImportedSession(key=session.key, id=session.id, fields=fields)


def _words(title: str) -> str:
    return "".join(char for char in fold(plain(title)) if char.isalnum())


def _unused(
    site: Site, lists: Sequence[tuple[SourceFile, PaperList]], edition: ImportedEdition
) -> None:
    unused: Counter[str] = Counter()
    for family in site.of(NOTHING, ""):
        for section in family.members:
            if section.blocks:
                name = f"section {section.title!r}" if section.title else "text above headings"
                unused[name] += 1
    unused["photographs"] = sum(photographs(f.members) for f in site.of(PEOPLE, SPEAKERS, PANEL))
    unused["awards beside papers"] = sum(bool(e.award) for _, one in lists for e in one.entries)
    edition.unused.update(+unused)


WORKSHOP_SITE: Final = Format(
    name="workshop-pages",
    title="Pages of a workshop's site (Markdown, kramdown, HTML)",
    recognize=_recognize,
    take=_take,
)
