"""Camera-ready PDFs, looked at before they are used: whole, readable, of a sane size."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.loading.files.pdf_soundness import pdf_fault
from sphinx_proceedings.loading.files.unread_pdfs import unread_fault
from sphinx_proceedings.model.problems import Problem, Severity
from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.volume.pdf.content_scan import MOST_BYTES, decoded
from sphinx_proceedings.volume.pdf.normalising import normalise
from sphinx_proceedings.volume.pdf.pdf_objects import is_stream, streams
from sphinx_proceedings.volume.pdf.rasterising import rasterised
from sphinx_proceedings.volume.pdf.stream_limits import stream_fault
from sphinx_proceedings.volume.typst.typesetting import need
from sphinx_proceedings.volume.volume_problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper

MOST_PAGES = 2000
_MOST_FAULTS = 3  # in one message
_LEAST_SIDE, _MOST_SIDE = 72.0, 14_400.0  # one inch; the limit of ISO 32000-1, C.2


@dataclass(frozen=True, slots=True)
class CameraReady:
    """A usable PDF; ``fault`` says what keeps it from being archival, empty when nothing does."""

    path: Path
    count: int
    fault: str
    changes: tuple[str, ...] = ()
    """What is changed in the copy of it so that the volume can be PDF/A."""
    copy: Path | None = None
    """The copy with those changes, if it was asked for."""
    rasterised: str = ""
    """Why its pages are pictures in the copy; empty when they are not."""


class UnusableError(Exception):
    """Why a PDF cannot be put into the volume, and what to do about it."""


def camera_ready(
    catalogue: Catalogue,
    edition: Edition,
    data: Path,
    *,
    copies: Path | None = None,
    rasterise: bool = False,
) -> tuple[dict[str, CameraReady], list[Problem]]:
    """Inspect the camera-ready PDF of each paper of *edition* below the folder *data*.

    Copies that may be part of a PDF/A file go into the folder *copies*; with *rasterise* they are
    pictures of their pages where nothing else makes them so. Returns those that can be used by
    the paper's id, and a warning about each of the others.
    """
    usable: dict[str, CameraReady] = {}
    problems = []
    for paper in edition.papers:
        for index, name in _files(paper):
            place = catalogue.locate(paper.key, "resources", index, "file")
            try:
                copy = copies / f"{len(usable)}.pdf" if copies else None
                found = inspect(data / edition.key / name, copy, rasterise=rasterise)
            except UnusableError as error:
                problems.append(
                    Problem(
                        place,
                        Code.UNUSABLE_PDF,
                        f"{name!r} {error}",
                        Severity.WARNING,
                        "the volume has the paper's abstract instead",
                    )
                )
                continue
            usable[paper.id] = found
            if found.changes:
                message = f"the copy of {name!r} was made archival: {', '.join(found.changes)}"
                problems.append(Problem(place, Code.NORMALISED, message, Severity.NOTE))
            if found.rasterised:
                message = f"the pages of {name!r} are pictures in the volume: {found.rasterised}"
                problems.append(Problem(place, Code.RASTERISED, message, Severity.WARNING))
            if found.fault:
                message = f"{name!r} keeps the volume from being PDF/A: {found.fault}"
                hint = "correct it, or let --rasterise make pictures of its pages"
                problems.append(Problem(place, Code.NOT_ARCHIVAL, message, Severity.WARNING, hint))
    return usable, problems


def _files(paper: Paper) -> Iterator[tuple[int, str]]:
    """The first resource that is the paper's own PDF, with its place in the list."""
    for index, resource in enumerate(paper.resources):
        if resource.type is ResourceType.PDF and resource.file:
            yield index, resource.file
            return


def inspect(path: Path, copy: Path | None = None, *, rasterise: bool = False) -> CameraReady:
    """Look at one PDF, and write its copy for the volume to *copy*.

    Raises:
        UnusableError: it cannot be put in.
    """
    pikepdf = need("pikepdf")
    _whole(path)
    try:
        with pikepdf.open(path) as pdf:
            return _looked_at(path, pdf, copy, rasterise=rasterise)
    except pikepdf.PasswordError:
        raise UnusableError("asks for a password; save it without one") from None
    except UnusableError:
        raise
    except Exception as error:  # a file of somebody else's may make a library do anything
        raise UnusableError(f"is broken ({_first_line(error)}); export it again") from error


def _looked_at(path: Path, pdf: Any, copy: Path | None, *, rasterise: bool) -> CameraReady:
    count = len(pdf.pages)
    if count == 0:
        raise UnusableError("has no pages; export it again")
    if count > MOST_PAGES:
        raise UnusableError(f"has {count} pages, more than {MOST_PAGES}")
    if hostile := stream_fault(pdf):
        raise UnusableError(hostile)
    for number, page in enumerate(pdf.pages, 1):
        _check_page(page, number)
    outcome = normalise(pdf)
    fault = "; ".join(outcome.faults[:_MOST_FAULTS])
    if copy is None:
        return CameraReady(path, count, fault, outcome.changes)
    if fault and rasterise:
        copy.write_bytes(rasterised(path))
        return CameraReady(path, count, "", (), copy, fault)
    plain = need("pikepdf").StreamDecodeLevel.none
    pdf.save(copy, compress_streams=False, stream_decode_level=plain)
    return CameraReady(path, count, fault, outcome.changes, copy)


def _whole(path: Path) -> None:
    """Raise unless the file begins and ends as a PDF does."""
    try:
        fault = pdf_fault(path)
    except OSError as error:
        raise UnusableError(f"cannot be read ({error.strerror})") from error
    if fault:
        raise UnusableError(fault)
    if fault := unread_fault(path):
        raise UnusableError(fault)


def _check_page(page: Any, number: int) -> None:
    box = [float(side) for side in page.trimbox]
    if len(box) != 4 or not all(map(math.isfinite, box)):
        raise UnusableError(f"has an impossible page size on page {number}; export it again")
    for side in (abs(box[2] - box[0]), abs(box[3] - box[1])):
        if not _LEAST_SIDE <= side <= _MOST_SIDE:
            raise UnusableError(
                f"has a page of {side:g} points on page {number}; export it in A4 or Letter"
            )
    for part in streams(page.obj.get("/Contents")):
        if not is_stream(part):
            raise UnusableError(f"lacks the contents of page {number}; export it again")
        if len(decoded(part)) >= MOST_BYTES:
            raise UnusableError(f"unpacks to {MOST_BYTES} bytes and more on page {number}")
    form = page.as_form_xobject()  # what the volume does with it must not fail there
    numbers = [float(v) for v in (*form.BBox, *form.get("/Matrix", ()))]
    if not all(map(math.isfinite, numbers)):
        raise UnusableError(f"has an impossible page size on page {number}; export it again")


def _first_line(error: BaseException) -> str:
    """What a library says, in one line and without the name of the file."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text.rpartition(": ")[2][:120]
