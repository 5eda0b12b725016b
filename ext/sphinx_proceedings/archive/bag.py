"""BagIt (RFC 8493): make a bag of a folder, and read what a bag says of itself."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.archive.folder_packing import files_below
from sphinx_proceedings.model.values.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DECLARATION: Final = "bagit.txt"
INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
PAYLOAD: Final = "data"

_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"(?P<digest>[0-9A-Fa-f]{64})[ \t]+(?P<name>\S.*)")
_ENCODED = {"%": "%25", "\n": "%0A", "\r": "%0D"}
_DECODED = re.compile("%25|%0A|%0D", re.IGNORECASE)


def make_bag(folder: Path, info: Iterable[tuple[str, str]]) -> None:
    """Make a bag of *folder*, whose payload is in ``data/``; other files become tag files.

    *info* are the lines of bag-info.txt; Payload-Oxum is added.
    """
    payload = [(f"{PAYLOAD}/{name}", path) for name, path in files_below(folder / PAYLOAD)]
    size = sum(path.stat().st_size for _, path in payload)
    _write(folder / DECLARATION, _DECLARED)
    lines = [*info, ("Payload-Oxum", f"{size}.{len(payload)}")]
    _write(folder / INFO, "".join(f"{name}: {one_line(value)}\n" for name, value in lines))
    _write(folder / MANIFEST, manifest(payload))
    tags = [
        (name, path)
        for name, path in files_below(folder)
        if not name.startswith(f"{PAYLOAD}/") and name != TAG_MANIFEST
    ]
    _write(folder / TAG_MANIFEST, manifest(tags))


def manifest(files: Iterable[tuple[str, Path]]) -> str:
    """Return a manifest: a SHA-256 and a name a line."""
    lines = []
    for name, path in files:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        written = "".join(_ENCODED.get(character, character) for character in name)
        lines.append(f"{digest}  {written}\n")
    return "".join(lines)


def read_manifest_line(line: str) -> tuple[str, str] | None:
    """Return the digest and the name in a line of a manifest; None if it is no such line."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    name = _DECODED.sub(lambda m: chr(int(m[0][1:], 16)), found["name"])
    return found["digest"].lower(), name


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
