"""The names of people as they are printed: read, kept in parts, put in order and written again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic_core import core_schema

from sphinx_proceedings.model.values.name_parts import is_cjk, is_degree, join_particle, take_apart
from sphinx_proceedings.model.values.text import (
    CollationKey,
    check_text,
    collation_key,
    did_you_mean,
)
from sphinx_proceedings.model.values.text import fold as fold_text
from sphinx_proceedings.model.values.text import slug as slug_text
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

_CACHED = 65_536  # names; of 10,000 papers there are 20,000, twice each
_NO_LETTER = re.compile(r"[^a-z0-9]")

_ORDER, _GIVEN_FIRST, _FAMILY_FIRST = "order", "given-first", "family-first"

MAX_NAME_LENGTH = 300
"""Characters of one part of a name."""

ParticlePolicy = Literal["keep", "demote"]
"""Where an inverted name has its particle: ``van der Berg, Anna`` or ``Berg, Anna van der``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name in its parts, or whole where it has none that can be told apart (``literal``).

    Text is kept as printed, but for spaces and Unicode's normal form (NFC). Equality is that of
    the parts; `name_similarity.similar` tells names that look alike.
    """

    given: str = ""
    particle: str = ""
    """``van der``, ``de la``, ``al-``: goes with the family name, which is not filed under it."""
    family: str = ""
    suffix: str = ""
    """``Jr.``, ``III``."""
    literal: str = ""
    in_parts: bool = field(default=False, repr=False, compare=False)
    """Whether it was given in its parts: somebody has thought about its letters."""
    family_first: bool = field(default=False, compare=False)
    """Whether it is printed with the family name first: ``Đỗ Xuân Long``, ``Erdős Pál``."""
    display: str = field(init=False, repr=False, compare=False)
    """The name in its natural order: ``Anna van der Berg III``; ``王小云``."""

    def __post_init__(self) -> None:
        """Bring the parts into their normal form; raise ``ValueError`` if they make no name."""
        for name in NAME_PARTS:
            if part := getattr(self, name):
                object.__setattr__(self, name, _clean(part))
        if self.literal and (self.given or self.particle or self.family or self.suffix):
            msg = f"the name {shown(self.literal)} is literal and has parts; give one or the other"
            raise ValueError(msg)
        if not self.literal and not self.family:
            whole = " ".join(part for part in (self.given, self.particle, self.suffix) if part)
            msg = (
                f"the name {shown(whole)} has no family name; give family, or literal for a name "
                "that has no parts"
            )
            raise ValueError(msg)
        if self.given and not any(char.isalnum() for char in self.family):
            msg = (
                f"{shown(self.family)} is no family name; a person with one name is written with "
                f"it alone, as {shown(self.given)}"
            )
            raise ValueError(msg)
        if not any(char.isalnum() for char in self.literal or self.family):
            msg = f"the name {shown(self._displayed())} has no letters; write it as Given Family"
            raise ValueError(msg)
        object.__setattr__(self, "display", self._displayed())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the name written in one line, or raise ``ValueError``.

        ``Given Family``, ``Family, Given``, ``von Family, Jr., Given``, ``{A Group}``. What is
        told apart and what is not: :mod:`sphinx_proceedings.model.values.name_parts`.
        """
        written = _clean(text)
        try:
            return cls(**take_apart(written))
        except ValueError as error:
            if shown(written) in str(error) or not written:
                raise
            msg = f"{shown(written)} is not a name: {error}"
            raise ValueError(msg) from None

    @classmethod
    def build(cls, parts: Mapping[str, object]) -> Self:
        """Return the name given in its parts by their keys, or raise ``ValueError``."""
        texts: dict[str, str] = {}
        order = parts.get(_ORDER, _GIVEN_FIRST)
        if order not in {_GIVEN_FIRST, _FAMILY_FIRST}:
            msg = f"order in a name is {_FAMILY_FIRST} or {_GIVEN_FIRST}, not {shown(str(order))}"
            raise ValueError(msg)
        for key, value in parts.items():
            if key == _ORDER:
                continue
            if key not in NAME_PARTS:
                near = did_you_mean(str(key), (*NAME_PARTS, _ORDER))
                advice = f"did you mean {near!r}?" if near else f"use {', '.join(NAME_PARTS)}"
                msg = f"unknown key {shown(str(key))} in a name; {advice}"
                raise ValueError(msg)
            if not isinstance(value, str):
                msg = f"{key} in a name is text, not {type(value).__name__}"
                raise ValueError(msg)  # noqa: TRY004 - bad data, for pydantic to report
            texts[key] = value
        return cls(**texts, in_parts=True, family_first=order == _FAMILY_FIRST)

    def __str__(self) -> str:
        return self.display

    @property
    def is_literal(self) -> bool:
        """Whether the name is kept whole."""
        return bool(self.literal)

    @property
    def full_family(self) -> str:
        """The family name with its particle; the whole of a literal name."""
        return self.literal or join_particle(self.particle, self.family)

    def _displayed(self) -> str:
        if self.given and is_cjk(self.family) and is_cjk(self.given):
            return f"{self.full_family}{self.given}"
        if self.family_first and self.given:
            return f"{self.full_family} {self.given}{self._shown_suffix}"
        name = " ".join(part for part in (self.given, self.full_family) if part)
        return name + self._shown_suffix

    @property
    def _shown_suffix(self) -> str:
        if not self.suffix:
            return ""
        return f", {self.suffix}" if is_degree(self.suffix) else f" {self.suffix}"

    def inverted(self, *, particle: ParticlePolicy = "keep") -> str:
        """Return the name with the family first: ``van der Berg, Anna, III``."""
        family, given = self.full_family, self.given
        if particle == "demote" and self.particle:
            family, given = self.family, " ".join(filter(None, (self.given, self.particle)))
        return ", ".join(part for part in (family, given, self.suffix) if part)

    @property
    def initials(self) -> str:
        """The initials of the given name: ``J.-P. R.``; whole in scripts that have no initials."""
        return " ".join(
            "-".join(_initial(part) for part in word.split("-") if part)
            for word in self.given.split()
        )

    @property
    def sort_key(self) -> tuple[CollationKey, ...]:
        """The key that files the name: family, given, then the particle, which alone is not."""
        return tuple(
            collation_key(part)
            for part in (self.literal or self.family, self.given, self.particle, self.suffix)
        )

    @property
    def fold(self) -> str:
        """The name's letters and digits in ASCII and lower case, for matching; may be empty."""
        return _letters(self.display)

    @property
    def folds(self) -> tuple[str, ...]:
        """The same as printed, and of a name with the family first in the other order too."""
        if not self.family_first:
            return (self.fold,)
        return self.fold, _letters(f"{self.given} {self.full_family}")

    @property
    def slug(self) -> str:
        """The id made from the name: ``samira-ebrahimi-kahou``; never empty, not always unique."""
        return slug_text(self.display)

    def as_data(self) -> str | dict[str, str]:
        """Return the name as data that reads back as the same name: in one line if possible."""
        lines = (self.display, self.inverted(), f"{{{self.literal}}}")
        for line in lines if not self.family_first else ():
            try:
                if _parsed(line) == self:
                    return line
            except ValueError:
                continue
        parts = {name: getattr(self, name) for name in NAME_PARTS}
        order = {_ORDER: _FAMILY_FIRST} if self.family_first else {}
        return {key: value for key, value in parts.items() if value} | order

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                cls.as_data, when_used="json"
            ),
        )

    @classmethod
    def _validate(cls, value: object) -> PersonName:
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return _parsed(value)
        if isinstance(value, Mapping):
            return cls.build(value)
        msg = f"a name is text or a mapping with family and given; this is {type(value).__name__}"
        raise ValueError(msg)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        part = {"type": "string", "maxLength": MAX_NAME_LENGTH}
        return {
            "description": "Name as printed: Given Family; or Family, Given; or its parts.",
            "examples": ["Samira Ebrahimi Kahou", "Ebrahimi Kahou, Samira", "{A Group of Authors}"],
            "anyOf": [
                {"type": "string", "minLength": 1, "maxLength": MAX_NAME_LENGTH},
                {
                    "type": "object",
                    "properties": {
                        **dict.fromkeys(NAME_PARTS, part),
                        _ORDER: {"enum": [_GIVEN_FIRST, _FAMILY_FIRST]},
                    },
                    "additionalProperties": False,
                    "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
                },
            ],
        }


NAME_PARTS = tuple(part.name for part in fields(PersonName) if part.compare)
"""The keys of a name that is given in its parts."""


@lru_cache(_CACHED)
def _parsed(text: str) -> PersonName:
    return PersonName.parse(text)  # whoever wrote one paper often wrote another


@lru_cache(_CACHED)
def _letters(name: str) -> str:
    return _NO_LETTER.sub("", fold_text(name))


def _clean(text: str) -> str:
    """Return *text* composed and with single spaces; raise ``ValueError`` if it cannot be one."""
    if len(text) > MAX_NAME_LENGTH:
        msg = (
            f"the name {shown(text)} has {len(text)} characters, at most {MAX_NAME_LENGTH} are "
            "allowed; write one person a line of the list"
        )
        raise ValueError(msg)
    return unicodedata.normalize("NFC", " ".join(check_text(text).split()))


def _initial(word: str) -> str:
    first = next((char for char in word if char.isalpha()), "")
    # Scripts without case have no initials in this sense.
    return f"{first.upper()}." if first and first.upper() != first.lower() else word
