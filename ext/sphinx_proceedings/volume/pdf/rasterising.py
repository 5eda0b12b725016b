"""Pages as pictures, with their text behind them: for a PDF that nothing else makes archival.

The text is there to be searched and copied, and not painted (ISO 32000-1, 9.3.6), so that its font
needs no outlines (ISO 19005-2, 6.2.11.4.1).
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.volume.typst.typesetting import need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCALE = 200 / 72
"""200 dots per inch, as scans of print usually are."""
_MOST_DOTS = 40_000_000
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Text def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def rasterised(path: Path) -> bytes:
    """Return a PDF with a picture of each page, its text and its links.

    Raises what PDFium raises for a page that cannot be drawn.
    """
    pikepdf, pdfium = need("pikepdf"), need("pypdfium2")
    stream = io.BytesIO()
    shown = pdfium.PdfDocument(path)
    try:
        shown.init_forms()
        with pikepdf.open(path) as pdf:
            font = pdf.make_indirect(_font(pdf))
            for number, page in enumerate(pdf.pages):
                _place_links(page)
                _replace(pdf, page, shown[number], font)
                for key in ("/Rotate", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Group"):
                    if key in page.obj:
                        del page.obj[key]
            if "/OCProperties" in pdf.Root:
                del pdf.Root.OCProperties
            pdf.save(stream)
    finally:
        shown.close()
    return stream.getvalue()


def _place_links(page: Any) -> None:
    """Move links to where they are seen; those of a turned page are given up."""
    if int(page.obj.get("/Rotate", 0)) % 360:
        page.obj.Annots = need("pikepdf").Array()
    left, bottom = (float(side) for side in list(page.cropbox)[:2])
    for link in page.obj.get("/Annots", None) or []:
        sides = [float(side) for side in link.get("/Rect", [])]
        link.Rect = [side - (bottom if at % 2 else left) for at, side in enumerate(sides)]


def _replace(pdf: Any, page: Any, drawn: Any, font: Any) -> None:
    """Put a picture and the text of a page in the place of its contents."""
    pikepdf = need("pikepdf")
    width, height = drawn.get_size()
    scale = min(_SCALE, (_MOST_DOTS / (width * height)) ** 0.5)
    image = drawn.render(scale=scale).to_pil().convert("RGB")
    picture = pdf.make_stream(
        zlib.compress(image.tobytes(), 6),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
        Filter=pikepdf.Name.FlateDecode,
    )
    lines = [b"q %.3f 0 0 %.3f 0 0 cm /Page Do Q BT 3 Tr" % (width, height), *_text(drawn), b"ET"]
    page.obj.MediaBox = [0, 0, round(width, 3), round(height, 3)]
    page.obj.Contents = pdf.make_stream(b"\n".join(lines))
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Page=picture), Font=pikepdf.Dictionary(Text=font)
    )


def _text(drawn: Any) -> Iterator[bytes]:
    """Operators that set each run of text where it stands, stretched to its width."""
    page = drawn.get_textpage()
    try:
        for number in range(page.count_rects()):
            left, bottom, right, top = page.get_rect(number)
            text = page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ")
            codes = text.encode("utf-16-be", "replace")
            size = max(1.0, top - bottom)
            if not codes or right <= left:
                continue
            stretched = 100 * (right - left) / (size * len(codes) / 2 * 0.5)
            yield b"/Text %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj" % (
                *(size, stretched, left, bottom),
                codes.hex().encode(),
            )
    finally:
        page.close()


def _font(pdf: Any) -> Any:
    """A font without outlines, in which each code is the character that it stands for."""
    pikepdf = need("pikepdf")
    own = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Text,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        DW=500,
        CIDToGIDMap=pikepdf.Name.Identity,
        FontDescriptor=pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor,
                FontName=pikepdf.Name.Text,
                Flags=4,
                FontBBox=[0, -200, 500, 800],
                ItalicAngle=0,
                Ascent=800,
                Descent=-200,
                CapHeight=800,
                StemV=80,
            )
        ),
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name.Text,
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([pdf.make_indirect(own)]),
        ToUnicode=pdf.make_stream(_TO_UNICODE),
    )
