"""Identifiers: what is accepted, how it is written, and that a slip of one character is noticed."""

from __future__ import annotations

import copy
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from sphinx_proceedings.model.values.identifiers import (
    ArxivId,
    CountryCode,
    Doi,
    Isbn,
    Issn,
    LanguageTag,
    Licence,
    Orcid,
    RecordId,
    Ror,
    TextValue,
    WebUrl,
)
from sphinx_proceedings.model.values.text_value import KeyedValue

ALL_TYPES = (
    ArxivId,
    CountryCode,
    Doi,
    Isbn,
    Issn,
    LanguageTag,
    Licence,
    Orcid,
    RecordId,
    Ror,
    WebUrl,
)


@pytest.mark.parametrize(
    ("kind", "given_text", "written"),
    [
        (Doi, "10.18653/v1/P19-1001", "10.18653/v1/P19-1001"),
        (Doi, "doi:10.1000/182", "10.1000/182"),
        (Doi, "DOI: 10.1000/182", "10.1000/182"),
        (Doi, "https://doi.org/10.1000/a%23b", "10.1000/a#b"),
        (Doi, "http://dx.doi.org/10.1000/182", "10.1000/182"),
        (Doi, "10.1002/(SICI)1(199)49:8<693::AID>3.0.CO;2-O", None),
        (Orcid, "0000-0002-1825-0097", None),
        (Orcid, "https://orcid.org/0000-0002-9079-593x", "0000-0002-9079-593X"),
        (Orcid, "0000000218250097", "0000-0002-1825-0097"),
        (Isbn, "978-0-306-40615-7", None),
        (Isbn, "9780306406157", None),
        (Isbn, "0-306-40615-2", "978-0-306-40615-7"),
        (Isbn, "080442957X", "9780804429573"),
        (Isbn, "ISBN-13: 978 0 306 40615 7", "978-0-306-40615-7"),
        (Issn, "2434561x", "2434-561X"),
        (Issn, "ISSN 0378-5955", "0378-5955"),
        (Ror, "https://ror.org/02mhbdp94", "02mhbdp94"),
        (Ror, "03VEK6S52", "03vek6s52"),
        (ArxivId, "arXiv:2205.01068v2", "2205.01068v2"),
        (ArxivId, "https://arxiv.org/pdf/2205.01068.pdf", "2205.01068"),
        (ArxivId, "hep-th/9901001", None),
        (ArxivId, "math.GT/0309136", None),
        (LanguageTag, "EN", "en"),
        (LanguageTag, "zh-hant-tw", "zh-Hant-TW"),
        (LanguageTag, "de-de-U-CO-phonebk", "de-DE-u-co-phonebk"),
        (LanguageTag, "es-419", None),
        (CountryCode, "ca", "CA"),
        (Licence, "CC BY 4.0", "CC-BY-4.0"),
        (Licence, "cc-by-nc-sa-4.0", "CC-BY-NC-SA-4.0"),
        (Licence, "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        (Licence, "http://creativecommons.org/licenses/by-nc/3.0/legalcode", "CC-BY-NC-3.0"),
        (Licence, "https://creativecommons.org/publicdomain/zero/1.0/deed.en", "CC0-1.0"),
        (Licence, "https://example.org/terms", None),
        (RecordId, " 5 ", "5"),
        (RecordId, "a" * 100, None),
        (RecordId, "console", None),
        (WebUrl, "https://xn--e1afmkfd.example/a?b=c#d", None),
        (WebUrl, "https://пример.example/ä/王", None),
        (WebUrl, "http://[2001:db8::1]:8080/", None),
    ],
)
def test_accepts(kind: type[TextValue], given_text: str, written: str | None) -> None:
    value = kind(given_text)
    assert str(value) == (given_text if written is None else written)
    assert kind(str(value)) == value


@pytest.mark.parametrize(
    ("kind", "text", "complaint"),
    [
        (Doi, "10.12/x", "is not a DOI; write it as 10.1234/abc"),
        (Doi, "10.1000/", "is not a DOI"),
        (Doi, "10.1000/a b", "is not a DOI"),
        (Doi, "10.1000/a\u202eb", "is not a DOI"),
        (Doi, "https://doi.org/10.1000/a%0Ab", "is not a DOI"),
        (Doi, "10.1000/x.", "ends with '.'"),
        (
            Orcid,
            "0000-0002-1825-0098",
            "wrong check digit (expected 7); copy it from the ORCID page",
        ),
        (Orcid, "0000-0002-1825", "is not an ORCID"),
        (Orcid, "https://evil.example/0000-0002-1825-0097", "is not an ORCID"),
        (Orcid, "٠٠٠٠-0002-1825-0097", "is not an ORCID"),
        (Isbn, "978-0-306-40615-8", "wrong check digit (expected 7)"),
        (Isbn, "0-306-40615-X", "wrong check digit (expected 2)"),
        (Isbn, "9770306406157", "is not an ISBN"),
        (Issn, "0378-5954", "wrong check digit (expected 5)"),
        (Ror, "02mhbdp95", "wrong checksum (expected 94)"),
        (Ror, "0lmhbdp94", "is not a ROR id"),
        (ArxivId, "2213.01068", "is not an arXiv identifier"),
        (ArxivId, "2205.01068v0", "is not an arXiv identifier"),
        (LanguageTag, "pt_BR", "is not a language tag; write it as en, pt-BR"),
        (LanguageTag, "english", "is not a language tag"),
        (LanguageTag, "en" + "-abcdefgh" * 11, "is not a language tag"),
        (CountryCode, "UK", "did you mean GB?"),
        (CountryCode, "XX", "is not a country code"),
        (Licence, "CC-BY-4", "did you mean CC-BY-4.0?"),
        (Licence, "javascript:alert(1)", "is not a licence known here"),
        (Licence, "ftp://example.org/terms", "only https: and http:"),
        (RecordId, "", "must be 1 to 100 ASCII letters"),
        (RecordId, "../x", "must be 1 to 100 ASCII letters"),
        (RecordId, "a/b", "must be 1 to 100 ASCII letters"),
        (RecordId, "é", "must be 1 to 100 ASCII letters"),
        (RecordId, "a" * 101, "must be 1 to 100 ASCII letters"),
        (RecordId, "a.", "ends with a full stop"),
        (RecordId, "CON", "Windows keeps for itself"),
        (RecordId, "lpt1.txt", "Windows keeps for itself"),
        (RecordId, "Index", "every folder's first page"),
        (WebUrl, "www.example.org", "has no scheme"),
        (WebUrl, "javascript:alert(1)", "starts with javascript:"),
        (WebUrl, "java\nscript:alert(1)", "U+000A at offset 4"),
        (WebUrl, "data:text/html,x", "starts with data:"),
        (WebUrl, "https://user:secret@example.org", "user name or an @"),
        (WebUrl, "https://@example.org", "user name or an @"),
        (WebUrl, "https:///x", "has no host"),
        (WebUrl, "https:example.org", "has no host"),
        (WebUrl, "https://example.org/a b", "U+0020 at offset 21"),
        (WebUrl, "https://example.org/\u202egpj", "U+202E"),
        (WebUrl, "https://example.org\\@evil.example", "which has no place in a URL"),
        (WebUrl, 'https://example.org/"onclick=', "write it as %22"),
        (WebUrl, "https://a..example/", "impossible part ''"),
        (WebUrl, "https://example.org:99999/", "is not a URL: Port out of range"),
        (WebUrl, "http://[zz]/", "is not a URL"),
        (WebUrl, "https://example.org/" + "a" * 2000, "at most 2000"),
    ],
)
def test_refuses(kind: type[TextValue], text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        kind(text)


@given(st.data())
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Orcid, "0000-0002-1825-0097"),
        (Orcid, "0000-0002-9079-593X"),
        (Isbn, "978-0-306-40615-7"),
        (Isbn, "0-306-40615-2"),
        (Issn, "0378-5955"),
        (Ror, "03vek6s52"),
    ],
)
def test_one_changed_character_is_noticed(
    kind: type[TextValue], text: str, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([i for i, char in enumerate(text) if char != "-"]))
    others = "0123456789abcdefghijklmnopqrstuvwxyz".replace(text[place].lower(), "")
    other = data.draw(st.sampled_from(others))
    with pytest.raises(ValueError, match=r"wrong check|is not a"):
        kind(text[:place] + other + text[place + 1 :])


