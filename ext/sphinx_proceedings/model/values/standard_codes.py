"""Codes taken from international lists: languages, countries and licences."""

from __future__ import annotations

import difflib
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_proceedings.model.values.text_value import TextValue, shown
from sphinx_proceedings.model.values.web_url import WebUrl

if TYPE_CHECKING:
    from collections.abc import Mapping

_REGION_LENGTH = 2
_SCRIPT_LENGTH = 4


_LONGEST_TAG = 100
"""Characters; all that are registered have far fewer (RFC 5646, 4.4.1, asks for 35)."""


class LanguageTag(TextValue):
    """A language tag in the shape of BCP 47 (RFC 5646, 2.1), in its usual case: ``zh-Hant-TW``.

    The shape is checked, the registry of subtags is not.
    """

    __slots__ = ()
    description = "Language as a BCP 47 tag."
    pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    examples = ("en", "pt-BR", "zh-Hant")

    _shape = re.compile(
        r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # language and extended language
        r"(?:-[a-z]{4})?"  # script
        r"(?:-(?:[a-z]{2}|[0-9]{3}))?"  # region
        r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
        r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"  # extensions
        r"(?:-x(?:-[a-z0-9]{1,8})+)?"  # private use
    )

    @classmethod
    def normalise(cls, text: str) -> str:
        lowered = text.lower()
        if len(text) > _LONGEST_TAG or not text.isascii() or not cls._shape.fullmatch(lowered):
            msg = f"{shown(text)} is not a language tag; write it as en, pt-BR or zh-Hant"
            raise ValueError(msg)
        first, *rest = lowered.split("-")
        written = [first]
        for part in rest:
            # RFC 5646, 2.1.1: after a single letter (an extension) everything is lower case.
            if any(len(before) == 1 for before in written):
                written.append(part)
            elif len(part) == _REGION_LENGTH:
                written.append(part.upper())
            elif len(part) == _SCRIPT_LENGTH and part.isalpha():
                written.append(part.title())
            else:
                written.append(part)
        return "-".join(written)


# ISO 3166-1 alpha-2, officially assigned.
_ALPHA_2 = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRY_CODES = frozenset(_ALPHA_2.split())
_COUNTRY_HINTS = MappingProxyType({"UK": "GB", "EL": "GR"})


class CountryCode(TextValue):
    """A country as its two letters in ISO 3166-1, in upper case."""

    __slots__ = ()
    description = "Country as two letters (ISO 3166-1)."
    pattern = r"^[A-Za-z]{2}$"
    examples = ("CA", "IN")

    @classmethod
    def normalise(cls, text: str) -> str:
        code = text.upper()
        if code not in COUNTRY_CODES:
            hint = _COUNTRY_HINTS.get(code)
            advice = f"did you mean {hint}?" if hint else "use the two letters of ISO 3166-1 (CA)"
            msg = f"{shown(text)} is not a country code; {advice}"
            raise ValueError(msg)
        return code


_CC_URL = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(?P<terms>by(?:-[a-z]{2})*)/(?P<version>[0-9.]+)"
    r"|publicdomain/zero/(?P<zero>1\.0))"
    r"(?:/(?:legalcode|deed)(?:[.-][\w-]+)?)?/?",
    re.ASCII | re.IGNORECASE,
)
_CC_TERMS = MappingProxyType(
    {
        "BY": "Attribution",
        "BY-SA": "Attribution-ShareAlike",
        "BY-NC": "Attribution-NonCommercial",
        "BY-ND": "Attribution-NoDerivatives",
        "BY-NC-SA": "Attribution-NonCommercial-ShareAlike",
        "BY-NC-ND": "Attribution-NonCommercial-NoDerivatives",
    }
)
_CC_VERSIONS = MappingProxyType(
    {
        "1.0": "Generic",
        "2.0": "Generic",
        "2.5": "Generic",
        "3.0": "Unported",
        "4.0": "International",
    }
)


