"""Annotations of papers: what is seen of them is drawn into the page, and nothing else stays.

Links are made anew where a page is put into the volume. Form fields, highlights and stamps are seen
and so become part of the page; notes, sounds, films, models and attached files are not of a book
(ISO 19005-2, 6.3, 6.4 and 6.5).
"""

from __future__ import annotations

from typing import Any

from sphinx_proceedings.volume.pdf.pdf_objects import is_table
from sphinx_proceedings.volume.typst.typesetting import need

_UNPRINTED = frozenset(
    (
        "/Text /Popup /Sound /Movie /Screen /3D /RichMedia /FileAttachment /PrinterMark /TrapNet"
    ).split()
)
_HIDDEN = 1 << 1 | 1 << 5
"""The flags of what is not to be seen: Hidden and NoView."""
DRAWN = "annotations drawn into the page"
TAKEN_OUT = "notes, media or attached files taken out"


def flatten(pdf: Any) -> tuple[str, ...]:
    """Draw the annotations of all pages into them; say what was done."""
    changes = []
    seen = drawn = False
    for page in pdf.pages:
        kept = []
        there = [item for item in page.obj.get("/Annots", None) or [] if is_table(item)]
        for item in there:
            kind = str(item.get("/Subtype"))
            if kind in _UNPRINTED:
                changes.append(TAKEN_OUT)
                continue
            if kind == "/Link" and "/AP" in item:
                del item["/AP"]  # a frame, at most; the link is to stay one
            flags = item.get("/F", 0)
            if kind != "/Link" and (isinstance(flags, int) and int(flags) & _HIDDEN):
                continue
            seen = seen or kind != "/Link"
            drawn = drawn or "/AP" in item
            kept.append(item)
        if len(kept) < len(there):
            page.obj.Annots = need("pikepdf").Array(kept)
    if seen:
        form = pdf.Root.get("/AcroForm")
        if is_table(form) and form.get("/NeedAppearances"):
            if not drawn:
                pdf.generate_appearance_streams()
            form.NeedAppearances = False
        pdf.flatten_annotations("screen")
        changes.append(DRAWN)
        for page in pdf.pages:
            left = [item for item in page.obj.get("/Annots", None) or [] if is_table(item)]
            if left:  # of all that have no appearance only links are of use
                links = [item for item in left if str(item.get("/Subtype")) == "/Link"]
                page.obj.Annots = need("pikepdf").Array(links)
    return tuple(dict.fromkeys(changes))
