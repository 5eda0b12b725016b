"""Papers and talks of a source as the plain data of records, and what was lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from sphinx_proceedings.importing.cleaning.author_cleaning import KEY, AuthorCleaner
from sphinx_proceedings.importing.cleaning.clean_records import CleanEdition, CleanRecord
from sphinx_proceedings.importing.cleaning.fact_cleaning import clean_facts
from sphinx_proceedings.importing.cleaning.session_cleaning import clean_sessions
from sphinx_proceedings.importing.cleaning.text_cleaning import TextCleaner
from sphinx_proceedings.importing.parsed_texts import parsed, title_slug
from sphinx_proceedings.importing.privacy import has_address
from sphinx_proceedings.importing.report import Outcome
from sphinx_proceedings.model.records.papers import Paper, PaperType, ResourceType, Talk, TalkType
from sphinx_proceedings.model.values.identifiers import (
    ArxivId,
    Doi,
    LanguageTag,
    Licence,
    RecordId,
    WebUrl,
)
from sphinx_proceedings.model.values.page_ranges import Pages
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import (
        ImportedEdition,
        ImportedPaper,
        ImportedResource,
        ImportedTalk,
    )
    from sphinx_proceedings.importing.report import Report

_CODES: Final[dict[str, Callable[[str], object]]] = {
    "doi": Doi,
    "arxiv": ArxivId,
    "licence": Licence,
    "language": LanguageTag,
    "pages": Pages.parse,
    "source": WebUrl,
}


_NOUNS: Final = {"papers": "paper", "talks": "talk", "sessions": "session"}
_DOI_IN_ADDRESS = re.compile(
    r"(?:https?://)?[\w.-]+/(?:[^?#]*/)?(10\.\d{4,9}(?:\.\d+)*/[^?#]+)[?#]?.*", re.IGNORECASE
)


def doi_in(value: str) -> str:
    """Return the DOI in a publisher's address (``https://dl.acm.org/doi/10.1145/1``).

    Spaces in a DOI are slips; other texts stay as they are.
    """
    written = re.match(r"\s*(?:https?:|doi|10\.)", value, re.IGNORECASE)
    joined = "".join(value.split()) if written else value
    found = _DOI_IN_ADDRESS.fullmatch(joined)
    if found and "doi.org/10." not in joined.casefold():
        return found[1].rstrip("/")
    return joined


class RecordCleaner:
    """Cleans the records of one source."""

    def __init__(self, imported: ImportedEdition, answers: Answers, report: Report) -> None:
        self.imported = imported
        self.report = report
        self.texts = TextCleaner(imported.markup, report)
        self.people = AuthorCleaner(self.texts, answers)
        self.made = CleanEdition(
            facts=clean_facts(imported.facts, self.texts, self.people),
            carries=imported.carries,
            adds_only=imported.adds_only,
            fills_only=imported.fills_only,
            matches=imported.matches,
            papers_as_talks=imported.papers_as_talks,
        )

    def clean(self) -> CleanEdition:
        """Return the cleaned edition; the report has the counts and every note."""
        report, imported = self.report, self.imported
        report.excluded = dict(imported.excluded)
        report.unused = dict(imported.unused)
        report.notes += imported.notes
        for paper in imported.papers:
            self._add("papers", paper, self._paper(paper), Paper)
        for talk in imported.talks:
            self._add("talks", talk, self._talk(talk), Talk)
        self.made.records += clean_sessions(imported.sessions, self.texts, self.people)
        self._disambiguate()
        report.counts = _counts(self.made)
        return self.made

    def _add(
        self,
        kind: str,
        given: ImportedPaper | ImportedTalk,
        fields: dict[str, Any],
        model: type[Paper | Talk],
    ) -> None:
        key = given.key.strip()
        checked = self._validated(key, fields, model)
        if checked is None:
            return
        key = title_slug(str(checked["title"])) if not key or has_address(key) else key
        wish = given.id or key
        record = CleanRecord(kind=kind, key=key, place=given.place, wish=wish, fields=checked)
        self.made.records.append(record)
        self.report.add(Outcome.TAKEN, key, ", ".join(checked))

    def _disambiguate(self) -> None:
        """Give records of one key keys of their own, in the order of the source."""
        seen: Counter[tuple[str, str]] = Counter()
        for record in self.made.records:
            seen[record.kind, record.key] += 1
            if (number := seen[record.kind, record.key]) > 1:
                why = f"{_NOUNS[record.kind]} {number} with the key {record.key!r} in the source"
                record.key = f"{record.key}#{number}"
                self.report.add(Outcome.ASKED, record.key, why=why)

    def _paper(self, paper: ImportedPaper) -> dict[str, Any]:
        made = self._texts(paper, paper.authors, "authors", PaperType)
        if subtitle := self.texts.rich(paper.subtitle, paper.key, "subtitle", inline=True):
            made["subtitle"] = subtitle
        if track := self.texts.rich(paper.track, paper.key, "track", inline=True):
            made["track"] = slug(track)
            self.made.tracks.setdefault(made["track"], track)
        if number := self.texts.plain(paper.number, paper.key, "number"):
            made["number"] = number
        for name in ("pages", "doi", "arxiv", "licence", "language"):
            self._code(made, paper.key, name, getattr(paper, name))
        if paper.archival is not None:
            made["archival"] = paper.archival
        if paper.date.strip():
            made["date"] = paper.date.strip()
        if not made["authors"]:
            made["authors"] = [{"name": "Anonymous", "kind": "anonymous"}]
            self.report.add(Outcome.ASKED, paper.key, "authors", why="no author is named")
        return made

    def _talk(self, talk: ImportedTalk) -> dict[str, Any]:
        return self._texts(talk, talk.speakers, "speakers", TalkType)

    def _texts(
        self,
        given: ImportedPaper | ImportedTalk,
        people: Any,
        role: str,
        types: type[PaperType | TalkType],
    ) -> dict[str, Any]:
        """Return what papers and talks have in common."""
        key = given.key
        made: dict[str, Any] = {"title": self.texts.rich(given.title, key, "title", inline=True)}
        if given.type in list(types):
            made["type"] = str(given.type)
        elif given.type:
            why = f"none of {', '.join(types)}"
            self.report.add(Outcome.LEFT_OUT, key, "type", before=given.type, why=why)
        made[role] = self.people.clean(people, key, role)
        keywords = [self.texts.plain(word, key, "keywords") for word in given.keywords]
        if kept := list(dict.fromkeys(word for word in keywords if word)):
            made["keywords"] = kept
        if abstract := self.texts.rich(given.abstract, key, "abstract", inline=False):
            made["abstract"] = abstract
        if resources := [one for given_ in given.resources if (one := self._resource(key, given_))]:
            made["resources"] = resources
        self._code(made, key, "source", given.source)
        return made

    def _code(self, made: dict[str, Any], record: str, name: str, value: str) -> None:
        value = value.strip()
        if not value:
            return
        if name == "doi" and (found := doi_in(value)) != value:
            # The address of a page at the publisher's is no change worth telling; a typo is.
            if "".join(value.split()) != value:
                why = "a space stood in it"
                self.report.add(Outcome.CHANGED, record, name, before=value, after=found, why=why)
            value = found
        try:
            made[name] = str(_CODES[name](value))
        except ValueError as failure:
            self.report.add(Outcome.LEFT_OUT, record, name, before=value, why=str(failure))

    def _resource(self, record: str, given: ImportedResource) -> dict[str, Any]:
        if given.type not in list(ResourceType):
            why = f"{given.type!r} is no kind of resource"
            self.report.add(Outcome.LEFT_OUT, record, "resources", why=why)
            return {}
        made: dict[str, Any] = {"type": given.type}
        if given.file:
            made["file"] = given.file
        else:
            try:
                made["url"] = str(WebUrl(given.url))
            except ValueError as failure:
                why = str(failure)
                self.report.add(Outcome.LEFT_OUT, record, "resources", before=given.url, why=why)
                return {}
        if title := self.texts.plain(given.title, record, "resources"):
            made["title"] = title
        return made

    def _validated(
        self, key: str, fields: dict[str, Any], model: type[Paper | Talk]
    ) -> dict[str, Any] | None:
        """Return *fields* without those that the model refuses; None when it is no record then."""
        for _ in range(len(fields) + 1):
            try:
                model.model_validate({"id": "x", **_parsed(without_keys(fields))})
            except ValidationError as failure:
                error = failure.errors(include_url=False, include_context=False)[0]
                name, why = str(error["loc"][0]), error["msg"]
                if name not in fields or name == "title":
                    self.report.add(Outcome.LEFT_OUT, key, why=f"no record without {name}: {why}")
                    return None
                self.report.add(Outcome.LEFT_OUT, key, name, why=why)
                del fields[name]
            else:
                return fields
        return None


def without_keys(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields as they stand in the data, without the keys of people."""
    return {
        name: [
            {k: v for k, v in one.items() if k != KEY} if isinstance(one, dict) else one
            for one in value
        ]
        if name in ("authors", "speakers")
        else value
        for name, value in fields.items()
    }


def _parsed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields with their texts parsed; these were checked when they were cleaned."""
    kinds = {"title": True, "subtitle": True, "abstract": False}
    texts = {name: parsed(fields[name], inline=kinds[name]) for name in kinds if fields.get(name)}
    return {**fields, **texts}


def wished_id(text: str) -> str:
    """Return *text* as a record's id, empty where it cannot be one."""
    try:
        return str(RecordId(text))
    except ValueError:
        return ""


def _counts(made: CleanEdition) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for record in made.records:
        counts[record.kind] += 1
        for name in ("authors", "speakers", "abstract"):
            value = record.fields.get(name)
            if value:
                counts["abstracts" if name == "abstract" else name] += (
                    len(value) if isinstance(value, list) else 1
                )
    return dict(counts)
