"""Make archives: gather the parts of one, describe them, seal them in a bag, and pack it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings import __version__
from sphinx_proceedings.archive import bag, readme, zenodo_deposit
from sphinx_proceedings.archive.archive_error import ArchiveError
from sphinx_proceedings.archive.archive_exports import write_metadata
from sphinx_proceedings.archive.crate import write_crate
from sphinx_proceedings.archive.epub.epub_book import write_epub
from sphinx_proceedings.archive.folder_packing import pack
from sphinx_proceedings.archive.site_build import build_pages
from sphinx_proceedings.archive.source_files import write_edition_sources, write_site_sources
from sphinx_proceedings.archive.subject import Subject, of_edition, of_site
from sphinx_proceedings.archive.verification.file_check import ENDING, digest_line
from sphinx_proceedings.exporting.protocol import ExportContext, Selection
from sphinx_proceedings.folders.scratch import scratch_folder
from sphinx_proceedings.loading.frozen_editions import FrozenFileError, archival
from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.volume import VolumeError, make_volume

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_proceedings.loading.data_sources import Sources
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What archives are made from."""

    catalogue: Catalogue
    sources: Sources
    docs: Path
    """Folder of conf.py."""
    title: str
    """Title of the site."""
    base_url: str | None = None
    """Public address of the site."""
    export_options: Mapping[str, str] = field(default_factory=dict)
    """What formats ask for besides the data, such as who deposits."""

    @property
    def settings(self) -> dict[str, str]:
        """What the pages are told besides conf.py."""
        data = {"proceedings_data": str(self.sources.root.resolve())}
        return {**data, "html_baseurl": self.base_url} if self.base_url else data


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was made."""

    path: Path
    epub: Path | None
    notes: tuple[str, ...]
    """What was left out or is uncertain, and warnings of the pages' build."""


@dataclass(slots=True)
class _Staging:
    """The folder that becomes the zip, and what is noted on the way."""

    folder: Path
    notes: readme.Notes = field(default_factory=readme.Notes)
    warnings: list[str] = field(default_factory=list)

    @property
    def payload(self) -> Path:
        return self.folder / bag.PAYLOAD

    @property
    def told(self) -> tuple[str, ...]:
        """All of it, for who made the archive."""
        return (*self.notes.absent, *self.notes.warnings, *self.warnings)


def build_edition_archive(project: Project, edition: Edition, target: Path) -> Archive:
    """Write ``<series>-<year>.zip``, its digest and ``.epub`` into the folder *target*.

    Raises ArchiveError; the files of an earlier run stay as they were.
    """
    try:
        alone = archival(project.catalogue, edition, project.sources.root)
    except FrozenFileError as failure:
        raise ArchiveError(f"{failure.place}: {failure}") from failure
    subject = of_edition(alone, edition, project.base_url)
    with scratch_folder("archive") as scratch:
        staging = _Staging(Path(scratch))
        pages = staging.payload / "html"
        staging.warnings += build_pages(
            project.docs, pages, subject.date, project.settings, edition.key
        )
        _write_pdfs(staging, project, alone, edition, staging.payload / "pdf")
        book = staging.payload / "epub" / f"{subject.name}.epub"
        write_epub(book, alone, edition, subject, project.base_url)
        selections = [("", Selection.of_edition(alone, edition))]
        _write_metadata(staging, project, alone, selections)
        source = staging.payload / "source"
        write_edition_sources(source, project.sources, alone, project.docs)
        path = _seal(staging, subject, target)
        epub = target / book.name
        shutil.copyfile(book, epub)
    return Archive(path, epub, staging.told)


