"""Whether a PDF may become part of a PDF/A-2b file (ISO 19005-2), as far as it can be told cheaply.

Looked for is what papers of workshops really have: fonts that are not embedded, CMYK colours
without an output intent, transfer functions, and the few kinds of objects that are forbidden.
"""

from __future__ import annotations

import re
import zlib
from typing import Any

from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_table, streams

_CMYK = re.compile(rb"(?:[-+]?[0-9.]+\s+){4}[kK](?=\s|$)|/DeviceCMYK\s+(?:cs|CS)\b")
MOST_BYTES = 64 * 1024 * 1024
"""Contents of one page, unpacked; papers have less than a hundredth."""
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_MOST_DEPTH = 20


def archival_fault(pdf: Any) -> str:
    """Say what keeps an open PDF from being archival; empty when nothing was found."""
    if "/OCProperties" in pdf.Root:  # their list stays behind, and PDF/A wants every layer in it
        return "layers that can be switched off"
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        resources = page.obj.get("/Resources") or _inherited(page.obj)
        fault = _resources(resources, seen, 0) if resources is not None else ""
        fault = fault or _group(page.obj) or _contents(page.obj.get("/Contents"), resources)
        if fault:
            return f"{fault} (page {number})"
    return ""


def _inherited(page: Any) -> Any:
    node = page.get("/Parent")
    for _ in range(_MOST_DEPTH):
        if node is None:
            return None
        if "/Resources" in node:
            return node.Resources
        node = node.get("/Parent")
    return None


def _new(item: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether an object has not been looked at yet; direct objects always are new."""
    if not item.is_indirect:
        return True
    if item.objgen in seen:
        return False
    seen.add(item.objgen)
    return True


def _resources(resources: Any, seen: set[tuple[int, int]], depth: int) -> str:
    if depth > _MOST_DEPTH:
        return "graphics are nested too deeply to be looked at"
    if not _new(resources, seen):
        return ""
    for font in _values(resources, "/Font"):
        if _new(font, seen) and (fault := _font(font, seen, depth)):
            return fault
    for state in _values(resources, "/ExtGState"):
        if "/TR" in state or str(state.get("/TR2", "/Default")) != "/Default":
            return "a transfer function"
        if "/HTP" in state or "/HT" in state:
            return "a halftone"
    for space in _values(resources, "/ColorSpace"):
        if "/DefaultCMYK" not in resources.get("/ColorSpace", {}) and _is_cmyk(space):
            return "CMYK colours without a profile"
    for item in (*_values(resources, "/Pattern"), *_values(resources, "/Shading")):
        shading = item.get("/Shading", item)
        if "/ColorSpace" in shading and _is_cmyk(shading.ColorSpace):
            return "CMYK colours without a profile"
        if "/Resources" in item and (fault := _resources(item.Resources, seen, depth + 1)):
            return fault
    for item in _values(resources, "/XObject"):
        if _new(item, seen) and (fault := _xobject(item, seen, depth)):
            return fault
    return ""


def _font(font: Any, seen: set[tuple[int, int]], depth: int) -> str:
    if str(font.get("/Subtype")) == "/Type3":
        return _resources(font.Resources, seen, depth + 1) if "/Resources" in font else ""
    if "/DescendantFonts" in font:
        font = font.DescendantFonts[0]
    descriptor = font.get("/FontDescriptor")
    if descriptor is None or not any(name in descriptor for name in _FONT_FILES):
        name = str(font.get("/BaseFont", "/?"))[1:60]
        return f"the font {name} is not embedded"
    return ""


def _xobject(item: Any, seen: set[tuple[int, int]], depth: int) -> str:
    kind = str(item.get("/Subtype"))
    elsewhere = any(key in item for key in ("/OPI", "/Ref", "/Alternates", "/F"))
    if kind == "/PS" or elsewhere:
        return "PostScript, OPI or content kept elsewhere"
    filters = item.get("/Filter", [])
    names = [str(f) for f in filters] if is_array(filters) else [str(filters)]
    if "/LZWDecode" in names:
        return "LZW compression"
    if kind == "/Image":
        if "/ColorSpace" in item and _is_cmyk(item.ColorSpace):
            return "an image in CMYK colours without a profile"
        return "an image that asks for interpolation" if item.get("/Interpolate") else ""
    resources = item.get("/Resources")
    fault = _resources(resources, seen, depth + 1) if resources is not None else ""
    return fault or _group(item) or _contents(item, resources)


def _group(item: Any) -> str:
    group = item.get("/Group")
    if group is not None and "/CS" in group and _is_cmyk(group.CS):
        return "transparency in CMYK colours without a profile"
    return ""


def _is_cmyk(space: Any) -> bool:
    """Whether a colour space is, or falls back to, CMYK of no particular device."""
    for _ in range(4):
        if not is_array(space):
            return str(space) == "/DeviceCMYK"
        name = str(space[0])
        if name == "/DeviceCMYK":
            return True
        if name in {"/Indexed", "/Pattern"} and len(space) > 1:
            space = space[1]
        elif name in {"/Separation", "/DeviceN"} and len(space) > 2:
            space = space[2]
        else:
            return False
    return False


def _contents(contents: Any, resources: Any) -> str:
    if resources is not None and "/DefaultCMYK" in resources.get("/ColorSpace", {}):
        return ""
    if any(_paints_cmyk(data) for data in map(decoded, streams(contents))):
        return "CMYK colours without a profile"
    return ""


def _paints_cmyk(data: bytes) -> bool:
    """Whether a content stream sets a CMYK colour; words are split first, as that is quick."""
    if b"/DeviceCMYK" not in data and {b"k", b"K"}.isdisjoint(data.split()):
        return False
    return _CMYK.search(data) is not None


def decoded(stream: Any) -> bytes:
    """The bytes of a stream, but never more than a sane paper has."""
    if str(stream.get("/Filter")) == "/FlateDecode" and "/DecodeParms" not in stream:
        try:
            return zlib.decompressobj().decompress(stream.read_raw_bytes(), MOST_BYTES)
        except zlib.error:
            return b""
    raw: bytes = stream.read_raw_bytes()
    return bytes(stream.read_bytes()) if len(raw) < MOST_BYTES // 64 else b""


def _values(resources: Any, name: str) -> list[Any]:
    """The dictionaries, arrays and names of one kind of resource."""
    table = resources.get(name)
    return [value for _, value in table.items()] if is_table(table) else []
