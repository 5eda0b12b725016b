"""What leads to the papers: the contents before them, the indexes of authors and keywords after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.indexes import author_index, keyword_index
from sphinx_proceedings.model.papers import Paper
from sphinx_proceedings.model.richtext import typst_string
from sphinx_proceedings.volume.front import chapter, name_of
from sphinx_proceedings.volume.words import ROMAN, array, call, content, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_proceedings.model.indexes import Letter
    from sphinx_proceedings.model.keywords import Keyword
    from sphinx_proceedings.model.papers import Talk
    from sphinx_proceedings.model.people import Contribution, Person
    from sphinx_proceedings.volume.front import Chapter
    from sphinx_proceedings.volume.plan import Plan
    from sphinx_proceedings.volume.words import InVolume

INDEXES = (("chapter/authors", "Authors"), ("chapter/keywords", "Keywords"))


def contents(plan: Plan, links: InVolume, chapters: Iterable[tuple[str, str]]) -> Chapter:
    """The table of contents: front matter, talks, then papers by session, track or type."""
    parts = [
        call("contents-line", typst_string(name), content(prose(title)), "none", options=ROMAN)
        for name, title in chapters
    ]
    if plan.edition.talks:
        parts.append("#heading(level: 2)[Keynotes and talks]\n")
    parts += [_line(links, talk, talk.speakers, ROMAN) for talk in plan.edition.talks]
    for group in plan.groups:
        title = links.heading(group.title) if group.title else "Papers"
        parts.append(f"#heading(level: 2)[{title}]\n")
        parts += [_line(links, paper, paper.authors, {}) for paper in group.papers]
    parts.append("#heading(level: 2)[Indexes]\n")
    for name, title in INDEXES:
        parts.append(call("contents-line", typst_string(name), content(title), "none"))
    return chapter(plan, "contents", "Contents", "".join(parts))


def _line(
    links: InVolume,
    record: Paper | Talk,
    people: Sequence[Contribution],
    options: dict[str, str],
) -> str:
    names = ", ".join(name_of(person) for person in people)
    return call(
        "contents-line",
        typst_string(record.key),
        content(links.heading(record.title)),
        content(names or None),
        options=options,
    )


def indexes(plan: Plan) -> Iterator[Chapter]:
    """The indexes of authors and keywords with page numbers."""
    people = _letters(author_index(plan.catalogue, plan.edition))
    yield chapter(plan, "authors", "Authors", people, columns="2", pattern='"1"')
    words = _letters(keyword_index(plan.catalogue, plan.edition))
    yield chapter(plan, "keywords", "Keywords", words, columns="2", pattern='"1"')


def _letters(letters: Sequence[Letter[Person] | Letter[Keyword]]) -> str:
    parts = []
    for letter in letters:
        parts.append(call("index-letter", content(prose(letter.letter))))
        for entry in letter.entries:
            leads = sorted(entry.records, key=lambda r: isinstance(r, Paper))
            names = array(
                array([typst_string(r.key), '"1"' if isinstance(r, Paper) else '"i"'])
                for r in leads
            )
            parts.append(call("index-line", content(prose(entry.heading)), names))
    return "".join(parts)
