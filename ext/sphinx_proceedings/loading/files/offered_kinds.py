"""The kinds of file that a record may offer, told by their content as well as by their ending.

The ending decides what a web server says a file is, and so whether a browser runs it; the content
decides where no server says anything. Published is only what is harmless by both.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.loading.files.image_metadata import DamagedImageError, without_metadata
from sphinx_proceedings.loading.files.svg_pictures import svg_fault

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_MAX_IMAGE_BYTES = 64 * 1024 * 1024
_ELSEWHERE = "pack it into a .zip, or put it elsewhere and give its url"


@dataclass(frozen=True, slots=True)
class _Ends:
    """The first and the last bytes of a file."""

    head: bytes
    tail: bytes


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """A kind of file that may be published."""

    name: str
    endings: tuple[str, ...]
    fits: Callable[[_Ends], bool]
    """Whether a file that begins and ends so is one."""


def _begins(*signatures: bytes, at: int = 0) -> Callable[[_Ends], bool]:
    return lambda ends: ends.head.startswith(signatures, at)


def _riff(form: bytes) -> Callable[[_Ends], bool]:
    return lambda ends: ends.head.startswith(b"RIFF") and ends.head[8:12] == form


def _office(folder: bytes) -> Callable[[_Ends], bool]:
    """Office Open XML (ECMA-376 part 2): a zip with a list of types and a program's folder."""

    def fits(ends: _Ends) -> bool:
        names = ends.head + ends.tail
        return _is_zip(ends) and b"[Content_Types].xml" in names and folder in names

    return fits


def _open_document(form: bytes) -> Callable[[_Ends], bool]:
    """OpenDocument (part 2, 3.3): the first file of the zip is called so and says what it is."""
    mark = b"mimetypeapplication/vnd.oasis.opendocument." + form
    return lambda ends: _is_zip(ends) and ends.head.startswith(mark, 30)


def _is_pdf(ends: _Ends) -> bool:
    """Whether the header is there, behind bytes that are no markup (ISO 32000-1, note to 7.5.2)."""
    before, found, _ = ends.head[:1024].partition(b"%PDF-")
    return bool(found) and b"<" not in before


def _is_svg(ends: _Ends) -> bool:
    return b"<svg" in ends.head


def _is_text(ends: _Ends) -> bool:
    """Whether there is no sign in it by which a browser takes a file for anything but text.

    Those are the binary data bytes and the signatures of HTML and XML, all of which begin with
    ``<`` (WHATWG, MIME Sniffing, 3 and 7.1).
    """
    start = ends.head.removeprefix(codecs.BOM_UTF8).lstrip(b"\t\n\x0c\r ")
    return not start.startswith(b"<") and not _has_binary(ends.head + ends.tail)


_BINARY = bytes((*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))


def _has_binary(data: bytes) -> bool:
    return len(data.translate(None, _BINARY)) != len(data)


_is_zip = _begins(b"PK\x03\x04", b"PK\x05\x06")
_TEXTS = (
    ".txt",
    ".md",
    ".csv",
    ".tsv",
    ".json",
    ".jsonl",
    ".ipynb",
    ".bib",
    ".tex",
    ".srt",
    ".vtt",
)