def build_site_archive(project: Project, target: Path) -> Archive:
    """Write ``site.zip``, with all editions, into the folder *target*; raises ArchiveError."""
    catalogue = project.catalogue
    subject = of_site(catalogue, project.title, project.base_url)
    with scratch_folder("archive") as scratch:
        staging = _Staging(Path(scratch))
        pages = staging.payload / "html"
        staging.warnings += build_pages(project.docs, pages, subject.date, project.settings)
        selections = [("", Selection.of_site(catalogue))]
        for edition in catalogue.editions.values():
            name = edition.key.replace("/", "-")
            selections.append((f"{name}/", Selection.of_edition(catalogue, edition)))
            _write_pdfs(staging, project, catalogue, edition, staging.payload / "pdf" / name)
            about = of_edition(catalogue, edition, project.base_url)
            book = staging.payload / "epub" / f"{name}.epub"
            write_epub(book, catalogue, edition, about, project.base_url)
        _write_metadata(staging, project, catalogue, selections)
        write_site_sources(staging.payload / "source", project.sources, catalogue)
        path = _seal(staging, subject, target)
    return Archive(path, None, staging.told)


def _write_metadata(
    staging: _Staging,
    project: Project,
    catalogue: Catalogue,
    selections: Iterable[tuple[str, Selection]],
) -> None:
    context = ExportContext(
        catalogue=catalogue, base_url=project.base_url, options=project.export_options
    )
    staging.notes.add(write_metadata(staging.payload / "metadata", context, selections))


def _write_pdfs(
    staging: _Staging, project: Project, catalogue: Catalogue, edition: Edition, folder: Path
) -> None:
    """Copy the papers' own PDFs, and copy or make the volume."""
    data = project.sources.root / edition.key
    for name, file in _pdfs(catalogue, edition):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data / file, folder / name)
    if catalogue.published_edition(edition).file:
        return
    name = f"{edition.key.replace('/', '-')}.pdf"
    try:
        volume = make_volume(catalogue, edition, project.sources.root)
    except VolumeError as failure:
        staging.notes.absent.append(f"{name} (the volume) is not here: {failure}")
        return
    # Without their places: those are written as seen from the current folder, and move.
    if volume.pdf is None:
        errors = [p.message for p in volume.problems if p.severity is Severity.ERROR]
        said = (f"{name} (the volume) is not here: {message}" for message in errors)
        staging.notes.absent += dict.fromkeys(said)
        return
    said = (f"{name} (the volume): {problem.message}" for problem in volume.problems)
    staging.notes.warnings += dict.fromkeys(said)
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath(name).write_bytes(volume.pdf)


def _pdfs(catalogue: Catalogue, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield (name in the archive, file of the edition) for each PDF that was handed in.

    What was withdrawn is not kept.
    """
    volume = catalogue.published_edition(edition).file
    if volume:
        yield f"{edition.key.replace('/', '-')}.pdf", volume
    for paper in edition.papers:
        resources = catalogue.published(paper).resources
        files = [r.file for r in resources if r.type is ResourceType.PDF and r.file]
        for number, file in enumerate(files, 1):
            yield f"papers/{paper.id}{f'-{number}' if number > 1 else ''}.pdf", file


def _seal(staging: _Staging, subject: Subject, target: Path) -> Path:
    """Describe what was gathered, make a bag of it and pack it."""
    deposit, missing = zenodo_deposit.deposit(subject)
    metadata = staging.payload / "metadata"
    metadata.mkdir(parents=True, exist_ok=True)
    metadata.joinpath(zenodo_deposit.NAME).write_bytes(deposit)
    parts = [path.name for path in staging.payload.iterdir() if path.is_dir()]
    text = readme.readme(subject, parts, staging.notes, missing)
    staging.folder.joinpath(readme.NAME).write_text(text, encoding="utf-8", newline="\n")
    write_crate(staging.payload, subject)
    info = [
        ("Source-Organization", subject.publisher or ", ".join(a.display for a in subject.agents)),
        ("External-Description", subject.title),
        ("External-Identifier", subject.doi or subject.url or subject.key),
        ("Bag-Software-Agent", f"sphinx-proceedings {__version__}"),
    ]
    bag.make_bag(staging.folder, [(name, value) for name, value in info if value])
    path = target / f"{subject.name}.zip"
    pack(staging.folder, path, subject.date)
    beside = path.with_name(path.name + ENDING)
    beside.write_text(digest_line(path), encoding="utf-8", newline="\n")
    return path
