"""What the dictionary of a font says of it: widths by code, embedded program, descriptor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from sphinx_proceedings.volume.pdf.fonts.outline_programs import CffProgram, TrueTypeProgram
from sphinx_proceedings.volume.pdf.fonts.type1_program import Type1Program
from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_stream, is_table

FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
SYMBOLIC, NONSYMBOLIC = 1 << 2, 1 << 5


class Program(Protocol):
    """A font's program, read; glyphs go by names in some formats, by numbers in others."""

    scale: float
    """Thousandths of an em in a unit of its outlines."""

    @property
    def components(self) -> Any:
        """Glyphs by name, of which outlines may be put together."""

    def __contains__(self, glyph: Any) -> bool: ...

    def width(self, glyph: Any) -> float:
        """Return the width of a glyph in thousandths of an em."""

    def draw(self, glyph: Any, pen: Any) -> None:
        """Draw a glyph in its own units."""


@dataclass
class FontUse:
    """A font of a file and the bytes that are shown in it, of all its places."""

    font: Any
    shown: set[bytes] = field(default_factory=set)

    @property
    def codes(self) -> set[int]:
        """The codes that are shown, if each is one byte."""
        return set(b"".join(self.shown))

    @property
    def double_codes(self) -> set[int]:
        """The codes that are shown, if each is two bytes."""
        found: set[int] = set()
        for text in self.shown:
            found.update(a << 8 | b for a, b in zip(text[::2], text[1::2], strict=False))
        return found


def program_of(descriptor: Any) -> Any:
    """Return the stream of a font's program; None when it has none."""
    if not is_table(descriptor):
        return None
    found = (descriptor.get(key) for key in FONT_FILES)
    return next((stream for stream in found if is_stream(stream)), None)


def read_program(data: bytes) -> Program:
    """Read a font program by what it begins with.

    Raises whatever its reader raises for a font that cannot be read.
    """
    if data[:4] in {b"\0\1\0\0", b"true", b"ttcf"}:
        return TrueTypeProgram(data)
    if data[:4] == b"OTTO" or data[:1] == b"\1":
        return CffProgram(data)
    return Type1Program(data)


def simple_widths(font: Any) -> dict[int, float]:
    """The widths of a simple font by its codes; empty for one that leaves them to the reader."""
    listed = font.get("/Widths")
    if not is_array(listed):
        return {}
    first = int(font.get("/FirstChar", 0))
    descriptor = font.get("/FontDescriptor")
    missing = float(descriptor.get("/MissingWidth", 0)) if is_table(descriptor) else 0.0
    given = dict.fromkeys(range(256), missing)
    for code, width in enumerate(listed, first):
        given[code] = float(width)
    return given


def cid_widths(font: Any) -> dict[int, float]:
    """The widths that a CID font gives by CID (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    listed = font.get("/W")
    items = list(listed) if is_array(listed) else []
    while len(items) >= 2:
        first = int(items.pop(0))
        if is_array(items[0]):
            found.update(enumerate(map(float, items.pop(0)), first))
        elif len(items) >= 2:
            last, width = int(items.pop(0)), float(items.pop(0))
            found.update(dict.fromkeys(range(first, min(last, 0xFFFF) + 1), width))
    return found
