"""Directives that place data on authored pages, and the node that stands for it until writing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_proceedings.model.languages.language import Language
from sphinx_proceedings.model.records.editions import Role
from sphinx_proceedings.model.records.papers import PaperType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.views.arrangement import By, best_grouping, grouped
from sphinx_proceedings.model.views.participation import PANEL_ROLES, people_groups
from sphinx_proceedings.sphinx.domain import ProceedingsDomain, edition_of_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition


class Listing(nodes.General, nodes.Element):
    """Data to be placed here.

    Attributes: ``kind`` and ``options``, and ``edition`` or ``series``, a key or empty.
    It holds no data itself, so that a pickled page stays small and cannot go stale.
    """


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of listing: what it is about (edition, series, site or any) and its options."""

    name: str
    scope: str
    purpose: str
    options: dict[str, Callable[[str], Any]]


def _grouping(argument: str) -> str:
    return directives.choice(argument, [by.value for by in By])


def _paper_type(argument: str) -> str:
    return directives.choice(argument, [kind.value for kind in PaperType])


def _role(argument: str) -> str:
    return directives.choice(argument, [*(role.value for role in Role), *PANEL_ROLES])


KINDS = {
    kind.name: kind
    for kind in (
        Kind("facts", "edition", "Dates, place, host, links of an edition.", {}),
        Kind("edition", "edition", "The whole home page of an edition.", {}),
        Kind("volume", "edition", "Title, editors, publisher, preface of the volume.", {}),
        Kind("overview", "edition", "The overview and announcements of an edition.", {}),
        Kind(
            "papers",
            "edition",
            "Papers, grouped by session, track, type or page.",
            {"group-by": _grouping, "abstracts": directives.flag, "type": _paper_type},
        ),
        Kind("paper-tools", "edition", "Files of all papers, and filters for them.", {}),
        Kind("programme", "edition", "The programme of an edition.", {}),
        Kind(
            "speakers", "edition", "Speakers with talk and biography.", {"compact": directives.flag}
        ),
        Kind("talks", "edition", "Talks with their speakers.", {}),
        Kind("people", "edition", "People by role.", {"role": _role}),
        Kind("call", "edition", "The whole call for papers.", {}),
        Kind("topics", "edition", "Topic groups of the call.", {}),
        Kind("dates", "edition", "Important dates of the call.", {}),
        Kind("sponsors", "edition", "Sponsors by tier.", {}),
        Kind("awards", "edition", "Awards and who won them.", {}),
        Kind("statistics", "edition", "Figures of an edition, drawn and as tables.", {}),
        Kind("notes", "edition", "Sources and editorial notes.", {}),
        Kind("metadata", "any", "Files with metadata, of the edition or of `all`.", {}),
        Kind("home", "site", "Search, editions, newest papers, awards and dates of the site.", {}),
        Kind("editions", "series", "Editions of a series, or of all series.", {}),
        Kind("author-index", "any", "Who wrote or spoke in an edition, or everybody.", {}),
        Kind("keyword-index", "any", "Keywords of an edition, or of all.", {}),
    )
}
"""Every kind of listing; each is a directive ``proc:<name>``."""


class ListingDirective(SphinxDirective):
    """Place a listing; the edition or series is the page's own unless the argument names another.

    Argument (optional): ``series/year``, or a series; ``all`` for an index over everything.
    """

    kind: ClassVar[Kind]
    has_content = False
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the node, or sections with one each where headings are wanted."""
        domain = ProceedingsDomain.of(self.env)
        domain.note_page(self.env.docname)
        try:
            edition, series = self._subject(domain.catalogue)
        except ValueError as error:
            raise self.error(str(error)) from error
        options = {name: value or True for name, value in self.options.items()}
        parent = self.state_machine.node  # MyST's stand-in for the state has no parent
        if edition is not None and isinstance(parent, nodes.section | nodes.document):
            language = Language.of(str(self.config.language or "en"))
            sections = list(_sections(domain.catalogue, edition, self.kind.name, options, language))
            if sections:
                for section in sections:
                    self.set_source_info(section)
                    section["ids"] = [_free_id(self.state.document, section["ids"][0])]
                    self.state.document.set_id(section)
                tools = [_listing("paper-tools", edition.key, "", {})]
                return [*(tools if self.kind.name == "papers" else ()), *sections]
        return [_listing(self.kind.name, edition.key if edition else "", series, options)]

    def _subject(self, catalogue: Catalogue) -> tuple[Edition | None, str]:
        docname = self.env.docname
        named = self.arguments[0] if self.arguments else ""
        if self.kind.scope == "edition" or (self.kind.scope == "any" and named != "all"):
            edition = (
                catalogue.editions.get(named) if named else edition_of_page(catalogue, docname)
            )
            if edition is None and (named or self.kind.scope == "edition"):
                known = ", ".join(catalogue.editions) or "none"
                where = f"there is no edition {named!r}" if named else "this page is in no edition"
                msg = f"{where}; name one of: {known}"
                raise ValueError(msg)
            return edition, ""
        if self.kind.scope == "series":
            series = named or docname.split("/")[0]
            if named and named not in catalogue.series:
                msg = f"there is no series {named!r}; name one of: {', '.join(catalogue.series)}"
                raise ValueError(msg)
            return None, series if series in catalogue.series else ""
        return None, ""


def _listing(kind: str, edition: str, series: str, options: dict[str, Any]) -> Listing:
    return Listing("", kind=kind, edition=edition, series=series, options=options)


def _sections(
    catalogue: Catalogue, edition: Edition, kind: str, options: dict[str, Any], language: Language
) -> Iterator[nodes.section]:
    """Yield a section a group, so that groups stand in the page's own contents."""
    groups: list[tuple[str, str]] = []
    if kind == "papers":
        by = By(options.get("group-by", best_grouping(edition)))
        options = {**options, "group-by": by.value}
        only = options.get("type")
        found = [
            group
            for group in grouped(catalogue, edition, by, language)
            if only is None or any(paper.type == only for paper in group.papers)
        ]
        if all(group.title is not None for group in found):
            groups = [(g.id, to_plain(g.title)) for g in found if g.title is not None]
    elif kind == "people" and "role" not in options:
        groups = [
            (group.id, group.title or language.plural(group.role))
            for group in people_groups(edition)
        ]
    for identifier, title in groups:
        section = nodes.section("", ids=[f"{kind}-{identifier}"], names=[])
        section += nodes.title(title, title)
        section += _listing(kind, edition.key, "", {**options, "group": identifier})
        yield section


def _free_id(document: nodes.document, wanted: str) -> str:
    """Return an id that the page does not have yet: two listings may have a group of one name."""
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return next(name for name in itertools.chain((wanted,), numbered) if name not in document.ids)


def listing_directives() -> Iterator[tuple[str, type[ListingDirective]]]:
    """Yield a directive class for each kind of listing."""
    for kind in KINDS.values():
        body = {"kind": kind, "option_spec": kind.options, "__doc__": kind.purpose}
        name = "".join(part.title() for part in kind.name.split("-"))
        yield kind.name, type(f"{name}Directive", (ListingDirective,), body)
