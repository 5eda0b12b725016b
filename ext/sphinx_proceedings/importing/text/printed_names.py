"""Names as sources print them: cleaned, and doubted where only a person can tell what is meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from sphinx_proceedings.foreign_text import to_plain_text
from sphinx_proceedings.importing.text.author_separators import ORGANIZATION
from sphinx_proceedings.model.values.names import PersonName

_ANONYMOUS = re.compile(
    r"anonymous(?: author(?:s|\(s\))?)?(?:\s*\d*)|anon\.?|withheld|author\(?s?\)? withheld",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?:author|name|speaker|autor)\s*\d*|t\.?b\.?[ad]\.?|n\.?n\.?|n/?a|none|xxx+|\?+|-+"
    r"|to be (?:announced|determined|confirmed)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:team|consortium|collaboration|working group|community|project|initiative"
    r"|organi[sz]ers)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(r",\s*(?:Inc|Ltd|LLC|GmbH|Corp|AG|S\.A|B\.V|Co)\.?$")
_JOINED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_PREFIX = re.compile(
    r"(?:Mc|Mac|Di|De|Del|Della|La|Le|Lo|Van|Von|Fitz|O|D|El|Al|Da|Dos|Ten|Ter|St)(?=[A-Z])"
)
_ROMAN = frozenset("II III IV VI VII JR SR".split())
_MOST_WORDS: Final = 7


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name in one line for `PersonName.parse`, and what is doubtful about it."""

    text: str
    notes: tuple[str, ...] = ()
    doubt: str = ""
    """Half a sentence; empty when nothing is doubtful."""
    proposal: str = ""
    """What was probably meant, where there is a likely answer; never taken without asking."""
    kind: str = "person"


def read_name(raw: str) -> PrintedName:
    r"""Return a name without LaTeX, entities and damage.

    Doubtful are: names that the grammar of names refuses, capitals or small letters throughout,
    one word, words that lost their space, signs and digits, and what is no person's name. The text
    stays as it was printed then.
    """
    protected = re.fullmatch(r"\s*\{([^{}\\$]*)\}\s*", raw)
    cleaned = to_plain_text(protected[1] if protected else raw)
    text = cleaned.text.strip(" ,;")
    notes = tuple(str(note) for note in cleaned.notes)
    if protected and text:
        kind = "organization" if _GROUP.search(text) or ORGANIZATION.search(text) else "person"
        return PrintedName(f"{{{text}}}", notes, kind=kind)
    if _COMPANY.search(text):
        return PrintedName(f"{{{text}}}", notes, kind="organization")
    if not text or _PLACEHOLDER.fullmatch(text):
        return PrintedName(text, notes, "a placeholder, and no name")
    if _ANONYMOUS.fullmatch(text):
        return PrintedName("Anonymous", notes, kind="anonymous")
    stray = re.sub(r"(?<=\w\w)\s+[.·]$|\s*[:?]+$|\s[.·](?=\s)", "", text)
    doubt, proposal = _doubt(stray)
    if not doubt and stray != text:
        notes = (*notes, f"{text!r} → {stray!r}: a stray sign")
        text = stray
    if not doubt:
        doubt = _refused(text)
    return PrintedName(text, notes, doubt, proposal)


def to_name(raw: str) -> tuple[str, list[str], str]:
    """Return a name in one line, what was changed, and what is doubtful; see `read_name`."""
    read = read_name(raw)
    doubt = read.doubt
    if doubt and read.proposal:
        doubt = f"{doubt}; {read.proposal}?"
    return read.text, list(read.notes), doubt


def _refused(text: str) -> str:
    try:
        PersonName.parse(text)
    except ValueError as error:
        return str(error)
    return ""


def _doubt(text: str) -> tuple[str, str]:
    words = text.replace(",", " ").split()
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return "it has no letters", ""
    if re.search(r"[@\d_=<>|;\\*]|https?:", text):
        return "a name has no such signs", ""
    if ORGANIZATION.search(text) or _GROUP.search(text):
        return "an organization, and not a person", f"{{{text}}}"
    if len(words) > _MOST_WORDS:
        return f"{len(words)} words are many for one name", ""
    if not all(unicodedata.name(char, "").startswith(("LATIN", "MODIFIER")) for char in letters):
        return ("", "")
    return _letters(text, words)


def _letters(text: str, words: list[str]) -> tuple[str, str]:
    """Doubt capitals and small letters that no name in Latin script has."""
    long = [word for word in words if len(re.sub(r"\W", "", word)) > 1]
    capitals = [word for word in long if word.isupper() and _in_capitals(word)]
    # TJ Lee and JP Mars have initials; YI JI and He CAO are names in capitals.
    initials = len(words) > 1 and capitals == words[:1] and len(capitals[0].strip(".")) < 3
    if capitals and not (initials and capitals != long):
        lowered = " ".join(_titled(word) if word in capitals else word for word in text.split())
        return "capitals throughout a word", lowered
    if long and text.islower():
        return "small letters throughout", " ".join(_titled(word) for word in text.split())
    if len(words) == 1:
        bare = words[0].strip(".")
        if parts := _glued(bare):
            return "a space seems to be lost", parts
        return "one word only: a name without parts?", f"{{{bare}}}"
    return "", ""


def _in_capitals(word: str) -> bool:
    bare = re.sub(r"[^\w]", "", word)
    dotted = "." in word.strip(".") or (word.endswith(".") and len(bare) < 3)
    return bare.isalpha() and bare not in _ROMAN and not dotted


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def _glued(word: str) -> str:
    pieces = [piece for piece in _JOINED.split(word) if piece]
    if len(pieces) < 2 or _PREFIX.match(word):
        return ""
    return " ".join(pieces)
