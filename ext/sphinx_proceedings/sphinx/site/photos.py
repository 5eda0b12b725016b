"""Photos and logos as pages need them: cropped, small, without what the camera wrote into them.

The data may name any picture; none of its bytes is published. It is decoded, and new files are
written: squares of a few sizes for a person, the whole picture for a logo. What cannot be decoded
as what its ending says gives a warning, and the page shows initials or a name instead.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps
from sphinx.util import logging

from sphinx_proceedings.model.publication.branding import PublishedBrand, published_brand
from sphinx_proceedings.model.traversal import contributions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_proceedings.model.catalogue import Catalogue

logger = logging.getLogger(__name__)

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
MOST_PIXELS = 50_000_000
"""A camera's picture has less; a file of some kilobytes that claims more is an attack."""

SIDES = (96, 192, 384)
"""Sides of the squares in pixels: for cards and heads, and screens of two pixels a point."""

LOGO_BOX = (480, 160)
"""Logos are fitted into this, in pixels, and shown at a half of it."""

BANNER_SIDES = (800, 1600)
"""Widths of a banner in pixels: for phones, and for all others."""

FOLDER = "_images/people"
_RECIPE = "1"  # to be raised when the same picture is to give other files
_QUALITY = 82
_FACE = (0.5, 0.35)  # faces are above the middle of a portrait


class Kind(Enum):
    """What a picture is for, and thereby how it is made."""

    PHOTO = "square"
    LOGO = "logo"
    BANNER = "banner"


class PictureError(ValueError):
    """A file that is no picture we can publish; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that was made: files relative to the site by their width in pixels."""

    files: tuple[tuple[int, str], ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """A picture on a page: addresses relative to it."""

    src: str
    srcset: str
    width: int
    height: int

    @classmethod
    def on_page(cls, picture: Picture, root: str) -> ShownPicture:
        """Return the picture with addresses from a page whose way to the site's root is *root*."""
        srcset = ", ".join(f"{root}{name} {width}w" for width, name in picture.files)
        smallest = picture.files[0][1]
        return cls(
            src=f"{root}{smallest}", srcset=srcset, width=picture.width, height=picture.height
        )


def make_pictures(catalogue: Catalogue, root: Path, outdir: Path) -> Mapping[str, Picture]:
    """Write every picture that the data below *root* names; return them by their path below it."""
    made: dict[str, Picture] = {}
    for kind, names in (
        (Kind.PHOTO, _photos(catalogue)),
        (Kind.LOGO, _logos(catalogue)),
        (Kind.BANNER, (brand.banner for brand in _brands(catalogue))),
    ):
        for name in dict.fromkeys(filter(None, names)):
            try:
                made[name] = _make(root / name, outdir, kind)
            except PictureError as error:
                logger.warning("%s: %s", root / name, error, type="proceedings", subtype="picture")
    return made


def _photos(catalogue: Catalogue) -> Iterator[str]:
    for person in catalogue.people.values():
        if person.photo:
            yield person.photo
    for edition in catalogue.editions.values():
        for _, contribution in contributions(edition):
            if contribution.photo:
                yield f"{edition.key}/{contribution.photo}"


def _logos(catalogue: Catalogue) -> Iterator[str | None]:
    for edition in catalogue.editions.values():
        for sponsor in edition.sponsors:
            for name in (sponsor.logo, sponsor.logo_dark):
                yield f"{edition.key}/{name}" if name else None
    for brand in _brands(catalogue):
        yield from (brand.logo, brand.logo_dark)


def _brands(catalogue: Catalogue) -> Iterator[PublishedBrand]:
    for series in catalogue.series.values():
        yield published_brand(series)
    for edition in catalogue.editions.values():
        yield catalogue.published_edition(edition).brand


def _make(source: Path, outdir: Path, kind: Kind) -> Picture:
    """Write the files of one picture unless they are there already."""
    try:
        data = source.read_bytes()
    except OSError as error:
        raise PictureError(f"cannot be read: {error.strerror}") from error
    digest = hashlib.sha256(f"{_RECIPE} {kind.value} ".encode() + data).hexdigest()[:20]
    image = _opened(data, source.suffix.lower())
    width, height = _upright_size(image)
    if kind is Kind.LOGO:
        scale = min(LOGO_BOX[0] / width, LOGO_BOX[1] / height, 1)
        sizes = [(max(1, round(width * scale)), max(1, round(height * scale)))]
        shown = (max(1, sizes[0][0] // 2), max(1, sizes[0][1] // 2))
    elif kind is Kind.BANNER:
        widths = [side for side in BANNER_SIDES if side <= width] or [width]
        sizes = [(side, max(1, round(height * side / width))) for side in widths]
        shown = sizes[0]
    else:
        short = min(width, height)
        # Nothing is enlarged; a picture smaller than the smallest square keeps its own side.
        sides = [side for side in SIDES if side <= short] or [short]
        sizes = [(side, side) for side in sides]
        shown = sizes[0]
    files = tuple((w, f"{FOLDER}/{digest}-{w}.webp") for w, _ in sizes)
    if not all((outdir / name).is_file() for _, name in files):
        decoded = _decoded(image, max(sizes), has_alpha=kind is Kind.LOGO)
        (outdir / FOLDER).mkdir(parents=True, exist_ok=True)
        for size, (_, name) in zip(sizes, files, strict=True):
            (outdir / name).write_bytes(_encoded(decoded, size))
    return Picture(files=files, width=shown[0], height=shown[1])


def _opened(data: bytes, ending: str) -> Image.Image:
    """Read the head of a picture; nothing is decoded yet."""
    expected = FORMATS.get(ending)
    if expected is None:
        raise PictureError(f"must be one of {', '.join(sorted(FORMATS))}; convert it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is lower
            image = Image.open(io.BytesIO(data), formats=[expected])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureError(f"is not the {expected} picture that its ending says") from error
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(
            f"has {image.width} × {image.height} pixels; make it smaller than {MOST_PIXELS} in all"
        )
    if not image.width or not image.height:
        raise PictureError("is empty")
    return image


def _upright_size(image: Image.Image) -> tuple[int, int]:
    with _damage_reported():  # a PNG is decoded for it
        turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if turned else (image.width, image.height)


def _decoded(image: Image.Image, least: tuple[int, int], *, has_alpha: bool) -> Image.Image:
    """Decode, turn upright, and convert to sRGB; only a logo keeps its transparency."""
    with _damage_reported():
        image.draft("RGB", (2 * least[0], 2 * least[1]))  # JPEG is decoded smaller, and faster
        image.load()
        upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if profile and upright.mode in {"RGB", "RGBA"}:
        upright = _in_srgb(upright, profile)
    if has_alpha or not upright.has_transparency_data:
        return upright.convert("RGBA" if has_alpha else "RGB")
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright.convert("RGBA")).convert("RGB")


@contextmanager
def _damage_reported() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureError("is damaged; export it again") from error


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile: the numbers are taken for sRGB, as browsers do
    return image if turned is None else turned


def _encoded(image: Image.Image, size: tuple[int, int]) -> bytes:
    fitted = ImageOps.fit(image, size, Image.Resampling.LANCZOS, centering=_FACE)
    clean = Image.new(fitted.mode, fitted.size)  # nothing comes along: no EXIF, profile, comment
    clean.paste(fitted)
    output = io.BytesIO()
    clean.save(output, "WEBP", quality=_QUALITY, method=6, exact=False)
    return output.getvalue()
