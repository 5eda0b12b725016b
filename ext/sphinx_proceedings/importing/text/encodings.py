"""The encoding of a file, told from its bytes: spreadsheet programs save in many and say none."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig", ""),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
_KANA = re.compile("[\u3040-\u30ff]")
_LETTER = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸıﬁﬂ]")
# Letters that western languages use all the time; the others are good guesses only in company.
_COMMON: Final = frozenset("äöüÄÖÜßéèêëáàâãåæçíìîïñóòôõøúùûýÉÀÇÑÓÁÍÅØÆœŒšŠžŽ")
_QUOTES: Final = frozenset("“”‘’–—…«»„•°©®™€£§·")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of *data*, and how it was read when it was not plain UTF-8.

    UTF-8 is recognized with certainty, as are the others by their marks. What is none of them is
    Windows-1252 or Mac Roman, whichever gives words rather than signs among letters, or an
    encoding of Chinese or Japanese. Never fails.
    """
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), name
    if b"\x00" in data[:200] and (found := _unmarked_utf_16(data[:200])):
        return data.decode(found, "replace"), "UTF-16, though nothing in the file says so"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if made := _east_asian(data):
        return made
    return _western(data)


def _unmarked_utf_16(head: bytes) -> str:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and odd == 0 else ""


def _east_asian(data: bytes) -> tuple[str, str] | None:
    runs = _HIGH.findall(data[:100_000])
    pairs = sum(map(len, runs)) >= 4 * len(runs)  # letters of the west stand alone
    for encoding, name in (("cp932", "Shift JIS"), ("gb18030", "GB 18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in text if not char.isascii()]
        known = sum(1 for char in foreign if _CJK.match(char))
        kana = len(_KANA.findall(text))
        told = kana > 0.2 * len(foreign) and kana > 3 if encoding == "cp932" else pairs
        if told and known > 0.9 * len(foreign):
            return text, f"{name}, by its characters; if letters are wrong, save it as UTF-8"
    return None


def _western(data: bytes) -> tuple[str, str]:
    windows = data.decode("cp1252", "replace")
    mac = data.decode("mac_roman")
    if _likelihood(mac) > _likelihood(windows):
        return mac, "Mac Roman, by its letters (a spreadsheet program on a Mac saved it)"
    return windows, "Windows-1252, as it is not UTF-8"


def _likelihood(text: str) -> int:
    """Tell how much *text* looks like words: common letters in words, marks between them."""
    score = 0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        char = found[0]
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        in_word = before.isalpha() or after.isalpha()
        inside = before.isalpha() and after.isalpha()
        if _LETTER.match(char):
            score += (2 if char in _COMMON else 0) if in_word else -1
            if inside and char.isupper() and before.islower():
                score -= 3  # MontrŽal
        elif char == "\ufffd":
            score -= 5
        elif char in _QUOTES:
            score += -1 if inside and char not in "’–" else 1
        else:
            score -= 2
    return score
