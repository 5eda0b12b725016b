"""The base of one-line values that are text with a rule: identifiers, codes, links.

A value is a ``str`` in every way (templates, JSON and sorting need no adapter) that cannot exist
unless its rule holds. As a pydantic field it reads text and writes text, and it describes itself
in the JSON schema that editors use.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

_SHOWN = 60
_CACHED = 65_536  # of the order of the ids and codes of 10,000 papers
_Value = TypeVar("_Value", bound="TextValue")


def shown(text: str) -> str:
    """Return *text* quoted for an error message: one line, invisible characters spelled out."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


class TextValue(str):
    """Text that satisfies the rule of its class; compared and hashed as the text it is."""

    __slots__ = ()

    description: ClassVar[str]
    pattern: ClassVar[str]
    examples: ClassVar[tuple[str, ...]]

    def __new__(cls, text: str) -> Self:
        """Return *text* in its normal form, or raise ``ValueError`` saying what is wrong."""
        if isinstance(text, cls):
            return text
        return super().__new__(cls, cls.normalise(text.strip()))

    @classmethod
    def normalise(cls, text: str) -> str:
        """Return the form that is kept and printed, or raise ``ValueError``."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(
            partial(_read, cls),
            core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "description": cls.description,
            "pattern": cls.pattern,
            "examples": list(cls.examples),
        }


class KeyedValue(TextValue):
    """A value of which several spellings are the same, as `key` is.

    Against plain text the comparison is exact. Look a value up in a set or dict of values, not of
    plain text: the hash is that of the key.
    """

    __slots__ = ()

    @property
    def key(self) -> str:
        """The form in which two values of this class are compared."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if isinstance(other, type(self)):
            return self.key == other.key
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(_CACHED)
def _read(kind: type[_Value], text: str) -> _Value:
    # The same few countries, and the same ORCID and ids, stand in the data again and again.
    # pydantic gives plain text here, never a value, whose comparison form might be another's.
    return kind(text)
