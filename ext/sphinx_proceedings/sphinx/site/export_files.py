"""The files with metadata that a site has: of all its data, of an edition, of a record.

They are computed here and written in `publishing`; pages list them. What a format cannot say is
not offered; `proceedings export` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_proceedings.exporting.protocol import Exporter, ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.folders.zip_writing import zipped
from sphinx_proceedings.model.addresses import METADATA_FOLDER
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.phase_times import phase
from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.domain import ProceedingsDomain
from sphinx_proceedings.sphinx.site.citation_files import (
    FORMATS,
    ShownCitation,
    citations,
    unshown,
)
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.records.papers import Paper, Talk

_SHOWN = frozenset(exporter.name for exporter in FORMATS)
_RECENT = 64
"""Records whose further files are kept: a page and these are made by one process, one soon after
the other, and what thousands of records need would fill the memory."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file with metadata: title and media type of its format, its path below the site's root."""

    title: str
    media_type: str
    path: str
    size: int
    """Its length in bytes."""
    content: bytes
    """Nothing once it was written: pages say how large a file is, and all would fill the memory."""

    @property
    def name(self) -> str:
        """The name of the file in its folder."""
        return self.path.rpartition("/")[2]


class ExportFiles:
    """The export files of one build, each made when first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._of_editions: dict[str, tuple[ExportFile, ...]] = {}
        self.of_record: Callable[[Paper | Talk], tuple[ExportFile, ...]] = lru_cache(_RECENT)(
            self._of_record
        )

    @classmethod
    def from_app(cls, app: Sphinx) -> ExportFiles:
        """Make those of a build."""
        return cls(Site.of(app))

    @classmethod
    def of(cls, app: Sphinx) -> ExportFiles:
        """Return the one of this build."""
        return ProceedingsDomain.of(app.env).view(cls, app)

    @cached_property
    def further_formats(self) -> tuple[Exporter, ...]:
        """Exporters of records that conf.py asks for, besides those for citing.

        Raises:
            ConfigError: conf.py names a format, or an option of one, that there is not.
        """
        return configured_exporters(self.site.settings)

    def of_edition(self, edition: Edition | None) -> tuple[ExportFile, ...]:
        """Return what the formats say of *edition*, or of the whole site, by title."""
        only = self.site.settings.only
        if edition is None and only:
            # Where one edition is built alone, as for its archive, both would be the same.
            edition = self.site.catalogue.editions[only]
        key = edition.key if edition else ""
        if key not in self._of_editions:
            with phase("exports"):
                self._of_editions[key] = _files_of(self.site, edition)
        return self._of_editions[key]

    def expect(self, edition: Edition | None, sizes: Mapping[str, int]) -> None:
        """Take what `of_edition` returns from the sizes of the files that there are, by path."""
        self._of_editions[edition.key if edition else ""] = tuple(
            ExportFile(offer.title, offer.media_type, offer.path, sizes[offer.path], b"")
            for offer in offers(self.site, edition)
            if offer.path in sizes
        )

    def written_of_edition(self, edition: Edition | None) -> Iterator[ExportFile]:
        """Yield the files `of_edition` to be written, and forget what is in them."""
        files = self.of_edition(edition)
        yield from files
        for key, kept in self._of_editions.items():
            if kept is files:
                self._of_editions[key] = tuple(replace(file, content=b"") for file in files)
                return

    def _of_record(self, record: Paper | Talk) -> tuple[ExportFile, ...]:
        """Return a record's files in the formats that conf.py asks for."""
        context = self.site.export_context
        selection = Selection.of_record(context.catalogue, record)
        folder = record.key.rpartition("/")[0]
        found = []
        for exporter in self.further_formats:
            try:
                content = exporter.export(context, selection)
            except ExportError:
                continue
            path = f"{folder}/{record.id}{exporter.suffix}"
            title = self.site.language.gettext(exporter.title)
            found.append(ExportFile(title, exporter.media_type, path, len(content), content))
        return tuple(found)

    def further_files(self, record: Paper | Talk) -> list[tuple[str, str]]:
        """Return titles and names of a record's files that its page does not show."""
        return [*unshown(record), *((file.title, file.name) for file in self.of_record(record))]

    def citations(self, record: Paper | Talk) -> tuple[ShownCitation, ...]:
        """Return how a record is cited on its page."""
        with phase("exports"):
            return citations(self.site.export_context, record)


@dataclass(frozen=True, slots=True)
class Offer:
    """A format in which an edition, or the whole site, may have a file, and that file's path."""

    exporter: Exporter
    selection: Selection
    title: str
    media_type: str
    path: str

    def content(self, context: ExportContext) -> bytes:
        """Return what is in the file; ExportError if there is to be none."""
        content = self.exporter.export(context, self.selection)
        # A page for somebody else's site, with links to files that are not here, goes into a zip.
        return zipped({"index.html": content}) if self.exporter.media_type == _PAGE else content


_PAGE = "text/html"


def offers(site: Site, edition: Edition | None) -> tuple[Offer, ...]:
    """Return the formats for *edition*, or for the whole site, by title."""
    catalogue = site.catalogue
    if edition is None:
        selection, scope, folder = Selection.of_site(catalogue), Scope.SITE, METADATA_FOLDER
    else:
        selection, scope = Selection.of_edition(catalogue, edition), Scope.EDITION
        folder = f"{edition.key}/{METADATA_FOLDER}"
    name = selection.stem.rpartition("/")[2]
    found = []
    for exporter in exporters().values():
        if scope in exporter.scopes:
            path, media_type = f"{folder}/{name}{exporter.suffix}", exporter.media_type
            if media_type == _PAGE:
                path, media_type = f"{path}.zip", "application/zip"
            title = site.language.gettext(exporter.title)
            found.append(Offer(exporter, selection, title, media_type, path))
    return tuple(sorted(found, key=lambda offer: offer.title.casefold()))


def _files_of(site: Site, edition: Edition | None) -> tuple[ExportFile, ...]:
    found = []
    for offer in offers(site, edition):
        try:
            content = offer.content(site.export_context)
        except ExportError:
            continue
        found.append(ExportFile(offer.title, offer.media_type, offer.path, len(content), content))
    return tuple(found)


def configured_exporters(settings: Settings) -> tuple[Exporter, ...]:
    """Return the exporters of records that conf.py asks for; check what else it says of exports.

    Raises:
        ConfigError: there is no format, or no option, of a name that it gives.
    """
    try:
        check_options(settings.export_options)
        return further_formats(settings.formats)
    except ExportError as failure:
        raise ConfigError(str(failure)) from None


def further_formats(names: tuple[str, ...]) -> tuple[Exporter, ...]:
    """Return the exporters of records that the setting `formats` names, ``all`` for every one.

    Raises:
        ExportError: there is no format of that name.
    """
    known = exporters()
    wanted = list(known) if "all" in names else list(names)
    missing = [name for name in wanted if name not in known]
    if missing:
        msg = (
            f"proceedings_formats: there is no format {missing[0]!r}; there are {', '.join(known)}"
        )
        raise ExportError(msg)
    return tuple(
        known[name] for name in wanted if Scope.PAPER in known[name].scopes and name not in _SHOWN
    )


def check_options(given: Mapping[str, str]) -> None:
    """Check that the setting `export_options` names options that formats have.

    Raises:
        ExportError: no format has an option of that name.
    """
    known = sorted({name for exporter in exporters().values() for name in exporter.options})
    for name in given:
        if name not in known:
            raise ExportError(
                f"proceedings_export_options: no format has an option {name!r}; "
                f"there are {', '.join(known)}"
            )
