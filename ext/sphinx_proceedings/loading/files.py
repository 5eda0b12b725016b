"""Check the files that data names: there, inside the data folder, and what their ending says."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.codes import Code
from sphinx_proceedings.model.problems import Problem
from sphinx_proceedings.model.walking import contributions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.editions import Edition

    Steps = tuple[str | int, ...]

IMAGES = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}
"""Endings of photos and logos with their first bytes; SVG may carry scripts and is refused."""

MAX_IMAGE_BYTES = 20 * 1024 * 1024
MAX_FILE_BYTES = 500 * 1024 * 1024


def file_problems(catalogue: Catalogue, root: Path) -> Iterator[Problem]:
    """Yield a problem for each named file that cannot be published."""
    for key, steps, base, name, image in _named(catalogue):
        message = _wrong(root, root / base, name, image=image)
        if message:
            place = catalogue.locate(key, *steps)
            yield Problem(place, Code.MISSING_FILE, f"file {name!r}: {message}")


def _named(catalogue: Catalogue) -> Iterator[tuple[str, Steps, str, str, bool]]:
    """Yield (record, steps, folder, name, is an image) for each file that data names."""
    for person in catalogue.people.values():
        if person.photo:
            yield person.key, ("photo",), "", person.photo, True
    for edition in catalogue.editions.values():
        base = edition.key
        for record in (edition, *edition.talks, *edition.panels, *edition.papers):
            skip = ("papers", "talks", "panels", "sessions") if record is edition else ()
            for steps, contribution in contributions(record, *skip):
                if contribution.photo:
                    yield record.key, (*steps, "photo"), base, contribution.photo, True
        for record in (*edition.papers, *edition.talks, *edition.panels):
            for index, resource in enumerate(record.resources):
                if resource.file:
                    yield record.key, ("resources", index, "file"), base, resource.file, False
        yield from _of_edition(edition)


def _of_edition(edition: Edition) -> Iterator[tuple[str, Steps, str, str, bool]]:
    for index, sponsor in enumerate(edition.sponsors):
        for name in ("logo", "logo_dark"):
            file = getattr(sponsor, name)
            if file:
                yield edition.key, ("sponsors", index, name), edition.key, file, True
    for paper in edition.papers:
        for index, notice in enumerate(paper.notices):
            if notice.file:
                yield paper.key, ("notices", index, "file"), edition.key, notice.file, False
    if edition.volume and edition.volume.file:
        yield edition.key, ("volume", "file"), edition.key, edition.volume.file, False


def _wrong(root: Path, folder: Path, name: str, *, image: bool) -> str:
    """Say what is wrong with a file; empty when nothing is."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        return "must be a path below the data folder, with forward slashes; correct it"
    file = folder / path
    inside = root.resolve()
    if not file.exists():
        return "does not exist; add it or remove the key"
    links = [file, *(p for p in file.parents if p != root and inside in p.resolve().parents)]
    if any(part.is_symlink() for part in links) or inside not in file.resolve().parents:
        return "leads out of the data folder through a symbolic link; put the file itself here"
    if not file.is_file():
        return "is not a file"
    size = file.stat().st_size
    if size == 0:
        return "is empty"
    with file.open("rb") as stream:
        head = stream.read(1024)
    ending = path.suffix.lower()
    if image:
        if ending not in IMAGES:
            return f"must be one of {', '.join(sorted(IMAGES))} (SVG is not accepted)"
        if size > MAX_IMAGE_BYTES:
            return f"is larger than {MAX_IMAGE_BYTES} bytes; make it smaller"
        if not head.startswith(IMAGES[ending]) or (ending == ".webp" and head[8:12] != b"WEBP"):
            return f"is not the {ending[1:].upper()} image that its ending says; convert it"
    elif size > MAX_FILE_BYTES:
        return f"is larger than {MAX_FILE_BYTES} bytes; publish it elsewhere and give its url"
    elif ending == ".pdf" and b"%PDF-" not in head:
        return "is not a PDF, whatever its ending says; export it again"
    return ""