def _licences() -> Mapping[str, tuple[str, str]]:
    """Return the licences proceedings use: SPDX id → (full name, URL)."""
    table = {
        f"CC-{terms}-{version}": (
            f"Creative Commons {name} {version} {kind}",
            f"https://creativecommons.org/licenses/{terms.lower()}/{version}/",
        )
        for terms, name in _CC_TERMS.items()
        for version, kind in _CC_VERSIONS.items()
    }
    table["CC0-1.0"] = (
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    )
    table |= {
        spdx: (name, f"https://spdx.org/licenses/{spdx}.html")
        for spdx, name in (
            ("AGPL-3.0-only", "GNU Affero General Public License 3.0"),
            ("AGPL-3.0-or-later", "GNU Affero General Public License 3.0 or later"),
            ("Apache-2.0", "Apache License 2.0"),
            ("BSD-2-Clause", "BSD 2-Clause License"),
            ("BSD-3-Clause", "BSD 3-Clause License"),
            ("CDLA-Permissive-2.0", "Community Data License Agreement Permissive 2.0"),
            ("GFDL-1.3-or-later", "GNU Free Documentation License 1.3 or later"),
            ("GPL-2.0-only", "GNU General Public License 2.0"),
            ("GPL-2.0-or-later", "GNU General Public License 2.0 or later"),
            ("GPL-3.0-only", "GNU General Public License 3.0"),
            ("GPL-3.0-or-later", "GNU General Public License 3.0 or later"),
            ("LGPL-3.0-only", "GNU Lesser General Public License 3.0"),
            ("LGPL-3.0-or-later", "GNU Lesser General Public License 3.0 or later"),
            ("MIT", "MIT License"),
            ("MPL-2.0", "Mozilla Public License 2.0"),
            ("ODbL-1.0", "Open Data Commons Open Database License 1.0"),
            ("ODC-By-1.0", "Open Data Commons Attribution License 1.0"),
            ("PDDL-1.0", "Open Data Commons Public Domain Dedication and License 1.0"),
        )
    }
    return MappingProxyType(table)


LICENCES = _licences()
_BY_CASE = MappingProxyType({spdx.casefold(): spdx for spdx in LICENCES})


class Licence(TextValue):
    """A licence as its SPDX id, or as the URL of its text where it has none.

    ``CC BY 4.0`` and Creative Commons' own URLs become the SPDX id.
    """

    __slots__ = ()
    description = "Licence: an SPDX id, or the web address of the licence's text."
    pattern = r"^(https?://[^\s]+|[A-Za-z0-9][A-Za-z0-9. -]*)$"
    examples = ("CC-BY-4.0", "CC0-1.0")

    @classmethod
    def normalise(cls, text: str) -> str:
        candidate = text
        if matched := _CC_URL.fullmatch(text):
            zero, terms, version = matched["zero"], matched["terms"], matched["version"]
            candidate = "CC0-1.0" if zero else f"CC-{terms}-{version}"
        folded = re.sub(r"[ _]+", "-", candidate).casefold()
        if spdx := _BY_CASE.get(folded):
            return spdx
        if "://" in text:
            return str(WebUrl(text))
        near = difflib.get_close_matches(folded, _BY_CASE, n=1, cutoff=0.75)
        advice = f"did you mean {_BY_CASE[near[0]]}? If not, give" if near else "give"
        msg = f"{shown(text)} is not a licence known here; {advice} the URL of the licence's text"
        raise ValueError(msg)

    @property
    def spdx(self) -> str | None:
        """The SPDX id, or ``None`` for a licence given by its URL."""
        return str.__str__(self) if self in LICENCES else None

    @property
    def url(self) -> str:
        """Where the licence can be read."""
        return LICENCES[self][1] if self in LICENCES else str.__str__(self)

    @property
    def label(self) -> str:
        """The licence as it is written in a line: ``CC BY 4.0``; for a URL, the URL."""
        if self.startswith("CC-"):
            terms, _, version = self.removeprefix("CC-").rpartition("-")
            return f"CC {terms} {version}"
        return "CC0 1.0" if self == "CC0-1.0" else str.__str__(self)

    @property
    def full_name(self) -> str:
        """The licence's name in full; for a URL, the URL."""
        return LICENCES[self][0] if self in LICENCES else str.__str__(self)
