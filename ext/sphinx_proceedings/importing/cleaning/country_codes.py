"""Names of countries, in any language that review systems write, as ISO codes."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale

from sphinx_proceedings.model.values.text import fold

_LANGUAGES: Final = ("en", "de", "fr", "es", "pt", "it", "nl", "ja", "zh", "ko")
# As forms and lists write them: ISO's official short names, older names, abbreviations.
_OTHERS: Final = {
    "united states virgin islands": "VI",
    "united states minor outlying islands": "UM",
    "kyrgyz republic": "KG",
    "swaziland": "SZ",
    "cape verde": "CV",
    "burma": "MM",
    "slovak republic": "SK",
    "holy see (vatican city state)": "VA",
    "usa": "US",
    "u.s.a.": "US",
    "u.s.": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "korea, republic of": "KR",
    "republic of korea": "KR",
    "korea": "KR",
    "korea (south)": "KR",
    "korea, democratic people's republic of": "KP",
    "iran, islamic republic of": "IR",
    "russian federation": "RU",
    "viet nam": "VN",
    "taiwan, province of china": "TW",
    "hong kong": "HK",
    "macau": "MO",
    "macao": "MO",
    "china (people's republic)": "CN",
    "people's republic of china": "CN",
    "pr china": "CN",
    "p.r. china": "CN",
    "mainland china": "CN",
    "the netherlands": "NL",
    "holland": "NL",
    "czech republic": "CZ",
    "turkiye": "TR",
    "turkey": "TR",
    "uae": "AE",
    "moldova, republic of": "MD",
    "macedonia": "MK",
    "tanzania, united republic of": "TZ",
    "venezuela, bolivarian republic of": "VE",
    "bolivia, plurinational state of": "BO",
    "syrian arab republic": "SY",
    "palestine, state of": "PS",
    "brunei darussalam": "BN",
    "lao people's democratic republic": "LA",
    "cote d'ivoire": "CI",
    "congo, the democratic republic of the": "CD",
}


def country_code(name: str) -> str:
    """Return the ISO 3166-1 code of a country's name or code; empty when it is not known."""
    name = name.strip()
    if len(name) == 2 and name.isascii() and name.upper() in _codes():
        return name.upper()
    for form in (fold(name), _bare(name)):
        if code := _OTHERS.get(form) or _names().get(form):
            return code
    return ""


def _bare(name: str) -> str:
    """Return a name without what lists write differently: "and", "the", "St.", brackets."""
    words = re.sub(r"\(.*?\)", " ", fold(name)).replace("&", " and ").replace("st.", "saint")
    return " ".join(word for word in re.split(r"[^\w']+", words) if word not in ("the", "and", ""))


@cache
def _codes() -> frozenset[str]:
    territories = [str(code) for code in Locale("en").territories]
    return frozenset(code for code in territories if len(code) == 2 and code.isalpha()) - {
        *("EU", "EZ", "UN", "XA", "XB", "XK", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA")
    }


@cache
def _names() -> dict[str, str]:
    """Return the codes by folded name; where two languages disagree the earlier one is right."""
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if str(code) in _codes():
                names.setdefault(fold(str(name)), str(code))
                names.setdefault(_bare(str(name)), str(code))
    return names
