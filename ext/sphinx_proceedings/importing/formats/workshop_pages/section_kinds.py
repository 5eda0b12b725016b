"""What a section of a page is about, told from its heading, those above it, and the page's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import plain

if TYPE_CHECKING:
    from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import Section

DATES, SPONSORS, PEOPLE, CALL, SLOT = "dates", "sponsors", "people", "call", "slot"
SPEAKERS, PANEL, PAPERS, PROGRAMME, OVERVIEW = (
    "speakers",
    "panel",
    "papers",
    "programme",
    "overview",
)
NOTHING: Final = "nothing"
"""A section that is known to hold nothing for the data: how to get there, a code of conduct."""

_WORDS: Final = (
    (
        PAPERS,
        r"\baccepted\b.*\b(?:papers?|posters?|talks?|abstracts?|contributions?|submissions?)\b",
    ),
    (
        DATES,
        (
            r"(?:important|key|relevant) dates|^dates?\b|deadlines?|time ?line|wichtige termine|"
            r"fechas importantes|dates importantes"
        ),
    ),
    (
        NOTHING,
        (
            r"code of conduct|contacts?\b|registration|venue|travel|accommodation|location|hotels?|"
            r"reviews? guidelines|(?:previous|past) (?:editions?|workshops?)|news|statistics|"
            r"awards?$|(?:for|author|reviewer) (?:authors|reviewers|faq)|instructions|"
            r"camera[- ]ready|submission guidelines"
        ),
    ),
    (SPONSORS, r"sponsor|supporters?|supported by|partners"),
    (PANEL, r"panell?ists|^panel\b|panel discussion|participants in this panel"),
    (
        PEOPLE,
        (
            r"committee|\borgani[sz](?:ers?|ing)\b|^organi[sz]ation$|\bchairs?\b|reviewers|volunteers|"
            r"mentors|advis|steering|\bteam\b"
        ),
    ),
    (CALL, r"\bcalls?\b|topics|scope|subject areas|submissions?\b|\bcfp\b"),
    (SPEAKERS, r"\bspeakers?\b|keynotes?|invited|plenary"),
    (
        SLOT,
        (
            r"^(?:poster|oral|spotlight|contributed talks?|paper|lightning|demo) sessions?\b.*|"
            r"^(?:session|block)\s+\w{1,4}\b.*"
        ),
    ),
    (
        PAPERS,
        (
            r"\bpapers?\b|\bposters?\b|spotlights?|\borals?\b|accepted|contributed|contributions|"
            r"proceedings|publications|abstracts|talks\b|demos?\b"
        ),
    ),
    (PROGRAMME, r"schedule|program(?:me)?\b|agenda|time ?table|programm|zeitplan"),
    (
        OVERVIEW,
        (
            r"^(?:workshop |conference )?(?:overview|about\b|aims?\b|introduction|"
            r"description|welcome|motivation|objectives|summary|home\b)"
        ),
    ),
)
_KINDS: Final = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS)


_LISTED: Final = re.compile(r"accepted|list of", re.IGNORECASE)


def kind_of(words: str) -> str:
    """Return what a heading announces, empty when it does not say."""
    said = plain(words)
    if len(said) > 70:
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.search(said)), "")


def kind_of_section(section: Section, page: str) -> tuple[str, bool]:
    """Return what a section is about, and whether its own heading says so.

    ``page`` is the name of the file, which speaks last.
    """
    own = kind_of(section.path[-1]) if section.path else ""
    if own in (PAPERS, SLOT) and not _LISTED.search(section.title):
        for words in reversed(section.path[:-1]):
            if (above := kind_of(words)) in (CALL, NOTHING, DATES):
                return above, False
    if own:
        return own, True
    for words in (*reversed(section.path[:-1]), page.replace("-", " ").replace("_", " ")):
        if found := kind_of(words):
            return found, False
    return "", False
