"""The author block of a PDF taken apart into pieces, and which of them look like names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_proceedings.model.values.name_parts import PARTICLES
from sphinx_proceedings.pdf_audit.reading.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.reading.pdf_facts import Word

NO_NAME = re.compile(
    r"(?i)\b(?:univ|instit|depart|dept|labor|labs?\b|school|colleg|facult|research|cent(?:er|re)\b"
    r"|academ|inc\b|ltd\b|llc\b|gmbh|corp\b|corporation|company|techno|scien|engineer|polytech"
    r"|hospital|foundation|group|google|microsoft|amazon|meta\b|facebook|apple\b|nvidia|intel\b|ibm\b"
    r"|huawei|tencent|alibaba|baidu|samsung|deepmind|openai|adobe|salesforce|bytedance|mila\b|inria"
    r"|cnrs|csail|mit\b|eth\b|epfl|nation|state\b|city\b|street|avenue|road\b|campus|district"
    r"|province|republic|kingdom|usa\b|china\b|germany|france\b|india\b|canada|japan|korea\b|italy"
    r"|spain|israel\b|austria\b|australia|netherlands|equal|contribut|correspond|author|email|e-mail"
    r"|advis|intern\b|work done|abstract|workshop|track|submission|paper|report|version|draft"
    r"|conference|proceedings|volume|press\b|journal|systems?\b|team|project|program|learning|language"
    r"|intelligence|software|solution|network|data\b|ai\b|bank\b|united|north\b|south\b|anonym"
    r"|keyword|github|http|www|code\b|demo\b|organi[sz]|tech\b|caltech|cornell|stanford|harvard"
    r"|princeton|berkeley|oxford|cambridge|tsinghua|kaist|technion|qualcomm|sony\b|bosch|siemens"
    r"|yandex|naver|bloomberg|cohere|anthropic|hugging|noah.s ark|hong kong|new york|los angeles"
    r"|abu dhabi|tel aviv|st\. |ideas?\b|section|figure|table|appendix|january|february|october"
    r"|november|december|copyright|permission|international|federal|royal|engine|hub\b|cloud|msc\b"
    r"|ph\.?d|mdcm|bsc\b|universit)"
    r"|(?:university|labs?)$|@|\w+\.(?:com|org|edu|net|io)\b"
    r"|^(?:washington|georgia|virginia|texas|illinois|michigan|california|toronto|montreal|london"
    r"|paris|berlin|munich|beijing|shanghai|carnegie|san|east|west|saint)\b"
)
"""Words of affiliations, addresses and headings."""
_WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|['\u2019.\u2010-])*")
_CAPITAL = re.compile("(?:d['\u2019])?[^\\W\\d_a-z]")
_BETWEEN = re.compile(r"[,;|•·&]$|^(?:and|&|,|;|•|·|\|)$", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s'\u2019.\u2010-]+|[\d_]+")
"""Marks of footnotes, commas, brackets: whatever is in no name."""
_MARKED = re.compile("[\\d*\u2217\u22c6\u2020\u2021\u00a7\u00b6]$")
"""A mark of a footnote, which ends a name."""
_LEAST, _MOST = 2, 5


@dataclass(frozen=True, slots=True)
class NameChunk:
    """Words that may be one name: between commas, in one line."""

    first: int
    words: tuple[Word, ...]
    in_list: bool
    """Whether a comma or an "and" stands beside it."""

    @property
    def text(self) -> str:
        """The words without marks of footnotes and commas."""
        parts = (_MARKS.sub("", word.text).strip() for word in self.words)
        return " ".join(part for part in parts if part)


def style(word: Word) -> tuple[str, int]:
    """How a word is set: its font and size."""
    return word.font, round(word.size)


def name_chunks(block_words: Sequence[Word]) -> Iterator[NameChunk]:
    """Take the block apart at lines, at commas and "and", and where the type changes."""
    numbered = list(enumerate(block_words))
    for _, line in groupby(numbered, key=lambda item: (item[1].line, style(item[1]))):
        words: list[tuple[int, Word]] = []
        before = False
        for item in line:
            marked = bool(words) and _MARKED.search(words[-1][1].text)
            if words and (item[1].apart or marked):
                yield from _chunk(words, in_list=True)
                words, before = [], True
            alone = _BETWEEN.fullmatch(item[1].text)
            if not alone:
                words.append(item)
            if alone or _BETWEEN.search(item[1].text):
                yield from _chunk(words, in_list=True)
                words, before = [], True
        yield from _chunk(words, in_list=before)


def _chunk(words: list[tuple[int, Word]], *, in_list: bool) -> Iterator[NameChunk]:
    if words:
        yield NameChunk(words[0][0], tuple(word for _, word in words), in_list)


def is_name(chunk: NameChunk) -> bool:
    """Whether words look like the name of a person and like no affiliation."""
    parts = chunk.text.split()
    if not _LEAST <= len(parts) <= _MOST or NO_NAME.search(chunk.text):
        return False
    if not all(_WORD.fullmatch(part) for part in parts):
        return False
    whole = [part for part in parts if part not in PARTICLES]
    if any(not _CAPITAL.match(part) for part in whole) or len(whole) < _LEAST:
        return False
    # Initials alone are no name, nor are words all in capitals of two letters (USA, UK).
    return sum(len(letters(part)) for part in whole) > 3 and not all(
        part.isupper() and len(part) < 4 for part in whole
    )
