"""What leads to the papers: the contents before them, the indexes of authors and keywords after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.model.richtext import typst_string
from sphinx_proceedings.model.views.indexes import author_index, keyword_index
from sphinx_proceedings.volume.pages.front_matter import chapter, name_of
from sphinx_proceedings.volume.typst_text import (
    ROMAN,
    array,
    call,
    content,
    inner,
    notice_kinds,
    page_forms,
    page_options,
    prose,
    said,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_proceedings.model.keywords import Keyword
    from sphinx_proceedings.model.records.papers import Panel, Talk
    from sphinx_proceedings.model.records.people import Contribution, Person
    from sphinx_proceedings.model.views.indexes import Letter
    from sphinx_proceedings.volume.pages.front_matter import Chapter
    from sphinx_proceedings.volume.plan import Plan, Planned
    from sphinx_proceedings.volume.typst_text import VolumeLinks
MOST_NAMES, SOME_NAMES = 20, 15
"""Authors that a line of the contents names; of more, it names so many."""


def contents(plan: Plan, links: VolumeLinks, chapters: Iterable[tuple[str, str]]) -> Chapter:
    """The table of contents: front matter, talks, then papers by session, track or type."""
    _ = plan.language.gettext
    parts = [
        call("contents-line", typst_string(name), content(prose(title)), "none", options=ROMAN)
        for name, title in chapters
    ]
    if plan.edition.talks:
        parts.append(_heading(_("Keynotes and talks")))
    parts += [_line(plan, links, talk, talk.speakers) for talk in plan.edition.talks]
    if plan.edition.panels:
        parts.append(_heading(_("Panels")))
    for panel in plan.edition.panels:
        parts.append(_line(plan, links, panel, (*panel.moderators, *panel.panelists)))
    notices = {planned.paper.key: _leaf(plan, planned) for planned in plan.papers}
    for group in plan.groups:
        title = links.heading(group.title) if group.title else prose(_("Papers"))
        parts.append(f"#heading(level: 2)[{title}]\n")
        parts += [
            _line(plan, links, paper, paper.authors, notices.get(paper.key))
            for paper in group.papers
        ]
    ends = [(f"chapter/{name}", title) for name, title, _ in _indexes(plan)]
    if ends:
        parts.append(_heading(_("Indexes")))
    parts += [
        call("contents-line", typst_string(name), content(prose(title)), "none")
        for name, title in ends
    ]
    return chapter(plan, "contents", _("Contents"), "".join(parts))


def _leaf(plan: Plan, planned: Planned) -> str | None:
    """Where the leaves behind a paper are, and what they tell; None when there are none."""
    if not planned.leaf_notices:
        return None
    kinds = content(prose(notice_kinds(plan.language, planned.leaf_notices)))
    first = {} if planned.first is None else {"first": str(planned.first)}
    form = {"page-form": page_forms(plan.language)["page-form"]}
    return inner("leaf-link", typst_string(planned.paper.key), kinds, options={**first, **form})


def _line(
    plan: Plan,
    links: VolumeLinks,
    record: Paper | Talk | Panel,
    people: Sequence[Contribution],
    notices: str | None = None,
) -> str:
    shown = people if len(people) <= MOST_NAMES else people[:SOME_NAMES]
    names = ", ".join(name_of(person) for person in shown)
    if len(shown) < len(people):
        others = len(people) - len(shown)
        form = plan.language.ngettext("{names} and {n} other", "{names} and {n} others", others)
        names = said(form, names=names, n=str(others))
    return call(
        "contents-line",
        typst_string(record.key),
        content(links.listed_title(record)),
        content(names or None),
        options={**page_options(record), **({"notices": notices} if notices else {})},
    )


def indexes(plan: Plan) -> Iterator[Chapter]:
    """The indexes of authors and keywords with page numbers, those that are not empty."""
    for name, title, letters in _indexes(plan):
        yield chapter(plan, name, title, _letters(letters), columns="2", pattern='"1"')


def _indexes(
    plan: Plan,
) -> Iterator[tuple[str, str, Sequence[Letter[Person] | Letter[Keyword]]]]:
    _ = plan.language.gettext
    authors = author_index(plan.catalogue, plan.edition)
    if authors:
        yield "authors", _("Authors") if plan.papers else _("Speakers"), authors
    keywords = keyword_index(plan.catalogue, plan.edition)
    if keywords:
        yield "keywords", _("Keywords"), keywords


def _heading(title: str) -> str:
    return f"#heading(level: 2)[{prose(title)}]\n"


def _letters(letters: Sequence[Letter[Person] | Letter[Keyword]]) -> str:
    parts = []
    for letter in letters:
        parts.append(call("index-letter", content(prose(letter.letter))))
        for entry in letter.entries:
            leads = sorted(entry.records, key=lambda r: isinstance(r, Paper))
            names = array(_lead(record) for record in leads)
            parts.append(call("index-line", content(prose(entry.heading)), names))
    return "".join(parts)


def _lead(record: Paper | Talk | Panel) -> str:
    """The label of a record, the form of its page's number, and the number if it is on record."""
    shown = {"pattern": '"1"', "number": "none", **page_options(record)}
    return array([typst_string(record.key), shown["pattern"], shown["number"]])
