"""Pictures: made anew, small, without what the camera wrote; what is no picture is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from sphinx_proceedings.sphinx.site import photos
from sphinx_proceedings.sphinx.site.photos import PictureError, ShownPicture


@pytest.fixture
def make(tmp_path):
    """Write a picture as a file and have it made; give the picture and its folder."""

    def make(image, name="photo.jpg", *, kind=photos.Kind.PHOTO, **options):
        source = tmp_path / name
        if isinstance(image, bytes):
            source.write_bytes(image)
        else:
            image.save(source, **options)
        return photos._make(source, tmp_path / "out", kind), tmp_path / "out"

    return make


def read(path):
    """Read a picture and close its file."""
    return Image.open(io.BytesIO(path.read_bytes()))


def gradient(width, height, mode="RGB"):
    return Image.linear_gradient("L").resize((width, height)).convert(mode)


def test_a_photo_becomes_squares_of_few_sizes(make):
    picture, out = make(gradient(500, 700))
    assert [width for width, _ in picture.files] == [96, 192, 384]
    for width, name in picture.files:
        with read(out / name) as made:
            assert made.format == "WEBP"
            assert made.size == (width, width)


def test_nothing_is_enlarged(make):
    picture, out = make(gradient(50, 80))
    assert [width for width, _ in picture.files] == [50]
    assert read(out / picture.files[0][1]).size == (50, 50)


def test_the_camera_is_forgotten_but_its_orientation_heeded(make):
    image = Image.new("RGB", (400, 200), "red")
    image.paste("blue", (200, 0, 400, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise: red comes to the top
    exif[0x013B] = "Somebody's name"
    exif.get_ifd(0x8825)[1] = "N"
    picture, out = make(image, exif=exif, comment=b"a comment", quality=95)
    for _, name in picture.files:
        data = (out / name).read_bytes()
        assert b"Somebody" not in data
        assert b"EXIF" not in data
        with Image.open(io.BytesIO(data)) as made:
            assert not made.getexif()
            shown, side = made.convert("RGB"), made.width
            red, _, blue = (channel.crop((40, 0, 41, side)).tobytes() for channel in shown.split())
            assert red[4] > 200 > blue[4]
            assert blue[side - 4] > 200 > red[side - 4]


def test_transparency_is_white_on_a_photo_and_kept_on_a_logo(make):
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    picture, out = make(clear, "photo.png")
    assert read(out / picture.files[0][1]).convert("RGB").getpixel((9, 9)) == (255, 255, 255)
    logo, out = make(clear, "logo.png", kind=photos.Kind.LOGO)
    assert read(out / logo.files[0][1]).getpixel((9, 9))[3] == 0


def test_a_logo_is_fitted_not_cropped(make):
    logo, out = make(gradient(2000, 500), "logo.png", kind=photos.Kind.LOGO)
    assert read(out / logo.files[0][1]).size == (480, 120)
    assert (logo.width, logo.height) == (240, 60)


def test_the_same_picture_makes_the_same_files(make):
    one, out = make(gradient(300, 300))
    before = {name: (out / name).read_bytes() for _, name in one.files}
    for _, name in one.files:
        (out / name).unlink()
    other, _ = make(gradient(300, 300), "renamed.jpg")
    assert other == one
    assert {name: (out / name).read_bytes() for _, name in other.files} == before


def test_files_that_are_there_are_left_alone(make):
    picture, out = make(gradient(300, 300))
    (out / picture.files[0][1]).write_bytes(b"kept")
    again, _ = make(gradient(300, 300))
    assert again == picture
    assert (out / picture.files[0][1]).read_bytes() == b"kept"


def png_that_claims(width, height):
    """A PNG of some bytes whose head names a size: what a decompression bomb looks like."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = b""
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")):
        sum_ = zlib.crc32(kind + data)
        chunks += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum_)
    return b"\x89PNG\r\n\x1a\n" + chunks


def encoded(form, size=(40, 40)):
    output = io.BytesIO()
    gradient(*size).save(output, form)
    return output.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"<svg onload='x()'/>", "photo.jpg", "is not the JPEG picture"),
        (encoded("PNG"), "photo.jpg", "is not the JPEG picture"),
        (encoded("GIF"), "photo.png", "is not the PNG picture"),
        (b"", "photo.webp", "is not the WEBP picture"),
        (encoded("BMP"), "photo.bmp", "must be one of"),
        (encoded("JPEG", (400, 400))[:2000], "photo.jpg", "is damaged"),
        (png_that_claims(9000, 9000), "photo.png", "9000 × 9000 pixels"),
        (png_that_claims(60000, 60000), "photo.png", "picture"),
        (png_that_claims(200, 200), "photo.png", "is damaged"),
    ],
)
def test_what_is_no_picture_is_refused(make, data, name, message):
    with pytest.raises(PictureError, match=message):
        make(data, name)


def test_a_missing_file_is_no_crash(tmp_path):
    with pytest.raises(PictureError, match="cannot be read"):
        photos._make(tmp_path / "none.jpg", tmp_path, photos.Kind.PHOTO)


def test_addresses_are_relative_to_the_page(make):
    picture, _ = make(gradient(300, 300))
    shown = ShownPicture.on_page(picture, "../../")
    first, second = (name for _, name in picture.files)
    assert shown.src == f"../../{first}"
    assert shown.srcset == f"../../{first} 96w, ../../{second} 192w"
