"""Pictures without what the camera wrote into them: the same pixels, the same way up."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from sphinx_proceedings.loading.files.image_metadata import DamagedImageError, without_metadata

SECRET_WORDS = (b"serial 4711", b"a comment", b"xmp:CreateDate", b"somewhere")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def gradient(mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((48, 32)).convert(mode)


def exif(turned: int | None) -> Image.Exif:
    made = Image.Exif()
    if turned is not None:
        made[0x0112] = turned
    made[0xA431] = "serial 4711"
    made[0x010E] = "somewhere"
    gps = made.get_ifd(0x8825)
    gps[1], gps[2] = "N", (48.0, 8.0, 30.5)
    return made


def picture(form: str, turned: int | None, **options) -> bytes:
    stream = io.BytesIO()
    if form == "PNG":
        info = PngInfo()
        info.add_text("Comment", "a comment")
        info.add_itxt("XML:com.adobe.xmp", "xmp:CreateDate")
        options["pnginfo"] = info
    elif form == "JPEG":
        options |= {"comment": b"a comment", "xmp": b"xmp:CreateDate"}
    else:
        options["xmp"] = b"xmp:CreateDate"
    gradient().save(stream, form, exif=exif(turned), icc_profile=PROFILE, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("turned", [None, 1, 3, 6, 8])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_picture_stays_and_all_else_goes(form, turned):
    before = picture(form, turned)
    after = without_metadata(before)
    assert any(word in before for word in SECRET_WORDS)
    assert not any(word in after for word in SECRET_WORDS)
    one, other = opened(before), opened(after)
    assert ImageOps.exif_transpose(one).tobytes() == ImageOps.exif_transpose(other).tobytes()
    assert other.info["icc_profile"] == PROFILE
    assert set(other.getexif()) == ({0x0112} if turned not in {None, 1} else set())
    assert not other.getexif().get_ifd(0x8825)
    assert without_metadata(after) == after


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}])
def test_other_ways_to_write_a_jpeg(options):
    before = picture("JPEG", 1, **options)
    assert opened(without_metadata(before)).tobytes() == opened(before).tobytes()


def test_a_preview_of_what_was_cut_away_goes():
    preview = b"\xff\xd8\xff\xdb preview \xff\xd9"
    segment = struct.pack(">BBH", 0xFF, 0xE1, len(preview) + 8) + b"Exif\0\0" + preview
    jfif = b"\xff\xe0\x00\x13JFIF\0\x01\x01\x00\x00\x01\x00\x01\x01\x01abc"
    plain = without_metadata(picture("JPEG", 1))
    data = plain[:2] + segment + jfif + plain[2:] + preview
    assert without_metadata(data) == plain


def test_grey_and_transparent_pictures():
    for mode, form in (("L", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG")):
        stream = io.BytesIO()
        gradient(mode).save(stream, form)
        data = without_metadata(stream.getvalue())
        assert opened(data).convert("RGB").tobytes() == gradient(mode).convert("RGB").tobytes() or (
            form == "JPEG" and opened(data).tobytes() == opened(stream.getvalue()).tobytes()
        )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_picture_is_told(form):
    data = picture(form, 6)
    for length in range(12, len(data) - 2, 97):
        try:
            after = without_metadata(data[:length])
        except DamagedImageError:
            continue
        assert not any(word in after for word in SECRET_WORDS)


def test_other_files_stay_as_they_are():
    assert without_metadata(b"%PDF-1.7 serial 4711") == b"%PDF-1.7 serial 4711"
