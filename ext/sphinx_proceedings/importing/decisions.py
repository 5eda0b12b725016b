"""What review systems say of a paper: whether it is accepted, and how it is presented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.questions import Question

if TYPE_CHECKING:
    from sphinx_proceedings.importing.questions import Answers

ALL: Final = "all"

_WITHDRAWN = re.compile(r"\bwithdrawn?\b|\bretracted\b")
_REJECTED = re.compile(r"\breject(?:ed)?\b|\bdeclined?\b|\bnot[ _-]accepted\b|^no$")
_UNCLEAR = re.compile(
    r"\bconditional|\bprobabl[ey]|\bborderline\b|\bmaybe\b|\bundecided\b|\bpending\b|\bminor\b"
    r"|\bmajor\b|\bshepherd|\bwaiting\b|\brevis"
)
_ACCEPTED = re.compile(r"\baccept(?:ed)?\b|^yes$|\bcamera[ _-]ready\b|\bpublished\b")
_UNDECIDED = re.compile(r"\bsubmitted\b|\bunder[ _-]review\b|\bdraft\b|\bno[ _-]decision\b|^$")


def decision(words: str) -> str:
    """Return ``accepted``, ``rejected``, ``withdrawn``, ``undecided`` or ``unclear``.

    Unclear is what only the chair can say: conditions, "probably accept", words of their own.
    """
    said = " ".join(words.casefold().replace("_", " ").split())
    for meaning, pattern in (
        ("withdrawn", _WITHDRAWN),
        ("rejected", _REJECTED),
        ("unclear", _UNCLEAR),
        ("accepted", _ACCEPTED),
        ("undecided", _UNDECIDED),
    ):
        if pattern.search(said):
            return "rejected" if said.startswith("desk reject") else meaning
    return "accepted" if paper_type(said) in ("oral", "spotlight", "poster", "demo") else "unclear"


# Word for word, since "oral" is part of other words and "OralPoster" is an oral.
_TYPES: Final = {
    "oral": "oral",
    "talk": "oral",
    "oralposter": "oral",
    "oral poster": "oral",
    "long oral": "oral",
    "spotlight": "spotlight",
    "lightning": "spotlight",
    "lightning talk": "spotlight",
    "spotlightposter": "spotlight",
    "spotlight poster": "spotlight",
    "poster": "poster",
    "demo": "demo",
    "demonstration": "demo",
    "short": "short",
    "short paper": "short",
    "long": "long",
    "long paper": "long",
    "full": "long",
    "full paper": "long",
    "position": "position",
    "position paper": "position",
    "extended abstract": "extended-abstract",
    "abstract": "extended-abstract",
}
_AROUND = re.compile(
    r"\b(?:accept(?:ed)?|decision|as|for|an?|presentation|track|paper|session)\b|[()\[\]:;,/-]"
)


def paper_type(words: str) -> str:
    """Return the paper type that *words* name, in any case and between such as "accept (…)"."""
    said = " ".join(words.casefold().split())
    if said in _TYPES:
        return _TYPES[said]
    bare = " ".join(_AROUND.sub(" ", said).split())
    return _TYPES.get(bare, "")


def accepted_by_answer(answers: Answers, why: str) -> bool:
    """Ask whether all of a source is accepted, which it does not say itself; nothing is guessed."""
    question = Question(
        id="accepted",
        text=f"{why}. Are all papers in it accepted?",
        options=(ALL,),
        option="--accepted",
    )
    return answers.need(question) == ALL


def accepted_by_word(answers: Answers, words: str, column: str) -> bool:
    """Ask, once for each wording, whether a decision that is neither yes nor no means accepted."""
    question = Question(
        id=f"decision.{words}",
        text=f"{column} says {words!r} of some papers. Are these accepted?",
        options=("accepted", "rejected"),
    )
    return answers.get(question) == "accepted"
