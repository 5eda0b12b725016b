"""Characters that copying, saving and sending have damaged: repaired one kind after the other.

Each repair is one of which there is no other reading; what cannot be repaired gets a doubtful note.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sphinx_proceedings.foreign_text.clean_text import CleanText, Note, shortened

_CP1252: Final = {
    bytes([code]).decode("cp1252"): code
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_AS_BYTES: Final = str.maketrans({char: chr(code) for char, code in _CP1252.items()})
# UTF-8 in two to four bytes, read one by one.
_UTF8_AS_BYTES = re.compile(
    "[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_ESCAPE = re.compile(r"\\u(0[0-9a-fA-F]{3}|20[0-9a-fA-F]{2})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINES = re.compile("\r\n?|[\u2028\x0b\x0c]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060\ufeff]")
# The joiners belong to some scripts and to emoji; between Latin letters they are rubbish.
_JOINER = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])")
_NONCHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SYMBOL_FONT: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0e0": "→", "\uf0d8": "➢", "\uf02d": "-"}
_BROKEN_WORD = re.compile(r"(?<=[a-zà-ÿ])-[ \t]*\n[ \t]*(?=[a-zà-ÿ])")
_MOST_NOTES = 20


def repair(raw: str) -> CleanText:
    """Return *raw* with its characters repaired, in NFC, with Unix line ends, and what was done."""
    text = _LINES.sub("\n", raw).replace("\u2029", "\n\n")
    notes: list[Note] = []
    if not text.isascii() or not text.replace("\n", "").replace("\t", "").isprintable():
        for step in (_mojibake, _controls, _ligatures, _invisible, _spaces, _unusable):
            text = step(text, notes)
    if "\\u" in text:
        text = _escapes(text, notes)
    if "-" in text and "\n" in text:
        text = _broken_words(text, notes)
    return CleanText(unicodedata.normalize("NFC", text), tuple(notes[:_MOST_NOTES]))


def _mojibake(text: str, notes: list[Note]) -> str:
    """Read UTF-8 again that somebody read as Windows-1252 or Latin-1, at most twice over."""
    for again in (False, True):
        as_bytes = text.translate(_AS_BYTES)  # a character each, so that offsets agree
        pieces, done = [], 0
        for found in _UTF8_AS_BYTES.finditer(as_bytes):
            try:
                meant = found[0].encode("latin-1").decode("utf-8")
            except UnicodeDecodeError:
                continue
            if unicodedata.category(meant) in {"Cc", "Cn", "Co"} or not _plausible(
                as_bytes, found, again=again
            ):
                continue
            pieces += [text[done : found.start()], meant]
            done = found.end()
            word = _around(text, found.start(), found.end())
            notes.append(Note(word, word.replace(text[found.start() : done], meant), _MOJIBAKE))
        if not pieces:
            break
        text = "".join(pieces) + text[done:]
    return text


def _plausible(as_bytes: str, found: re.Match[str], *, again: bool) -> bool:
    """Whether it is UTF-8 and not, by accident, letters before a quote: CAFÉ», „Ä“, é–“.

    Alone stand the letters of Latin and the marks of punctuation; others stand in words.
    """
    lead = found[0][0]
    if again and lead not in "\xc2\xc3":
        return False
    if found[0][1] == "\xbb" and "\xab" in as_bytes[: found.start()]:
        return False
    if lead in "\xc2\xc3\xc4\xc5\xe2\xf0":
        return True
    if found[0] == "\xef\xbb\xbf":
        return True
    length = len(found[0])
    before, after = as_bytes[: found.start()][-length:], as_bytes[found.end() :][:length]
    return any(_UTF8_AS_BYTES.fullmatch(neighbour) for neighbour in (before, after))


_MOJIBAKE: Final = "UTF-8 that was read as Windows-1252"


def _controls(text: str, notes: list[Note]) -> str:
    """Read C1 controls as the quotes and dashes of Windows-1252 that they are; drop the others.

    A capital inside a word, as in ComtŽ, is no letter of Windows-1252 but one of Mac Roman: Comté.
    """

    def meant(found: re.Match[str]) -> str:
        try:
            made = found[0].encode("latin-1").decode("cp1252")
        except UnicodeDecodeError:
            made = ""
        made = made if made.isprintable() else ""
        before, mac = text[: found.start()][-1:], found[0].encode("latin-1").decode("mac_roman")
        if before.islower() and mac.islower() and (made.isupper() or not made):
            notes.append(Note(f"U+{ord(found[0]):04X}", mac, "Mac Roman that was read as Latin-1"))
            return mac
        why = "Windows-1252 that was read as Latin-1" if made else "a control character"
        notes.append(Note(f"U+{ord(found[0]):04X}", made, why))
        return made

    return _CONTROL.sub(meant, text)


def _ligatures(text: str, notes: list[Note]) -> str:
    def meant(found: re.Match[str]) -> str:
        word = _around(text, found.start(), found.end())
        apart = unicodedata.normalize("NFKC", found[0])
        notes.append(Note(word, word.replace(found[0], apart), "a ligature, as PDFs have them"))
        return apart

    return _LIGATURE.sub(meant, text)


def _invisible(text: str, notes: list[Note]) -> str:
    """Take out what nobody sees and searching stumbles over."""
    for pattern, what in (
        (_INVISIBLE, "an invisible character"),
        (_JOINER, "a joiner between letters that do not join"),
        (_BIDI, "a control of the direction of writing"),
    ):
        found = pattern.findall(text)
        if found:
            names = ", ".join(f"U+{ord(char):04X}" for char in sorted(set(found)))
            times = f", {len(found)} times" if len(found) > 1 else ""
            notes.append(Note(names, "", what + times))
            text = pattern.sub("", text)
    return text


def _spaces(text: str, notes: list[Note]) -> str:
    found = _SPACES.findall(text)
    if found:
        names = ", ".join(f"U+{ord(char):04X}" for char in sorted(set(found)))
        times = f", {len(found)} times" if len(found) > 1 else ""
        notes.append(Note(names, " ", "a space of a special kind" + times))
    return _SPACES.sub(" ", text)


def _unusable(text: str, notes: list[Note]) -> str:
    """Name the characters of symbol fonts; point at what has been lost for good."""
    text = _PRIVATE.sub(lambda found: _SYMBOL_FONT.get(found[0], found[0]), text)
    for lost in sorted(set(_PRIVATE.findall(text))):
        why = "a character of a private font; write what it stands for"
        at = text.index(lost)
        word = _around(text, at, at + 1)
        notes.append(Note(word, word, f"U+{ord(lost):04X} is {why}", doubtful=True))
    if "\ufffd" in text:
        at = text.index("\ufffd")
        word = _around(text, at, at + 1)
        why = "letters that were lost before this file was written; look them up"
        notes.append(Note(word, word, why, doubtful=True))
    if _NONCHARACTER.search(text):
        notes.append(Note("noncharacters", "", "they cannot be published", doubtful=True))
        text = _NONCHARACTER.sub("", text)
    return text


def _escapes(text: str, notes: list[Note]) -> str:
    r"""Read ``\u00e9``, which some program wrote for a letter and another did not read."""

    def meant(found: re.Match[str]) -> str:
        char = chr(int(found[1], 16))
        if not char.isprintable():
            return found[0]
        notes.append(Note(found[0], char, "the escape of a letter"))
        return char

    return _ESCAPE.sub(meant, text)


def _broken_words(text: str, notes: list[Note]) -> str:
    """Join words that were broken at the end of a line; whether the hyphen stays is not known."""

    def joined(found: re.Match[str]) -> str:
        word = _around(text, found.start(), found.end())
        why = "a word broken at the end of a line; is the hyphen its own?"
        after = _BROKEN_WORD.sub("-", word)
        notes.append(Note(" ".join(word.split()), after, why, doubtful=True))
        return "-"

    return _BROKEN_WORD.sub(joined, text)


def _around(text: str, start: int, end: int) -> str:
    """Return the word that a piece of text lies in, or the words when it spans several."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return shortened(text[start:end])
