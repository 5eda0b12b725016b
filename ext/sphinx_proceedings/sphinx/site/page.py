"""A page of the site as templates see it: it knows the way to every other, and its photos."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from sphinx_proceedings.model.addresses import Addressable, address, award_address
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.people import Contribution, Person
from sphinx_proceedings.model.richtext import RichText, to_html
from sphinx_proceedings.model.richtext.maths.mathml import MATHML
from sphinx_proceedings.model.views.record_references import RecordReferences
from sphinx_proceedings.sphinx.site.citation_files import calendar_file, deadlines_file
from sphinx_proceedings.sphinx.site.first_pages import pdf_of
from sphinx_proceedings.sphinx.site.looks import Look, look
from sphinx_proceedings.sphinx.site.photos import ShownPicture
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_proceedings.model.catalogue import Entry
    from sphinx_proceedings.model.records.editions import Award, Series
    from sphinx_proceedings.model.records.papers import Panel, Paper, Talk
    from sphinx_proceedings.model.records.programme import Session

_NAMESPACE = f' xmlns="{MATHML}"'


class Page(RecordReferences):
    """A page that is being made; also the `Links` of RichText's renderers."""

    def __init__(
        self, site: Site, name: str, edition_key: str | None = None, *, shared: bool = False
    ) -> None:
        super().__init__(site.catalogue, edition_key)
        self.site = site
        self.name = name
        self.shared = shared
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

    def url(self, record: Addressable) -> str:
        """Return the relative address of a record."""
        return self.link_to(*address(record))

    def award_url(self, edition: Edition, award: Award) -> str:
        """Return the relative address of an award."""
        return self.link_to(*award_address(edition, award))

    def in_edition(self, edition: Edition | str | None) -> Page:
        """Return this page with short ids meant in *edition*."""
        key = edition if edition is None or isinstance(edition, str) else edition.key
        return (
            self if key == self.edition_key else Page(self.site, self.name, key, shared=self.shared)
        )

    def html(self, text: RichText | None, edition: Edition | str | None = None) -> Markup:
        """Render a rich text with its references linked; nothing for None."""
        if text is None:
            return Markup()
        links = self.in_edition(edition) if edition is not None else self
        html = to_html(text, links)
        if "<math" in html:  # HTML knows its namespace, a book in XML does not
            html = html.replace(_NAMESPACE, "")
        return Markup(html)  # noqa: S704 - RichText escapes

    def href(self, role: str, target: str) -> str | None:
        """`Links`: where a reference leads; the public site for what is not in this build."""
        record = self.resolve(role, target)
        if record is None:
            return None
        if self.site.catalogue.get(record.key) is None:
            return self.site.absolute(*address(record))
        return self.url(record)

    def correction_url(self, key: str) -> str | None:
        """Return where the data of a record can be corrected, by the setting `repository`."""
        if not self.site.settings.repository:  # to locate is to read data files once more
            return None
        place = self.site.catalogue.locate(key)
        if place is None:
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

    def deadlines_calendar(self, edition: Edition) -> str | None:
        """Return the relative address of the calendar of a call; None where it has no dates."""
        name = deadlines_file(edition) if self.site.is_html else None
        return f"{self.root}{quote(name)}" if name else None

    def sibling_href(self, record: Paper | Talk, name: str) -> str:
        """Return the relative address of a file that lies beside a record's page."""
        return f"{self.root}{quote(record.key.rpartition('/')[0])}/{quote(name)}"

    @staticmethod
    def download_name(record: Paper | Talk, name: str) -> str:
        """Return what a file of a record is called among a reader's downloads: by its edition."""
        return f"{record.edition_key.replace('/', '-')}-{name}"

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

    def first_page(self, paper: Paper) -> ShownPicture | None:
        """Return the picture of the first page of a paper's PDF; None where none was made."""
        name = pdf_of(paper)
        return self._picture(name) if name else None

    def look(self, owner: Series | Edition | None) -> Look:
        """Return banner and logo of a series, an edition, or the site."""
        return look(self.site, self.root, owner)

    def _picture(self, name: str) -> ShownPicture | None:
        picture = self.site.pictures.get(name)
        return ShownPicture.on_page(picture, self.root) if picture else None

    def referrers(self, key: str) -> Sequence[Entry]:
        """Return the records whose texts refer to *key*."""
        return self.site.catalogue.referrers(key)
