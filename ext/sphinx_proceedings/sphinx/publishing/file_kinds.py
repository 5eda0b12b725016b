"""Kinds of files that are written besides pages: of a record, of an edition, of the whole site.

A kind is one entry of a table; what it yields is written by `generated_pages`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.exporting.formats.web.api import overview_files, record_file
from sphinx_proceedings.exporting.formats.web.markdown_records import MARKDOWN, llms_txt
from sphinx_proceedings.exporting.formats.web.signposting import LINKSET
from sphinx_proceedings.exporting.protocol import Selection
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Paper
from sphinx_proceedings.sphinx.search.search_page import has_search, index_files
from sphinx_proceedings.sphinx.site.citation_files import calendar_files, record_files
from sphinx_proceedings.sphinx.site.list_data import abstract_rows, list_files
from sphinx_proceedings.sphinx.site.looks import (
    brand_of,
    pattern,
    pattern_path,
    style,
    style_path,
    styled,
)

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.editions import Series
    from sphinx_proceedings.model.records.papers import Talk
    from sphinx_proceedings.model.records.people import Person
    from sphinx_proceedings.sphinx.site.export_files import ExportFiles

Files = Iterator[tuple[str, bytes]]
"""Path below the site's root and content of each file."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What files there are of a kind of subject."""

    name: str
    subjects: Callable[[ExportFiles], Iterable[Any]]
    files: Callable[[ExportFiles, Any], Files]
    reads_abstracts: bool = True
    """Whether files about an edition, or the site, have something of the abstracts of papers."""
    entries: Callable[[ExportFiles, Any, Paper], Files] | None = None
    """What files about an edition have of the abstract of a paper, with what tells it from the same
    of others; by path. None: they have to be made anew."""


@dataclass(frozen=True, slots=True)
class FileJob:
    """Files to be written: a kind and whose they are."""

    kind: FileKind
    subject: Any

    def files(self, exports: ExportFiles) -> Files:
        """Yield the files of this job."""
        return self.kind.files(exports, self.subject)


def key_of(subject: Any) -> str:
    """Return the key of a record; nothing for the whole site."""
    return "" if subject is None else str(subject.key)


def _cited(exports: ExportFiles) -> Iterable[Paper | Talk]:
    catalogue = exports.site.catalogue
    return (*catalogue.papers.values(), *catalogue.talks.values())


def _editions_and_site(exports: ExportFiles) -> Iterable[Edition | None]:
    return (None, *exports.site.catalogue.editions.values())


def _exported(exports: ExportFiles) -> Iterable[Edition | None]:
    """Editions, and None for the site; of an edition that is built alone both are the same."""
    site = exports.site
    if not site.settings.exports:
        return ()
    editions = tuple(site.catalogue.editions.values())
    return editions if site.settings.only else (None, *editions)


def _interface(exports: ExportFiles) -> Iterable[Paper | Talk | Person]:
    if not exports.site.settings.exports:
        return ()
    catalogue = exports.site.catalogue
    return (*_cited(exports), *catalogue.people.values())


def _citation_files(exports: ExportFiles, record: Paper | Talk) -> Files:
    return record_files(exports.site.export_context, record)


def _further(exports: ExportFiles) -> Iterable[Paper | Talk]:
    return _cited(exports) if exports.further_formats else ()


def _further_files(exports: ExportFiles, record: Paper | Talk) -> Files:
    for file in exports.of_record(record):
        yield file.path, file.content


def _interface_file(exports: ExportFiles, record: Paper | Talk | Person) -> Files:
    yield record_file(exports.site.export_context, record)


def _machine_files(exports: ExportFiles, subject: Paper | Talk | Edition | None) -> Files:
    """What programs read beside pages: Markdown, and a linkset where the site has an address."""
    context = exports.site.export_context
    if subject is None:
        yield "llms.txt", llms_txt(context, exports.site.title)
        return
    if isinstance(subject, Edition):
        selection = Selection.of_edition(context.catalogue, subject)
    else:
        selection = Selection.of_record(context.catalogue, subject)
    yield f"{subject.key}{MARKDOWN.suffix}", MARKDOWN.export(context, selection)
    withdrawn = isinstance(subject, Paper) and subject.withdrawn
    if context.base_url and not withdrawn:
        yield f"{subject.key}{LINKSET.suffix}", LINKSET.export(context, selection)


def _read_by_machines(exports: ExportFiles) -> Iterable[Paper | Talk | Edition | None]:
    if not exports.site.settings.exports:
        return ()
    return (*_editions_and_site(exports), *_cited(exports))


def _calendars(exports: ExportFiles, edition: Edition | None) -> Files:
    return calendar_files(exports.site.export_context, edition)


def _export_files(exports: ExportFiles, edition: Edition | None) -> Files:
    for file in exports.written_of_edition(edition):
        yield file.path, file.content


def _overviews(exports: ExportFiles, _: None) -> Files:
    yield from overview_files(exports.site.export_context)


def _looks(exports: ExportFiles, owner: Series | Edition | None) -> Files:
    catalogue = exports.site.catalogue
    yield pattern_path(owner), pattern(catalogue, owner)
    if owner is not None and owner in styled(catalogue):
        dark = exports.site.facts.has_default_theme
        yield style_path(owner), style(brand_of(catalogue, owner), dark_unscripted=dark)


def _owners(exports: ExportFiles) -> Iterable[Series | Edition | None]:
    catalogue = exports.site.catalogue
    if not catalogue.series:
        return ()
    return (None, *catalogue.series.values(), *catalogue.editions.values())


def _editions(exports: ExportFiles) -> Iterable[Edition]:
    return exports.site.catalogue.editions.values()


def _list_files(exports: ExportFiles, edition: Edition) -> Files:
    return list_files(exports.site, edition)


def _list_entries(exports: ExportFiles, edition: Edition, paper: Paper) -> Files:
    return abstract_rows(exports.site, edition, paper)


def _search_index(exports: ExportFiles, _: None) -> Files:
    return index_files(exports.site)


CALENDARS = FileKind("calendars", _editions_and_site, _calendars)
OVERVIEWS = FileKind(
    "overviews",
    lambda exports: (None,) if exports.site.settings.exports else (),
    _overviews,
    reads_abstracts=False,
)
EXPORTS = FileKind("exports", _exported, _export_files)
CITATIONS = FileKind("citations", _cited, _citation_files)
FURTHER = FileKind("further", _further, _further_files)
INTERFACE = FileKind("interface", _interface, _interface_file)
LISTS = FileKind("lists", _editions, _list_files, entries=_list_entries)
LOOKS = FileKind("looks", _owners, _looks, reads_abstracts=False)
SEARCH = FileKind(
    "search", lambda exports: (None,) if has_search(exports.site) else (), _search_index
)
MACHINES = FileKind("machines", _read_by_machines, _machine_files, reads_abstracts=False)

FILE_KINDS = (
    LOOKS, LISTS, CALENDARS, OVERVIEWS, EXPORTS, CITATIONS, FURTHER, INTERFACE, MACHINES, SEARCH,
)  # fmt: skip
"""In the order in which one process goes best: first what makes things that pages need too."""
