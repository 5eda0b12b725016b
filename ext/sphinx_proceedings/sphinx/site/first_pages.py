"""First pages of papers' PDFs as pictures beside their pages, kept by content between builds."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from PIL import Image

from sphinx_proceedings.loading.reading_cache import cache_folder
from sphinx_proceedings.model.records.papers import Paper, ResourceType
from sphinx_proceedings.pdf_audit.reading.page_pictures import first_page
from sphinx_proceedings.sphinx.site.photos import FOLDER, Picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_proceedings.model.catalogue import Catalogue

WIDTHS = (240, 480)
"""Pixels: as it is shown, and for screens of two pixels a point and for cards."""
_RECIPE = "1"  # to be raised when the same PDF is to give other files
_QUALITY = 60


def pdf_of(paper: Paper) -> str | None:
    """Return the paper's own PDF below the data folder, unless it was withdrawn."""
    if paper.withdrawn:
        return None
    files = (one.file for one in paper.resources if one.type is ResourceType.PDF and one.file)
    name = next(files, None)
    return f"{paper.edition_key}/{name}" if name else None


def make_first_pages(
    catalogue: Catalogue, root: Path, outdir: Path, most: int
) -> Iterator[tuple[str, Picture]]:
    """Write the pictures of at most *most* papers; yield each by its PDF's path below *root*."""
    names = [name for paper in catalogue.papers.values() if (name := pdf_of(paper))]
    if len(names) > most:
        return
    cache = cache_folder()
    for name in dict.fromkeys(names):
        made = _made(root / name, cache)
        if made is None:
            continue
        digest, pictures, height = made
        files = tuple((width, f"{FOLDER}/{digest}-{width}.webp") for width in WIDTHS)
        (outdir / FOLDER).mkdir(parents=True, exist_ok=True)
        for (_, file), content in zip(files, pictures, strict=True):
            (outdir / file).write_bytes(content)
        yield name, Picture(files=files, width=WIDTHS[0], height=height)


def _made(path: Path, cache: Path | None) -> tuple[str, list[bytes], int] | None:
    """Return digest, pictures and the height of the smaller one; None when there is no picture."""
    try:
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    digest = hashlib.sha256(f"{_RECIPE} page {content}".encode()).hexdigest()[:20]
    places = [cache / "pages" / f"{digest}-{width}.webp" for width in WIDTHS] if cache else []
    try:
        pictures = [place.read_bytes() for place in places] or _drawn(path)
    except OSError:
        pictures = _drawn(path)
        _keep(places, pictures)
    if not pictures:
        return None
    with Image.open(io.BytesIO(pictures[0])) as image:
        return digest, pictures, image.height


def _drawn(path: Path) -> list[bytes]:
    large = first_page(path, WIDTHS[-1])
    if large is None:
        return []
    made = []
    for width in WIDTHS:
        size = (width, max(1, round(large.height * width / large.width)))
        stream = io.BytesIO()
        large.resize(size, Image.Resampling.LANCZOS).save(stream, "WEBP", quality=_QUALITY)
        made.append(stream.getvalue())
    return made


def _keep(places: list[Path], pictures: list[bytes]) -> None:
    try:
        for place, content in zip(places, pictures, strict=False):
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_suffix(".part")
            part.write_bytes(content)
            part.replace(place)
    except OSError:  # a cache that cannot be written costs time, nothing else
        return
