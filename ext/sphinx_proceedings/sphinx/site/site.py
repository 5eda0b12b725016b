"""What one build knows of its site: the data, its settings, and the address of every page."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.languages.language import Language
from sphinx_proceedings.model.views import arrangement
from sphinx_proceedings.model.views.indexes import Letter, letter_slug, people_index
from sphinx_proceedings.model.views.related import RelatedPapers
from sphinx_proceedings.sphinx.domain import ProceedingsDomain
from sphinx_proceedings.sphinx.site.edition_pages import EditionPage, pages_of
from sphinx_proceedings.sphinx.site.first_pages import make_first_pages
from sphinx_proceedings.sphinx.site.photos import Picture, make_pictures
from sphinx_proceedings.sphinx.site.site_facts import SiteFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.records.people import Person

ONE_PAGE = 1000
"""People that an author index shows on one page; a longer one has a page a letter."""


class Site:
    """One build's view of the data, shared by all pages."""

    def __init__(
        self,
        facts: SiteFacts,
        catalogue: Catalogue,
        pictures: Mapping[str, Picture],
        target_uri: Callable[[str], str],
        env: BuildEnvironment | None = None,
    ) -> None:
        self._env = env
        self.facts = facts
        self.catalogue = catalogue
        self.pictures = pictures
        self.settings = facts.settings
        self.base_url = facts.base_url
        self.root_doc = facts.root_doc
        self.title = facts.title
        self.language = Language.of(facts.language)
        self.is_html = facts.is_html
        self.all_docs = facts.written
        self._target_uri = target_uri
        self._uris: dict[str, str] = {}
        self._orders: dict[str, tuple[Paper, ...]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._indexes: dict[str, tuple[Letter[Person], ...]] = {}

    @classmethod
    def from_app(cls, app: Sphinx) -> Site:
        """Make the Site of a build whose pages have been read, and its pictures."""
        facts, catalogue = SiteFacts.of(app), ProceedingsDomain.of(app.env).catalogue
        pictures: Mapping[str, Picture] = {}
        if facts.is_html:
            root, outdir = Path(facts.data_folder), Path(app.outdir)
            most = facts.settings.first_pages
            pages = dict(make_first_pages(catalogue, root, outdir, most)) if most else {}
            pictures = {**pages, **make_pictures(catalogue, root, outdir)}
        return cls(facts, catalogue, pictures, app.builder.get_target_uri, app.env)

    @classmethod
    def of(cls, app: Sphinx) -> Site:
        """Return the one Site of this build; it lives as long as the domain's Catalogue."""
        return ProceedingsDomain.of(app.env).view(cls, app)

    @property
    def env(self) -> BuildEnvironment:
        """Sphinx's environment, with the written pages."""
        if self._env is None:
            msg = "this site was made without its written pages"
            raise RuntimeError(msg)
        return self._env

    @cached_property
    def export_context(self) -> ExportContext:
        """What exporters are given, so that files and pages state the same facts."""
        return ExportContext(
            catalogue=self.catalogue,
            base_url=self.base_url or None,
            page_suffix="/" if self.facts.builder == "dirhtml" else ".html",
            says_places=False,  # what cannot be exported is left out without a word
            options=self.settings.export_options,
        )

    @cached_property
    def related(self) -> RelatedPapers:
        """What readers of a paper may want next."""
        return RelatedPapers(self.catalogue)

    @cached_property
    def project_root(self) -> Path:
        """The folder that holds both conf.py and the data, wherever the build was started."""
        return Path(self.facts.project_root)

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

    def differing_language(self, record: Paper | Talk) -> str:
        """Return the language of a record's texts when it is not the site's, else nothing."""
        language = str(self.catalogue.published(record).language)
        return "" if language == self.facts.language else language

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
        return pages_of(edition, self.language, metadata=self.settings.exports)

    def uri(self, name: str) -> str:
        """Return the address of a page relative to the root, as this builder writes it.

        Builders without generated pages have the address on the hosted site.
        """
        if name not in self._uris:
            self._uris[name] = self._target_uri(name) if self.is_html else f"{name}.html"
        return self._uris[name]

    def absolute(self, name: str, anchor: str = "") -> str | None:
        """Return the public address of a page; None when html_baseurl is not set."""
        if not self.base_url:
            return None
        tail = f"#{anchor}" if anchor else ""
        return f"{self.base_url.rstrip('/')}/{self.uri(name)}{tail}"
