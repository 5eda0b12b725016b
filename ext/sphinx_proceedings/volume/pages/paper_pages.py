"""The pages of the papers: stamped blank ones for camera-ready PDFs, abstracts for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.publication.displayed_facts import (
    DOI,
    LANGUAGE,
    LICENCE,
    NUMBER,
    PAGES,
    PUBLISHED,
    STATUS,
    TRACK,
    displayed_facts,
)
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.richtext import to_plain, typst_string
from sphinx_proceedings.volume.plan import last_page
from sphinx_proceedings.volume.typst_text import (
    HEAD_LENGTH,
    array,
    call,
    content,
    inner,
    notice_kinds,
    page_forms,
    prose,
    short_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.publication.published_records import PublishedPaper
    from sphinx_proceedings.model.records.papers import Notice, Paper
    from sphinx_proceedings.model.records.people import Affiliation
    from sphinx_proceedings.volume.plan import Plan, Planned
    from sphinx_proceedings.volume.typst.missing_characters import Piece
    from sphinx_proceedings.volume.typst_text import VolumeLinks

_ELSEWHERE = frozenset((PAGES, TRACK, PUBLISHED, LANGUAGE, LICENCE, STATUS, NUMBER))
"""Facts that heads, feet, contents and imprint tell, or that no reader of a volume needs."""


def papers(plan: Plan, links: VolumeLinks) -> Iterator[Piece]:
    """The papers in the order of their pages, which begin with 1 or where they are recorded.

    Typst is told of recorded numbers as such; its page counter goes on after the last of them.
    """
    yield plan.edition.key, "#to-right-hand-page\n#counter(page).update(1)\n"
    kept = [planned for planned in plan.papers if planned.first is not None]
    for planned in kept:
        yield planned.paper.key, _paper(plan, links, planned) + _leaves(plan, links, planned)
    if kept:
        last = kept[-1]
        least = 1 + max(last_page(planned.paper) or 0 for planned in kept)
        name = typst_string(last.paper.key)
        yield plan.edition.key, call("go-on", name, str(last.first), str(least))
    for planned in plan.papers[len(kept) :]:
        yield planned.paper.key, _paper(plan, links, planned) + _leaves(plan, links, planned)


def _paper(plan: Plan, links: VolumeLinks, planned: Planned) -> str:
    paper, _ = planned.paper, plan.language.gettext
    published = plan.catalogue.published(paper)
    name = typst_string(paper.key)
    title = content(links.listed_title(paper))
    people = [name.full_family for name in published.names]
    head = people[0]
    if len(people) == 2:
        head = _("{first} and {second}").format(first=head, second=people[1])
    elif people[2:]:
        head = _("{first} et al.").format(first=head)
    words = content(prose(short_line(f"{head}: {title_of(paper)}", HEAD_LENGTH)))
    verso = content(prose(plan.published.short_title))
    first = {} if planned.first is None else {"first": str(planned.first)}
    word = planned.watermark
    marked = {"marked": content(prose(word))} if word else {}
    foot = inner(
        "citation",
        name,
        content(prose(plan.published.short_title)),
        content(_rights(plan, paper)),
        options={**first, **page_forms(plan.language)},
    )
    if planned.pdf is not None:
        count = str(planned.pdf.count)
        options = {**first, **marked}
        return call("embedded-paper", name, title, count, foot, words, verso, options=options)
    authors, places = _authors(plan, published)
    return call(
        "abstract-page",
        name,
        title,
        content(links.heading(published.subtitle) if published.subtitle else None),
        content(authors),
        content(places),
        array(_withdrawal(plan, links, paper)),
        content(links.markup(published.shown_abstract) if published.shown_abstract else None),
        content(prose(", ".join(published.keywords)) or None),
        array(content(fact) for fact in _facts(plan, links, published)),
        foot,
        words,
        verso,
        typst_string(str(published.language).partition("-")[0].lower()),
        content(prose(_("Summary by the editors") if published.is_summary else _("Abstract"))),
        content(prose(_("Keywords"))),
        options={**first, **marked},
    )


def _leaves(plan: Plan, links: VolumeLinks, planned: Planned) -> str:
    """The leaves behind a paper that tell what was published about it later; often none."""
    if not planned.leaf_notices:
        return ""
    paper = planned.paper
    published = plan.catalogue.published(paper)
    return call(
        "notice-leaves",
        typst_string(paper.key),
        content(prose(notice_kinds(plan.language, planned.leaf_notices))),
        content(links.heading(published.title)),
        content(prose(", ".join(name.display for name in published.names))),
        array(content(_notice(plan, links, notice)) for notice in planned.leaf_notices),
        options={} if planned.first is None else {"first": str(planned.first)},
    )


def _authors(plan: Plan, published: PublishedPaper) -> tuple[str, str | None]:
    """Names with marks of their affiliations, and the affiliations with the same marks."""
    numbered, affiliations = published.numbered_names
    several, marked = len(numbered) > 1, len(affiliations) > 1
    names = []
    for name, numbers in numbered:
        own = [str(number) for number in numbers] if marked else []
        own += ["\\*"] if name.contribution.corresponding and several else []
        names.append(prose(name.display) + (f"#super[{','.join(own)}];" if own else ""))
    lines = [
        (f"#super[{number}];" if marked else "") + prose(_place(plan, affiliation))
        for number, affiliation in enumerate(affiliations, 1)
    ]
    if several and any(name.contribution.corresponding for name in published.names):
        word = prose(plan.language.gettext("corresponding author"))
        lines.append(f"#super[\\*];{word}")
    return ", ".join(names), "#h(1em);".join(lines) or None


def _place(plan: Plan, affiliation: Affiliation) -> str:
    country = plan.language.country(affiliation.country) if affiliation.country else ""
    return f"{affiliation.place}, {country}" if country else affiliation.place


def _withdrawal(plan: Plan, links: VolumeLinks, paper: Paper) -> Iterator[str]:
    """What the page of a paper that was withdrawn says: that, and which pages it leaves open."""
    if paper.withdrawn is None:
        return
    left = ""
    if paper.pages and paper.pages.first != paper.pages.last:
        left = plan.language.gettext("It stood on pages {pages}, which are no longer printed.")
        left = prose(left.format(pages=str(paper.pages).replace("-", "–")))
    yield content("\n\n".join(filter(None, (_notice(plan, links, paper.withdrawn), left))))


def _notice(plan: Plan, links: VolumeLinks, notice: Notice) -> str:
    """A notice with its date, its text, and where it stands."""
    date = plan.language.date_range(notice.date)
    title = prose(f"{plan.language.label(notice.type)}, {date}.")
    parts = [f"#strong[{title}] {links.markup(notice.text)}"]
    if notice.doi:
        parts.append(_url("doi", notice.doi.url, str(notice.doi)))
    if notice.url:
        parts.append(_url("", str(notice.url), str(notice.url)))
    return "\n\n".join(parts)


def _facts(plan: Plan, links: VolumeLinks, published: PublishedPaper) -> Iterator[str]:
    if published.awards:
        yield prose(", ".join(to_plain(award.title) for award in published.awards))
    for fact in displayed_facts(published):
        if fact.name in _ELSEWHERE:
            continue
        text = fact.text(plan.language, links)
        if fact.url:
            yield _url("doi" if fact.name == DOI else fact.name, fact.url, text)
        else:
            yield prose(f"{plan.language.gettext(fact.name)}: {text}")


def _url(kind: str, url: str, text: str) -> str:
    return f"{prose(kind)} #link({typst_string(url)})[{prose(text)}];"


def _rights(plan: Plan, paper: Paper) -> str:
    licence = plan.catalogue.published(paper).licence
    parts = [f"doi:{paper.doi}" if paper.doi else "", licence.label if licence else ""]
    return prose(" · ".join(part for part in parts if part))
