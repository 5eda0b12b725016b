"""How many there are of something, in words: ``1 paper``, ``40 papers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_proceedings.model.languages.messages import NN_

if TYPE_CHECKING:
    from sphinx_proceedings.model.languages.language import Language

_COUNTED: Final = {
    "author": NN_("{n} author", "{n} authors"),
    "award": NN_("{n} award", "{n} awards"),
    "edition": NN_("{n} edition", "{n} editions"),
    "paper": NN_("{n} paper", "{n} papers"),
    "person": NN_("{n} person", "{n} people"),
    "session": NN_("{n} session", "{n} sessions"),
    "speaker": NN_("{n} speaker", "{n} speakers"),
    "sponsor": NN_("{n} sponsor", "{n} sponsors"),
    "talk": NN_("{n} talk", "{n} talks"),
}


def counted(language: Language, number: int, noun: str) -> str:
    """Return ``1 paper``, ``2 papers``, or nothing for none; nouns are those that English has."""
    one, several = _COUNTED[noun]
    return language.ngettext(one, several, number).format(n=number) if number else ""
