"""Check an archive with nothing but the file: the zip, the bag, the crate and the pages.

Nothing is unpacked to the disk and nothing in the file is trusted, its own sizes included.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from sphinx_proceedings.archive import bag
from sphinx_proceedings.archive.verification.crate_check import crate_findings
from sphinx_proceedings.archive.verification.file_check import digest_findings, surroundings
from sphinx_proceedings.archive.verification.page_check import page_findings
from sphinx_proceedings.archive.verification.zip_check import (
    UnsafeError,
    entry_findings,
    read_all,
    stream,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from zipfile import ZipInfo

_VERSIONS = {"0.97", "1.0"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in an archive: where (a name in it, perhaps with a line), and what."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def verify(path: Path) -> list[Finding]:
    """Return everything that is wrong with the archive *path*; nothing for a sound one."""
    try:
        with ZipFile(path) as archive:
            # Names and sizes first: an archive that is unsafe is not read any further.
            unsafe = [Finding(*found) for found in entry_findings(archive, path.stat().st_size)]
            if unsafe:
                return unsafe
            outside = [*surroundings(path), *digest_findings(path)]
            return [Finding(*found) for found in (*outside, *_Verifier(archive).findings())]
    except FileNotFoundError:
        return [Finding("", "there is no such file")]
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as failure:
        return [Finding("", f"the file cannot be read as a zip: {failure}")]


class _Verifier:
    """Looks through an archive whose names are safe."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.top = ""
        self.entries: Mapping[str, ZipInfo] = {}
        self.damaged: set[str] = set()

    def findings(self) -> Iterator[tuple[str, str]]:
        files = [entry for entry in self.archive.infolist() if not entry.is_dir()]
        tops = sorted({entry.filename.partition("/")[0] for entry in files})
        if len(tops) != 1 or any("/" not in entry.filename for entry in files):
            shown = ", ".join(tops[:5]) or "nothing"
            yield "", f"an archive has one folder at its top; this has {shown}"
            return
        self.top = f"{tops[0]}/"
        self.entries = {entry.filename.removeprefix(self.top): entry for entry in files}
        yield from self._declaration()
        payload = {name for name in self.entries if name.startswith(f"{bag.PAYLOAD}/")}
        tags = self.entries.keys() - payload - {bag.TAG_MANIFEST}
        yield from self._manifest(bag.MANIFEST, payload)
        yield from self._manifest(bag.TAG_MANIFEST, tags)
        yield from self._oxum(payload)
        sizes = {
            name.removeprefix(f"{bag.PAYLOAD}/"): self.entries[name].file_size for name in payload
        }
        for check in (crate_findings, page_findings):
            for place, message in check(sizes, self._payload):
                yield f"{bag.PAYLOAD}/{place}", message

    def _payload(self, name: str) -> bytes:
        """Return a file of the payload; nothing for one that is damaged, which was said."""
        full = f"{bag.PAYLOAD}/{name}"
        return b"" if full in self.damaged else read_all(self.archive, self.entries[full])

    def _text(self, name: str) -> str | None:
        """Return a tag file as text; None if there is none or it cannot be read."""
        entry = self.entries.get(name)
        if entry is None:
            return None
        try:
            return read_all(self.archive, entry).decode("utf-8-sig")
        except (UnicodeDecodeError, UnsafeError, BadZipFile, zlib.error):
            return None

    def _declaration(self) -> Iterator[tuple[str, str]]:
        text = self._text(bag.DECLARATION)
        if text is None:
            yield bag.DECLARATION, "is missing or unreadable: this is no BagIt bag"
            return
        fields = _fields(text)
        if fields.get("BagIt-Version") not in _VERSIONS:
            yield f"{bag.DECLARATION}:1", "names no version of BagIt known here (0.97, 1.0)"
        if fields.get("Tag-File-Character-Encoding", "").upper() != "UTF-8":
            yield f"{bag.DECLARATION}:2", "the encoding of tag files must be UTF-8"

    def _manifest(self, name: str, wanted: set[str]) -> Iterator[tuple[str, str]]:
        text = self._text(name)
        if text is None:
            yield name, "is missing or unreadable"
            return
        seen: Counter[str] = Counter()
        for number, line in enumerate(text.splitlines(), 1):
            if not line:
                continue
            read = bag.read_manifest_line(line)
            if read is None:
                yield f"{name}:{number}", "is no line of a manifest (SHA-256, blanks, a name)"
                continue
            digest, listed = read
            seen[listed] += 1
            if seen[listed] > 1:
                yield f"{name}:{number}", f"{listed} is listed twice"
            elif listed not in wanted:
                yield f"{name}:{number}", f"{listed} is listed, but is not in the archive"
            else:
                problem = self._compare(listed, digest)
                if problem:
                    self.damaged.add(listed)
                    yield listed, problem
        for missing in sorted(wanted - seen.keys()):
            yield missing, f"is in the archive, but not in {name}"

    def _compare(self, name: str, expected: str) -> str | None:
        digest = hashlib.sha256()
        try:
            for block in stream(self.archive, self.entries[name]):
                digest.update(block)
        except (BadZipFile, zlib.error, EOFError, UnsafeError) as failure:
            return f"is damaged: {failure}"
        if digest.hexdigest() != expected:
            return f"its SHA-256 is {digest.hexdigest()}, the manifest says {expected}"
        return None

    def _oxum(self, payload: set[str]) -> Iterator[tuple[str, str]]:
        declared = _fields(self._text(bag.INFO) or "").get("Payload-Oxum")
        size = sum(self.entries[name].file_size for name in payload)
        if declared is not None and declared != f"{size}.{len(payload)}":
            yield bag.INFO, f"Payload-Oxum is {declared}, but the payload {size}.{len(payload)}"


def _fields(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines())
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}
