"""Photos and logos made ready for print: small, without metadata, in one format."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Problem, Severity
from sphinx_proceedings.volume.errors import Code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.editions import Edition

_PHOTO = (640, 640)
_LOGO = (1200, 480)
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 60_000_000


def prepare_images(
    catalogue: Catalogue, edition: Edition, data: Path, target: Path
) -> tuple[dict[str, str], list[Problem]]:
    """Write the photos of speakers and the logos of *edition* into *target* as PNG.

    Returns file as named in the data → name in *target*, and a doubt about each unusable one.
    """
    made: dict[str, str] = {}
    problems = []
    for key, steps, base, name, most in _named(catalogue, edition):
        if name in made:
            continue
        try:
            picture = _opened(data / base / name, most)
        except (OSError, ValueError, SyntaxError, Warning) as error:
            place = catalogue.locate(key, *steps)
            message = f"{name!r} cannot be printed ({str(error)[:120]})"
            hint = "save it anew as PNG or JPEG"
            problems.append(Problem(place, Code.UNUSABLE_IMAGE, message, Severity.DOUBT, hint))
            continue
        made[name] = f"image-{len(made)}.png"
        picture.save(target / made[name], "PNG")
    return made, problems


def _named(
    catalogue: Catalogue, edition: Edition
) -> Iterator[tuple[str, tuple[str | int, ...], str, str, tuple[int, int]]]:
    """Yield (record, steps, folder, name, most pixels) for each image that is printed."""
    for talk in edition.talks:
        for index, speaker in enumerate(talk.speakers):
            person = catalogue.person(speaker)
            if speaker.photo:
                yield talk.key, ("speakers", index, "photo"), edition.key, speaker.photo, _PHOTO
            elif person and person.photo:
                yield person.key, ("photo",), "", person.photo, _PHOTO
    for index, sponsor in enumerate(edition.sponsors):
        if sponsor.logo:
            yield edition.key, ("sponsors", index, "logo"), edition.key, sponsor.logo, _LOGO


def _opened(path: Path, most: tuple[int, int]) -> Image:
    """Open, bound and flatten an image; ValueError or OSError when that cannot be done."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only a volume with pictures needs it

    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a decompression bomb is a warning there
        with Image.open(path, formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError(f"more than {_MOST_PIXELS} pixels")
            opened.thumbnail((most[0] * 2, most[1] * 2))
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail(most)
            has_alpha = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
            if not has_alpha:
                return turned.convert("RGB")
            solid = turned.convert("RGBA")
            ground = Image.new("RGBA", solid.size, "white")
            return Image.alpha_composite(ground, solid).convert("RGB")
