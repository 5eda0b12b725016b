"""What can be found: papers, talks, panels, people, keywords, editions and authored pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.model.addresses import address
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Part
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.sphinx.domain import edition_of_page
from sphinx_proceedings.sphinx.search.search_facts import (
    further_texts,
    numbers_of,
    status_mark,
    talk_mark,
    unshown,
)
from sphinx_proceedings.sphinx.search.search_words import initials, joined
from sphinx_proceedings.sphinx.search.written_text import written_text
from sphinx_proceedings.sphinx.site.page import Page
from sphinx_proceedings.sphinx.templating.template_functions import count, role_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.people import Contribution, Person
    from sphinx_proceedings.model.richtext import RichText
    from sphinx_proceedings.sphinx.site.site import Site

KINDS = ("Papers", "Talks", "Panels", "Editions", "Pages", "People", "Keywords")
"""The kinds of document; the last two have little text and there are many of them."""

MANY = frozenset(("People", "Keywords"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Something that can be found.

    kind: one of `KINDS`.
    title: as it is shown.
    url: relative to the root of the site.
    names: all forms of the title or name; a word in one of them counts most.
    related: authors, keywords, edition …; a word in one of them counts more than one in the text.
    numbers: identifiers such as a DOI; each is found as a whole.
    text: searched in full, and shown in part.
    people, where, mark: further lines of a result: names, the edition, "Retracted".
    facets: values by the name of the facet: type, series, year, keyword, award.
    language: of the title, where it is not the site's.
    """

    kind: str
    title: str
    url: str
    names: tuple[str, ...]
    related: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    text: str = ""
    people: str = ""
    where: str = ""
    mark: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = ""


def documents(site: Site) -> Iterator[Document]:
    """Yield everything that can be found: first what has texts, then people and keywords."""
    page = Page(site, site.root_doc)
    for edition in site.catalogue.editions.values():
        yield from _of_edition(site, page.in_edition(edition), edition)
    yield from _written_pages(site)
    # By edition, so that those of an edition stand together and facets are short.
    people = sorted(site.catalogue.people.values(), key=lambda p: _editions_of(site, p))
    for person in people:
        yield _person(site, page, person)
    for keyword in site.catalogue.keywords.values():
        records = site.catalogue.records_of(keyword)
        number = len(records)
        about = site.catalogue.editions_about(keyword)
        keys = dict.fromkeys(record.edition_key for record in (*records, *about))
        yield Document(
            kind="Keywords",
            title=keyword.word,
            url=_url(site, keyword.key),
            names=(keyword.word, *keyword.variants),
            where=site.language.ngettext(
                "{n} paper or talk", "{n} papers and talks", number
            ).format(n=number)
            if number
            else ", ".join(edition.short_title for edition in about),
            facets=_editions(site, *(site.catalogue.editions[key] for key in keys)),
        )


def _of_edition(site: Site, page: Page, edition: Edition) -> Iterator[Document]:
    facets = _editions(site, edition)
    for paper in edition.papers:
        if not paper.withdrawn:
            yield _paper(site, page, paper, edition)
    for talk in edition.talks:
        yield Document(
            kind="Talks",
            title=to_plain(site.catalogue.published(talk).listed_title, page),
            url=_url(site, talk.key),
            names=tuple(_plain(page, t) for t in (talk.title, *talk.translated_titles.values())),
            related=(*_names(site, talk.speakers), *talk.keywords, edition.short_title),
            text=" ".join(_plain(page, text) for text in (talk.abstract, *_bios(talk)) if text),
            people=_people(talk.speakers),
            where=edition.short_title,
            mark=talk_mark(site, talk),
            facets={**facets, "keyword": _keywords(site, talk)},
            language=site.differing_language(talk),
        )
    for panel in edition.panels:
        place = address(panel)
        members = (*panel.panelists, *panel.moderators)
        yield Document(
            kind="Panels",
            title=to_plain(site.catalogue.published(panel).listed_title, page),
            url=_url(site, place.page, place.anchor),
            names=(_plain(page, panel.title),),
            related=(*_names(site, members), edition.short_title),
            text=_plain(page, panel.abstract),
            people=_people(members),
            where=edition.short_title,
            mark=status_mark(site, panel),
            facets=facets,
        )
    for part in site.pages_of(edition):
        name = f"{edition.key}/{part.name}"
        written = name in site.all_docs
        if not written and not site.settings.pages:
            continue
        home = part.name == "index"
        texts = (_part_text(page, edition, part.name), written_text(site, name) if written else "")
        yield Document(
            kind="Editions",
            title=edition.title if home else f"{part.title} · {edition.short_title}",
            url=_url(site, name),
            names=(edition.title, edition.short_title) if home else (part.title,),
            related=() if home else (edition.short_title, edition.title),
            text=" ".join(text for text in texts if text),
            where=edition.short_title,
            facets=facets,
        )


def paper_document(site: Site, paper: Paper) -> Document:
    """Return what is found of a paper."""
    edition = site.catalogue.edition_of(paper)
    return _paper(site, Page(site, site.root_doc).in_edition(edition), paper, edition)


