"""Warnings about papers and talks: abstracts, titles, DOIs, pages, keywords."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_proceedings.checks.rule import Rule
from sphinx_proceedings.model.records.papers import Paper, PaperType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.text import fold, in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.papers import Talk
    from sphinx_proceedings.model.values.identifiers import Doi

# Crossref's documentation, "Constructing your DOIs".
_NOT_IN_DOI = re.compile(r"[^-A-Za-z0-9._;()/]")
_MARK = re.compile(
    r"\s*[(\[](?:key ?note(?: talk| speaker)?|invited(?: talk)?|oral|poster|spotlight"
    r"|best (?:paper|poster)[^)\]]*|(?:paper )?award[^)\]]*|[^)\]]* award|withdrawn|retracted)[)\]]"
    r"|^(?:key ?note(?: talk)?|invited talk)\s*[:–—-]\s*",
    re.IGNORECASE,
)
_SHORT = 12
"""Letters up to which a title in capitals may be an acronym."""


class PaperWithoutAbstract(Rule):
    """A paper has no abstract."""

    code = "PP230"
    title = "Paper without an abstract"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for paper in catalogue.papers.values():
            if paper.abstract is None and paper.type is not PaperType.FRONT_MATTER:
                place = catalogue.locate(paper.key, "title")
                yield self.warning(
                    place, f"paper {str(paper.id)!r} has no abstract", "add abstract"
                )


class TalkWithoutAbstract(Rule):
    """A talk has no abstract."""

    code = "PP231"
    title = "Talk without an abstract"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for talk in catalogue.talks.values():
            if talk.abstract is None:
                place = catalogue.locate(talk.key, "title")
                yield self.warning(place, f"talk {str(talk.id)!r} has no abstract", "add abstract")


class DuplicateTitle(Rule):
    """Two papers of an edition, or of two editions of a series, have the same title."""

    code = "PP232"
    title = "Title used twice"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        first: dict[tuple[str, str], Paper] = {}
        for edition in catalogue.editions.values():
            for paper in edition.papers:
                letters = re.sub(r"[^a-z0-9]", "", fold(to_plain(paper.title)))
                other = first.setdefault((edition.series_id, letters), paper)
                if other is paper or not letters:
                    continue
                place = catalogue.locate(paper.key, "title")
                where = catalogue.locate(other.key, "title")
                message = f"paper {str(paper.id)!r} has the title of {other.key} ({where})"
                yield self.warning(place, message, "remove one, or tell them apart by a subtitle")


class TitleInCapitals(Rule):
    """A title is written in capitals throughout; a style can set it so, nothing can undo it."""

    code = "PP233"
    title = "Title in capitals"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for record in _presentations(catalogue):
            text = to_plain(record.title)
            if in_capitals(text) and sum(map(str.isalpha, text)) > _SHORT:
                place = catalogue.locate(record.key, "title")
                hint = "write it with capitals only where they belong"
                yield self.warning(place, "the title is all in capitals", hint)


class MarkInTitle(Rule):
    """A title carries what other fields are for: that it is a keynote, or won an award."""

    code = "PP234"
    title = "Kind or award typed into the title"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for record in _presentations(catalogue):
            found = _MARK.search(to_plain(record.title))
            if found:
                place = catalogue.locate(record.key, "title")
                field = _field_for(found[0].lower())
                message = f"the title has {found[0].strip()!r} in it"
                yield self.warning(place, message, f"take it out; {field} is for that")


def _field_for(mark: str) -> str:
    if "best" in mark or "award" in mark:
        return "awards"
    return "notices" if "withdrawn" in mark or "retracted" in mark else "type"


class KeywordSpellings(Rule):
    """A keyword is spelt in several ways, which a reader meets as two keywords."""

    code = "PP235"
    title = "Keyword in several spellings"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        spellings: dict[str, dict[str, list[tuple[str, int]]]] = defaultdict(dict)
        for record in _presentations(catalogue):
            for index, word in enumerate(record.keywords):
                uses = spellings[_without_ending(word)].setdefault(word, [])
                uses.append((record.key, index))
        for words in spellings.values():
            usual = max(words, key=lambda word: len(words[word]))
            for word, uses in words.items():
                if word == usual:
                    continue
                key, index = uses[0]
                place = catalogue.locate(key, "keywords", index)
                message = f"keyword {word!r} is spelt {usual!r} elsewhere"
                yield self.warning(place, message, "settle on one")


def _without_ending(word: str) -> str:
    """Fold a keyword so that hyphens, spaces and plurals do not tell words apart."""
    letters = re.sub(r"[^a-z0-9+#]", "", fold(word))
    return re.sub(r"(?<=[a-z]{3})s$", "", letters) if not letters.endswith("ss") else letters


class DoiTwice(Rule):
    """Two papers have the same DOI."""

    code = "PP237"
    title = "DOI used twice"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        first: dict[str, Paper] = {}
        for paper in catalogue.papers.values():
            if paper.doi is None:
                continue
            other = first.setdefault(paper.doi.key, paper)
            if other is not paper:
                place = catalogue.locate(paper.key, "doi")
                message = f"DOI {paper.doi} is that of {other.key} too"
                yield self.warning(place, message, "correct one of them")


class DoiThatCannotBeRegistered(Rule):
    """A DOI has signs that Crossref takes in no new one: letters, digits and -._;()/ alone."""

    code = "PP248"
    title = "DOI that Crossref refuses"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        named: list[tuple[str, tuple[str, ...], Doi | None]] = [
            (paper.key, ("doi",), paper.doi) for paper in catalogue.papers.values()
        ]
        for edition in catalogue.editions.values():
            volume = edition.volume
            named.append((edition.key, ("volume", "doi"), volume.doi if volume else None))
        for key, steps, doi in named:
            odd = dict.fromkeys(_NOT_IN_DOI.findall(doi.partition("/")[2])) if doi else {}
            if odd:
                signs = " ".join(odd)
                message = f"DOI {doi} has {signs}, which Crossref takes in no new DOI"
                hint = "correct it, unless it is registered elsewhere already"
                yield self.warning(catalogue.locate(key, *steps), message, hint)


class OverlappingPages(Rule):
    """The pages of two papers of a volume overlap."""

    code = "PP238"
    title = "Pages overlap"

    def check(self, catalogue: Catalogue) -> Iterator[Problem]:
        for edition in catalogue.editions.values():
            paged = [
                (int(paper.pages.first), int(paper.pages.last), paper)
                for paper in edition.papers
                if paper.pages and paper.pages.first.isdecimal() and paper.pages.last.isdecimal()
            ]
            paged.sort(key=lambda entry: entry[:2])
            last, before = 0, None
            for start, end, paper in paged:
                if before is not None and start <= last:
                    place = catalogue.locate(paper.key, "pages")
                    message = f"pages {paper.pages} overlap those of {before.key} ({before.pages})"
                    yield self.warning(place, message, "correct one of them")
                if end > last:
                    last, before = end, paper


def _presentations(catalogue: Catalogue) -> tuple[Paper | Talk, ...]:
    return (*catalogue.papers.values(), *catalogue.talks.values())


RULES = (
    PaperWithoutAbstract(),
    TalkWithoutAbstract(),
    DuplicateTitle(),
    TitleInCapitals(),
    MarkInTitle(),
    KeywordSpellings(),
    DoiTwice(),
    DoiThatCannotBeRegistered(),
    OverlappingPages(),
)
