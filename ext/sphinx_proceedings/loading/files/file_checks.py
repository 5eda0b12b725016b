"""Check the files that data names: there, inside the data folder, and of a kind to publish."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.loading.files.image_metadata import DamagedImageError, without_metadata
from sphinx_proceedings.loading.files.offered_kinds import offered_fault
from sphinx_proceedings.loading.files.pdf_soundness import pdf_fault
from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.model.problems import Problem, Severity
from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.model.records.pdf_decisions import PdfState
from sphinx_proceedings.model.traversal import contributions
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition, Series


IMAGES = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}
"""Endings of photos and logos with their first bytes; SVG may carry scripts and is refused."""

MAX_IMAGE_BYTES = 20 * 1024 * 1024
MAX_FILE_BYTES = 500 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 20_000
"""Pixels; a picture of one column takes ten times the memory of a square one."""


class Use(Enum):
    """What a file is for."""

    IMAGE = "image"
    """A photo or logo, which pages show."""
    PAPER = "paper"
    """A paper's own PDF, without which the paper is published all the same."""
    PDF = "pdf"
    """Another PDF, a volume say, which libraries keep."""
    OFFER = "offer"
    """Anything else, for a reader to take."""


class UnusablePdf(NamedTuple):
    """A PDF that a paper names and that is not there or cannot be used."""

    paper: str
    """Key of the paper."""
    place: int
    """Its place among the paper's resources."""
    name: str
    is_awaited: bool
    """Whether the record says so itself."""


class _Named(NamedTuple):
    """A file that data names: by which value, and below which folder of the data."""

    key: str
    steps: tuple[str | int, ...]
    folder: str
    name: str
    use: Use


def file_problems(catalogue: Catalogue, root: Path) -> Iterator[Problem]:
    """Yield a problem for each named file that cannot be published."""
    for named in _all_named(catalogue):
        message = _wrong(root, named)
        if message:
            place = catalogue.locate(named.key, *named.steps)
            yield error(place, Code.BAD_FILE, f"file {shown(named.name)} {message}")


def pdf_problems(catalogue: Catalogue, root: Path) -> tuple[list[UnusablePdf], list[Problem]]:
    """Return the PDFs of papers that are not there or cannot be used, and what is to be said.

    A warning once the edition is published, and a note before. Of a PDF that is awaited nothing is
    said until then.
    """
    unusable: list[UnusablePdf] = []
    problems: list[Problem] = []
    for edition in catalogue.editions.values():
        published = edition.status.is_over
        severity = Severity.WARNING if published else Severity.NOTE
        for paper in edition.papers:
            if published and paper.pdf is PdfState.AWAITED:
                place = catalogue.locate(paper.key, "pdf")
                text = f"the PDF of paper {paper.id} is still awaited, and the edition is published"
                problems.append(Problem(place, Code.UNUSABLE_PDF, text, severity, "add it"))
        for steps, name, use in files_of(edition):
            named = _Named(edition.key, steps, edition.key, name, use)
            if use is not Use.PAPER or _path_fault(root, named):
                continue
            message = _pdf_fault(root, named)
            if not message:
                continue
            paper = edition.papers[int(steps[1])]
            awaited = paper.pdf is PdfState.AWAITED
            unusable.append(UnusablePdf(paper.key, int(steps[3]), name, awaited))
            if not awaited:
                place = catalogue.locate(named.key, *named.steps)
                text = f"file {shown(name)} {message}"
                hint = "until then the paper is published without it"
                problems.append(Problem(place, Code.UNUSABLE_PDF, text, severity, hint))
    return unusable, problems


def _pdf_fault(root: Path, named: _Named) -> str:
    """Say why a paper's PDF, whose path is in order, is not there or cannot be used."""
    path = root / named.folder / named.name
    try:
        return pdf_fault(path) if path.exists() else "does not exist yet; add it"
    except OSError as failure:
        return f"cannot be read: {failure.strerror}"


def _all_named(catalogue: Catalogue) -> Iterator[_Named]:
    for person in catalogue.people.values():
        if person.photo:
            yield _Named(person.key, ("photo",), "", person.photo, Use.IMAGE)
    for series in catalogue.series.values():
        for step, name in _brand_files(series):
            yield _Named(series.key, step, series.key, name, Use.IMAGE)
    for edition in catalogue.editions.values():
        for step, name, use in files_of(edition):
            yield _Named(edition.key, step, edition.key, name, use)


