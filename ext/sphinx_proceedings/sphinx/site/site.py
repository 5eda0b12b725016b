"""What templates see of a site: the Catalogue, and a page that knows its way to every other.

Templates are Jinja with autoescape; the only markup they are handed is RichText's.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from sphinx_proceedings.model.addresses import Addressable, address, award_address
from sphinx_proceedings.model.catalogue import Catalogue, Entry
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.people import Contribution, Person
from sphinx_proceedings.model.richtext import RichText, to_html
from sphinx_proceedings.model.views import arrangement
from sphinx_proceedings.model.views.indexes import Letter, people_index
from sphinx_proceedings.model.views.related import RelatedPapers
from sphinx_proceedings.sphinx.builders import has_records
from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.domain import ProceedingsDomain, title_of
from sphinx_proceedings.sphinx.head.meta_tags import export_context
from sphinx_proceedings.sphinx.publishing.export_files import Offer, asked_for, offers
from sphinx_proceedings.sphinx.site.citation_files import ShownCitation, calendar_file, citations
from sphinx_proceedings.sphinx.site.edition_pages import EditionPage, pages_of
from sphinx_proceedings.sphinx.site.photos import Picture, ShownPicture, make_pictures
from sphinx_proceedings.sphinx.templating.environment import make_environment
from sphinx_proceedings.sphinx.templating.template_functions import letter_slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.records.editions import Award
    from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
    from sphinx_proceedings.model.records.programme import Session


ONE_PAGE = 1000
"""People that an author index shows on one page; a longer one has a page a letter."""


class Site:
    """One build's view of the data, shared by all pages."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.settings = Settings.of(app.config)
        self.catalogue: Catalogue = ProceedingsDomain.of(app.env).catalogue
        self.base_url: str = str(app.config.html_baseurl or "")
        self.root_doc: str = app.config.root_doc
        self.title: str = str(app.config.html_title or app.config.project)
        self.is_html: bool = has_records(app.builder)
        self._fragments: dict[tuple[object, ...], Markup] = {}
        self.export_context: ExportContext | None = None  # made by metadata.export_context
        self._offers: dict[str, tuple[Offer, ...]] = {}
        self.further_formats = asked_for(self.settings)
        self._uris: dict[str, str] = {}
        self._orders: dict[str, tuple[Paper, ...]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._indexes: dict[str, tuple[Letter[Person], ...]] = {}
        self._cited: tuple[str, tuple[ShownCitation, ...]] | None = None
        self.pictures: Mapping[str, Picture] = {}
        if self.is_html:
            self.pictures = make_pictures(
                self.catalogue, self.settings.folder(app), Path(app.outdir)
            )
        self._environment = make_environment(self)

    @classmethod
    def of(cls, app: Sphinx) -> Site:
        """Return the one Site of this build; it lives as long as the domain's Catalogue."""
        domain = ProceedingsDomain.of(app.env)
        if not isinstance(domain.site, cls):
            domain.site = cls(app)
        return domain.site

    @cached_property
    def all_docs(self) -> frozenset[str]:
        """Names of the written pages."""
        return frozenset(self.app.env.all_docs)

    @cached_property
    def related(self) -> RelatedPapers:
        """What readers of a paper may want next."""
        return RelatedPapers(self.catalogue)

    @cached_property
    def project_root(self) -> Path:
        """The folder that holds both conf.py and the data, wherever the build was started."""
        both = (self.app.confdir, self.settings.folder(self.app))
        return Path(os.path.commonpath([path.resolve() for path in map(Path, both)]))

    def render(self, template: str, page: Page, **context: Any) -> str:
        """Render ``proceedings/<template>.html`` for a page."""
        found = self._environment.get_template(f"proceedings/{template}.html")
        return found.render(page=page, **context)

    def page(self, name: str) -> Page:
        """Return the page called *name* as templates see it."""
        return Page(self, name)

    def neighbours(self, paper: Paper) -> tuple[Paper | None, Paper | None]:
        """Return the papers before and after *paper* in its edition's table of contents."""
        edition = paper.edition_key
        if edition not in self._places:
            papers = arrangement.ordered(self.catalogue, self.catalogue.editions[edition])
            self._orders[edition] = papers
            self._places[edition] = {p.id: i for i, p in enumerate(papers)}
        papers, place = self._orders[edition], self._places[edition][paper.id]
        before = papers[place - 1] if place else None
        return before, papers[place + 1] if place + 1 < len(papers) else None

    def citations(self, record: Paper | Talk) -> tuple[ShownCitation, ...]:
        """Return how a record is cited; made once for its page and the files beside it."""
        if self._cited is None or self._cited[0] != record.key:
            self._cited = (record.key, citations(export_context(self), record))
        return self._cited[1]

    def differing_language(self, record: Paper | Talk) -> str:
        """Return the language of a record's texts when it is not the site's, else nothing."""
        language = str(record.language or self.catalogue.edition_of(record).language)
        return "" if language == str(self.app.config.language or "en") else language

    def people_index(self, edition: Edition | None = None) -> tuple[Letter[Person], ...]:
        """Return whom the index of an edition, or of all, has; made once a build."""
        key = edition.key if edition else ""
        if key not in self._indexes:
            self._indexes[key] = people_index(self.catalogue, edition)
        return self._indexes[key]

    def letter_pages(self, edition: Edition | None = None) -> tuple[tuple[str, str], ...]:
        """Return the letters of a long author index with the names of their pages.

        Nothing for an index that fits on one page.
        """
        index = self.people_index(edition)
        if sum(len(letter.entries) for letter in index) <= ONE_PAGE:
            return ()
        folder = f"{edition.key}/authors" if edition else "people"
        return tuple((x.letter, f"{folder}/letter-{letter_slug(x.letter)}") for x in index)

    def pages_of(self, edition: Edition) -> tuple[EditionPage, ...]:
        """Return the pages that an edition has something for."""
        return pages_of(edition, metadata=self.settings.exports)

    def offers(self, edition: Edition | None) -> tuple[Offer, ...]:
        """Return the files with metadata of *edition*, or of the whole site."""
        key = edition.key if edition else ""
        if key not in self._offers:
            self._offers[key] = offers(self, edition)
        return self._offers[key]

    def uri(self, name: str) -> str:
        """Return the address of a page relative to the root, as this builder writes it.

        Builders without record pages have the address on the hosted site.
        """
        if name not in self._uris:
            builder = self.app.builder
            self._uris[name] = builder.get_target_uri(name) if self.is_html else f"{name}.html"
        return self._uris[name]

    def fragment(
        self, kind: str, page: Page, record: Paper | Talk, options: dict[str, object]
    ) -> Markup:
        """Render ``fragment/<kind>.html`` once for all pages that see it the same way."""
        key = (kind, record.key, page.root, *options.items())
        if key not in self._fragments:
            # Not as the first page that asks sees it: other pages follow the same links.
            seen = Page(self, page.name, record.edition_key, shared=True)
            html = self.render(f"fragment/{kind}", seen, record=record, **options)
            self._fragments[key] = Markup(html)  # noqa: S704 - a template of ours, autoescaped
        return self._fragments[key]

    def absolute(self, name: str, anchor: str = "") -> str | None:
        """Return the public address of a page; None when html_baseurl is not set."""
        if not self.base_url:
            return None
        tail = f"#{anchor}" if anchor else ""
        return f"{self.base_url.rstrip('/')}/{self.uri(name)}{tail}"


@dataclass(frozen=True)
class Page:
    """A page that is being made; also the `Links` of RichText's renderers."""

    site: Site
    name: str
    edition_key: str | None = None
    shared: bool = False
    """Whether what is made stands on other pages of the same depth too."""

    @cached_property
    def root(self) -> str:
        """The way to the root of the site: ``../../``, or empty."""
        return "../" * self.site.uri(self.name).count("/")

    def link_to(self, name: str, anchor: str = "") -> str:
        """Return the relative address of a page and an anchor on it (absolute in print)."""
        if not self.site.is_html:
            return self.site.absolute(name, anchor) or ""
        tail = f"#{quote(anchor)}" if anchor else ""
        if name == self.name and anchor and not self.shared:
            return tail
        return f"{self.root}{self.site.uri(name) or './'}{tail}"

    def fragment(self, kind: str, record: Paper | Talk, **options: object) -> Markup:
        """Render a piece that stands on many pages and differs by nothing but the way there."""
        return self.site.fragment(kind, self, record, options)

    def url(self, record: Addressable) -> str:
        """Return the relative address of a record."""
        return self.link_to(*address(record))

    def award_url(self, edition: Edition, award: Award) -> str:
        """Return the relative address of an award."""
        return self.link_to(*award_address(edition, award))

    def in_edition(self, edition: Edition | str | None) -> Page:
        """Return this page with short ids meant in *edition*."""
        key = edition if edition is None or isinstance(edition, str) else edition.key
        return self if key == self.edition_key else Page(self.site, self.name, key, self.shared)

    def html(self, text: RichText | None, edition: Edition | str | None = None) -> Markup:
        """Render a rich text with its references linked; nothing for None."""
        if text is None:
            return Markup()
        links = self.in_edition(edition) if edition is not None else self
        return Markup(to_html(text, links))  # noqa: S704 - RichText escapes

    def title(self, role: str, target: str) -> str | None:
        """`Links`: the text of a reference that has none of its own."""
        record = self._resolve(role, target)
        return title_of(record) if record is not None else None

    def href(self, role: str, target: str) -> str | None:
        """`Links`: where a reference leads; the public site for what is not in this build."""
        record = self._resolve(role, target)
        if record is None:
            return None
        if self.site.catalogue.get(record.key) is None:
            return self.site.absolute(*address(record))
        return self.url(record)

    def _resolve(self, role: str, target: str) -> Entry | None:
        return self.site.catalogue.resolve(role, target, self.edition_key)

    def correction_url(self, key: str) -> str | None:
        """Return where the data of a record can be corrected, by the setting `repository`."""
        place = self.site.catalogue.locate(key)
        if place is None or not self.site.settings.repository:
            return None
        path = Path(place.path).resolve().relative_to(self.site.project_root)
        return self.site.settings.repository.format(path=quote(path.as_posix()), line=place.line)

    def asset(self, path: str) -> str:
        """Return the relative address of a file by its path below the site's root."""
        return f"{self.root}{quote(path)}"

    def file(self, record: Paper | Talk | Panel, name: str) -> str:
        """Return the relative address of a record's file (it is copied beside the pages)."""
        return f"{self.root}{quote(record.edition_key)}/{quote(name)}"

    def calendar(self, record: Paper | Talk | Session | Edition) -> str | None:
        """Return the relative address of a record's calendar; None where it has no time."""
        name = calendar_file(self.site.catalogue, record) if self.site.is_html else None
        return f"{self.root}{quote(name)}" if name else None

    def sibling_href(self, record: Paper | Talk, name: str) -> str:
        """Return the relative address of a file that lies beside a record's page."""
        return f"{self.root}{quote(record.key.rpartition('/')[0])}/{quote(name)}"

    def photo(
        self, subject: Contribution | Person, edition_key: str | None = None
    ) -> ShownPicture | None:
        """Return the photo of somebody: as of an edition, else the one of all; None for none."""
        person = subject if isinstance(subject, Person) else self.site.catalogue.person(subject)
        names = []
        if isinstance(subject, Contribution) and subject.photo:
            names.append(f"{edition_key or self.edition_key}/{subject.photo}")
        if person is not None:
            names += [person.photo] if person.photo else []
            for credit in reversed(self.site.catalogue.credits_of(person)):
                if credit.contribution.photo:
                    record = credit.record
                    key = record.key if isinstance(record, Edition) else record.edition_key
                    names.append(f"{key}/{credit.contribution.photo}")
        return next((shown for name in names if (shown := self._picture(name))), None)

    def logo(self, edition: Edition, name: str) -> ShownPicture | None:
        """Return a sponsor's logo; None when it could not be made."""
        return self._picture(f"{edition.key}/{name}")

    def _picture(self, name: str) -> ShownPicture | None:
        picture = self.site.pictures.get(name)
        return ShownPicture.on_page(picture, self.root) if picture else None

    def referrers(self, key: str) -> Sequence[Entry]:
        """Return the records whose texts refer to *key*."""
        return self.site.catalogue.referrers(key)
