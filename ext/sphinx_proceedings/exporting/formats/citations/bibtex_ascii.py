r"""LaTeX in ASCII for programs that know no UTF-8: accents as ``{\'e}``, other letters by name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from anyascii import anyascii

_ACCENTS: Final = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
_LETTERS: Final = {
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}",
    "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "đ": r"{\dj}", "Đ": r"{\DJ}", "ð": r"{\dh}",
    "Ð": r"{\DH}", "þ": r"{\th}", "Þ": r"{\TH}", "\u0131": r"{\i}", "ŋ": r"{\ng}", "Ŋ": r"{\NG}",
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "„": r"\quotedblbase{}",
    "\u201a": r"\quotesinglbase{}", "«": r"\guillemotleft{}", "»": r"\guillemotright{}",
    "…": r"\ldots{}", "\u00a0": "~", "°": r"\textdegree{}", "×": r"\texttimes{}", "§": r"\S{}",
    "©": r"\copyright{}", "®": r"\textregistered{}", "™": r"\texttrademark{}", "€": r"\texteuro{}",
    "£": r"\pounds{}", "¿": r"\textquestiondown{}", "¡": r"\textexclamdown{}",
    "·": r"\textperiodcentered{}",
    "•": r"\textbullet{}", "−": r"\textminus{}", "\u2010": "-", "\u2011": "-", "µ": r"\textmu{}",
}  # fmt: skip
_ONLY_T1: Final = re.compile(
    r"\\(?:TH|th|DH|dh|NG|ng|k|(?:quotedbl|quotesingl)base|guillemot(?:left|right))(?![A-Za-z])"
)


def to_ascii(latex: str) -> str:
    """Return LaTeX text with every character in ASCII.

    Letters that LaTeX cannot name are transliterated; `unsayable` tells which.
    """
    if latex.isascii():
        return latex
    return "".join(map(_written, _clusters(unicodedata.normalize("NFC", latex))))


def for_pdftex(latex: str) -> str:
    """Return LaTeX text in UTF-8 that pdfTeX sets whichever of its font encodings is chosen.

    What LaTeX has no name for is transliterated; what only T1 has is set in T1.
    """
    if latex.isascii():
        return latex
    return "".join(map(_set, _clusters(unicodedata.normalize("NFC", latex))))


def _set(cluster: str) -> str:
    command = _command(cluster)
    if command is None:
        return _written(cluster)
    if _ONLY_T1.search(command) and not cluster.isascii():
        return rf"{{\fontencoding{{T1}}\selectfont {cluster}}}"
    return cluster


def unsayable(text: str) -> list[str]:
    """Return the characters that are transliterated, each once, in order."""
    found = [c for c in _clusters(unicodedata.normalize("NFC", text)) if _command(c) is None]
    return list(dict.fromkeys(found))


def _clusters(text: str) -> list[str]:
    """Split a text into letters with their combining marks."""
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _written(cluster: str) -> str:
    command = _command(cluster)
    return anyascii(cluster).translate(_SAFE) if command is None else command


# What transliteration may give is text, and LaTeX's own signs in it are to stay text.
_SAFE: Final = str.maketrans(dict.fromkeys("\\{}$&#%_~^", ""))


def _command(cluster: str) -> str | None:
    if cluster.isascii():
        return cluster
    if cluster in _LETTERS:
        return _LETTERS[cluster]
    base, *marks = list(unicodedata.normalize("NFD", cluster))
    if not marks or any(mark not in _ACCENTS for mark in marks):
        return None
    inner = _LETTERS[base][1:-1] if base in _LETTERS and _LETTERS[base][0] == "{" else base
    if not inner.isascii() or not (base.isalpha() or base in _LETTERS):
        return None
    for mark in marks:
        inner = f"\\{_ACCENTS[mark]}{{{inner}}}"
    return f"{{{inner}}}"
