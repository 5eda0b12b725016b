"""Take out of a picture what the camera or a program wrote into it besides the picture.

Place and time of a photo, serial numbers, names and embedded previews go; pixels stay, byte for
byte, with the colour profile and the way up (Exif 3.0, 4.6.5: tag 0x0112).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs "
    b"acTL fcTL fdAT".split()
)
_WEBP_KEPT: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04
_ORIENTATION = 0x0112
_EXIF = b"Exif\0\0"


class DamagedImageError(ValueError):
    """The parts of a file are not those of a picture of its kind."""


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG, PNG or WebP file without metadata; any other file as it is.

    Raises DamagedImageError.
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError) as failure:
        raise DamagedImageError("it ends too early") from failure
    return data


def _jpeg(data: bytes) -> bytes:
    """Keep the segments that decode the picture (ITU T.81, annex B); drop what follows its end."""
    kept = [b"\xff\xd8"]
    position, turned = 2, 1
    while True:
        while data[position] == 0xFF and data[position + 1] == 0xFF:
            position += 1
        if data[position] != 0xFF:
            raise DamagedImageError("a segment does not begin where it should")
        marker = data[position + 1]
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, position + 2)
        end = position + 2 + length
        if end > len(data) or length < 2:
            raise DamagedImageError("a segment is cut short")
        segment = data[position:end]
        if marker == 0xE1 and segment[4:10] == _EXIF:
            turned = _orientation(segment[10:])
        if _is_kept(marker, segment):
            kept.append(segment)
        position = end
        if marker == 0xDA:  # the picture itself follows
            end = _scan_end(data, position)
            kept.append(data[position:end])
            position = end
    kept.append(b"\xff\xd9")
    if turned != 1:
        exif = _EXIF + _tiff(turned)
        kept.insert(1, struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif)
    return b"".join(kept)


def _is_kept(marker: int, segment: bytes) -> bool:
    """Whether a segment is needed: of those for applications, the profile and Adobe's colours."""
    if marker == 0xE0:  # JFIF says the pixels' shape; one with a preview is dropped
        return segment[4:9] == b"JFIF\0" and segment[16:18] == b"\0\0"
    if marker == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\0"
    if marker == 0xEE:
        return segment[4:9] == b"Adobe"
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _scan_end(data: bytes, position: int) -> int:
    """Return where the next marker stands that is none of those within a scan."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise DamagedImageError("the picture is cut short")
        marker = data[position + 1]
        if marker and not 0xD0 <= marker <= 0xD7 and marker != 0xFF:
            return position
        position += 1 if marker == 0xFF else 2


def _png(data: bytes) -> bytes:
    kept, turned = [_PNG], 1
    position = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, position)
        kind, end = data[position + 4 : position + 8], position + 12 + length
        if end > len(data):
            raise DamagedImageError("a chunk is cut short")
        if kind == b"eXIf":
            turned = _orientation(data[position + 8 : end - 4])
        if kind in _PNG_KEPT:
            kept.append(data[position:end])
        position = end
        if kind == b"IEND":
            break
    if turned != 1:
        body = b"eXIf" + _tiff(turned)
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        kept.insert(2, chunk)
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    """Keep the chunks of the picture (WebP container specification)."""
    kept: list[tuple[bytes, bytes]] = []
    turned = 1
    for kind, body in _chunks(data):
        if kind == b"EXIF":
            turned = _orientation(body.removeprefix(_EXIF))
        elif kind in _WEBP_KEPT:
            kept.append((kind, body))
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP)
        flags |= _WEBP_HAS_EXIF if turned != 1 else 0
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
        if turned != 1:
            kept.append((b"EXIF", _tiff(turned)))
    parts = [
        kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2) for kind, body in kept
    ]
    whole = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (size,) = struct.unpack_from("<I", data, 4)
    position, last = 12, min(len(data), 8 + size)
    while position + 8 <= last:
        (length,) = struct.unpack_from("<I", data, position + 4)
        if position + 8 + length > len(data):
            raise DamagedImageError("a chunk is cut short")
        yield data[position : position + 4], data[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def _orientation(tiff: bytes) -> int:
    """Return the way up that Exif says, 1 to 8; 1 where it says none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _tiff(turned: int) -> bytes:
    """Return Exif that says nothing but the way up."""
    entry = struct.pack("<HHIHH", _ORIENTATION, 3, 1, turned, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
