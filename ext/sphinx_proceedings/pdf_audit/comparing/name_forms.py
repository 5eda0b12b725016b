"""Two forms of one person's name: whole, with initials, short, with parts left out or swapped."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from sphinx_proceedings.model.values.name_similarity import distance
from sphinx_proceedings.pdf_audit.reading.letters import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.model.values.names import PersonName

_SHORT = """
abraham abe / albert al bert / alexander alex sasha xander alec / alexandra alex sasha / alexei
alyosha / alfred fred / andrew andy drew / anthony tony / antonio toni / benjamin ben / bernard
bernie / catherine cathy kate katie / charles charlie chuck / christian chris / christine chris
tina / christopher chris / cynthia cindy / daniel dan danny / david dave / deborah debbie / dmitry
dima mitya / donald don / dorothy dot / edward ed eddie ted / edwin ed eddie / eleanor ellie /
elizabeth liz beth betty lisa eliza / eugene gene zhenya / evgeny zhenya / ferdinand fred /
francis frank / franziska franzi / frederick fred rick / gabriel gabe / geoffrey geoff jeff /
gerald gerry jerry / gregory greg / harold harry / henry harry hank / isabella bella / ivan vanya
/ jacob jake / james jim jimmy jamie / janet jan / jeffrey jeff / jennifer jen jenny / jeremy
jerry / johannes hans jan / john jack johnny / jonathan jon / joseph joe / joshua josh / katharina
kathi kate / katherine kate kathy katie / kenneth ken / lawrence larry / leonard leo len /
magdalena lena / manuel manu / margaret maggie meg peggy / maria masha / martin marty / mathias
matt / matthew matt / maximilian max / michael mike mick misha / mikhail misha / mohammad mohamed
mohammed muhammad mehmet md / natalia natasha / nicholas nick / nikolai kolya / oleksandr sasha /
pamela pam / patricia pat patty / patrick pat / peter pete petr / philip phil / raymond ray /
rebecca becky / richard rich rick dick / robert bob rob bobby / ronald ron / rudolf rudi /
samantha sam / samuel sam / sandra sandy / sebastian seb basti / sergei seryozha / stephanie steph
/ stephen steve / steven steve / susan sue / theodore ted theo / thomas tom / timothy tim / tobias
tobi / victoria vicky / vincent vince / vladimir vova volodya / walter walt / william bill will
billy liam / zachary zach / ekaterina katya / tatiana tanya / yevgeny zhenya / anastasia nastya /
viktoria vika
"""
_FAMILIES: dict[str, set[str]] = {}
for _group in _SHORT.split("/"):
    for _name in _group.split():
        _FAMILIES.setdefault(_name, set()).update(_group.split())

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ß": "ss"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Æ": "Ae"}
)
_TWO_LETTERS = re.compile("([aou])e")
_INITIALS = re.compile(r"(?:[A-Z]\.-?){2,}[A-Z]?|[A-Z]{2}\.?")
_COMMON = 6
"""Letters of a family name that is too short, and too common, to tell of one person by itself."""
NO_GIVEN = {"fnu", "lnu", "mr", "mrs", "ms", "dr"}
"""What systems write for people with one name only."""
_ALIKE = 0.7
"""How alike two family names are behind one given name to be one, misspelt."""

_MOST_MORE = 2
"""Middle names that a PDF has and the record leaves out."""
_ENOUGH = 3
"""Letters that a short form has in common with the whole: Dan, Daniel."""
_TOO_SHORT, _TWO_SLIPS = 2, 7
"""Letters of a word in which nothing may differ, and from which on two may."""


class Likeness(IntEnum):
    """How two forms of a name are related, the closest last."""

    NONE = 0
    SPELLING = 1
    """A letter or two differ."""
    VARIANT = 2
    """One person by another form of the name."""
    SAME = 3


def family_forms(name: PersonName) -> tuple[str, ...]:
    """Return the letters by which a family name may be printed, the longest first."""
    parts = [letters(part) for part in re.split(r"[\s\-]+", name.family or name.literal)]
    whole = letters(name.full_family)
    spelled = letters(in_two_letters(name.full_family))
    forms = [whole, "".join(parts), spelled, _TWO_LETTERS.sub(r"\1", whole), parts[0], parts[-1]]
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1 or form == whole))


def in_two_letters(text: str) -> str:
    """Write umlauts as they are where there are none: ``Schöne`` as ``Schoene``."""
    return text.translate(_UMLAUTS)


def given_words(name: PersonName) -> tuple[str, ...]:
    """Return the words of the given name as letters."""
    parts = re.split(r"[\s\-.]+", name.given)
    return tuple(word for part in parts if (word := letters(part)))


@lru_cache(4096)
def pattern(text: str) -> re.Pattern[str]:
    """Match the letters of *text* where a text layer may have lost what is no ASCII.

    An umlaut may be one letter, two, or none there: Łukasiewicz, ukasiewicz; Müller, Mueller.
    """
    made = []
    for char in unicodedata.normalize("NFC", text):
        plain = letters(char)
        if char.isascii():
            made.append(re.escape(plain))
        elif plain or unicodedata.category(char).startswith("L"):
            made.append(f"(?:{plain}(?:e|{plain})?)?")
    return re.compile("".join(made))


def name_likeness(name: PersonName, text: str) -> Likeness:
    """Compare a name with another that may be a form of it, each as a whole.

    With the same rare family name, or the same given name before a family name that is alike, it
    is one to be asked about.
    """
    theirs = [part for word in text.split() for part in _parts(word)]
    ours = [part for word in name.display.split() for part in _parts(word)]
    if not (ours and theirs):
        return Likeness.NONE
    if len(theirs) == 1:
        return Likeness.NONE
    if theirs[0] == ours[0] and _in_order(theirs, ours):
        return Likeness.VARIANT  # some of several family names: José García, José García Márquez
    families = family_forms(name)
    given = given_words(name)
    for count in (1, 2, 3):
        family, before = "".join(theirs[-count:]), theirs[:-count]
        if not before:
            break
        if family in families:
            likeness = given_likeness(given, before)
            rare = len(family) >= _COMMON
            least = Likeness.SPELLING if rare else Likeness.NONE
            return max(min(likeness, Likeness.VARIANT), least)
        same_given = given_likeness(given, before) >= Likeness.VARIANT and len(before[0]) > 1
        if same_given and is_alike(family, families[0]):
            return Likeness.SPELLING
    return Likeness.NONE


def is_alike(one: str, other: str) -> bool:
    """Whether two family names behind the same given name are one, misspelt."""
    least = min(len(one), len(other))
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
    return least > _TOO_SHORT and (alike or is_near(one, other))


def _parts(word: str) -> list[str]:
    """The words of a piece of a name as letters; initials one by one."""
    if _INITIALS.fullmatch(word):
        return list(letters(word))
    return [part for piece in re.split(r"[-\u2010-\u2015]", word) if (part := letters(piece))]


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(word in rest for word in few)


def given_likeness(ours: Sequence[str], theirs: Sequence[str]) -> Likeness:
    """Compare given names word by word; what one of them leaves out is left out."""
    if not ours or not theirs:
        return Likeness.VARIANT
    if "".join(ours) == "".join(theirs):
        return Likeness.SAME
    if len(ours) == len(theirs) and sorted(ours) == sorted(theirs):
        return Likeness.VARIANT
    if "".join(word[0] for word in ours) == "".join(theirs):
        return Likeness.VARIANT
    best = Likeness.NONE
    if len(theirs) > len(ours) + _MOST_MORE:
        return best
    for order in _orders(theirs):
        likeness = min((_word_likeness(a, b) for a, b in zip(ours, order, strict=False)))
        best = max(best, min(likeness, Likeness.VARIANT))
    # Called by the second name: "Mohammad Taher", "Taher".
    short, long = sorted((ours, theirs), key=len)
    if len(short) == 1 and any(_word_likeness(short[0], word) >= Likeness.VARIANT for word in long):
        best = max(best, Likeness.VARIANT)
    return best


def _orders(words: Sequence[str]) -> list[Sequence[str]]:
    return [words] if len(words) != 2 else list(permutations(words))


def _word_likeness(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    short, long = sorted((one, other), key=len)
    if _TWO_LETTERS.sub(r"\1", one) == _TWO_LETTERS.sub(r"\1", other):
        return Likeness.VARIANT
    if len(short) == 1:
        return Likeness.VARIANT if long[0] == short else Likeness.NONE
    if len(short) >= _ENOUGH and long.endswith(short):
        return Likeness.VARIANT  # called by the second half: MohammadAli, Ali
    if other in _FAMILIES.get(one, ()):
        return Likeness.VARIANT
    common = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short)
    )
    if common >= _ENOUGH and (common == len(short) or len(short) <= common + 2):
        return Likeness.SPELLING if is_near(one, other) and len(short) > 4 else Likeness.VARIANT
    return Likeness.SPELLING if is_near(one, other) else Likeness.NONE


def is_near(one: str, other: str) -> bool:
    """Whether two words differ by a letter, or by two if they are long."""
    least = min(len(one), len(other))
    if least <= _TOO_SHORT or abs(len(one) - len(other)) > 2:
        return False
    return distance(one, other) <= (1 if least < _TWO_SLIPS else 2)
