"""Offer every export beside the pages: of an edition, of the site, of a record, and the JSON API.

What a format refuses is not offered; `proceedings export` says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_proceedings.exporting.formats.web.api import overview_files, record_file
from sphinx_proceedings.exporting.protocol import ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.exporting.zip_files import zipped
from sphinx_proceedings.sphinx.head.meta_tags import export_context
from sphinx_proceedings.sphinx.output.file_writing import write_file
from sphinx_proceedings.sphinx.site.citation_files import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_proceedings.exporting.protocol import Exporter
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.records.people import Person
    from sphinx_proceedings.sphinx.config import Settings
    from sphinx_proceedings.sphinx.site.site import Site

SITE_FOLDER = "metadata"
"""Folder of the files about the whole site, and name of its page."""

_SHOWN = frozenset(exporter.name for exporter in FORMATS)


@dataclass(frozen=True, slots=True)
class Offer:
    """A file with metadata: title and media type of the format, path below the site's root."""

    title: str
    media_type: str
    path: str
    size: int
    content: bytes


def offers(site: Site, edition: Edition | None) -> tuple[Offer, ...]:
    """Return what the formats say of *edition*, or of the whole site.

    Where one edition is built alone, as for its archive, the files of both would be the same.
    """
    context = export_context(site)
    if edition is None and site.settings.only:
        return site.offers(site.catalogue.editions[site.settings.only])
    if edition is None:
        selection, scope = Selection.of_site(context.catalogue), Scope.SITE
    else:
        selection, scope = Selection.of_edition(context.catalogue, edition), Scope.EDITION
    name = selection.stem.rpartition("/")[2]
    folder = SITE_FOLDER if edition is None else f"{edition.key}/{SITE_FOLDER}"
    found = []
    for exporter in exporters().values():
        if scope not in exporter.scopes:
            continue
        try:
            content = exporter.export(context, selection)
        except ExportError:
            continue
        path, media_type = f"{folder}/{name}{exporter.suffix}", exporter.media_type
        if media_type == "text/html":
            # A page for somebody else's site, beside files that are not here: no page of this one.
            content = zipped({"index.html": content})
            path, media_type = f"{path}.zip", "application/zip"
        found.append(Offer(exporter.title, media_type, path, len(content), content))
    return tuple(sorted(found, key=lambda offer: offer.title.casefold()))


def record_formats(site: Site, record: Paper | Talk) -> Iterator[tuple[Exporter, str]]:
    """Yield the further formats of a record that the setting `formats` asks for, and their files.

    The ones that its page shows for citing are not among them.
    """
    for exporter in site.further_formats:
        yield exporter, f"{record.id}{exporter.suffix}"


def write_record_formats(site: Site, record: Paper | Talk) -> tuple[tuple[str, str], ...]:
    """Write the further formats of a record; return the title and file name of each."""
    context = export_context(site)
    selection = Selection.of_record(context.catalogue, record)
    folder = record.key.rpartition("/")[0]
    written = []
    for exporter, name in record_formats(site, record):
        try:
            content = exporter.export(context, selection)
        except ExportError:
            continue
        write_file(f"{site.app.outdir}/{folder}/{name}", content)
        written.append((exporter.title, name))
    return tuple(written)


def asked_for(settings: Settings) -> tuple[Exporter, ...]:
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


def write_offers(site: Site, edition: Edition | None) -> None:
    """Write the files about *edition*, or about the whole site."""
    for offer in site.offers(edition):
        write_file(f"{site.app.outdir}/{offer.path}", offer.content)


def write_interface(site: Site, record: Paper | Talk | Person) -> None:
    """Write a record's file of the JSON interface."""
    path, content = record_file(export_context(site), record)
    write_file(f"{site.app.outdir}/{path}", content)


def write_overviews(site: Site) -> None:
    """Write the lists of the JSON interface (``api/v1``): index, series, editions, schema."""
    for path, content in overview_files(export_context(site)):
        write_file(f"{site.app.outdir}/{path}", content)
