"""Repair what keeps a PDF from PDF/A-2b, in the copy that goes into the volume.

The authors' file is never changed, only what was opened of it. What it may not have is taken out
(interpolation, transfer functions, halftones, pictures' own metadata), CMYK colours without a
profile get one that shows them as readers do already, and fonts that are not embedded are
(ISO 19005-2, 6.2.4.3, 6.2.5, 6.2.8, 6.2.11).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sphinx_proceedings.volume.pdf.annotations import flatten
from sphinx_proceedings.volume.pdf.colour_repairs import ColourRepairs
from sphinx_proceedings.volume.pdf.content_scan import (
    INTENTS,
    decoded,
    inline_images,
    legal_contents,
    paints_cmyk,
    shown_text,
)
from sphinx_proceedings.volume.pdf.fonts.font_facts import FontUse
from sphinx_proceedings.volume.pdf.fonts.font_repairs import FontRepairs
from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_stream, is_table, streams
from sphinx_proceedings.volume.typst.typesetting import need

_MOST_DEPTH = 100
_MOST_LZW = 64 * 1024 * 1024
_STATE_KEYS = ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
_EXTERNAL_KEYS = ("/F", "/FFilter", "/FDecodeParms", "/Alternates", "/OPI", "/Ref")
_PRIVATE_KEYS = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/PTEX.InfoDict")
_BLEND_MODES = frozenset(
    (
        "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn "
        "/HardLight /SoftLight /Difference /Exclusion /Hue /Saturation /Color /Luminosity"
    ).split()
)
_INLINE_CMYK = (b"/CMYK", b"/DeviceCMYK")


class Outcome(NamedTuple):
    """What was done to a PDF so that it is archival, and what still keeps it from being so."""

    changes: tuple[str, ...]
    faults: tuple[str, ...]


def normalise(pdf: Any) -> Outcome:
    """Change an open PDF so that it may be part of a PDF/A-2b file; say what was changed."""
    work = _Normaliser(pdf)
    work.all_pages()
    return Outcome(tuple(dict.fromkeys(work.changes)), tuple(dict.fromkeys(work.faults)))


@dataclass
class _Normaliser:
    pdf: Any
    changes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _fonts: dict[tuple[int, int], FontUse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._colours = ColourRepairs(self.pdf, self.changes)

    def all_pages(self) -> None:
        self.changes += flatten(self.pdf)
        for item in self.pdf.objects:  # what programs keep for themselves, and say of pictures
            if is_table(item) and item.objgen != self.pdf.Root.objgen:
                for key in _PRIVATE_KEYS:
                    if key in item:
                        del item[key]
        for page in self.pdf.pages:
            parts = streams(page.obj.get("/Contents"))
            for part in parts:
                self._kept_here(part)
            resources = self._own_resources(page.obj, page.resources)
            data = self._contents(b"\n".join(map(decoded, parts)), resources)
            if data is not None:
                page.obj.Contents = self.pdf.make_stream(data)
            self._resources(resources, 0)
            self._group(page.obj)
        repairs = FontRepairs(self.pdf, self.changes, self.faults)
        for use in self._fonts.values():
            repairs.repair(use)

    def _kept_here(self, stream: Any) -> None:
        """Let a stream have its own bytes, and none from a file or an address elsewhere."""
        for key in _EXTERNAL_KEYS:
            if key in stream:
                del stream[key]
                self.changes.append("content kept elsewhere taken out")

    def _own_resources(self, holder: Any, inherited: Any) -> Any:
        """The resources of a page or form, its own from now on."""
        if not is_table(holder.get("/Resources")):
            holder.Resources = need("pikepdf").Dictionary() if inherited is None else inherited
        return holder.Resources

    def _contents(self, data: bytes, resources: Any) -> bytes | None:
        """Look at contents; return what is to stand in their place, None if they may stay."""
        images = inline_images(data)
        if any(word in image for image in images for word in (b"/LZW", b"/LZWDecode")):
            self.faults.append("LZW compression")
        if paints_cmyk(data) or any(word in image for image in images for word in _INLINE_CMYK):
            self._colours.painted(resources)
        fonts = resources.get("/Font")
        for name, strings in shown_text(data).items():
            if is_table(fonts) and is_table(fonts.get(name)):
                self._use(fonts, name).shown.update(strings)
        changed = legal_contents(data)
        if changed is not None:
            self.changes.append("interpolation or an unknown rendering intent taken out")
        return changed

    def _use(self, fonts: Any, name: str) -> FontUse:
        if not fonts[name].is_indirect:
            fonts[name] = self.pdf.make_indirect(fonts[name])
        font = fonts[name]
        return self._fonts.setdefault(font.objgen, FontUse(font))

    def _resources(self, resources: Any, depth: int) -> None:
        if depth > _MOST_DEPTH:
            self.faults.append("graphics are nested too deeply to be looked at")
            return
        if not self._is_new(resources):
            return
        for state in _tables(resources, "/ExtGState"):
            self._state(state, resources, depth)
        self._colours.spaces(resources)
        for item in (*_tables(resources, "/Pattern"), *_tables(resources, "/Shading")):
            shading = item.get("/Shading", item)
            if "/ColorSpace" in shading:
                self._colours.colour(shading, "/ColorSpace")
            if is_stream(item) and str(item.get("/PatternType")) == "1" and self._is_new(item):
                self._form(item, resources, depth)
        for item in _tables(resources, "/XObject"):
            if self._is_new(item):
                self._xobject(item, resources, depth)
        fonts = resources.get("/Font")
        for name in list(fonts.keys()) if is_table(fonts) else ():
            if not is_table(fonts[name]):
                continue
            font = self._use(fonts, name).font
            if str(font.get("/Subtype")) == "/Type3" and self._is_new(font):
                self._drawn_font(font, resources, depth)

    def _drawn_font(self, font: Any, outer: Any, depth: int) -> None:
        """Look at a font whose glyphs are contents of their own."""
        resources = self._own_resources(font, outer)
        for glyph in _tables(font, "/CharProcs"):
            self._kept_here(glyph)
            if (data := self._contents(decoded(glyph), resources)) is not None:
                glyph.write(data)
        self._resources(resources, depth + 1)

    def _group(self, item: Any) -> None:
        """Give the transparency group of a page or form a profile."""
        group = item.get("/Group")
        if is_table(group) and "/CS" in group:
            self._colours.colour(group, "/CS")

    def _state(self, state: Any, outer: Any, depth: int) -> None:
        for key in _STATE_KEYS:
            if key in state and not (key == "/TR2" and str(state[key]) == "/Default"):
                del state[key]
                self.changes.append("a transfer function or halftone taken out")
        self._legal_state(state)
        if state.get("/OPM") == 1:  # means nothing for colours with a profile, and is refused
            state.OPM = 0
        mask = state.get("/SMask")
        if is_table(mask) and is_stream(mask.get("/G")) and self._is_new(mask.G):
            self._xobject(mask.G, outer, depth)

    def _legal_state(self, state: Any) -> None:
        if "/RI" in state and str(state.RI) not in INTENTS:
            del state["/RI"]
            self.changes.append("an unknown rendering intent taken out")
        mode = state.get("/BM")
        if is_array(mode):  # the first that a reader knows, as it would choose
            mode = next((name for name in mode if str(name) in _BLEND_MODES), None)
            state.BM = need("pikepdf").Name.Normal if mode is None else mode
            self.changes.append("a blend mode chosen")
        elif mode is not None and str(mode) not in _BLEND_MODES:
            state.BM = need("pikepdf").Name.Normal
            self.changes.append("an unknown blend mode taken out")

    def _xobject(self, item: Any, outer: Any, depth: int) -> None:
        self._kept_here(item)
        if str(item.get("/Subtype")) == "/Image":
            if item.get("/Interpolate"):
                del item["/Interpolate"]
                self.changes.append("interpolation turned off")
            self._legal_image(item)
            for key in ("/SMask", "/Mask"):
                mask = item.get(key)
                if is_stream(mask) and self._is_new(mask):
                    self._xobject(mask, outer, depth + 1)
        elif str(item.get("/Subtype")) == "/Form":
            self._form(item, outer, depth)
        elif str(item.get("/Subtype")) == "/PS":
            self.faults.append("PostScript within the page")
        self._packed_anew(item)

    def _legal_image(self, image: Any) -> None:
        if "/Intent" in image and str(image.Intent) not in INTENTS:
            del image["/Intent"]
            self.changes.append("an unknown rendering intent taken out")
        if image.get("/ImageMask") and image.get("/BitsPerComponent", 1) != 1:
            image.BitsPerComponent = 1
            self.changes.append("the depth of a mask corrected")
        if "/ColorSpace" in image:
            self._colours.colour(image, "/ColorSpace")

    def _form(self, item: Any, outer: Any, depth: int) -> None:
        resources = self._own_resources(item, outer)
        if (data := self._contents(decoded(item), resources)) is not None:
            item.write(data)
        for key in ("/Subtype2", "/PS"):
            if key in item:
                del item[key]
                self.changes.append("PostScript taken out")
        self._resources(resources, depth + 1)
        self._group(item)

    def _packed_anew(self, item: Any) -> None:
        """Unpack LZW, which PDF/A does not allow, if that stays within reason."""
        filters = item.get("/Filter")
        names = [str(f) for f in filters] if is_array(filters) else [str(filters)]
        if "/LZWDecode" not in names:
            return
        if len(item.read_raw_bytes()) * 64 < _MOST_LZW:
            item.write(item.read_bytes())
            self.changes.append("LZW compression replaced")
        else:
            self.faults.append("LZW compression")

    def _is_new(self, item: Any) -> bool:
        if not item.is_indirect:
            return True
        new = item.objgen not in self._seen
        self._seen.add(item.objgen)
        return new


def _tables(resources: Any, name: str) -> list[Any]:
    table = resources.get(name)
    return [value for _, value in table.items() if is_table(value)] if is_table(table) else []
