"""Which version a PDF is: for reviewers, of another state, or with marks of a draft."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.pdf_audit.reading.letters import letters
from sphinx_proceedings.pdf_audit.reading.paper_head import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts, Word

_ANONYMOUS = re.compile(
    r"(?i)\banonym(?:ous|i[sz]ed)\s*(?:author|submission|\w+\s+submission|affiliation|\(|$)"
    r"|\bauthors?(?:'s|s')?\s+(?:names?\s+)?(?:are\s+)?(?:withheld|hidden|omitted|removed|anonym)"
    r"|\bfor\s+(?:double[- ]?)?blind(?:ed)?\s+review"
    r"|^\W*anonymous\b"
)
_SUPPLEMENT = (
    "supplement",
    "appendix",
    "appendices",
    "technicalappendix",
    "onlineappendix",
    "supportinginformation",
    "supportingonlinematerial",
    "additionalmaterial",
)
_LETTERED = re.compile(
    r"^(?:[A-C]\.?\d?\.?|\d{1,2}\.?)\s+(?:(?i:proofs?|additional|appendix|supplement|omitted|further|missing"
    r"|details|derivations?|implementation|examples?|computational|computing|hyper-?parameters?)\b)"
)
"""Headings with which appendices begin."""
_LONGEST_LINE = 9
_NUMBERED_LINES = 14
"""Numbers of lines on the first page that count up; lists and tables have fewer in a row."""
_SOME = 3
"""Words of a line that is one of the text."""

_STATES = (
    re.compile(
        r"(?i)\bunder (?:(?:double[- ])?blind |anonymous |peer[- ])?review (?:as|at|for|by)\b.*"
    ),
    re.compile(r"(?im)^\W*(?:preprint|manuscript|submission)?\W*(?:currently )?under review\b.*$"),
    re.compile(r"(?m)^\W*[Ss]ubmitted (?:to|for) (?:the )?(?:\d|[A-Z]|review|publication).*$"),
    re.compile(r"(?i)\bdo not distribute\b"),
    re.compile(
        r"(?im)^\W*(?:unpublished )?(?:working )?(?:manuscript|draft) "
        r"(?:submitted|under review|of|version|as of)\b.*$"
    ),
    re.compile(r"(?i)\bconfidential review copy\b"),
    re.compile(
        r"(?m)^\W*Preprint\b(?:[.,:;]?$"
        r"|[.,:;]? (?:[Uu]nder|[Ww]ork|[Nn]ot|[Ss]ubm|\w+ \d{1,2}, \d{4}|version).*$)"
    ),
    re.compile(r"(?im)^\W*work in progress\b.{0,40}$"),
)
"""What the first page says in lines of their own; the words in a sentence are no such line."""
_ARXIV = re.compile(r"arXiv:\s?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?\s+\[[\w.-]+\]")
_LINK = re.compile(
    r"(?i)\b(?:https?://)?(?:anonymous\.4open\.science|github\.com/anonym)[\w./~-]*|\banonymous\.4open"
)
_REFERENCE = re.compile(
    r"(?i)(?:\b(?:sections?|sec\.?|§|subsections?|tables?|tab\.?|figures?|figs?\.?|equations?"
    r"|eqs?\.?|appendix|appendices|app\.?|algorithms?|alg\.?|theorems?|thm\.?|lemmas?|definitions?"
    r"|def\.?|propositions?|prop\.?|corollar(?:y|ies)|assumptions?|remarks?|examples?|chapters?"
    r"|listings?|lines?|steps?|parts?|box|footnotes?|problems?|constraints?|conditions?|objectives?"
    r"|see|in|from|by|of|to|and|with|or)[\s~(\[]{1,2}|[a-z][,.]? [(\[])"
    r"\?\?(?=[\s).,;:\]a-z]|$)"
)
"""A reference that leads nowhere stands behind a word for what it is to lead to; signs for which
a font of maths has no letter are ``??`` as well."""
_DRAFT = (
    ("??", _REFERENCE),
    ("?", re.compile(r"\[(?:[\d\u2013-]+[,;] ?)*\?(?:[,;] ?(?:[\d\u2013-]+|\?))*\]")),
    # What natbib leaves: (?), (?; ?), (Smith, 2020; ?). A triple (head, relation, ?) is none.
    ("?", re.compile(r"(?<=[a-z] )\((?:(?:[^()\n]{2,50}\d{4}[a-z]?|\?)[,;] ?)*\?(?:[,;] ?\?)*\)")),
    ("[", re.compile(r"\[(?:TODO|FIXME|CITATION|CITE|REF)\b[^\]\n]{0,40}\]")),
    (":", re.compile(r"\b(?:TODO|FIXME):")),
    ("[", re.compile(r"(?i)\[citation needed\]")),
    ("!", re.compile(r"(?i)\berror! (?:reference source|bookmark) not")),
    ("dolor", re.compile(r"(?i)\blorem ipsum dolor\b")),
)
"""Each with what must stand in a text for it to be looked for."""


class Mark(NamedTuple):
    """Words of a PDF that tell of its version, and on which page (from 1)."""

    text: str
    page: int


def anonymous_line(head: PaperHead) -> str:
    """Return the line that stands in the place of the authors; empty when there is none."""
    for _, group in groupby((*head.before, *head.authors), key=lambda word: word.line):
        words = [word.text for word in group]
        line = " ".join(words)
        # In a sentence of the text, should the head reach so far, the word is no author.
        if len(words) <= _LONGEST_LINE and _ANONYMOUS.search(line):
            return line[:80]
    return ""


def is_supplement(head: PaperHead, title: str) -> bool:
    """Whether a PDF begins as a supplement does: with that word, or with an appendix.

    *title* is that of the record, which may be about supplements, and may stand over the appendix.
    """
    if letters(title).startswith(_SUPPLEMENT):
        return False
    found = head.title_run.text
    before = letters(joined(head.before))
    named = found.startswith(_SUPPLEMENT) or before.startswith(_SUPPLEMENT)
    if named or found.endswith(("supplementarymaterial", "supplementarymaterials")):
        return True
    lettered = _LETTERED.match(head.title_text) and not letters(title).startswith(found)
    return bool(lettered) and not head.abstract


def has_numbered_lines(facts: PdfFacts) -> bool:
    """Whether the lines of the first page are numbered, in ones or in fives."""
    lines = [list(group) for _, group in groupby(facts.words, key=lambda word: word.line)]
    edges = _edges(lines)
    beside = [
        int(word.text)
        for words in lines
        for word in words[:1]
        if word.text.isdecimal() and len(word.text) < 5 and not edges[0] <= word.x <= edges[1]
    ]
    return _longest_count(beside) >= _NUMBERED_LINES


def _edges(lines: Sequence[Sequence[Word]]) -> tuple[float, float]:
    """Return where the text of a page begins at the left and ends at the right, to a word."""
    texts = [words[words[0].text.isdecimal() :] for words in lines if len(words) > _SOME]
    if not texts:
        return (0.0, 0.0)
    lefts = sorted(words[0].x for words in texts)
    rights = sorted(words[-1].x for words in texts)
    return (lefts[len(lefts) // 10] - 2, rights[len(rights) * 9 // 10])


def _longest_count(numbers: Sequence[int]) -> int:
    """How many numbers in a row count up by one or two, or by five."""
    best = here = 0
    before = -1
    for number in numbers:
        here = here + 1 if number - before in {1, 2, 5} else 1
        best, before = max(best, here), number
    return best


def states(facts: PdfFacts) -> Iterator[Mark]:
    """Yield the lines of the first page that tell of another state than published."""
    first = facts.texts[0] if facts.texts else ""
    seen: list[str] = []
    for pattern in _STATES:
        if match := pattern.search(first):
            text = " ".join(match.group().split())[:90]
            if not any(text in other or other in text for other in seen):
                seen.append(text)
                yield Mark(text, 1)


def arxiv_stamp(facts: PdfFacts) -> str:
    """Return the stamp of arXiv on the first page; empty when there is none."""
    match = _ARXIV.search(facts.texts[0]) if facts.texts else None
    return match.group() if match else ""


def anonymous_links(facts: PdfFacts) -> Iterator[Mark]:
    """Yield addresses that were made for the reviewers."""
    for page, text in enumerate(facts.texts, 1):
        for match in _LINK.finditer(text) if "nonym" in text.lower() else ():
            yield Mark(match.group(), page)


def draft_marks(facts: PdfFacts) -> Iterator[Mark]:
    """Yield what a draft has and a final version has not, each with the words before it."""
    for page, text in enumerate(facts.texts, 1):
        for needle, pattern in _DRAFT:
            for match in pattern.finditer(text) if needle in text else ():
                begin = max(match.start() - 24, 0)
                yield Mark(" ".join(text[begin : match.end() + 8].split()), page)
