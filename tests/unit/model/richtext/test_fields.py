"""RichText as a pydantic field."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from sphinx_proceedings.model.richtext import Block, Inline, RichText, RichTextError


class Talk(BaseModel):
    model_config = ConfigDict(frozen=True)

    title: Inline
    abstract: Block = RichText("")
    bios: tuple[Block, ...] = ()


def test_validates_and_serializes() -> None:
    talk = Talk.model_validate({"title": "*a*", "abstract": "b\n\nc", "bios": ["d"]})

    assert talk.title == RichText.parse("*a*", inline=True)
    assert talk.abstract == RichText.parse("b\n\nc")
    assert talk.model_dump() == {"title": "*a*", "abstract": "b\n\nc", "bios": ("d",)}
    assert Talk.model_validate_json(talk.model_dump_json()) == talk
    assert hash(talk) == hash(talk.model_copy())


def test_takes_values_and_makes_them_what_the_field_is() -> None:
    assert Talk(title=RichText.parse("a")).title.inline
    with pytest.raises(ValidationError, match="one paragraph"):
        Talk(title=RichText.parse("a\n\nb"))


def test_errors_name_the_field_and_carry_the_place() -> None:
    with pytest.raises(ValidationError) as caught:
        Talk.model_validate({"title": "a {papr}`5`", "abstract": 5, "bios": ["a", "\x00"]})

    title, abstract, bio = caught.value.errors()
    assert title["loc"] == ("title",)
    error = title["ctx"]["error"]
    assert isinstance(error, RichTextError)
    assert (error.line, error.column) == (1, 3)
    assert (abstract["loc"], abstract["type"]) == (("abstract",), "string_type")
    assert bio["loc"] == ("bios", 1)


def test_json_schema() -> None:
    properties = Talk.model_json_schema()["properties"]

    assert properties["title"]["type"] == "string"
    assert properties["title"]["description"].startswith("One paragraph")
    assert properties["abstract"]["default"] == ""
    assert properties["bios"]["items"]["type"] == "string"
