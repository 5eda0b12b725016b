"""Maths as one line of readable Unicode: α ≤ x², not \\alpha \\leq x^2."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from typing import Final

from sphinx_proceedings.model.richtext.maths import presentation
from sphinx_proceedings.model.richtext.scripts import lowered, raised

_ACCENTS: Final = {
    "^": "\u0302",
    "~": "\u0303",
    "¯": "\u0304",
    "―": "\u0304",
    "˙": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
}
_SPACED: Final = frozenset("=<>≤≥≠≈∼≡∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦+±∪∩∧∨≪≫∝≲≳≃≅⊢⊨↪↠")
_ATOM = re.compile(r"\w+|\S[\u0300-\u036f\u20d7]?|\([^()]*\)")


@lru_cache(maxsize=8192)
def to_text(latex: str) -> str:
    """Return LaTeX maths as text; what has no character of its own is written with ^, _ and /."""
    text = _write(presentation(latex))
    return re.sub(r"\s+", " ", text.replace("\u2061", "").replace("\xa0", " ")).strip()


def _write(node: ET.Element) -> str:
    parts = list(node)
    match node.tag:
        case "mo":
            text = node.text or ""
            if text == "*":
                text = "∗"
            if text in _SPACED and node.get("stretchy") is None:
                return f" {text} "
            return f"{text} " if text == "," or text.isalpha() and len(text) > 1 else text
        case "mi":
            text = node.text or ""
            return f" {text} " if len(text) > 1 and text.isascii() and text.isalpha() else text
        case "mn" | "mtext":
            return node.text or ""
        case "mspace":
            return "" if (node.get("width") or "").startswith(("-", "0.1")) else " "
        case "msup" | "mover" if len(parts) == 2:
            return _over(parts[0], parts[1])
        case "msub" | "munder" if len(parts) == 2:
            return _write(parts[0]).rstrip() + _low(_write(parts[1]))
        case "msubsup" | "munderover" if len(parts) == 3:
            return _write(parts[0]).rstrip() + _low(_write(parts[1])) + _high(_write(parts[2]))
        case "mfrac" if len(parts) == 2:
            above, below = (_grouped(_write(part).strip()) for part in parts)
            return (
                f"{above} over {below}" if node.get("linethickness") == "0" else f"{above}/{below}"
            )
        case "msqrt":
            return "√" + _grouped("".join(map(_write, parts)).strip())
        case "mroot" if len(parts) == 2:
            index = _write(parts[1]).strip()
            return (raised(index) or f"[{index}]") + "√" + _grouped(_write(parts[0]).strip())
        case "mtable":
            return "; ".join(_write(row).strip() for row in parts)
        case "mtr":
            return ", ".join(_write(cell).strip() for cell in parts)
        case _:
            return (node.text or "") + "".join(map(_write, parts))


def _over(base: ET.Element, above: ET.Element) -> str:
    text, mark = _write(base), _write(above).strip()
    if above.tag == "mo" and mark in _ACCENTS and base.tag != "mo":
        return "".join(letter + _ACCENTS[mark] if letter.isalnum() else letter for letter in text)
    return text.rstrip() + _high(mark)


def _high(text: str) -> str:
    text = text.strip()
    if text and set(text) <= {"′"}:
        return text
    return raised(text.replace(" ", "")) or "^" + _grouped(text)


def _low(text: str) -> str:
    text = text.strip()
    return lowered(text.replace(" ", "")) or "_" + _grouped(text)


def _grouped(text: str) -> str:
    return text if _ATOM.fullmatch(text) else f"({text})"
