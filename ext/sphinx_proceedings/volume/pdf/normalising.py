"""Repair what keeps a camera-ready PDF from PDF/A-2b, in the copy that goes into the volume.

The authors' file is never changed, only what was opened of it. What it may not have is taken out
(interpolation, transfer functions, halftones), and CMYK colours without a profile get one that
shows them as readers do already (ISO 19005-2, 6.2.4.3, 6.2.5, 6.2.8).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sphinx_proceedings.volume.pdf.cmyk_profile import cmyk_profile
from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_stream, is_table, streams
from sphinx_proceedings.volume.pdf.preflight import archival_fault
from sphinx_proceedings.volume.typst.typesetting import need

_MOST_DEPTH = 20
_MOST_LZW = 64 * 1024 * 1024
_STATE_KEYS = ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
_EXTERNAL_KEYS = ("/F", "/FFilter", "/FDecodeParms", "/Alternates", "/OPI", "/Ref")
_PROFILED = "CMYK colours given a profile"


def normalise(pdf: Any) -> tuple[str, ...]:
    """Change an open PDF so that it may be part of a PDF/A-2b file; say what was changed."""
    work = _Normaliser(pdf)
    work.all_pages()
    if "CMYK" in archival_fault(pdf):  # painted with operators, which name no space to be changed
        work = _Normaliser(pdf, work.changes, paints_cmyk=True)
        work.changes.append(_PROFILED)
        work.all_pages()
    return tuple(dict.fromkeys(work.changes))


@dataclass
class _Normaliser:
    pdf: Any
    changes: list[str] = field(default_factory=list)
    paints_cmyk: bool = False
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _space: Any = None

    def all_pages(self) -> None:
        for page in self.pdf.pages:
            for part in streams(page.obj.get("/Contents")):
                self._kept_here(part)
            if page.resources is not None:
                self.resources(page.resources, 0)
            self.group(page.obj)

    def _kept_here(self, stream: Any) -> None:
        """Let a stream have its own bytes, and none from a file or an address elsewhere."""
        for key in _EXTERNAL_KEYS:
            if key in stream:
                del stream[key]
                self.changes.append("content kept elsewhere taken out")

    def resources(self, resources: Any, depth: int) -> None:
        if depth > _MOST_DEPTH or not self._is_new(resources):
            return
        for state in _tables(resources, "/ExtGState"):
            self._state(state)
        self._spaces(resources)
        for item in (*_tables(resources, "/Pattern"), *_tables(resources, "/Shading")):
            shading = item.get("/Shading", item)
            if "/ColorSpace" in shading:
                self._colour(shading, "/ColorSpace")
            if "/Resources" in item:
                self.resources(item.Resources, depth + 1)
        for item in _tables(resources, "/XObject"):
            if self._is_new(item):
                self._xobject(item, depth)
        for font in _tables(resources, "/Font"):
            if "/Resources" in font and self._is_new(font):
                self.resources(font.Resources, depth + 1)

    def group(self, item: Any) -> None:
        """Give the transparency group of a page or form a profile."""
        group = item.get("/Group")
        if is_table(group) and "/CS" in group:
            self._colour(group, "/CS")

    def _state(self, state: Any) -> None:
        for key in _STATE_KEYS:
            if key in state and not (key == "/TR2" and str(state[key]) == "/Default"):
                del state[key]
                self.changes.append("a transfer function or halftone taken out")

    def _xobject(self, item: Any, depth: int) -> None:
        self._kept_here(item)
        if str(item.get("/Subtype")) == "/Image":
            if item.get("/Interpolate"):
                del item["/Interpolate"]
                self.changes.append("interpolation turned off")
            if "/ColorSpace" in item:
                self._colour(item, "/ColorSpace")
            mask = item.get("/SMask")
            if is_stream(mask) and self._is_new(mask):
                self._xobject(mask, depth + 1)
        elif str(item.get("/Subtype")) == "/Form":
            if "/Resources" in item:
                self.resources(item.Resources, depth + 1)
            self.group(item)
        self._packed_anew(item)

    def _packed_anew(self, item: Any) -> None:
        """Unpack LZW, which PDF/A does not allow, if that stays within reason."""
        filters = item.get("/Filter")
        names = [str(f) for f in filters] if is_array(filters) else [str(filters)]
        if "/LZWDecode" in names and len(item.read_raw_bytes()) * 64 < _MOST_LZW:
            item.write(item.read_bytes())
            self.changes.append("LZW compression replaced")

    def _spaces(self, resources: Any) -> None:
        """Let what is painted in device CMYK here mean the profile's colours."""
        pikepdf = need("pikepdf")
        spaces = resources.get("/ColorSpace")
        if spaces is None and self.paints_cmyk:
            spaces = resources.ColorSpace = pikepdf.Dictionary()
        if not is_table(spaces):
            return
        for name in list(spaces.keys()):
            self._colour(spaces, name)
        if self.paints_cmyk and "/DefaultCMYK" not in spaces:
            spaces["/DefaultCMYK"] = self._profile()

    def _colour(self, holder: Any, key: str) -> None:
        """Put the profile in the place of device CMYK, at the top of a colour space or within."""
        space = holder[key]
        if not is_array(space):
            if str(space) == "/DeviceCMYK":
                holder[key] = self._profile()
                self.changes.append(_PROFILED)
            return
        name = str(space[0])
        if name == "/DeviceCMYK":
            holder[key] = self._profile()
            self.changes.append(_PROFILED)
            return
        inner = {"/Indexed": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}.get(name)
        if inner is not None and len(space) > inner and self._is_device_cmyk(space[inner]):
            space[inner] = self._profile()
            self.changes.append(_PROFILED)

    def _is_device_cmyk(self, space: Any) -> bool:
        name = space[0] if is_array(space) and len(space) else space
        return str(name) == "/DeviceCMYK"

    def _profile(self) -> Any:
        if self._space is None:
            pikepdf = need("pikepdf")
            stream = self.pdf.make_stream(cmyk_profile(), N=4)
            self._space = self.pdf.make_indirect(pikepdf.Array([pikepdf.Name.ICCBased, stream]))
        return self._space

    def _is_new(self, item: Any) -> bool:
        if not item.is_indirect:
            return True
        new = item.objgen not in self._seen
        self._seen.add(item.objgen)
        return new


def _tables(resources: Any, name: str) -> list[Any]:
    table = resources.get(name)
    return [value for _, value in table.items() if is_table(value)] if is_table(table) else []
