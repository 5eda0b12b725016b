"""Text of a PDF with pypdfium2: pages as text, and the words of the first page with their type."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from typing import Any

from sphinx_proceedings.pdf_audit.reading.accents import with_accents
from sphinx_proceedings.pdf_audit.reading.glyphs import Glyph
from sphinx_proceedings.pdf_audit.reading.pdf_facts import Word

_MOST_CHARACTERS = 9000
"""Characters of a page that are looked at one by one: more than most have."""
_RAISED = 0.86
"""What is smaller than this part of its line and above its baseline is a mark, no letter of it."""
_GAP = 2.2
"""What is this many sizes behind the letter before stands in another column."""
_WIDE_GAP, _WIDER = 0.6, 1.7
"""Sizes of type, and times the usual space, from which on white is more than a space."""
_HYPHEN = "\x02"
"""What PDFium has in the place of a hyphen at the end of a line."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")


@dataclass(slots=True)
class Front:
    """The words of a page, without the raised marks beside them, which are kept by themselves."""

    words: list[Word] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)


def page_text(page: Any) -> str:
    """Return the text of a page of pypdfium2, lines and all, words at line ends put together."""
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_range()
    finally:
        text_page.close()
    return clean(text)


def clean(text: str) -> str:
    """Join words that were broken at the end of a line; drop what is no text."""
    text = text.replace(_HYPHEN + "\r\n", "").replace(_HYPHEN, "").replace("\ufffe", "")
    return text.replace("\r\n", "\n").replace("\x00", "")


def front_of(page: Any, number: int = 0, first_line: int = 0) -> Front:
    """Return the words of a page in reading order; *number* is the page's index."""
    text_page = page.get_textpage()
    try:
        lines = _lines(with_accents(_glyphs(text_page)))
    finally:
        text_page.close()
    front = Front()
    for line, glyphs in enumerate(lines, first_line):
        _add_line(front, glyphs, line, number)
    return front


def _glyphs(text_page: Any) -> list[Glyph | None]:
    """The characters of a page; None where a line ends."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - the extra `pdf`

    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    found: list[Glyph | None] = []
    known: int | None = None
    size, font, upright = 0.0, "", True
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    spaced, last = False, 0
    for at in range(min(pdfium.FPDFText_CountChars(text_page), _MOST_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if code in (10, 13):
            if found and found[-1] is not None:
                found.append(None)
            spaced = False
            continue
        item = pdfium.FPDFText_GetTextObject(text_page, at)
        address = ctypes.cast(item, ctypes.c_void_p).value if item else None
        if address is None:  # a space that PDFium found between words
            if found and found[-1] is not None:
                found.append(found[-1]._replace(char=" "))
                spaced = True
            continue
        if address != known:
            known = address
            pdfium.FPDFText_GetMatrix(text_page, at, matrix)
            scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
            size = round(pdfium.FPDFText_GetFontSize(text_page, at) * scale, 2)
            upright = abs(matrix.b) <= abs(matrix.a)  # not the stamp at the side of a page
            font = _font_name(pdfium, item)
        if upright and size:
            pdfium.FPDFText_GetCharOrigin(text_page, at, x, y)
            char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
            gap = 0.0
            if spaced and not char.isspace():
                pdfium.FPDFText_GetCharBox(text_page, last, left, right, bottom, top)
                gap = (x.value - right.value) / size
            found.append(Glyph(char, x.value, y.value, size, font, gap))
            spaced = char.isspace()
            last = at if not spaced else last
    return found


def _font_name(pdfium: Any, item: Any) -> str:
    handle = pdfium.FPDFTextObj_GetFont(item)
    if not handle:
        return ""
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(handle, name, 128)
    return _SUBSET.sub("", name.value.decode("utf-8", "replace"))


def _lines(glyphs: list[Glyph | None]) -> list[list[Glyph]]:
    """Take the characters apart into lines: at their ends, at hyphens there, at wide gaps."""
    lines: list[list[Glyph]] = [[]]
    ended = False
    for glyph in glyphs:
        if glyph is None:
            ended = True
            continue
        before = lines[-1][-1] if lines[-1] else None
        if before is not None and (
            _apart(before, glyph) or (ended and not _goes_on(before, glyph))
        ):
            lines.append([])
        ended = False
        lines[-1].append(glyph)
    return [line for line in lines if any(not glyph.char.isspace() for glyph in line)]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    """Whether a line goes on where PDFium ends it: before and behind a raised mark."""
    small, large = sorted((before.size, glyph.size))
    return small < _RAISED * large and glyph.x >= before.x and abs(before.y - glyph.y) < large / 2


def _apart(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    wide = glyph.x - before.x > _GAP * size or before.x - glyph.x > size
    return wide or abs(before.y - glyph.y) > size


def _add_line(front: Front, glyphs: list[Glyph], line: int, page: int) -> None:
    whole = max(glyph.size for glyph in glyphs if not glyph.char.isspace())
    base = _baseline(glyphs, whole)
    word: list[Glyph] = []
    raised = marked = False
    least = _least_gap(glyphs)

    def end() -> None:
        nonlocal marked
        if word:
            text = "".join(glyph.char for glyph in word).replace(_HYPHEN, "\u00ad")
            first = word[0]
            size = max(glyph.size for glyph in word)
            front.words.append(
                Word(
                    text,
                    round(first.x, 1),
                    round(first.y, 1),
                    size,
                    word[-1].font,
                    line,
                    page,
                    marked or first.gap > least,
                )
            )
            word.clear()
            marked = False

    for glyph in glyphs:
        if glyph.char.isspace():
            end()
        elif glyph.size < _RAISED * whole and glyph.y > base + 0.1 * whole:
            front.raised.append(glyph.char)
            end()
            raised = marked = True
        else:
            if raised and not word and not glyph.char.isalpha() and front.words:
                # A comma behind a mark belongs to the word before it.
                front.words[-1] = front.words[-1]._replace(text=front.words[-1].text + glyph.char)
            else:
                word.append(glyph)
            raised = False
    end()


def _least_gap(glyphs: list[Glyph]) -> float:
    """Return the white between two words that is more than a space in this line."""
    gaps = sorted(glyph.gap for glyph in glyphs if glyph.gap > 0)
    return max(_WIDE_GAP, _WIDER * gaps[len(gaps) // 3]) if gaps else math.inf


def _baseline(glyphs: list[Glyph], whole: float) -> float:
    """Where the large characters of a line stand."""
    heights = sorted(glyph.y for glyph in glyphs if glyph.size > _RAISED * whole)
    return heights[len(heights) // 2]
