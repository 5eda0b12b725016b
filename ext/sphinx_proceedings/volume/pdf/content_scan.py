"""What a content stream does that PDF/A cares about: which text it shows, and which inks it names.

Looked for with a few expressions instead of being read operator by operator, as a volume has
hundreds of megabytes of contents.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES: Final = 64 * 1024 * 1024
"""Contents of one page, unpacked; papers have less than a hundredth."""

_CMYK = re.compile(rb"(?:[-+]?[0-9.]+\s+){4}[kK](?=\s|$)|/DeviceCMYK\s+(?:cs|CS)\b")
_INNER = rb"(?:[^()\\]++|\\.|%s)*+"
_STRING = rb"\(" + _INNER % (rb"\(" + _INNER % (rb"\(" + _INNER % rb"(?!)" + rb"\)") + rb"\)")
_TOKEN = re.compile(
    rb"<<(?:[^<>()]++|<[^<>]*+>|" + _STRING + rb"\))*+>>"  # what is said of marked content
    rb"|(" + _STRING + rb"\))"  # of parentheses within a string, three levels
    rb"|<([0-9A-Fa-f\s]*)>"
    rb"|/([^\s/\[\]()<>{}%]++)\s+[-+.0-9]+\s+Tf\b"
    rb"|(?<![^\s\]>)])([qQ])(?!\S)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
_IMAGE = re.compile(rb"(?<!\S)BI\s(.*?)\sID\s.*?\sEI(?!\S)", re.DOTALL)
_INTERPOLATED = re.compile(rb"(/I(?:nterpolate)?\s+)true\b")
_INTENT = re.compile(rb"/([^\s/\[\]()<>{}%]+)(\s+ri)(?!\S)")
INTENTS: Final = frozenset(
    ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
)
"""Rendering intents of ISO 32000-1, table 70."""
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def decoded(stream: Any) -> bytes:
    """The bytes of a stream, but never more than a sane paper has."""
    if str(stream.get("/Filter")) == "/FlateDecode" and "/DecodeParms" not in stream:
        try:
            return zlib.decompressobj().decompress(stream.read_raw_bytes(), MOST_BYTES)
        except zlib.error:
            return b""
    raw: bytes = stream.read_raw_bytes()
    return bytes(stream.read_bytes()) if len(raw) < MOST_BYTES // 64 else b""


def paints_cmyk(data: bytes) -> bool:
    """Whether contents set a CMYK colour; words are split first, as that is quick."""
    if b"/DeviceCMYK" not in data and {b"k", b"K"}.isdisjoint(data.split()):
        return False
    return _CMYK.search(data) is not None


def inline_images(data: bytes) -> list[bytes]:
    """The dictionaries of the images within contents."""
    return [found[1] for found in _IMAGE.finditer(data)] if b"BI" in data else []


def legal_contents(data: bytes) -> bytes | None:
    """Return contents without interpolation and unknown intents; None if they had neither."""
    if len(data) >= MOST_BYTES:
        return None
    changed = data
    if b"BI" in data:
        changed = _IMAGE.sub(_plain_image, changed)
    if b"ri" in data:
        changed = _INTENT.sub(_known_intent, changed)
    return None if changed == data else changed


def _plain_image(found: re.Match[bytes]) -> bytes:
    whole, named = found[0], found[1]
    return whole.replace(named, _INTERPOLATED.sub(rb"\1false", named), 1)


def _known_intent(found: re.Match[bytes]) -> bytes:
    known = _name(found[1]) in INTENTS
    return found[0] if known else b"/RelativeColorimetric" + found[2]


def shown_text(data: bytes) -> Mapping[str, set[bytes]]:
    """The strings that contents show in each font, by the font's name among the resources."""
    if b"Tf" not in data:
        return {}
    if b"BI" in data:
        data = _IMAGE.sub(b" ", data)
    shown: dict[bytes, set[bytes]] = defaultdict(set)
    font, saved = b"", []
    for token in _TOKEN.finditer(data):
        kind = token.lastindex
        if kind == 1:
            shown[font].add(_unescaped(token[1][1:-1]))
        elif kind == 2:
            shown[font].add(_from_hex(token[2]))
        elif kind == 3:
            font = token[3]
        elif token[4] == b"q":
            saved.append(font)
        elif saved:
            font = saved.pop()
    shown.pop(b"", None)
    return {_name(font): strings for font, strings in shown.items()}


def _unescaped(string: bytes) -> bytes:
    if b"\r" in string:
        string = string.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _ESCAPE.sub(_meant, string) if b"\\" in string else string


def _meant(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    if escape[0] in b"01234567":
        return bytes([int(escape, 8) & 0xFF])
    return _ESCAPED.get(escape, escape)


def _from_hex(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode("ascii"))


def _name(name: bytes) -> str:
    plain = _NAME_ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), name)
    return "/" + plain.decode("utf-8", "replace")