OFFERED_KINDS: Final = (
    OfferedKind("PDF", (".pdf",), _is_pdf),
    OfferedKind("JPEG image", (".jpg", ".jpeg"), _begins(b"\xff\xd8\xff")),
    OfferedKind("PNG image", (".png",), _begins(b"\x89PNG\r\n\x1a\n")),
    OfferedKind("WebP image", (".webp",), _riff(b"WEBP")),
    OfferedKind("SVG image without scripts and links", (".svg",), _is_svg),
    OfferedKind("Word document", (".docx",), _office(b"word/")),
    OfferedKind("PowerPoint presentation", (".pptx",), _office(b"ppt/")),
    OfferedKind("Excel sheet", (".xlsx",), _office(b"xl/")),
    OfferedKind("OpenDocument text", (".odt",), _open_document(b"text")),
    OfferedKind("OpenDocument presentation", (".odp",), _open_document(b"presentation")),
    OfferedKind("OpenDocument sheet", (".ods",), _open_document(b"spreadsheet")),
    OfferedKind("ZIP archive", (".zip",), _is_zip),
    OfferedKind("tar archive", (".tar",), _begins(b"ustar", at=257)),
    OfferedKind(
        "gzip archive", (".tar.gz", ".tgz", ".csv.gz", ".json.gz"), _begins(b"\x1f\x8b\x08")
    ),
    OfferedKind("bzip2 archive", (".tar.bz2",), _begins(b"BZh")),
    OfferedKind("xz archive", (".tar.xz",), _begins(b"\xfd7zXZ\x00")),
    OfferedKind("Zstandard archive", (".tar.zst",), _begins(b"\x28\xb5\x2f\xfd")),
    OfferedKind("7-Zip archive", (".7z",), _begins(b"7z\xbc\xaf\x27\x1c")),
    OfferedKind("MPEG-4 video or audio", (".mp4", ".m4v", ".m4a", ".mov"), _begins(b"ftyp", at=4)),
    OfferedKind("WebM or Matroska video", (".webm", ".mkv"), _begins(b"\x1a\x45\xdf\xa3")),
    OfferedKind("Ogg video or audio", (".ogv", ".ogg", ".oga", ".opus"), _begins(b"OggS")),
    OfferedKind(
        "MP3 audio", (".mp3",), _begins(b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
    ),
    OfferedKind("WAV audio", (".wav",), _riff(b"WAVE")),
    OfferedKind("FLAC audio", (".flac",), _begins(b"fLaC")),
    OfferedKind("text in UTF-8", _TEXTS, _is_text),
)
"""A file of several that fit is the first of them."""

PDF: Final = OFFERED_KINDS[0]
_TEXT: Final = OFFERED_KINDS[-1]
_SVG: Final = next(kind for kind in OFFERED_KINDS if ".svg" in kind.endings)
_BY_ENDING: Final = {ending: kind for kind in OFFERED_KINDS for ending in kind.endings}

_RUN_BY_SERVERS: Final = frozenset(
    ".asp .aspx .cgi .css .htm .html .jar .js .jsp .mjs .phar .php .php3 .php4 .php5 .php7 .php8 "
    ".phps .pht .phtml .pl .py .rb .sh .shtm .shtml .svgz .wasm .xht .xhtm .xhtml .xml .xsl "
    ".xslt".split()
)
"""Some servers (Apache's mod_mime, "Files with multiple extensions") heed each part of a name."""


def offered_fault(name: str, file: Path, *, pdf: bool = False) -> str:
    """Say why *file*, which data names *name*, is not published; empty when it is.

    With *pdf* it must be a PDF. Raises OSError when the file cannot be read.
    """
    path = PurePosixPath(name)
    kind, fault = _named_kind(path)
    if kind is None:
        return fault
    if pdf and kind is not PDF:
        return f"must be a PDF, and ends in {path.suffix}; export it so, or give it another type"
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(-min(_HEAD, file.stat().st_size), 2)
        ends = _Ends(head, stream.read(_HEAD))
    if not kind.fits(ends):
        return f"is {_told(ends)}, whatever its ending {path.suffix} says; {_repair(ends)}"
    if kind is _TEXT:
        return _text_fault(file)
    return _image_fault(kind, file) if "image" in kind.name else ""


def _image_fault(kind: OfferedKind, file: Path) -> str:
    if file.stat().st_size > _MAX_IMAGE_BYTES:
        return f"is larger than {_MAX_IMAGE_BYTES // 2**20} MiB; {_ELSEWHERE}"
    data = file.read_bytes()
    if kind is _SVG:
        return svg_fault(data)
    try:
        without_metadata(data)
    except DamagedImageError:
        return "is a damaged image; export it again"
    return ""


def published_bytes(file: Path) -> bytes | None:
    """Return what is published of a picture, which is not all of it; None for any other file.

    Raises OSError, and DamagedImageError for what `offered_fault` refuses.
    """
    ending = file.suffix.lower()
    is_picture = any("image" in kind.name and ending in kind.endings for kind in OFFERED_KINDS)
    return without_metadata(file.read_bytes()) if is_picture else None


def _named_kind(path: PurePosixPath) -> tuple[OfferedKind | None, str]:
    """Return the kind that a name says, or what is wrong with the name."""
    if any(part.startswith(".") for part in path.parts):
        return (
            None,
            "begins with a dot, as what servers keep for themselves does; rename it",
        )
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if not suffixes or not suffixes[-1].strip("."):
        return None, f"has no ending that says what it is; {_ELSEWHERE}"
    kind = _BY_ENDING.get("".join(suffixes[-2:])) or _BY_ENDING.get(suffixes[-1])
    if kind is None:
        return None, f"ends in {path.suffix}, which is no kind that is published; {_ELSEWHERE}"
    if run := next((suffix for suffix in suffixes if suffix in _RUN_BY_SERVERS), None):
        return None, f"has {run} within its name, which some web servers run; rename it"
    return kind, ""


def _told(ends: _Ends) -> str:
    """Say what a file is by its content."""
    start = ends.head.removeprefix(codecs.BOM_UTF8).lstrip()[:1024].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<body", b"<!--")):
        return "a web page"
    kind = next((kind for kind in OFFERED_KINDS if kind.fits(ends)), None)
    if kind is None:
        return "of no kind that is published"
    return "plain text" if kind is _TEXT else f"a {kind.name}".replace("a MP", "an MP")


def _repair(ends: _Ends) -> str:
    kind = next((kind for kind in OFFERED_KINDS if kind.fits(ends)), None)
    if kind is None or kind in (_TEXT, _SVG):
        return f"export it again, {_ELSEWHERE}"
    return f"let its name end in {kind.endings[0]}"


def _text_fault(file: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if _has_binary(chunk):
                return f"has control characters, which text has not; {_ELSEWHERE}"
            try:
                decoder.decode(chunk, final=len(chunk) < _CHUNK)
            except UnicodeDecodeError:
                return "is text in another encoding; save it as UTF-8"
    return ""
