"""The words on a page of a PDF that Typst made, by the map of characters that its fonts carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pikepdf

_PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text, and how far its beginning is from the left and the bottom, in points."""

    x: float
    y: float
    text: str


def words(page: pikepdf.Page) -> list[Words]:
    """The runs of text of a page in the order in which they are drawn; not those of its forms."""
    maps = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
    found: list[Words] = []
    current, stack = pikepdf.Matrix(), []
    text, font = pikepdf.Matrix(), ""
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        match operator:
            case "q":
                stack.append(current)
            case "Q":
                current = stack.pop()
            case "cm":
                current = pikepdf.Matrix(*map(float, operands)) @ current
            case "Tf":
                font = str(operands[0])
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "TJ" | "Tj":
                parts = operands[0] if operator == "TJ" else [operands[0]]
                codes = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
                place = text @ current
                shown = "".join(maps[font][code] for code in _pairs(codes))
                found.append(Words(place.e, place.f, shown))
    return found


def text_of(page: pikepdf.Page) -> str:
    """All words of a page, a space between runs and no hyphens at the ends of lines."""
    return " ".join(" ".join(run.text for run in words(page)).split())


def _pairs(codes: bytes) -> list[int]:
    return [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]


def _characters(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes()
    return {
        int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be")
        for block in _CHARS.findall(table)
        for code, to in _PAIR.findall(block)
    }
