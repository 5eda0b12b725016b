"""Whether a zip can be read without harm: its names, its sizes, and reading with a limit."""

from __future__ import annotations

import stat
import unicodedata
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo

MAX_ENTRIES: Final = 1_000_000
MAX_TOTAL: Final = 256 << 30
"""Bytes of all files of an archive, unpacked."""
MAX_TEXT: Final = 256 << 20
"""Bytes of a file that is read as a whole (pages, JSON, manifests)."""
MAX_RATIO: Final = 200
"""Text packs 10 times, a bomb more than 1,000 times."""
_SMALL = 1 << 20
_ENCRYPTED = 0x1
_BLOCK = 1 << 20


class UnsafeError(Exception):
    """An entry that is larger than it says or than is read here."""


def entry_findings(archive: ZipFile, size: int) -> Iterator[tuple[str, str]]:
    """Yield (name, what is wrong) for entries that could do harm; *size* is the file's."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        yield "", f"has {len(entries)} entries; more than {MAX_ENTRIES} are not read"
        return
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        yield "", f"would unpack to {total} bytes; more than {MAX_TOTAL} are not read"
    if sum(entry.compress_size for entry in entries) > size:
        yield "", "its entries overlap, as those of a zip bomb do"
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.filename
        if problem := _name_problem(entry) or _content_problem(entry):
            yield ascii(name)[1:-1], problem
        # Names that fall together on other systems would overwrite each other.
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            yield ascii(name)[1:-1], f"is the same name as {seen[folded]!a} on other systems"
        seen.setdefault(folded, name)


def _name_problem(entry: ZipInfo) -> str | None:
    # What zipfile reads is cut at NUL and has "\\" replaced on Windows; the original tells.
    name = entry.orig_filename
    parts = name.removesuffix("/").split("/")
    if name.startswith("/") or (len(name) > 1 and name[1] == ":"):
        return "its name is absolute"
    if any(part in {"", ".", ".."} for part in parts):
        return "its name leads out of the archive or nowhere"
    if "\\" in name or any(unicodedata.category(c) in {"Cc", "Cs"} for c in name):
        return "its name has a backslash or a control character"
    return None


def _content_problem(entry: ZipInfo) -> str | None:
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "is a link or a device, not a file"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return f"is packed by method {entry.compress_type}; stored and deflate are read here"
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return f"would unpack to more than {MAX_RATIO} times its size, as a zip bomb does"
    return None


def stream(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """Yield the content of an entry in blocks; UnsafeError if there is more than it says."""
    left = entry.file_size
    with archive.open(entry) as source:
        while block := source.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise UnsafeError("it is larger than the directory of the zip says")
            yield block


def read_all(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Return the content of an entry; UnsafeError if it is larger than `MAX_TEXT`."""
    if entry.file_size > MAX_TEXT:
        raise UnsafeError(f"it is larger than {MAX_TEXT} bytes")
    return b"".join(stream(archive, entry))
