"""Pages made from the data: one a paper, talk, person and keyword, and those of editions.

A page is named by a `Job`, which is cheap; `Renderer` turns a job into a page where it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sphinx_proceedings.model.addresses import Addressable, address
from sphinx_proceedings.model.records.editions import Series
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.richtext import to_html
from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.domain import title_of
from sphinx_proceedings.sphinx.head.meta_tags import export_context
from sphinx_proceedings.sphinx.publishing.background_files import (
    Files,
    first_files,
    last_files,
    make,
)
from sphinx_proceedings.sphinx.publishing.export_files import (
    SITE_FOLDER,
    write_interface,
    write_offers,
    write_record_formats,
)
from sphinx_proceedings.sphinx.publishing.published_files import copy_files
from sphinx_proceedings.sphinx.shells.page_shells import RecordPage
from sphinx_proceedings.sphinx.shells.shell_writing import write_pages
from sphinx_proceedings.sphinx.site.citation_files import write_citations
from sphinx_proceedings.sphinx.site.edition_pages import METADATA
from sphinx_proceedings.sphinx.site.site import Page, Site
from sphinx_proceedings.sphinx.templating.listing_html import render_listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_proceedings.model.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be made: its name, its kind (a template) and the key of its record."""

    name: str
    kind: str
    key: str = ""


def jobs(site: Site) -> Iterator[Job]:
    """Yield every page that the data asks for and nobody has written by hand."""
    catalogue = site.catalogue
    wanted = [*_records(catalogue), *_redirects(catalogue)]
    settings = site.settings
    if settings.pages and settings.exports and catalogue.editions and not settings.only:
        wanted.append(Job(f"{SITE_FOLDER}/index", "metadata"))
    if settings.pages:
        wanted.extend(_overviews(site))
    wanted.extend(_letters(site))
    # First those with exports: they are long, and what comes last is what workers wait for.
    wanted.sort(key=lambda job: not job.name.endswith(f"{SITE_FOLDER}/index"))
    for job in wanted:
        if job.name not in site.all_docs:
            yield job


def _records(catalogue: Catalogue) -> Iterator[Job]:
    for kind, table in (("paper", catalogue.papers), ("talk", catalogue.talks)):
        for key in table:
            yield Job(key, kind, key)
    for person in catalogue.people.values():
        yield Job(address(person).page, "person", person.key)
    for keyword in catalogue.keywords.values():
        yield Job(address(keyword).page, "keyword", keyword.key)


def _overviews(site: Site) -> Iterator[Job]:
    catalogue = site.catalogue
    for series in catalogue.series.values():
        yield Job(f"{series.key}/index", "series", series.key)
    for edition in catalogue.editions.values():
        for page in site.pages_of(edition):
            yield Job(f"{edition.key}/{page.name}", "edition", edition.key)
    if catalogue.people:
        yield Job("people/index", "author-index")
    if catalogue.keywords:
        yield Job("keywords/index", "keyword-index")


def _letters(site: Site) -> Iterator[Job]:
    """Yield the pages of long author indexes; the key is that of the edition, or empty."""
    for edition in (None, *site.catalogue.editions.values()):
        for _, name in site.letter_pages(edition):
            yield Job(name, "author-letter", edition.key if edition else "")


def _redirects(catalogue: Catalogue) -> Iterator[Job]:
    """Yield the old addresses of renamed records; the key is the page that each leads to."""
    records: Iterable[object] = (
        *catalogue.papers.values(),
        *catalogue.talks.values(),
        *catalogue.people.values(),
    )
    for record in records:
        folder, _, _ = record.key.rpartition("/")  # type: ignore[attr-defined]  # all have a key
        for old in record.former_ids:  # type: ignore[attr-defined]  # all have former ids
            yield Job(f"{folder}/{old}", "redirect", record.key)  # type: ignore[attr-defined]
    for edition in catalogue.editions.values():
        for redirect in edition.redirects:
            yield Job(f"{edition.key}/{redirect.old}", "redirect", f"{edition.key}/{redirect.new}")


