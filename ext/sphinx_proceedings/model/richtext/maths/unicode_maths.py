"""Maths as one line of readable Unicode: α ≤ x² for the LaTeX of the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from sphinx_proceedings.model.richtext.maths.mathml import presentation
from sphinx_proceedings.model.richtext.scripts import lowered, raised

_ACCENTS: Final = {
    "^": "\u0302",
    "~": "\u0303",
    "¯": "\u0304",
    "‾": "\u0304",
    "˙": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
}
_MARKS_WITHOUT_A_LETTER: Final = frozenset("‾⏞⏟⎴⎵")
_PRIMES: Final = frozenset("′″‴⁗")
_RELATIONS: Final = frozenset("=<>≤≥≠≈∼≡∈∉⊂⊆⊃⊇→←↔⇒⇐⇔⟺⟹↦∪∩∧∨≪≫∝≲≳≃≅⊢⊨⊧↪↠∣×")
_SIGNS: Final = frozenset("+−±∓")
_BEFORE_A_SIGN: Final = _RELATIONS | _SIGNS | frozenset("([{⟨,;:")
_ATOM = re.compile(r"\w+|\S[\u0300-\u036f\u20d7]?|\([^()]*\)")
_MEDIUM_SPACE = 0.2


@lru_cache(maxsize=8192)
def to_text(latex: str) -> str:
    """Return LaTeX maths as text; what has no character of its own is written with ^, _ and /."""
    text = re.sub(r"\s+", " ", _write(presentation(latex)).replace("\xa0", " "))
    return re.sub(r"(?<=[(\[{⟨]) | (?=[)\]}⟩,;])", "", text).strip()


def _write(node: ET.Element) -> str:
    return _WRITERS.get(node.tag, _row)(node)


def _row(node: ET.Element) -> str:
    pieces = [node.text or ""]
    previous: ET.Element | None = None
    for child in node:
        written = _write(child)
        # A sign after something that can be added to is binary, and stands between spaces.
        if child.tag == "mo" and written in _SIGNS and previous is not None:
            is_binary = previous.tag != "mo" or (previous.text or "") not in _BEFORE_A_SIGN
            written = f" {written} " if is_binary else written
        pieces.append(written)
        previous = child
    return "".join(pieces)


def _operator(node: ET.Element) -> str:
    text = node.text or ""
    if text in _RELATIONS:
        return f" {text} "
    if text == ",":
        return ", "
    if text == "∗":
        return "*"  # what everybody types, and searches for
    return f" {text} " if len(text) > 1 and text[0].isalpha() else text


def _identifier(node: ET.Element) -> str:
    text = node.text or ""
    is_function = len(text) > 1 and text.isascii() and node.get("mathvariant") is None
    return f" {text} " if is_function else text


def _text(node: ET.Element) -> str:
    return node.text or ""


def _space(node: ET.Element) -> str:
    width = node.get("width") or "0"
    return " " if float(width.removesuffix("em")) > _MEDIUM_SPACE else ""


def _attached(node: ET.Element) -> str:
    base, *others = list(node)
    text = _write(base).rstrip()
    places = {"msub": "b", "munder": "b", "msup": "t", "mover": "t"}.get(node.tag, "bt")
    for place, other in zip(places, others, strict=False):
        mark = _write(other).strip()
        if place == "t" and other.tag == "mo" and mark in _ACCENTS and base.tag != "mo":
            text = "".join(c + _ACCENTS[mark] if c.isalnum() else c for c in text.strip())
        elif mark not in _MARKS_WITHOUT_A_LETTER:
            text += _high(mark) if place == "t" else _low(mark)
    return text + (" " if text[:1] == " " else "")


def _high(text: str) -> str:
    if set(text) <= _PRIMES:
        return text
    return raised(text.replace(" ", "")) or "^" + _grouped(text)


def _low(text: str) -> str:
    return lowered(text.replace(" ", "")) or "_" + _grouped(text)


def _fraction(node: ET.Element) -> str:
    above, below = (_grouped(_write(part).strip()) for part in node)
    return f"{above} over {below}" if node.get("linethickness") == "0" else f"{above}/{below}"


def _square_root(node: ET.Element) -> str:
    return "√" + _grouped(_row(node).strip())


def _root(node: ET.Element) -> str:
    base, index = (_write(part).strip() for part in node)
    return (raised(index) or f"[{index}]") + "√" + _grouped(base)


def _joined(separator: str) -> Callable[[ET.Element], str]:
    def write(node: ET.Element) -> str:
        return separator.join(filter(None, (_write(part).strip() for part in node)))

    return write


def _grouped(text: str) -> str:
    return text if _ATOM.fullmatch(text) else f"({text})"


_WRITERS: Final[dict[str, Callable[[ET.Element], str]]] = {
    "mi": _identifier,
    "mo": _operator,
    "mn": _text,
    "mtext": _text,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "mtable": _joined("; "),
    "mtr": _joined(", "),
    **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _attached),
}
