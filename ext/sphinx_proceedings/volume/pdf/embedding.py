"""Put the pages of a camera-ready PDF under the stamped pages that were laid for it.

Each source page becomes a form XObject; of the document around it nothing comes along (scripts,
attachments, forms). Links are made anew: web addresses, and places in the same paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.volume.pdf.layers import add_layers
from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_table
from sphinx_proceedings.volume.typst.typesetting import need

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ADDRESS = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+", re.IGNORECASE)
_PRINTED = 4  # the flag that PDF/A wants on each annotation


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map of the plane: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def then(self, other: Matrix) -> Matrix:
        """The map that does this one first and *other* after it."""
        e, f = other(self.e, self.f)
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            e,
            f,
        )

    def box(self, sides: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """The smallest upright box around the image of a box (x0, y0, x1, y1)."""
        corners = [self(x, y) for x in sides[::2] for y in sides[1::2]]
        xs, ys = zip(*corners, strict=True)
        return (min(xs), min(ys), max(xs), max(ys))


def embed(
    volume: Any,
    pages: Sequence[Any],
    at: int,
    source: Any,
    area: tuple[float, float, float, float],
) -> None:
    """Put all pages of *source* under the *pages* of *volume* from index *at* on.

    *area* (x0, y0, x1, y1 in points) is the part of a page that is free for them: a source page
    is made smaller to fit, never larger, and stands in the middle of the top.

    The pages come as a list, as each look into ``volume.pages`` goes through all of them.
    """
    own = list(source.pages)
    targets = pages[at : at + len(own)]
    maps = [
        _underlay(volume, target, f"/CameraReady{at + number}", page, area)
        for number, (target, page) in enumerate(zip(targets, own, strict=True))
    ]
    add_layers(volume, source)
    places = {page.obj.objgen: number for number, page in enumerate(own)}
    names = _named(source)
    for number, (target, page) in enumerate(zip(targets, own, strict=True)):
        made = [
            link
            for annotation in _links(page)
            if (link := _link(volume, annotation, maps, number, targets, places, names)) is not None
        ]
        if made:
            there = list(target.obj.get("/Annots", []))
            target.obj.Annots = need("pikepdf").Array([*there, *made])


def _underlay(
    volume: Any, target: Any, name: str, page: Any, area: tuple[float, float, float, float]
) -> Matrix:
    """Draw one page first of all on *target*; return how its coordinates are mapped."""
    pikepdf = need("pikepdf")
    form = volume.copy_foreign(page.as_form_xobject())
    for key in ("/Metadata", "/PieceInfo", "/LastModified", "/StructParents", "/AF"):
        if key in form:
            del form[key]
    own = Matrix(*(float(v) for v in form.get("/Matrix", (1, 0, 0, 1, 0, 0))))
    x0, y0, x1, y1 = own.box(_sides(form.BBox))
    scale = min(1.0, (area[2] - area[0]) / (x1 - x0), (area[3] - area[1]) / (y1 - y0))
    left = (area[0] + area[2] - scale * (x1 - x0)) / 2 - scale * x0
    top = area[3] - scale * y1
    placed = Matrix(scale, 0.0, 0.0, scale, left, top)
    # A name of our own, as pikepdf's would be drawn by chance; pages may share their resources.
    drawn = target.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
    numbers = " ".join(f"{v:.5f}" for v in (scale, 0, 0, scale, left, top))
    target.contents_add(f"q {numbers} cm {drawn} Do Q\n".encode(), prepend=True)
    return own.then(placed)


def _sides(values: Any) -> tuple[float, float, float, float]:
    """A rectangle with its corners in order, whichever were given."""
    x0, y0, x1, y1 = (float(v) for v in values)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _links(page: Any) -> Iterator[Any]:
    for annotation in page.obj.get("/Annots", None) or []:
        if is_table(annotation) and str(annotation.get("/Subtype")) == "/Link":
            yield annotation


def _link(
    volume: Any,
    annotation: Any,
    maps: list[Matrix],
    number: int,
    targets: Sequence[Any],
    places: dict[tuple[int, int], int],
    names: dict[str, Any],
) -> Any:
    """Make a link anew; None when it leads nowhere that the volume can or may lead to."""
    pikepdf = need("pikepdf")
    try:
        box = maps[number].box(_sides(annotation.Rect))
        action = annotation.get("/A")
        kind = str(action.get("/S")) if action is not None else ""
        made = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[round(v, 3) for v in box],
            Border=[0, 0, 0],
            F=_PRINTED,
        )
        if kind == "/URI":
            address = str(action.URI)
            if not _ADDRESS.fullmatch(address):
                return None
            made.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        else:
            wanted = annotation.get("/Dest") if action is None else action.get("/D")
            if kind not in {"", "/GoTo"} or wanted is None:
                return None
            place = _destination(wanted, places, names)
            if place is None:
                return None
            index, x, y = place
            x, y = maps[index](x, y)
            made.Dest = [targets[index].obj, pikepdf.Name.XYZ, round(x, 3), round(y, 3), None]
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None  # a link that is itself broken is no loss
    return volume.make_indirect(made)


def _destination(
    wanted: Any, places: dict[tuple[int, int], int], names: dict[str, Any]
) -> tuple[int, float, float] | None:
    """Follow a destination to (index of the page, x, y) in the source."""
    if not is_array(wanted):
        wanted = names.get(str(wanted).removeprefix("/"))
    if is_table(wanted):
        wanted = wanted.get("/D")
    if not is_array(wanted) or not len(wanted):
        return None
    first = wanted[0]
    index = places.get(first.objgen) if is_table(first) else int(first)
    if index is None or not 0 <= index < len(places):
        return None
    fit = str(wanted[1]) if len(wanted) > 1 else ""
    numbers = [None if v is None else float(v) for v in list(wanted)[2:]]
    x = y = None
    if fit == "/XYZ":
        x, y = (*numbers, None, None)[:2]
    elif fit in {"/FitH", "/FitBH"}:
        y = (*numbers, None)[0]
    elif fit == "/FitR" and len(numbers) == 4:
        x, y = numbers[0], numbers[3]
    return index, x if x is not None else 0.0, y if y is not None else 1_000.0


def _named(source: Any) -> dict[str, Any]:
    """The named destinations of a document, from both places where they may be."""
    pikepdf = need("pikepdf")
    found: dict[str, Any] = {}
    old = source.Root.get("/Dests")
    if old is not None:
        found.update((name.removeprefix("/"), value) for name, value in old.items())
    names = source.Root.get("/Names")
    if names is not None and "/Dests" in names:
        try:
            found.update(
                (str(name), value) for name, value in pikepdf.NameTree(names.Dests).items()
            )
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return found
    return found
