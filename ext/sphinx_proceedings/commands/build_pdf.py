"""``proceedings build pdf``: the volume of each edition, and each paper with its stamp."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError, catalogue_reading
from sphinx_proceedings.commands.output_folders import refuse_output
from sphinx_proceedings.commands.shared_options import (
    add_data,
    add_editions,
    add_folder,
    generated_at,
)
from sphinx_proceedings.folders.scratch import scratch_folder

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from sphinx_proceedings.commands.shared_options import Subparsers
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.volume import Volume


def add(targets: Subparsers) -> None:
    """Add the target pdf."""
    parser = targets.add_parser(
        "pdf",
        help="the volumes of editions",
        description="Write the volume of each edition as a PDF for libraries: PDF/A, with every "
        "camera-ready PDF in it. One that is broken is named, and its paper has an abstract page.",
    )
    add_editions(parser)
    add_data(parser)
    add_folder(parser, "--output", "build/pdf", "where the PDFs go")
    parser.add_argument(
        "--record-pages",
        action="store_true",
        help="write the page numbers into pages.yaml beside the data, where they stay",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit status 1 when a published edition lacks the PDF of a paper",
    )
    parser.add_argument(
        "--rasterise",
        action="store_true",
        help="make pictures of the pages of a PDF that cannot be made PDF/A otherwise",
    )
    parser.add_argument(
        "--per-paper",
        action="store_true",
        help="write each camera-ready PDF too, stamped on its first page",
    )
    parser.add_argument(
        "--fonts",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with further fonts, for Chinese, Japanese and Korean say",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the volumes one by one; one that cannot be made does not keep the others back."""
    from sphinx_proceedings.volume import VolumeError

    refuse_output(options.output, options.data)
    for folder in options.fonts:
        if not folder.is_dir():
            raise CommandError(f"there is no folder {folder}; correct --fonts")
    catalogue, _ = catalogue_reading.read(options.data, "no volume was made", warnings=True)
    keys = dict.fromkeys(options.editions or catalogue.editions)
    moment = generated_at()
    editions = [catalogue_reading.edition(catalogue, key) for key in keys]
    try:
        made = [_make(options, catalogue, edition, moment) for edition in editions]
    except (VolumeError, OSError) as failure:
        raise CommandError(str(failure)) from None
    return 0 if all(made) else 1


def _make(
    options: argparse.Namespace,
    catalogue: Catalogue,
    edition: Edition,
    moment: dt.datetime | None,
) -> bool:
    from sphinx_proceedings.volume import make_volume, record_pages, stamped_papers

    volume = make_volume(
        catalogue,
        edition,
        options.data,
        fonts=options.fonts,
        generated_at=moment,
        rasterise=options.rasterise,
    )
    for problem in volume.problems:
        sys.stderr.write(f"{problem}\n")
    stem = edition.key.replace("/", "-")
    if volume.pdf is None:
        sys.stderr.write(f"proceedings: {stem}.pdf was not made\n")
        return False
    path = options.output / f"{stem}.pdf"
    _write(path, volume.pdf)
    sys.stdout.write(f"{path} ({len(volume.pdf) / 1e6:.1f} MB, {_standards(volume)})\n")
    if options.record_pages:
        last = {name: pages for name, pages in volume.pages.items() if name not in volume.awaited}
        if file := record_pages(edition, last, options.data):
            sys.stdout.write(f"{file}: commit it with the data\n")
    if options.per_paper:
        fonts = options.fonts
        for name, pdf in stamped_papers(
            catalogue, edition, options.data, volume.pages, fonts=fonts
        ):
            _write(options.output / stem / f"{name}.pdf", pdf)
    return not (options.strict and volume.awaited and _is_published(edition))


def _is_published(edition: Edition) -> bool:
    return edition.status.is_over


def _standards(volume: Volume) -> str:
    """Say what the file conforms to."""
    names = {"a-2a": "PDF/A-2a", "a-2b": "PDF/A-2b", "ua-1": "PDF/UA-1"}
    return " and ".join(names[name] for name in volume.standards) or "not PDF/A"


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in the place of the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(path.name, path.parent) as scratch:
        whole = scratch / path.name
        whole.write_bytes(content)
        whole.replace(path)