def _brand_files(owner: Series | Edition) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("logo", "logo_dark", "banner") if owner.brand else ():
        if file := getattr(owner.brand, name):
            yield ("brand", name), file


def files_of(edition: Edition) -> Iterator[tuple[tuple[str | int, ...], str, Use]]:
    """Yield each file that *edition* names: the steps to its name, the name, what it is for."""
    yield from ((steps, name, Use.IMAGE) for steps, name in _brand_files(edition))
    for steps, contribution in contributions(edition):
        if contribution.photo:
            yield (*steps, "photo"), contribution.photo, Use.IMAGE
    for table in ("papers", "talks", "panels"):
        for index, record in enumerate(getattr(edition, table)):
            for at, resource in enumerate(record.resources):
                if resource.file:
                    use = Use.PDF if resource.type is ResourceType.PDF else Use.OFFER
                    if use is Use.PDF and table == "papers" and resource.file.endswith(".pdf"):
                        use = Use.PAPER
                    yield (table, index, "resources", at, "file"), resource.file, use
    for index, paper in enumerate(edition.papers):
        for at, notice in enumerate(paper.notices):
            if notice.file:
                yield ("papers", index, "notices", at, "file"), notice.file, Use.OFFER
    for index, sponsor in enumerate(edition.sponsors):
        for name, file in (("logo", sponsor.logo), ("logo_dark", sponsor.logo_dark)):
            if file:
                yield ("sponsors", index, name), file, Use.IMAGE
    if edition.volume and edition.volume.file:
        yield ("volume", "file"), edition.volume.file, Use.PDF


def _wrong(root: Path, named: _Named) -> str:
    """Say what is wrong with a file; empty when nothing is."""
    try:
        if fault := _path_fault(root, named):
            return fault
        file = root / named.folder / named.name
        if named.use is Use.PAPER and (not file.exists() or pdf_fault(file)):
            return ""  # `pdf_problems` tells of it
        if not file.exists():
            return "does not exist; add it or remove the key"
        if named.use is Use.IMAGE:
            return _wrong_image(file)
        is_pdf = named.use in {Use.PAPER, Use.PDF}
        return _wrong_size(file) or offered_fault(named.name, file, pdf=is_pdf)
    except OSError as failure:
        return f"cannot be read: {failure.strerror}"


def _path_fault(root: Path, named: _Named) -> str:
    """Say what is wrong with where a file is said to be."""
    name = named.name
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        return "must be a path below the data folder, with forward slashes; correct it"
    file = root
    for part in (*PurePosixPath(named.folder).parts, *path.parts):
        file = file / part
        if file.is_symlink():
            return "leads through a symbolic link; put the file itself here"
    return "is a folder; name a file in it" if file.is_dir() else ""


def _wrong_image(file: Path) -> str:
    ending, size = file.suffix.lower(), file.stat().st_size
    if ending not in IMAGES:
        return f"must be one of {', '.join(sorted(IMAGES))} (SVG is not accepted)"
    if size > MAX_IMAGE_BYTES:
        return f"is larger than {MAX_IMAGE_BYTES // 2**20} MiB; make it smaller"
    with file.open("rb") as stream:
        head = stream.read(16)
    if not head.startswith(IMAGES[ending]) or (ending == ".webp" and head[8:12] != b"WEBP"):
        return f"is not the {ending[1:].upper()} image that its ending says; convert it"
    from PIL import Image  # noqa: PLC0415 - most data names no image

    try:
        # The head tells the size; nothing is unpacked.
        with Image.open(file) as opened:
            width, height = opened.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "is a damaged or gigantic image; export it again"
    if width * height > MAX_PIXELS:
        return f"has {width} × {height} pixels, more than {MAX_PIXELS}; make it smaller"
    if max(width, height) > MAX_SIDE:
        return f"has {width} × {height} pixels, more than {MAX_SIDE} on a side; make it smaller"
    try:
        without_metadata(file.read_bytes())
    except DamagedImageError:
        return "is a damaged image; export it again"
    return ""


def _wrong_size(file: Path) -> str:
    size = file.stat().st_size
    if size == 0:
        return "is empty; add its content or remove the key"
    if size > MAX_FILE_BYTES:
        return f"is larger than {MAX_FILE_BYTES // 2**20} MiB; publish it elsewhere, give its url"
    return ""
