"""Names, affiliations and what else a source says of the people on a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.cleaning.country_codes import country_code
from sphinx_proceedings.importing.privacy import REMOVED, has_address, without_addresses
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.report import Outcome
from sphinx_proceedings.importing.text import PrintedName, read_name
from sphinx_proceedings.model.values.identifiers import Orcid, WebUrl
from sphinx_proceedings.model.values.names import PersonName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.importing.cleaning.text_cleaning import TextCleaner
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedAffiliation, ImportedAuthor

KEY: Final = "key"
"""Of a cleaned author: the source's key, which stands in the snapshot and never in the data."""

_IN_ORDER: Final = ("given", "particle", "family", "suffix", "literal")
_NOTHING: Final = frozenset(
    ["", "-", "--", "n/a", "na", "none", "null", "unknown", "tbd", "tba", "."]
)


class AuthorCleaner:
    """Cleans the people of one source."""

    def __init__(self, texts: TextCleaner, answers: Answers) -> None:
        self.texts = texts
        self.answers = answers

    def clean(
        self, authors: Iterable[ImportedAuthor], record: str, field: str
    ) -> list[dict[str, Any]]:
        """Return the people as data, each with its `KEY` where the source has one."""
        found = [self._author(author, record, field) for author in authors]
        return [author for author in found if author]

    def _author(self, author: ImportedAuthor, record: str, field: str) -> dict[str, Any]:
        name, kind = self._name(author, record, field)
        if not name:
            return {}
        made: dict[str, Any] = {}
        if author.key and not has_address(author.key):
            made[KEY] = author.key
        made["name"] = name
        if kind != "person":
            made["kind"] = kind
        if author.orcid.strip():
            self._checked(made, "orcid", author.orcid, record, field)
        affiliations = [
            one for given in author.affiliations if (one := self._affiliation(given, record, field))
        ]
        if affiliations:
            made["affiliations"] = affiliations[0] if len(affiliations) == 1 else affiliations
        if author.url.strip():
            self._checked(made, "url", author.url, record, field)
        made.update(
            {flag: True for flag in ("corresponding", "presenter") if getattr(author, flag)}
        )
        for plain in ("honorific", "photo", "note"):
            if text := self.texts.plain(getattr(author, plain), record, f"{field}.{plain}"):
                made[plain] = text
        if bio := self.texts.rich(author.bio, record, f"{field}.bio", inline=False):
            made["bio"] = bio
        return made

    def _checked(self, made: dict[str, Any], key: str, value: str, record: str, field: str) -> None:
        kind = Orcid if key == "orcid" else WebUrl
        try:
            made[key] = str(kind(value))
        except ValueError as failure:
            self._left_out(record, f"{field}.{key}", value, str(failure))

    def _left_out(self, record: str, field: str, before: str, why: str) -> None:
        self.texts.report.add(Outcome.LEFT_OUT, record, field, before=before, why=why)

    def _name(self, author: ImportedAuthor, record: str, field: str) -> tuple[Any, str]:
        parts = {
            part: text
            for part, raw in (author.parts or {}).items()
            if (text := self.texts.plain(raw, record, f"{field}.name"))
        }
        whole = " ".join(parts[part] for part in _IN_ORDER if part in parts) or author.name
        read = read_name(without_addresses(whole))
        if REMOVED in read.text:
            self._left_out(record, field, "", "an address stands in the place of a name")
            return "Anonymous", "anonymous"
        for note in read.notes:
            self.texts.report.add(Outcome.CHANGED, record, field, after=read.text, why=note)
        if not read.text:
            return "", author.kind
        if read.kind == "anonymous":
            return "Anonymous", "anonymous"
        kind = read.kind if author.kind == "person" else author.kind
        if kind == "organization":
            return PersonName(literal=read.text.strip("{}")).as_data(), kind
        return self._parsed(read, parts, record, field), kind

    def _parsed(self, read: PrintedName, parts: dict[str, str], record: str, field: str) -> Any:
        """Return the name as data; a doubtful one as printed, and asked about."""
        doubt = read.doubt
        try:
            name = PersonName.build(parts) if "family" in parts else PersonName.parse(read.text)
        except ValueError as failure:
            doubt, name = doubt or str(failure), None
        if not doubt and name is not None:
            return name.as_data()
        question = Question(
            id=f"name.{read.text}",
            text=f"How is the name {read.text!r} to be written? {doubt[:1].upper()}{doubt[1:]}",
            example=read.proposal or read.text,
            required=False,
        )
        answer = self.answers.get(question)
        if answer:
            try:
                return PersonName.parse(answer).as_data()
            except ValueError as failure:
                doubt = f"the answer {answer!r} is no name: {failure}"
        self.texts.report.add(Outcome.ASKED, record, field, before=read.text, why=doubt)
        if name is not None:
            return name.as_data()
        letters = re.sub(r"[{}]", "", read.text).strip(" .,;")
        try:
            return PersonName(literal=letters).as_data()
        except ValueError:
            return ""

    def _affiliation(self, given: ImportedAffiliation, record: str, field: str) -> Any:
        where = f"{field}.affiliations"
        name = self.texts.plain(given.name, record, where).strip(" ,;")
        if name.casefold() in _NOTHING or name == REMOVED:
            return ""
        made: dict[str, Any] = {"name": name}
        for part in ("department", "city"):
            if text := self.texts.plain(getattr(given, part), record, where):
                made[part] = text
        if given.country.strip() and given.country.strip().casefold() not in _NOTHING:
            if code := country_code(given.country):
                made["country"] = code
            else:
                self._left_out(record, where, given.country, "no country of this name is known")
        return made if len(made) > 1 else name
