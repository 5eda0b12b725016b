"""Identifiers of works, people, organizations and records, checked as far as their digits allow.

The codes and links that stand beside them in the data (:class:`LanguageTag`, :class:`CountryCode`,
:class:`Licence`, :class:`WebUrl`) can be imported from here as well.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from sphinx_proceedings.model.values.standard_codes import CountryCode, LanguageTag, Licence
from sphinx_proceedings.model.values.text_value import KeyedValue, TextValue, shown
from sphinx_proceedings.model.values.web_url import WebUrl

__all__ = [
    "ArxivId",
    "CountryCode",
    "Doi",
    "Isbn",
    "Issn",
    "LanguageTag",
    "Licence",
    "Orcid",
    "RecordId",
    "Ror",
    "TextValue",
    "WebUrl",
]

_DIGITS = "0123456789X"  # modulo 11, where X stands for ten


class Doi(KeyedValue):
    """A DOI, without ``https://doi.org/``; printed as given, compared without regard to case.

    Rule: DOI Handbook, 2.2. A full stop or comma at the end is refused, as it comes from the
    sentence the DOI was copied from far more often than from the DOI.
    """

    __slots__ = ()
    description = "DOI, with or without https://doi.org/ in front."
    pattern = (
        r"^((https?://)?((dx|www)\.)?[Dd][Oo][Ii]\.org/|[Dd][Oo][Ii]:\s*)?"
        r"10\.[0-9]{4,9}(\.[0-9]+)*/\S+$"
    )
    examples = ("10.18653/v1/2022.acl-long.1",)

    _resolver = re.compile(r"(?i:(?:https?://)?(?:(?:dx|www)\.)?doi\.org/)")
    _label = re.compile(r"(?i:doi:\s*)")
    _shape = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")

    @classmethod
    def normalise(cls, text: str) -> str:
        name = text
        if matched := cls._resolver.match(text):
            # In a URL the name is percent-encoded; on its own it is not.
            name = unquote(text[matched.end() :])
        elif matched := cls._label.match(text):
            name = text[matched.end() :]
        if not cls._shape.fullmatch(name) or any(
            unicodedata.category(char)[0] == "C" for char in name
        ):
            msg = (
                f"{shown(text)} is not a DOI; "
                "write it as 10.1234/abc (10., four digits or more, a slash, a suffix)"
            )
            raise ValueError(msg)
        if name.endswith((".", ",")):
            msg = f"DOI {shown(text)} ends with {name[-1]!r}; remove the punctuation after the DOI"
            raise ValueError(msg)
        return name

    @property
    def key(self) -> str:
        return str.__str__(self).lower()

    @property
    def url(self) -> str:
        """The link that resolves the DOI."""
        return "https://doi.org/" + quote(self, safe="/:;()!$&'*+,=@")

    @property
    def registrant(self) -> str:
        """The part before the slash, which belongs to the registrant."""
        return self.partition("/")[0]


class Orcid(TextValue):
    """An ORCID iD in four groups of four, its check digit verified (ISO 7064, mod 11-2)."""

    __slots__ = ()
    description = "ORCID iD of a person, with or without https://orcid.org/ in front."
    pattern = r"^(https?://(www\.)?orcid\.org/)?([0-9]{4}-?){3}[0-9]{3}[0-9Xx]/?$"
    examples = ("0000-0002-1825-0097",)

    _shape = re.compile(
        r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?((?:[0-9]{4}-?){3}[0-9]{3}[0-9X])/?",
        re.IGNORECASE,
    )

    @classmethod
    def normalise(cls, text: str) -> str:
        matched = cls._shape.fullmatch(text)
        if not matched:
            msg = f"{shown(text)} is not an ORCID; write it as 0000-0002-1825-0097"
            raise ValueError(msg)
        digits = matched[1].replace("-", "").upper()
        grouped = "-".join(digits[start : start + 4] for start in range(0, 16, 4))
        total = 0
        for digit in digits[:-1]:
            total = (total + int(digit)) * 2
        check = (12 - total % 11) % 11
        _verify("ORCID", grouped, _DIGITS[check], "the ORCID page")
        return grouped

    @property
    def url(self) -> str:
        """The person's page at ORCID."""
        return f"https://orcid.org/{self}"


class Isbn(KeyedValue):
    """An ISBN of 13 digits; one of 10 digits is converted. Hyphens are kept where they are given.

    Rule: ISBN Users' Manual, 7th edition. Compared without hyphens.
    """

    __slots__ = ()
    description = "ISBN of 10 or 13 digits, with or without hyphens."
    pattern = r"^([Ii][Ss][Bb][Nn](-1[03])?:?\s*)?[0-9][0-9 -]{8,15}[0-9Xx]$"
    examples = ("978-1-955917-21-6",)

    _label = re.compile(r"isbn(?:-1[03])?:?\s*(?=97[89]|[0-9][0-9 -]{8,11}[0-9x]$)", re.IGNORECASE)

    @classmethod
    def normalise(cls, text: str) -> str:
        written = re.sub(r"[\s-]+", "-", cls._label.sub("", text, count=1)).upper()
        digits = written.replace("-", "")
        if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
            _verify("ISBN", written, _mod_11(digits[:-1]), "the title page")
            body = "978" + digits[:-1]
            head = "978-" if "-" in written else "978"
            return head + written[:-1] + _isbn_13_check(body)
        if re.fullmatch(r"97[89][0-9]{10}", digits):
            _verify("ISBN", written, _isbn_13_check(digits[:-1]), "the title page")
            return written
        msg = f"{shown(text)} is not an ISBN; write its 13 digits, starting with 978 or 979"
        raise ValueError(msg)

    @property
    def key(self) -> str:
        return self.compact

    @property
    def compact(self) -> str:
        """The thirteen digits without hyphens."""
        return str.__str__(self).replace("-", "")


