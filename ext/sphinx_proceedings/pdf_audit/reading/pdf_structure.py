"""What a PDF is made of, read with pikepdf: fonts, links that lead nowhere, encryption, damage."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_LOCAL = re.compile(
    r"(?i)^(?:file:|https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?:[:/]|$))"
)
_MOST_DEPTH = 8
_MOST_ANNOTATIONS = 5000


@dataclass(slots=True)
class Structure:
    """What was found, in the order of the pages."""

    not_embedded: list[str] = field(default_factory=list)
    """Names of fonts without their glyphs."""
    type3: int = 0
    """How many fonts draw their glyphs with programs (Type 3)."""
    local_links: list[str] = field(default_factory=list)
    """Addresses on the computer of the authors."""
    encrypted: bool = False
    """Whether it is encrypted, though anybody may open it."""
    damage: str = ""
    """What the reader had to repair."""


def structure_of(content: bytes) -> Structure:
    """Look through a PDF; one that pikepdf cannot open has only its damage."""
    import pikepdf  # noqa: PLC0415 - the extra `pdf`

    found = Structure()
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            found.encrypted = pdf.is_encrypted
            _look_through(pdf, found)
            found.damage = next(_damages(pdf.get_warnings()), "")
    except Exception as failure:  # noqa: BLE001 - a file of somebody else's may make a library do anything
        found.damage = str(failure).splitlines()[0][:120] if str(failure) else "it cannot be opened"
    found.not_embedded = sorted(set(found.not_embedded))
    return found


def _damages(warnings: list[Any]) -> Iterator[str]:
    for warning in warnings:
        text = str(warning)
        if "damaged" in text or "reconstruct" in text:
            yield text.rpartition(": ")[2][:120]


def _look_through(pdf: Any, found: Structure) -> None:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        resources = page.resources
        if resources is not None:
            _fonts(resources, found, seen, 0)
        for at, annotation in enumerate(page.obj.get("/Annots", [])):
            if at >= _MOST_ANNOTATIONS:
                break
            action = annotation.get("/A") if hasattr(annotation, "get") else None
            uri = action.get("/URI") if action is not None and hasattr(action, "get") else None
            if uri is not None and _LOCAL.match(str(uri)):
                found.local_links.append(str(uri)[:120])


def _fonts(resources: Any, found: Structure, seen: set[tuple[int, int]], depth: int) -> None:
    for font in _values(resources, "/Font"):
        if _is_new(font, seen):
            _font(font, found)
    if depth < _MOST_DEPTH:
        for item in _values(resources, "/XObject"):
            if _is_new(item, seen) and "/Resources" in item:
                _fonts(item.Resources, found, seen, depth + 1)


def _font(font: Any, found: Structure) -> None:
    if str(font.get("/Subtype")) == "/Type3":
        found.type3 += 1
        return
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor")
    if descriptor is None or not any(name in descriptor for name in _FONT_FILES):
        found.not_embedded.append(_SUBSET.sub("", str(font.get("/BaseFont", "/?")))[:60])


def _values(resources: Any, name: str) -> list[Any]:
    table = resources.get(name)
    if table is None or not hasattr(table, "items"):
        return []
    return [value for _, value in table.items() if hasattr(value, "get")]


def _is_new(item: Any, seen: set[tuple[int, int]]) -> bool:
    if not item.is_indirect:
        return True
    new = item.objgen not in seen
    seen.add(item.objgen)
    return new