class Renderer:
    """Turns a job into a page."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __call__(self, job: Job) -> RecordPage:
        """Render the page of a job."""
        page = self.site.page(job.name)
        if job.kind == "edition":
            return self._edition(job, page)
        if job.kind in {"author-index", "keyword-index"}:
            title = "People" if job.kind == "author-index" else "Keywords"
            body = f"<h1>{title}</h1>\n" + render_listing(page, job.kind)
            return RecordPage(
                name=job.name, kind=job.kind, title=title, head="", body=body, alone=True
            )
        if job.kind == "metadata":
            write_offers(self.site, None)
            body = "<h1>Metadata</h1>\n" + render_listing(page, job.kind)
            return RecordPage(
                name=job.name, kind=job.kind, title="Metadata", head="", body=body, alone=True
            )
        if job.kind == "author-letter":
            return self._letter(job, page)
        if job.kind == "redirect":
            return self._redirect(job, page)
        record = self.site.catalogue.get(job.key)
        if record is None:
            msg = f"there is no record {job.key!r} for the page {job.name!r}"
            raise LookupError(msg)
        edition = getattr(record, "edition_key", None)
        page = page.in_edition(edition)
        more: tuple[tuple[str, str], ...] = ()
        if isinstance(record, Paper | Talk):
            shown = self.site.citations(record)
            write_citations(export_context(self.site), record, shown, str(self.site.app.outdir))
            more = write_record_formats(self.site, record)
        if self.site.settings.exports and isinstance(record, Paper | Talk | Person):
            write_interface(self.site, record)
        return RecordPage(
            name=job.name,
            kind=job.kind,
            title=_title_html(record, page),
            head=self.site.render(f"head/{job.kind}", page, record=record),
            body=self.site.render(f"body/{job.kind}", page, record=record, more_formats=more),
            lang=self._language(job.kind, record),
        )

    def _language(self, kind: str, record: object) -> str | None:
        """Return the language of the text when it is not the site's."""
        language = getattr(record, "language", None) if kind in {"paper", "talk"} else None
        site = str(self.site.app.config.language or "en")
        return str(language) if language and str(language) != site else None

    def _edition(self, job: Job, page: Page) -> RecordPage:
        edition = self.site.catalogue.editions[job.key]
        name = job.name.removeprefix(f"{edition.key}/")
        found = next(p for p in self.site.pages_of(edition) if p.name == name)
        if name == METADATA:
            write_offers(self.site, edition)
        body = self.site.render(
            "body/edition", page.in_edition(edition), edition=edition, part=found
        )
        parts = "".join(render_listing(page, kind, edition=edition.key) for kind in found.listings)
        title = edition.short_title if name == "index" else f"{found.title} · {edition.short_title}"
        return RecordPage(
            name=job.name,
            kind="edition",
            alone=True,
            title=escape(title, quote=False),
            head=self.site.render(
                "head/edition", page.in_edition(edition), edition=edition, part=found
            ),
            body=body + parts,
        )

    def _letter(self, job: Job, page: Page) -> RecordPage:
        edition = self.site.catalogue.editions.get(job.key)
        pages = {name: letter for letter, name in self.site.letter_pages(edition)}
        letter = pages[job.name]
        title = f"People: {letter}"
        if edition is not None:
            title = f"Authors: {letter} · {edition.short_title}"
        body = self.site.render("body/author-letter", page, edition=edition, letter=letter)
        title = escape(title, quote=False)
        return RecordPage(name=job.name, kind=job.kind, title=title, head="", body=body)

    def _redirect(self, job: Job, page: Page) -> RecordPage:
        record = self.site.catalogue.get(job.key)
        target = page.url(record) if record is not None else page.link_to(job.key)
        head = self.site.render("head/redirect", page, target=target)
        body = self.site.render("body/redirect", page, target=target)
        return RecordPage(name=job.name, kind="redirect", title="Moved", head=head, body=body)


def _title_html(record: Addressable, page: Page) -> str:
    """Return the title as HTML, as Sphinx has its own titles."""
    if isinstance(record, Paper | Talk):
        return to_html(record.title, page)
    return escape(record.title if isinstance(record, Series) else title_of(record), quote=False)


def write_record_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: write our pages beside Sphinx's, and ask it for none.

    The order is that in which one process goes best: what serves papers, papers, then the rest.
    """
    if not has_records(app.builder):
        return
    site = Site.of(app)
    copy_files(app)
    pages = list(jobs(site))
    render = Renderer(site)

    def write(work: Job | Files) -> RecordPage | None:
        if isinstance(work, Job):
            return render(work)
        make(site, work)
        return None

    first = first_files(site, {job.name for job in pages})
    everything: list[Job | Files] = [*first, *pages, *last_files(site)]
    write_pages(app, everything, write)
    yield from ()
