"""The files of a site that change when abstracts of papers are all that was changed.

Each file that an abstract is in is either small, and made anew, or has what it says of the paper
exchanged: that is made of the old abstract and of the new one, and has to be found once. Wherever
anything is not as it should be, there is no update, and the whole site is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_proceedings.exporting.changed_entries import with_changes
from sphinx_proceedings.exporting.formats.schedules.icalendar import ICALENDAR
from sphinx_proceedings.exporting.protocol import ExportError, Selection
from sphinx_proceedings.model.former_abstracts import with_abstracts_of
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.sphinx.output.build_notes import plain_fields
from sphinx_proceedings.sphinx.publishing.feeds import entry_as_written, feed_path
from sphinx_proceedings.sphinx.publishing.file_kinds import (
    CALENDARS,
    EXPORTS,
    FILE_KINDS,
    SEARCH,
    FileKind,
    key_of,
)
from sphinx_proceedings.sphinx.publishing.overview_pages import EDITION_METADATA, SITE_METADATA
from sphinx_proceedings.sphinx.publishing.page_kind import PageJob
from sphinx_proceedings.sphinx.publishing.record_pages import PAPER
from sphinx_proceedings.sphinx.search.search_changes import changed_index
from sphinx_proceedings.sphinx.search.search_documents import paper_document
from sphinx_proceedings.sphinx.search.search_page import FOLDER as SEARCH_FOLDER
from sphinx_proceedings.sphinx.site.citation_files import calendar_file
from sphinx_proceedings.sphinx.site.export_files import ExportFiles, offers
from sphinx_proceedings.sphinx.site.site import Site
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinx_proceedings.exporting.changed_entries import Change
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.sphinx.updating.kept_build import KeptBuild


_CHANGED_APART = (CALENDARS, EXPORTS, SEARCH)


class NoUpdateError(Exception):
    """The last site is not what it was taken for."""


@dataclass(frozen=True, slots=True)
class Updated:
    """Paths and contents of the files that change, those that go, and the counts of the search."""

    files: Mapping[str, bytes]
    removed: tuple[str, ...]
    search: dict[str, Any] | None


class _Side:
    """The site before a change, or after it."""

    def __init__(self, kept: KeptBuild, catalogue: Catalogue, papers: Iterable[Paper]) -> None:
        facts = kept.facts()
        self.site = Site(facts, catalogue, kept.pictures(), lambda name: f"{quote(name)}.html")
        self.exports = ExportFiles(self.site)
        self.renderer = Renderer(self.site, self.exports)
        self.context = self.site.export_context
        self.papers = {paper.key: paper for paper in papers}


class SiteUpdate:
    """What becomes of the site in *folder* that was kept.

    *catalogue* has the papers as they are now; *before* are those that have changed, as they were.
    """

    def __init__(
        self, folder: Path, kept: KeptBuild, catalogue: Catalogue, before: Iterable[Paper]
    ) -> None:
        before = list(before)
        self._folder = folder
        self._kept = kept
        self._catalogue = catalogue
        self._old = _Side(kept, with_abstracts_of(catalogue, before), before)
        self._new = _Side(kept, catalogue, [catalogue.papers[paper.key] for paper in before])
        self._files: dict[str, bytes] = {}

    def updated(self) -> Updated:
        """Return what changes.

        Raises:
            NoUpdateError: a file of the last site is not as it should be.
        """
        for paper in self._new.papers.values():
            self._change_page(paper)
            self._make_files(paper)
            self._change_calendars(paper)
        editions = dict.fromkeys(paper.edition_key for paper in self._new.papers.values())
        for key in (*editions, None):
            self._change_exports(self._catalogue.editions[key] if key else None)
        self._change_feeds()
        removed, search = self._change_search()
        return Updated(self._files, removed, search)

    def _content(self, path: str) -> bytes:
        """Return a file as it is by now."""
        if path in self._files:
            return self._files[path]
        if path not in self._kept.files:
            raise NoUpdateError(path)
        return self._folder.joinpath(path).read_bytes()

    def _put(self, path: str, content: bytes) -> None:
        if path not in self._kept.files:
            raise NoUpdateError(path)
        self._files[path] = content

    def _exchange(self, path: str, changes: Iterable[Change]) -> None:
        changes = [(old, new) for old, new in changes if old != new]
        if not changes:
            return
        content = with_changes(self._content(path), changes)
        if content is None:
            raise NoUpdateError(path)
        self._put(path, content)

    def _change_page(self, paper: Paper) -> None:
        if paper.key in self._new.site.all_docs:
            raise NoUpdateError(paper.key)
        self._exchange_page(
            PageJob(PAPER, paper.key, self._old.papers[paper.key]),
            PageJob(PAPER, paper.key, paper),
        )

    def _exchange_page(self, before: PageJob, now: PageJob) -> None:
        old, new = before.render(self._old.renderer), now.render(self._new.renderer)
        if (old.title, old.lang) != (new.title, new.lang):
            raise NoUpdateError(now.name)
        pairs = ((old.head, new.head), (old.body, new.body))
        self._exchange(f"{now.name}.html", [(a.encode(), b.encode()) for a, b in pairs])

    def _make_files(self, paper: Paper) -> None:
        """Make the files of a paper anew, and change those of its edition and of the site."""
        exports, edition = self._new.exports, self._catalogue.edition_of(paper)
        around = {"", edition.key, edition.series_id}
        for kind in FILE_KINDS:
            for subject in kind.subjects(exports):
                if subject is paper:
                    self._make(kind, subject)
                elif key_of(subject) in around and kind.reads_abstracts:
                    self._change(kind, subject, paper)

    def _change(self, kind: FileKind, subject: Any, paper: Paper) -> None:
        if kind in _CHANGED_APART:
            return
        if kind.entries is None:
            self._make(kind, subject)
            return
        before = kind.entries(self._old.exports, subject, self._old.papers[paper.key])
        now = dict(kind.entries(self._new.exports, subject, paper))
        for path, entry in before:
            self._exchange(path, [(entry, now[path])])

    def _make(self, kind: FileKind, subject: Any) -> None:
        for path, content in kind.files(self._new.exports, subject):
            self._put(path, content)

    def _change_calendars(self, paper: Paper) -> None:
        selection = Selection.of_record(self._catalogue, paper)
        changes = self._changes(ICALENDAR, selection, [paper])
        if not changes:
            return
        for name in (calendar_file(self._catalogue, selection.editions[0]), "calendar.ics"):
            if name is not None:
                self._exchange(name, changes)
        left = list(changes)
        sessions = {a.session.key: a.session for a in self._catalogue.appearances(paper)}
        for session in sessions.values():
            name = calendar_file(self._catalogue, session)
            if name is not None:
                content = self._content(name)
                held = [change for change in left if change[0] in content]
                left = [change for change in left if change not in held]
                self._exchange(name, held)
        if left:
            raise NoUpdateError(paper.key)

    def _changes(
        self, exporter: Any, selection: Selection, papers: Iterable[Paper]
    ) -> list[Change] | None:
        """Return how the entries of *papers* change in a file; None where that cannot be said."""
        if not hasattr(exporter, "entries_of"):  # another package's
            return None
        found: list[Change] = []
        for paper in papers:
            before = exporter.entries_of(self._old.context, selection, self._old.papers[paper.key])
            now = exporter.entries_of(self._new.context, selection, paper)
            if before is None or now is None or len(before) != len(now):
                return None
            found += zip(before, now, strict=True)
        return found

    def _change_exports(self, edition: Edition | None) -> None:
        """Change the files of an edition, or of the site, and the page that says their sizes."""
        if not self._new.site.settings.exports:
            return
        papers = [
            paper
            for paper in self._new.papers.values()
            if edition is None or paper.edition_key == edition.key
        ]
        sizes: dict[str, int] = {}
        for offer in offers(self._new.site, edition):
            if offer.path not in self._kept.files:
                continue
            sizes[offer.path] = self._kept.files[offer.path][0]
            changes = self._changes(offer.exporter, offer.selection, papers)
            content = None
            if changes is not None:
                changes = [(old, new) for old, new in changes if old != new]
                if not changes:
                    continue
                content = with_changes(self._content(offer.path), changes)
            if content is None:
                try:
                    content = offer.content(self._new.context)
                except ExportError:
                    raise NoUpdateError(offer.path) from None
            self._put(offer.path, content)
        now = {path: len(self._files.get(path, b"")) or size for path, size in sizes.items()}
        self._old.exports.expect(edition, sizes)
        self._new.exports.expect(edition, now)
        kind = EDITION_METADATA if edition is not None else SITE_METADATA
        for name, subject in kind.pages(self._new.site):
            own = subject is None or subject[0].key == (edition.key if edition else "")
            if own and name not in self._new.site.all_docs:
                job = PageJob(kind, name, subject)
                self._exchange_page(job, job)

    def _change_feeds(self) -> None:
        site = self._new.site
        if not site.base_url:
            return
        for paper in self._new.papers.values():
            before = entry_as_written(self._old.site, self._old.papers[paper.key])
            now = entry_as_written(site, paper)
            address = f"<id>{site.absolute(paper.key)}</id>".encode()
            series = self._catalogue.series_of(self._catalogue.edition_of(paper))
            for path in (feed_path(None), feed_path(series)):
                if path in self._kept.files and address in self._content(path):
                    self._exchange(path, [(before, now)])

    def _change_search(self) -> tuple[tuple[str, ...], dict[str, Any] | None]:
        counts = self._kept.counts()
        if counts is None:
            return (), None
        changes = [
            (
                paper_document(self._old.site, self._old.papers[key]),
                paper_document(self._new.site, paper),
            )
            for key, paper in self._new.papers.items()
            if not paper.withdrawn
        ]

        def read(name: str) -> str:
            return self._content(f"{SEARCH_FOLDER}/{name}").decode()

        changed = changed_index(read, counts, changes)
        if changed is None:
            raise NoUpdateError(SEARCH_FOLDER)
        self._files |= {
            f"{SEARCH_FOLDER}/{name}": text.encode() for name, text in changed.files.items()
        }
        removed = tuple(f"{SEARCH_FOLDER}/{name}" for name in changed.removed)
        return removed, plain_fields(changed.counts)