@given(st.from_regex(r"10\.[0-9]{4,9}/[!-~]{0,40}[0-9A-Za-z>)]", fullmatch=True))
def test_doi_survives_its_own_url(text: str) -> None:
    doi = Doi(text)
    assert str(doi) == text
    assert str(Doi(doi.url)) == text
    assert Doi(text.upper()) == Doi(text.lower())
    assert hash(Doi(text.upper())) == hash(Doi(text.lower()))


@given(st.text(max_size=40))
@pytest.mark.parametrize("kind", ALL_TYPES)
def test_any_text_is_taken_or_refused_with_value_error(kind: type[TextValue], text: str) -> None:
    try:
        value = kind(text)
    except ValueError as error:
        assert all(char.isprintable() for char in str(error))  # noqa: PT017 - of any message
    else:
        assert kind(str(value)) == value


def test_urls_of_values() -> None:
    assert Doi("10.1000/a#b<c>").url == "https://doi.org/10.1000/a%23b%3Cc%3E"
    assert Doi("10.1000/182").registrant == "10.1000"
    assert Orcid("0000-0002-1825-0097").url == "https://orcid.org/0000-0002-1825-0097"
    assert Ror("02mhbdp94").url == "https://ror.org/02mhbdp94"
    assert ArxivId("2205.01068v2").url == "https://arxiv.org/abs/2205.01068v2"
    assert WebUrl("https://Example.org:80/A").host == "example.org"


