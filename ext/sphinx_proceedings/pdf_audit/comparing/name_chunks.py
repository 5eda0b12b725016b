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
    r"(?i)univ|instit|depart|dept|labor|\blabs?\b|school|colleg|facult|research|cent(?:er|re)\b"
    r"|academ"
    r"|\binc\b|\bltd|\bllc|gmbh|corp|compan|techno|scien|engineer|polytech|hospital|foundation|group"
    r"|google|microsoft|amazon|meta\b|facebook|apple|nvidia|intel\b|ibm|huawei|tencent|alibaba|baidu"
    r"|samsung|deepmind|openai|adobe|salesforce|bytedance|mila\b|inria|cnrs|csail|\bmit\b|eth\b|epfl"
    r"|nation|state|city|street|avenue|road\b|campus|district|province|republic|kingdom|usa\b|china"
    r"|germany|france|india|canada|japan|korea|italy|spain|israel|austria|australia|netherlands"
    r"|equal|contribut|correspond|author|email|e-mail|advis|intern|work done|abstract|workshop"
    r"|track|submission|paper|report|version|draft|conference|proceedings|volume|press|journal|systems?\b"
    r"|team|project|program|learning|language|intelligence|software|solution|network|data\b|\bai\b"
    r"|bank|united|north|south|east|west|saint|anonym|keyword|github|http|www|code|demo|organi[sz]"
    r"|\btech\b|caltech|cornell|stanford|harvard|princeton|berkeley|oxford|cambridge|tsinghua"
    r"|kaist|technion|mellon|qualcomm|sony\b|bosch|siemens|yandex|naver|bloomberg|cohere"
    r"|anthropic|hugging|noah|hong kong|new york|los angeles|san |abu dhabi|tel aviv|st\. "
    r"|georgia|virginia|texas|illinois|michigan|washington|california|toronto|montreal|london"
    r"|https?|section|figure|table|appendix|january|february|march|april|june|july|august|september"
    r"|october|november|december|copyright|permission|international|federal|royal|engine|hub|cloud"
)
_WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|['\u2019.\u2010-])*")
_BETWEEN = re.compile(r"[,;|•·&]$|^(?:and|&|,|;|•|·|\|)$", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s'\u2019.\u2010-]+|[\d_]+")
"""Marks of footnotes, commas, brackets: whatever is in no name."""
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
    whole = [part for part in parts if part.lower() not in PARTICLES]
    if any(not part[0].isupper() for part in whole) or len(whole) < _LEAST:
        return False
    # Initials alone are no name, nor are words all in capitals of two letters (USA, UK).
    return sum(len(letters(part)) for part in whole) > 3 and not all(
        part.isupper() and len(part) < 4 for part in whole
    )
