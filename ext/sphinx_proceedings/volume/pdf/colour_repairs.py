"""Colours that name no profile: CMYK gets one that shows it as readers do (ISO 19005-2, 6.2.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sphinx_proceedings.volume.pdf.cmyk_profile import cmyk_profile
from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_table
from sphinx_proceedings.volume.typst.typesetting import need

_MOST_DEPTH = 6
_PROFILED = "CMYK colours given a profile"
_INNER = {"/Indexed": 1, "/I": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}
"""Where in a colour space stands the one that it is made of."""


@dataclass
class ColourRepairs:
    """Colour spaces of one file, repaired in their places."""

    pdf: Any
    changes: list[str] = field(default_factory=list)
    _space: Any = None

    def colour(self, holder: Any, key: Any, depth: int = 0) -> None:
        """Put the profile in the place of device CMYK, at the top of a colour space or within."""
        space = holder[key]
        name = str(space[0]) if is_array(space) and len(space) else str(space)
        if name == "/DeviceCMYK":
            holder[key] = self.profile()
            self.changes.append(_PROFILED)
            return
        if not is_array(space) or depth > _MOST_DEPTH:
            return
        inner = _INNER.get(name)
        if inner is not None and len(space) > inner:
            self.colour(space, inner, depth + 1)
        if name == "/DeviceN" and len(space) > 4 and is_table(space[4]):
            self._attributes(space[4], depth)

    def spaces(self, resources: Any) -> None:
        """Repair the colour spaces that *resources* name."""
        spaces = resources.get("/ColorSpace")
        for name in list(spaces.keys()) if is_table(spaces) else ():
            self.colour(spaces, name)

    def painted(self, resources: Any) -> None:
        """Let what is painted in device CMYK with these *resources* mean the profile's colours."""
        if not is_table(resources.get("/ColorSpace")):
            resources.ColorSpace = need("pikepdf").Dictionary()
        if "/DefaultCMYK" not in resources.ColorSpace:
            resources.ColorSpace["/DefaultCMYK"] = self.profile()
            self.changes.append(_PROFILED)

    def profile(self) -> Any:
        """Return the colour space of the profile."""
        if self._space is None:
            pikepdf = need("pikepdf")
            stream = self.pdf.make_stream(cmyk_profile(), N=4)
            self._space = self.pdf.make_indirect(pikepdf.Array([pikepdf.Name.ICCBased, stream]))
        return self._space

    def _attributes(self, attributes: Any, depth: int) -> None:
        """The colorants and the process of a space of many inks."""
        colorants = attributes.get("/Colorants")
        for name in list(colorants.keys()) if is_table(colorants) else ():
            self.colour(colorants, name, depth + 1)
        process = attributes.get("/Process")
        if is_table(process) and "/ColorSpace" in process:
            self.colour(process, "/ColorSpace", depth + 1)
