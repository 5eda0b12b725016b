"""Photos and logos made ready for print: small, without metadata, in one format."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Problem, Severity
from sphinx_proceedings.volume.volume_problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.edition_parts import Sponsor
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.people import Contribution, Person

_PHOTO = (640, 640)
_LOGO = (1200, 480)
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 60_000_000


def prepare_images(
    catalogue: Catalogue, edition: Edition, data: Path, target: Path
) -> tuple[dict[str, str], list[Problem]]:
    """Write the photos of speakers and the logos of *edition* into *target* as PNG.

    Returns file below *data* → name in *target*, and a warning about each unusable one. What the
    record names is not enough: a person's file lies beside the editions, an edition's within.
    """
    made: dict[str, str] = {}
    problems = []
    for key, steps, name, file, most in _named(catalogue, edition):
        if file in made:
            continue
        try:
            picture = _opened(data / file, most)
        except (OSError, ValueError, SyntaxError, Warning) as error:
            place = catalogue.locate(key, *steps)
            message = f"{name!r} cannot be printed ({str(error)[:120]})"
            hint = "save it anew as PNG or JPEG"
            problems.append(Problem(place, Code.UNUSABLE_IMAGE, message, Severity.WARNING, hint))
            continue
        made[file] = f"image-{len(made)}.png"
        picture.save(target / made[file], "PNG")
    return made, problems


def photo_file(edition: Edition, speaker: Contribution, person: Person | None) -> str | None:
    """The photo of a speaker, below the data folder: the talk's own goes before the person's."""
    if speaker.photo:
        return f"{edition.key}/{speaker.photo}"
    return person.photo if person else None


def logo_file(edition: Edition, sponsor: Sponsor) -> str | None:
    """The logo of a sponsor, below the data folder."""
    return f"{edition.key}/{sponsor.logo}" if sponsor.logo else None


def _named(
    catalogue: Catalogue, edition: Edition
) -> Iterator[tuple[str, tuple[str | int, ...], str, str, tuple[int, int]]]:
    """Yield (record, steps, file as named, file below data, most pixels) for each image."""
    for talk in edition.talks:
        for index, speaker in enumerate(talk.speakers):
            person = catalogue.person(speaker)
            file = photo_file(edition, speaker, person)
            if speaker.photo and file:
                yield talk.key, ("speakers", index, "photo"), speaker.photo, file, _PHOTO
            elif person and file:
                yield person.key, ("photo",), file, file, _PHOTO
    for index, sponsor in enumerate(edition.sponsors):
        file = logo_file(edition, sponsor)
        if sponsor.logo and file:
            yield edition.key, ("sponsors", index, "logo"), sponsor.logo, file, _LOGO


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