def _paper(site: Site, page: Page, paper: Paper, edition: Edition) -> Document:
    notice, published = paper.retracted_or_withdrawn, site.catalogue.published(paper)
    awards = tuple(_plain(page, award.title) for award in published.awards)
    texts = (
        _plain(page, published.shown_abstract),
        *(_plain(page, text) for text in published.translated_abstracts.values()),
        *further_texts(page, published),
    )
    translated = (_plain(page, title) for title in published.translated_titles.values())
    return Document(
        kind="Papers",
        title=_plain(page, paper.title),
        url=_url(site, paper.key),
        names=(_plain(page, paper.title), _plain(page, paper.subtitle), *translated),
        related=(
            *_names(site, paper.authors),
            *paper.keywords,
            *awards,
            edition.short_title,
            site.language.label(paper.type) if paper.type else "",
            site.language.label(notice.type) if notice else "",
        ),
        numbers=(*numbers_of(published), cite(site.export_context, paper).key),
        text=" ".join(filter(None, texts)),
        people=_people(paper.authors),
        where=edition.short_title,
        mark=site.language.label(notice.type) if notice else "",
        facets={
            **_editions(site, edition),
            "type": (site.language.label(paper.type),) if paper.type else (),
            "keyword": _keywords(site, paper),
            "award": awards,
        },
        language=site.differing_language(paper),
    )


def _person(site: Site, page: Page, person: Person) -> Document:
    forms = site.catalogue.directory.printed(person.id)
    # A name without spaces is also found by its parts in Latin letters.
    parts = (part for form in forms for part in (form.given, form.full_family) if part)
    credited = site.catalogue.credits_of(person)
    papers = [c for c in credited if c.role is Part.AUTHOR]
    talks = [c for c in credited if c.role is Part.SPEAKER]
    orcids = dict.fromkeys(
        c for c in (person.orcid, *(c.contribution.orcid for c in credited)) if c is not None
    )
    affiliations = {a.name: None for c in credited for a in c.contribution.affiliations}
    editions = tuple(site.catalogue.editions[key] for key in _editions_of(site, person))
    how_many = partial(count, site.language)
    counted = [text for text in (how_many(papers, "paper"), how_many(talks, "talk")) if text]
    done = ", ".join(counted) or ", ".join(
        dict.fromkeys(role_word(site.language, c) for c in credited)
    )
    where = (done, ", ".join(edition.short_title for edition in editions))
    return Document(
        kind="People",
        title=person.name.display,
        url=_url(site, person.key),
        names=tuple(
            dict.fromkeys(n for form in forms for n in (form.display, joined(form.display)) if n)
            | dict.fromkeys(parts)
        ),
        related=(*affiliations, *(initials(form.display) for form in forms), *unshown(person)),
        numbers=tuple(str(c) for c in orcids),
        text=_plain(page, person.bio),
        people=", ".join(list(affiliations)[-1:]),
        where=" · ".join(text for text in where if text),
        facets=_editions(site, *editions),
    )


def _editions_of(site: Site, person: Person) -> list[str]:
    """Return the keys of the editions that a person took part in, in order."""
    records = (credit.record for credit in site.catalogue.credits_of(person))
    return sorted({record.edition_key for record in records})


def _written_pages(site: Site) -> Iterator[Document]:
    """Yield the authored pages but for those that stand in the place of an edition's own."""
    env = site.env
    parts = {
        f"{edition.key}/{part.name}"
        for edition in site.catalogue.editions.values()
        for part in site.pages_of(edition)
    }
    for name in sorted(site.all_docs - parts):
        title = env.titles[name].astext() if name in env.titles else name
        edition = edition_of_page(site.catalogue, name)
        yield Document(
            kind="Pages",
            title=title,
            url=_url(site, name),
            names=(title,),
            text=written_text(site, name),
            where=edition.short_title if edition else site.title,
            facets=_editions(site, edition) if edition else {},
        )


def _part_text(page: Page, edition: Edition, part: str) -> str:
    """Return the text of a page of an edition that no record of its own has."""
    texts: list[RichText | None] = []
    if part == "index":
        texts = [edition.theme, edition.overview, *edition.announcements]
    elif part == "call" and edition.call is not None:
        call = edition.call
        texts = [call.overview, call.instructions]
        for group in call.topic_groups:
            texts += [group.title, group.description, *group.topics]
    elif part == "awards":
        texts = [text for award in edition.awards for text in (award.title, award.description)]
    elif part == "programme":
        texts = [session.title for session in edition.sessions]
    return " ".join(_plain(page, text) for text in texts if text is not None)


def _names(site: Site, contributions: tuple[Contribution, ...]) -> Iterator[str]:
    """Yield names as printed, and every other form that the same people go by."""
    for contribution in contributions:
        yield contribution.name.display
        yield initials(contribution.name.display)
        yield joined(contribution.name.display)
        person = site.catalogue.person(contribution)
        if person is not None:
            for form in site.catalogue.directory.printed(person.id):
                yield form.display
                yield from (part for part in (form.given, form.full_family) if part)


def _people(contributions: tuple[Contribution, ...]) -> str:
    return ", ".join(c.name.display for c in contributions)


def _keywords(site: Site, record: Paper | Talk) -> tuple[str, ...]:
    """Return the keywords of a record, each in the spelling of the index."""
    return tuple(dict.fromkeys(site.catalogue.keyword(word).word for word in record.keywords))


def _editions(site: Site, *editions: Edition) -> dict[str, tuple[str, ...]]:
    series = dict.fromkeys(site.catalogue.series_of(e).short_title for e in editions)
    return {"series": tuple(series), "year": tuple(dict.fromkeys(e.year for e in editions))}


def _bios(talk: Talk) -> Iterator[RichText]:
    return (speaker.bio for speaker in talk.speakers if speaker.bio is not None)


def _plain(page: Page, text: RichText | None) -> str:
    return " ".join(to_plain(text, page).split()) if text is not None else ""


def _url(site: Site, name: str, anchor: str = "") -> str:
    return site.uri(name) + (f"#{anchor}" if anchor else "")