class Issn(TextValue):
    """An ISSN as two groups of four, its check digit verified (ISO 3297)."""

    __slots__ = ()
    description = "ISSN of the series."
    pattern = r"^([Ii][Ss][Ss][Nn]:?\s*)?[0-9]{4}-?[0-9]{3}[0-9Xx]$"
    examples = ("2640-3498",)

    _shape = re.compile(r"(?:issn:?\s*)?([0-9]{4})-?([0-9]{3}[0-9X])", re.IGNORECASE)

    @classmethod
    def normalise(cls, text: str) -> str:
        matched = cls._shape.fullmatch(text)
        if not matched:
            msg = f"{shown(text)} is not an ISSN; write it as 2640-3498"
            raise ValueError(msg)
        written = f"{matched[1]}-{matched[2]}".upper()
        _verify("ISSN", written, _mod_11(written.replace("-", "")[:-1]), "the ISSN portal")
        return written


class Ror(TextValue):
    """A ROR id of an organization: nine characters, the last two a checksum (ISO 7064, 97-10)."""

    __slots__ = ()
    description = "ROR id of an organization, with or without https://ror.org/ in front."
    pattern = r"^((https?://)?ror\.org/)?0[A-Za-z0-9]{6}[0-9]{2}$"
    examples = ("https://ror.org/02mhbdp94",)

    _alphabet = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32
    _shape = re.compile(r"(?:(?:https?://)?ror\.org/)?(0[0-9a-hj-km-np-tv-z]{6}[0-9]{2})/?")

    @classmethod
    def normalise(cls, text: str) -> str:
        matched = cls._shape.fullmatch(text.lower())
        if not matched:
            msg = f"{shown(text)} is not a ROR id; write it as https://ror.org/02mhbdp94"
            raise ValueError(msg)
        written = matched[1]
        number = 0
        for char in written[:7]:
            number = number * 32 + cls._alphabet.index(char)
        _verify("ROR id", written, f"{98 - number * 100 % 97:02}", "ror.org", length=2)
        return written

    @property
    def url(self) -> str:
        """The organization's page at ROR, which is the id in full."""
        return f"https://ror.org/{self}"


class ArxivId(TextValue):
    """An arXiv identifier of either scheme, with its version where one is given."""

    __slots__ = ()
    description = "arXiv identifier or address."
    pattern = (
        r"^(https?://((www|export)\.)?arxiv\.org/(abs|pdf|html)/|[Aa][Rr][Xx][Ii][Vv]:\s*)?"
        r"([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})(v[0-9]+)?(\.pdf)?/?$"
    )
    examples = ("2205.01068", "cs.CL/0108005")

    _prefix = re.compile(
        r"(?:https?://)?(?:(?:www|export)\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*", re.IGNORECASE
    )
    _shape = re.compile(
        r"(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
        r"|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})(?:v[1-9][0-9]*)?"
    )

    @classmethod
    def normalise(cls, text: str) -> str:
        matched = cls._prefix.match(text)
        written = text[matched.end() if matched else 0 :].removesuffix("/").removesuffix(".pdf")
        if not cls._shape.fullmatch(written):
            msg = f"{shown(text)} is not an arXiv identifier; write it as 2205.01068"
            raise ValueError(msg)
        return written

    @property
    def url(self) -> str:
        """The abstract's page at arXiv."""
        return f"https://arxiv.org/abs/{self}"


class RecordId(TextValue):
    """The id of a record, which is also the name of its page and of its files.

    ASCII letters, digits, ``.``, ``_`` and ``-``; at most 100; a name every file system takes.
    """

    __slots__ = ()
    description = (
        "Permanent id: letters, digits, '.', '_' and '-', starting with a letter or digit."
    )
    pattern = r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$"
    examples = ("5", "samira-ebrahimi-kahou")

    _shape = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
    _reserved = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)

    @classmethod
    def normalise(cls, text: str) -> str:
        problem = ""
        if not cls._shape.fullmatch(text):
            problem = (
                "must be 1 to 100 ASCII letters, digits, '.', '_' or '-', "
                "the first a letter or digit"
            )
        elif text.endswith("."):
            problem = "ends with a full stop; remove it"
        elif cls._reserved.fullmatch(text):
            problem = "is a name Windows keeps for itself; add a letter"
        elif text.lower() == "index":
            problem = "is the name of every folder's first page; choose another"
        if problem:
            msg = f"id {shown(text)} {problem}"
            raise ValueError(msg)
        return text


def _verify(kind: str, written: str, expected: str, where: str, *, length: int = 1) -> None:
    """Raise ``ValueError`` unless the last *length* characters of *written* are *expected*."""
    if written[-length:] != expected:
        name = "check digit" if length == 1 else "checksum"
        msg = f"{kind} {written} has a wrong {name} (expected {expected}); copy it from {where}"
        raise ValueError(msg)


def _mod_11(digits: str) -> str:
    """Return the check digit of an ISSN or an ISBN of 10 digits: weights down to 2, modulo 11."""
    weights = range(len(digits) + 1, 1, -1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    check = -total % 11
    return _DIGITS[check]


def _isbn_13_check(digits: str) -> str:
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return str(-total % 10)
