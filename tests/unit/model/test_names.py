"""Names: taken apart no further than their form allows, written in each order, matched."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, product
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sphinx_proceedings.model.values import name_similarity
from sphinx_proceedings.model.values.identifiers import RecordId
from sphinx_proceedings.model.values.name_similarity import look_alikes, similar
from sphinx_proceedings.model.values.names import PersonName


def _name(**parts: str) -> PersonName:
    return PersonName.build(parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Heitor R Guimarães", {"given": "Heitor R", "family": "Guimarães"}),
        ("Ebrahimi Kahou, Samira", {"given": "Samira", "family": "Ebrahimi Kahou"}),
        ("  Ada \u00a0 Lovelace ", {"given": "Ada", "family": "Lovelace"}),
        ("Anna van der Berg", {"given": "Anna", "particle": "van der", "family": "Berg"}),
        ("van der Berg, Anna", {"given": "Anna", "particle": "van der", "family": "Berg"}),
        ("Berg, Anna van der", {"given": "Anna", "particle": "van der", "family": "Berg"}),
        ("Ana Silva dos Santos", {"given": "Ana Silva", "particle": "dos", "family": "Santos"}),
        ("von Neumann", {"particle": "von", "family": "Neumann"}),
        ("Jean de La Fontaine", {"given": "Jean", "particle": "de", "family": "La Fontaine"}),
        ("Musa al-Khwarizmi", {"given": "Musa", "particle": "al-", "family": "Khwarizmi"}),
        ("d'Alembert, Jean", {"given": "Jean", "particle": "d'", "family": "Alembert"}),
        ("El Mahdi El Mhamdi", {"given": "El Mahdi", "family": "El Mhamdi"}),
        ("Rami Al-Rfou", {"given": "Rami", "family": "Al-Rfou"}),
        ("Maria De La Cruz", {"given": "Maria", "family": "De La Cruz"}),
        ("Nguyen Van Anh", {"given": "Nguyen Van", "family": "Anh"}),
        ("José Ortega y Gasset", {"given": "José", "family": "Ortega y Gasset"}),
        ("bell hooks", {"given": "bell", "family": "hooks"}),
        ("ben smith", {"given": "ben", "family": "smith"}),
        ("Hal Daumé III", {"given": "Hal", "family": "Daumé", "suffix": "III"}),
        ("Daumé III, Hal", {"given": "Hal", "family": "Daumé", "suffix": "III"}),
        ("John Smith, Jr.", {"given": "John", "family": "Smith", "suffix": "Jr."}),
        ("Smith, Jr., John", {"given": "John", "family": "Smith", "suffix": "Jr."}),
        ("Smith, John, Jr.", {"given": "John", "family": "Smith", "suffix": "Jr."}),
        ("Jane Doe, PhD", {"given": "Jane", "family": "Doe", "suffix": "PhD"}),
        ("Nao Ii", {"given": "Nao", "family": "Ii"}),
        ("Plato", {"family": "Plato"}),
        ("王小云", {"literal": "王小云"}),
        ("김 민수", {"literal": "김 민수"}),
        ("王, 小云", {"given": "小云", "family": "王"}),
        ("{Consortium of X, Inc.}", {"literal": "Consortium of X, Inc."}),
        ("Mary {Ann Smith}", {"given": "Mary", "family": "Ann Smith"}),
        ("{Lu}, Yao", {"given": "Yao", "family": "Lu"}),
        ("Rene\u0301 Dupont", {"given": "Ren\u00e9", "family": "Dupont"}),
    ],
)
def test_parse(text: str, parts: dict[str, str]) -> None:
    assert PersonName.parse(text) == _name(**parts)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the name is empty"),
        ("   ", "the name is empty"),
        ("...", "the name '...' has no letters"),
        ("Smith,", "'Smith,' is not a name: there is a comma with no name on one side"),
        (", John", "a comma with no name on one side"),
        ("A, B, C, D", "there are 3 commas; write one person a line"),
        ("A, B, C", "write it as Family, Jr., Given"),
        ("{A", "the braces do not match"),
        ("A}", "the braces do not match"),
        ("{}", "the name is empty"),
        ("A \u202eB", "bidirectional control character U+202E at offset 2"),
        ("a" * 301, "has 301 characters, at most 300"),
    ],
)
def test_no_name(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        PersonName.parse(text)


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"given": "Ada"}, "'Ada' has no family name"),
        ({}, "has no family name"),
        ({"literal": "A Group", "given": "Ada"}, "is literal and has parts"),
        ({"famly": "Lovelace"}, "unknown key 'famly' in a name; did you mean 'family'?"),
        ({"family": 3}, "family in a name is text, not int"),
    ],
)
def test_parts_that_make_no_name(parts: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        PersonName.build(parts)


@pytest.mark.parametrize(
    ("text", "display", "keep", "demote"),
    [
        (
            "Anna van der Berg",
            "Anna van der Berg",
            "van der Berg, Anna",
            "Berg, Anna van der",
        ),
        ("Musa al-Sufi", "Musa al-Sufi", "al-Sufi, Musa", "Sufi, Musa al-"),
        ("Smith, Jr., John", "John Smith Jr.", "Smith, John, Jr.", "Smith, John, Jr."),
        ("Jane Doe, PhD", "Jane Doe, PhD", "Doe, Jane, PhD", "Doe, Jane, PhD"),
        ("王, 小云", "王小云", "王, 小云", "王, 小云"),
        ("{A Group}", "A Group", "A Group", "A Group"),
        ("Plato", "Plato", "Plato", "Plato"),
    ],
)
def test_orders(text: str, display: str, keep: str, demote: str) -> None:
    name = PersonName.parse(text)
    assert name.display == str(name) == display
    assert name.inverted() == keep
    assert name.inverted(particle="demote") == demote


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Heitor R Guimarães", "H. R."),
        ("Jean-Pierre Émile Dupont", "J.-P. É."),
        ("Иван Иванов", "И."),
        ("王, 小云", "小云"),
        ("Plato", ""),
    ],
)
def test_initials(text: str, initials: str) -> None:
    assert PersonName.parse(text).initials == initials


def test_names_are_filed_under_the_family() -> None:
    names = ["Zoë Adams", "Anna van der Berg", "Bo Van Der Aa", "Émile Adam", "Al Öz", "Bo Oz"]
    filed = sorted(map(PersonName.parse, names), key=lambda name: name.sort_key)
    assert [name.display for name in filed] == [
        "Émile Adam",
        "Zoë Adams",
        "Anna van der Berg",
        "Bo Oz",
        "Al Öz",
        "Bo Van Der Aa",
    ]


def test_fold_and_slug() -> None:
    name = PersonName.parse("Jean-Pierre O’Neïl")
    assert (name.fold, name.slug) == ("jeanpierreoneil", "jean-pierre-oneil")
    assert PersonName.parse("Samira Ebrahimi Kahou").slug == "samira-ebrahimi-kahou"
    assert PersonName.parse("王小云").slug == "wangxiaoyun"


_word = st.text(st.sampled_from("abAéØ-'.王김Яvan de"), min_size=1, max_size=8)
_letters = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8)


@given(st.lists(_word | _letters | st.sampled_from(["van", "de", "Jr.", "III", ","]), max_size=6))
def test_a_name_survives_being_written_as_data(words: list[str]) -> None:
    try:
        name = PersonName.parse(" ".join(words))
    except ValueError:
        return
    data = name.as_data()
    again = PersonName.parse(data) if isinstance(data, str) else PersonName.build(data)
    assert again == name
    assert RecordId(name.slug) == name.slug


@given(_letters, _letters, st.sampled_from(["", "van", "de la"]), st.sampled_from(["", "Jr."]))
def test_parts_survive_being_written_as_data(
    given_name: str, family: str, particle: str, suffix: str
) -> None:
    name = _name(given=given_name, family=f"{family} X", particle=particle, suffix=suffix)
    data = name.as_data()
    assert (PersonName.parse(data) if isinstance(data, str) else _name(**data)) == name


@given(st.text(max_size=50))
def test_any_text_is_a_name_or_refused_with_value_error(text: str) -> None:
    try:
        name = PersonName.parse(text)
    except ValueError as error:
        assert all(char.isprintable() for char in str(error))  # noqa: PT017 - of any message
    else:
        assert name.display


class _Author(BaseModel):
    name: PersonName


def test_names_are_pydantic_fields() -> None:
    author = _Author.model_validate({"name": {"given": "Samira", "family": "Ebrahimi Kahou"}})
    assert author.name == PersonName.parse("Ebrahimi Kahou, Samira")
    assert author.model_dump(mode="json") == {"name": "Ebrahimi Kahou, Samira"}
    assert _Author.model_validate({"name": "Ada Lovelace"}).name.family == "Lovelace"
    with pytest.raises(ValidationError, match="a name is text or a mapping"):
        _Author.model_validate({"name": ["Ada"]})
    schema = _Author.model_json_schema()["properties"]["name"]
    assert {kind["type"] for kind in schema["anyOf"]} == {"string", "object"}


ALIKE = [
    ("Guimarães", "Guimaraes"),
    ("You Yang", "Yang You"),
    ("Anderson R. Avila", "Anderson Avila"),
    ("Anderson R. Avila", "Anderson ARA R. Avila"),
    ("Anderson R. Avila", "Anderson Raymundo Avila"),
    ("Mehdi Rezaghoizadeh", "Mehdi Rezagholizadeh"),
    ("Micheal Jordan", "Michael Jordan"),
    ("Mc Donald, Ian", "McDonald, Ian"),
    ("Jean-Pierre Dupont", "Jean Pierre Dupont"),
    ("J. Smith", "J Smith"),
]
NOT_ALIKE = [
    ("Yang Liu", "Yang Lin"),
    ("Xiaoyang Liu", "Xiaoyong Liu"),
    ("John A. Smith", "John B. Smith"),
    ("Bob Smith", "Robert Smith"),
    ("J. Smith", "John Smith"),
    ("Anna Fernandez", "Hanna Hernandez"),
    ("Ivan", "Иванна"),
    ("{⁂ a}", "{a⁂b}"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_similar(one: str, other: str) -> None:
    pair = (PersonName.parse(one), PersonName.parse(other))
    assert similar(*pair)
    assert similar(*reversed(pair))
    assert {frozenset(found) for found in look_alikes(pair)} == {frozenset(pair)}


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_not_similar(one: str, other: str) -> None:
    pair = (PersonName.parse(one), PersonName.parse(other))
    assert not similar(*pair)
    assert look_alikes(pair) == []


_spellings = st.sampled_from(
    [
        *("Anna", "Ana", "A.", "R.", "Raymundo", "Raimundo", "Wei", "Xiaoyang", "Xiaoyong"),
        *("Rezagholizadeh", "Rezaghoizadeh", "Rezgholizdeh", "Guimarães", "Guimares", "Jr."),
    ]
)


@given(st.lists(st.lists(_spellings, min_size=1, max_size=4).map(" ".join), max_size=12))
def test_heaps_miss_no_pair(texts: list[str]) -> None:
    names = list({name.display: name for name in map(PersonName.parse, texts)}.values())
    expected = {frozenset(pair) for pair in combinations(names, 2) if similar(*pair)}
    assert {frozenset(pair) for pair in look_alikes(names)} == expected


@pytest.mark.parametrize("pattern", ["A. {}. {}. {}. Schmidt", "Anna{}{}{} Schmidt"])
def test_of_very_many_look_alikes_some_are_compared(
    monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    compared = Mock(side_effect=name_similarity._similar)
    monkeypatch.setattr(name_similarity, "_similar", compared)
    names = [PersonName.parse(pattern.format(*abc)) for abc in product("abcdefghij", repeat=3)]
    told = Counter(name.display for pair in look_alikes(names) for name in pair)
    assert len(told) > 900
    assert max(told.values()) <= 16
    assert compared.call_count < 50 * len(names)


def test_look_alikes_come_in_order_and_once() -> None:
    names = [PersonName.parse(text) for text in ("You Yang", "Yang You", "You Yang", "Ada Byron")]
    assert [(one.display, other.display) for one, other in look_alikes(names)] == [
        ("Yang You", "You Yang")
    ]
