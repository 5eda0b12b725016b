"""What a source's words say of sessions and committees, and the zone of its clock times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.questions import Question
from sphinx_proceedings.importing.text.zone_names import read_zone

if TYPE_CHECKING:
    from sphinx_proceedings.importing.questions import Answers

# In this order: at a "best poster award" no posters hang, at a "lunch and poster session" they do.
_SESSIONS: Final = (
    ("social", r"\breception\b|\bdinner\b|\bbanquet\b|\bexcursion\b"),
    ("ceremony", r"\bclosing\b|\bawards?\b|\b(?:opening|welcome)\s+(?:remarks|ceremony|session)\b"),
    ("poster", r"\bposters?\b"),
    ("break", r"\b(?:coffee|tea|lunch|break|breakfast|pause)\b"),
    ("panel", r"\bpanel\b"),
    ("keynote", r"\bkey ?note\b|\bplenary\b"),
    ("tutorial", r"\btutorials?\b"),
    ("demo", r"\bdemos?\b|\bdemonstrations?\b"),
    ("ceremony", r"\bopening\b|\bwelcome\b|\bremarks\b|\bregistration\b"),
    ("social", r"\bsocial\b"),
    ("oral", r"\borals?\b"),
)
_ROLES: Final = (
    ("general-chair", r"\bgeneral\b.*\bchairs?\b"),
    ("programme-chair", r"\bprogram(?:me)?\b.*\bchairs?\b"),
    ("publication-chair", r"\b(?:publications?|proceedings)\b.*\bchairs?\b"),
    ("steering", r"\bsteering\b|\badvisory\b"),
    ("volunteer", r"\bvolunteers?\b"),
    ("mentor", r"\bmentors?\b"),
    ("reviewer", r"\breviewers?\b"),
    ("committee", r"\bcommittee\b|\barea chairs?\b"),
    ("organizer", r"\borgani[sz]"),
    ("chair", r"\bchairs?\b"),
)


def session_type(title: str) -> str:
    """Return what happens in a session by the words of its title; empty if they do not say."""
    words = title.casefold()
    return next((kind for kind, pattern in _SESSIONS if re.search(pattern, words)), "")


def committee_role(words: str) -> str:
    """Return the role that the heading of a list of people names; organizer if it names none."""
    said = words.casefold()
    return next((role for role, pattern in _ROLES if re.search(pattern, said)), "organizer")


def ask_time_zone(answers: Answers, printed: str = "", *, required: bool = True) -> str | None:
    """Return the zone of clock times that come without one; asked, never guessed of a city.

    ``printed`` is what the source says instead, for which zones are proposed; *required* whether
    nothing can be imported without it.

    Raises:
        ImportSourceError: the answer is no time zone.
    """
    meant = read_zone(printed) if printed else None
    says = f"says {printed!r}, which is none" if printed else "has clock times and no time zone"
    answer = answers.get(
        Question(
            id="time-zone",
            text=f"The programme {says}. In which zone are they?",
            option="--time-zone",
            example=meant.proposals[0] if meant and meant.proposals else "America/Chicago",
            required=required,
        )
    )
    if answer is None:
        return None
    given = read_zone(answer)
    if not given.zone:
        near = f"; did you mean {' or '.join(given.proposals)}?" if given.proposals else ""
        raise ImportSourceError(f"--time-zone: {given.doubt}{near}")
    return given.zone


def ask_start_date(answers: Answers, *, required: bool = True) -> str | None:
    """Return the day of clock times that come without one."""
    return answers.get(
        Question(
            id="start-date",
            text="The programme has clock times and no day. On which day does the event begin?",
            option="--start-date",
            example="2026-12-05",
            required=required,
        )
    )
