"""What a text may be before it is read as markup: its characters and its size."""

from __future__ import annotations

import re
import unicodedata

from sphinx_proceedings.model.richtext.markup_error import RichTextError

MAX_LENGTH = 50_000
"""Characters in one text. The longest abstracts and calls seen in the wild have a tenth of this."""

MAX_OPEN_BRACKETS = 50
"""Square brackets open at once; each unclosed one makes the parser look ahead to the end."""

MAX_LINE_MARKERS = 20
"""List and quotation marks at the start of one line, that is blocks inside blocks."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and newline
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: text that shows other than it is
    "\ud800-\udfff"  # lone surrogates cannot be written as UTF-8
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters, which XML or HTML refuse
    + "".join(
        f"{chr((plane << 16) | 0xFFFE)}{chr((plane << 16) | 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_LINE_MARKERS = re.compile(
    rf"^[ \t]*(?:(?:[-+*>]|\d{{1,9}}[.)])[ \t]*){{{MAX_LINE_MARKERS}}}", re.MULTILINE
)


def clean(source: str) -> str:
    """Return ``source`` in NFC, with Unix line ends and without space around it, or raise."""
    if len(source) > MAX_LENGTH:
        raise RichTextError(
            f"the text has {len(source):,} characters, the limit is {MAX_LENGTH:,}; "
            "shorten it or put the long part on a page of its own"
        )
    if "\r\n" in source:
        source = source.replace("\r\n", "\n")
    if not source.isprintable() and (found := _FORBIDDEN.search(source)):
        code = ord(found.group())
        raise RichTextError.at(
            f"the character U+{code:04X} ({character_name(code)}) is not allowed; delete it",
            source,
            found.start(),
        )
    if not unicodedata.is_normalized("NFC", source):
        source = unicodedata.normalize("NFC", source)
    return source.strip()


def check_nesting(source: str) -> None:
    """Refuse what would make reading the markup slow or deep, before it is read."""
    if source.count("[") > MAX_OPEN_BRACKETS:
        depth = 0
        for found in _BRACKET.finditer(source):
            depth = (
                depth + 1
                if found.group() == "["
                else max(depth - 1, 0)
                if found.group() == "]"
                else depth
            )
            if depth > MAX_OPEN_BRACKETS:
                raise RichTextError.at(
                    f"more than {MAX_OPEN_BRACKETS} square brackets are open at once; "
                    r"close them, or write \[ for a bracket that is only text",
                    source,
                    found.start(),
                )
    if found_line := _LINE_MARKERS.search(source):
        raise RichTextError.at(
            f"a line starts with {MAX_LINE_MARKERS} or more list or quotation marks; "
            r"use fewer, or put \ before the first for plain text",
            source,
            found_line.start(),
        )


def character_name(code: int) -> str:
    """Say what a forbidden character is."""
    if 0xD800 <= code <= 0xDFFF:
        return "half of a surrogate pair"
    if code < 0x20 or 0x7F <= code <= 0x9F:
        return "control character"
    return unicodedata.name(chr(code), "noncharacter").lower()


_ESCAPE = re.compile(r"[\\`*_~^$\[\]<{]")
_ESCAPE_LINE = re.compile(r"^([ \t]*)(?:([-+>])|(\d+)([.)]))", re.MULTILINE)


def escape(text: str) -> str:
    r"""Return a source that reads as exactly this plain text, for importers.

    Paragraphs and line breaks stay; everything that Markdown would read gets a backslash.
    """
    escaped = _ESCAPE.sub(r"\\\g<0>", re.sub(r"[ \t]+(?=\n)", "", text))
    return _ESCAPE_LINE.sub(lambda m: m[1] + (f"\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}"), escaped)