def test_isbn_is_compared_without_hyphens() -> None:
    assert Isbn("978-0-306-40615-7") == Isbn("9780306406157")
    assert Isbn("978-0-306-40615-7") != Isbn("978-0-8044-2957-3")
    assert len({Isbn("978-0-306-40615-7"), Isbn("9780306406157")}) == 1
    assert Isbn("978-0-306-40615-7").compact == "9780306406157"


def test_licence_says_what_it_is() -> None:
    licence = Licence("CC BY-SA 4.0")
    assert (licence.spdx, licence.label) == ("CC-BY-SA-4.0", "CC BY-SA 4.0")
    assert licence.url == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert licence.full_name == "Creative Commons Attribution-ShareAlike 4.0 International"
    assert Licence("CC0 1.0").label == "CC0 1.0"
    assert Licence("MIT").url == "https://spdx.org/licenses/MIT.html"
    own = Licence("https://example.org/terms")
    assert (own.spdx, own.url, own.label) == (None, "https://example.org/terms", own)


class _Work(BaseModel):
    doi: Doi
    orcid: Orcid | None = None


def test_values_are_pydantic_fields() -> None:
    work = _Work.model_validate({"doi": "https://doi.org/10.1000/A"})
    assert type(work.doi) is Doi
    assert work == _Work.model_validate({"doi": "10.1000/a"})
    assert work.model_dump_json() == '{"doi":"10.1000/A","orcid":null}'
    with pytest.raises(ValidationError, match="is not a DOI") as caught:
        _Work.model_validate({"doi": "x"})
    assert caught.value.errors()[0]["loc"] == ("doi",)
    with pytest.raises(ValidationError, match="valid string"):
        _Work.model_validate({"doi": 10})


def test_what_was_read_before_keeps_its_own_spelling() -> None:
    spellings = ["10.1000/a", "10.1000/A", "10.1000/a"]
    given = [*spellings, *map(Doi, spellings)]
    assert [str(_Work.model_validate({"doi": doi}).doi) for doi in given] == spellings * 2


def test_only_values_of_several_spellings_differ_from_their_text_in_a_dict() -> None:
    keyed = {kind for kind in ALL_TYPES if issubclass(kind, KeyedValue)}
    assert keyed == {Doi, Isbn}
    for kind in set(ALL_TYPES) - keyed:
        text = str(kind(kind.examples[0]))
        by_value: dict[str, int] = {kind(text): 1}
        assert {text: 1}[kind(text)] == by_value[text] == 1


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_schema_agrees_with_the_value(kind: type[TextValue]) -> None:
    schema = TypeAdapter(kind).json_schema()
    assert schema["type"] == "string"
    assert schema["description"].endswith(".")
    for example in schema["examples"]:
        assert re.search(schema["pattern"], example)
        assert re.search(schema["pattern"], kind(example))


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_values_are_copied_and_pickled_whole(kind: type[TextValue]) -> None:
    value = kind(kind.examples[0])
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - our own
        assert type(again) is kind
        assert again == value
