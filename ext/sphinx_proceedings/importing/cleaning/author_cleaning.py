"""Names, affiliations and what else a source says of the people on a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.cleaning.country_codes import country_code
from sphinx_proceedings.importing.privacy import REMOVED, has_address
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.report import Outcome
from sphinx_proceedings.model.values.identifiers import Orcid, WebUrl
from sphinx_proceedings.model.values.names import PersonName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.importing.cleaning.text_cleaning import TextCleaner
    from sphinx_proceedings.importing.questions import Answers
    from sphinx_proceedings.importing.records import ImportedAffiliation, ImportedAuthor

KEY: Final = "key"
"""Of a cleaned author: the source's key, which stands in the snapshot and never in the data."""

_WITHHELD = re.compile(r"anonymous(?: author(?:\(s\)|s)?)?(?: [0-9]+)?", re.IGNORECASE)
_NOTHING: Final = frozenset(
    ["", "-", "--", "n/a", "na", "none", "null", "unknown", "tbd", "tba", "."]
)
_GLUED = re.compile(r"[A-Z][a-z]+[A-Z][a-z]{2,}[a-z]*")
_GLUED_NAMES = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|Fitz|O)[A-Z][a-z]+")


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
        printed = " ".join(
            parts[part]
            for part in ("given", "particle", "family", "suffix", "literal")
            if part in parts
        ) or self.texts.plain(author.name, record, f"{field}.name")
        if REMOVED in printed:
            self._left_out(record, field, "", "an address stands in the place of a name")
            return "Anonymous", "anonymous"
        if _WITHHELD.fullmatch(printed):
            return "Anonymous", "anonymous"
        if not printed:
            return "", author.kind
        if author.kind == "organization":
            return PersonName(literal=printed).as_data(), author.kind
        return self._parsed(printed, parts, record, field), author.kind

    def _parsed(self, printed: str, parts: dict[str, str], record: str, field: str) -> Any:
        """Return the name as data; a doubtful one as printed, and asked about."""
        doubt = _doubt(printed)
        try:
            name = PersonName(**parts) if "family" in parts else PersonName.parse(printed)
        except ValueError as failure:
            doubt, name = str(failure), None
        if not doubt and name is not None:
            return name.as_data()
        question = Question(
            id=f"name.{printed}",
            text=f"How is the name {printed!r} to be written? {doubt[:1].upper()}{doubt[1:]}",
            example=_spaced(printed),
            required=False,
        )
        answer = self.answers.get(question)
        if answer:
            try:
                return PersonName.parse(answer).as_data()
            except ValueError as failure:
                doubt = f"the answer {answer!r} is no name: {failure}"
        self.texts.report.add(Outcome.ASKED, record, field, before=printed, why=doubt)
        if name is not None:
            return name.as_data()
        letters = re.sub(r"[{}]", "", printed).strip(" .,;")
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


def _doubt(printed: str) -> str:
    words = printed.split()
    if len(words) == 1 and _GLUED.fullmatch(printed) and not _GLUED_NAMES.fullmatch(printed):
        return "a space may be missing in it"
    if any(sign in printed for sign in "()[]<>=/\\|"):
        return "there are signs in it that names do not have"
    if any(char.isdigit() for char in printed):
        return "there are digits in it"
    return ""


def _spaced(printed: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", printed)
    return re.sub(r"\s*[()\[\]<>=/\\|].*", "", spaced).strip(" .") or printed
