"""Write the pages that are generated from the data, and the files that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.phase_times import phase
from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.output.file_writing import write_file
from sphinx_proceedings.sphinx.publishing.file_kinds import (
    EXPORTS,
    FILE_KINDS,
    SEARCH,
    FileJob,
    key_of,
)
from sphinx_proceedings.sphinx.publishing.page_kind import PageJob
from sphinx_proceedings.sphinx.publishing.page_kinds import PAGE_KINDS
from sphinx_proceedings.sphinx.publishing.published_files import copy_files
from sphinx_proceedings.sphinx.shells.shell_writing import write_pages
from sphinx_proceedings.sphinx.site.site import Site
from sphinx_proceedings.sphinx.templating.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage
    from sphinx_proceedings.sphinx.site.export_files import ExportFiles


def page_jobs(site: Site) -> Iterator[PageJob]:
    """Yield every page that the data asks for and nobody has written by hand."""
    for kind in PAGE_KINDS:
        for name, subject in kind.pages(site):
            if name not in site.all_docs:
                yield PageJob(kind, name, subject)


def jobs(exports: ExportFiles) -> Iterator[PageJob | FileJob]:
    """Yield all that is to be written: pages with the exports, other files, pages, the search.

    Neighbours are done by one process, and have much in common: the files of a record with those
    of its edition and of the site, a page with the files that it shows, pages with one another. The
    index of the search, which has nothing in common with any page, comes last.
    """
    pages = list(page_jobs(exports.site))
    first = [page for page in pages if EXPORTS in page.kind.files]
    yield from _with_files(exports, first)
    paged = {(kind, _key(page)) for page in pages for kind in page.kind.files}
    for kind in FILE_KINDS:
        if kind is not SEARCH:
            yield from (
                FileJob(kind, subject)
                for subject in kind.subjects(exports)
                if (kind, key_of(subject)) not in paged
            )
    yield from _with_files(exports, [page for page in pages if EXPORTS not in page.kind.files])
    yield from (FileJob(SEARCH, subject) for subject in SEARCH.subjects(exports))


def _with_files(exports: ExportFiles, pages: list[PageJob]) -> Iterator[PageJob | FileJob]:
    subjects = {
        kind: {key_of(subject): subject for subject in kind.subjects(exports)}
        for kind in {kind for page in pages for kind in page.kind.files}
    }
    for page in pages:
        yield page
        for kind in page.kind.files:
            if _key(page) in subjects[kind]:
                yield FileJob(kind, subjects[kind][_key(page)])


def _key(page: PageJob) -> str:
    """Return the key of the record whose files belong to a page: the edition for a part of it."""
    return key_of(page.subject[0] if isinstance(page.subject, tuple) else page.subject)


def write_generated_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: write our pages besides Sphinx's, and ask it for none."""
    if not has_records(app.builder):
        return
    renderer = Renderer.of(app)
    copy_files(app)

    def work(job: PageJob | FileJob) -> GeneratedPage | None:
        if isinstance(job, PageJob):
            with phase("render"):
                return job.render(renderer)
        with phase("search" if job.kind is SEARCH else "exports"):
            for path, content in job.files(renderer.exports):
                write_file(f"{app.outdir}/{path}", content)
        return None

    write_pages(app, list(jobs(renderer.exports)), work)
    yield from ()
