"""The pages of the EPUB: XHTML of a title page, an abstract each, and an index of authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from sphinx_proceedings.exporting import xml
from sphinx_proceedings.model.addresses import address
from sphinx_proceedings.model.languages.language import Language
from sphinx_proceedings.model.publication.displayed_facts import (
    ARXIV,
    LANGUAGE,
    LICENCE,
    NUMBER,
    PUBLISHED,
    STATUS,
    TRACK,
    displayed_facts,
)
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Part
from sphinx_proceedings.model.richtext import RichText, to_html
from sphinx_proceedings.model.views.indexes import author_index
from sphinx_proceedings.model.views.record_references import RecordReferences

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from sphinx_proceedings.archive.subject import Subject
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.publication.published_record import PublishedRecord
    from sphinx_proceedings.model.records.editions import Edition

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{OPS}}}type"
TITLE, AUTHORS = "title.xhtml", "authors.xhtml"
_LEFT_OUT = frozenset((TRACK, PUBLISHED, ARXIV, LANGUAGE, STATUS, NUMBER))
"""Facts that pages of the site tell, which the book is an extract of."""
_OUTER_P = re.compile(r"^<p[^>]*>|</p>$")


class BookLinks(RecordReferences):
    """Where references lead from a page of the book: to another page of it, or to the site."""

    def __init__(
        self, catalogue: Catalogue, edition: Edition, base_url: str | None, root: str
    ) -> None:
        super().__init__(catalogue, edition.key)
        self._base_url = base_url
        self._root = root
        """The way from the page to the folder of the book."""

    def href(self, role: str, target: str) -> str | None:
        """Return where a reference leads."""
        record = self.resolve(role, target)
        if isinstance(record, Paper | Talk) and record.edition_key == self.edition_key:
            return f"{self._root}{page_name(record)}"
        if record is None or not self._base_url:
            return None
        return f"{self._base_url.rstrip('/')}/{address(record).uri()}"


def page_name(record: Paper | Talk) -> str:
    """Return the name of a record's page in the book."""
    return f"{'papers' if isinstance(record, Paper) else 'talks'}/{record.id}.xhtml"


class Writer:
    """Writes the pages of one edition's book."""

    def __init__(self, catalogue: Catalogue, edition: Edition, base_url: str | None) -> None:
        self.catalogue = catalogue
        self.edition = edition
        self.base_url = base_url
        self.language = Language.of(str(edition.language))

    def title_page(self, subject: Subject) -> bytes:
        """Return the title page."""
        html, body = document(subject.title, subject.language, "", "titlepage")
        xml.add(body, "h1", subject.title)
        if self.edition.volume and subject.title != self.edition.title:
            xml.add(body, "p", self.edition.title, {"class": "subtitle"})
        names = ", ".join(agent.display for agent in subject.agents)
        day = self.language.date_range(subject.date)
        facts = (names, subject.publisher, day, subject.licence_name)
        for fact in facts:
            xml.add_if(body, "p", fact)
        if subject.url:
            link = xml.add(xml.add(body, "p"), "a", subject.url)
            link.set("href", subject.url)
        self._rich(body, "div", self.edition.overview, "")
        return serialize(html)

    def abstract(self, record: Paper | Talk) -> bytes:
        """Return the page of a paper or talk."""
        published, _ = self.catalogue.published(record), self.language.gettext
        language = str(published.language)
        html, body = document(title_of(record), language, "../", "chapter")
        for notice in record.notices if isinstance(record, Paper) else ():
            aside = xml.add(body, "aside", None, {"class": "notice"})
            date = self.language.date_range(notice.date)
            xml.add(aside, "p", f"{self.language.label(notice.type)}, {date}")
            self._rich(aside, "div", notice.text)
        self._rich(body, "h1", record.title)
        self._rich(body, "p", published.subtitle, class_="subtitle")
        for author in published.names:
            line = xml.add(body, "p", "", {"class": "author"})
            xml.add(line, "strong", author.display)
            places = "; ".join(a.name for a in author.affiliations)
            if places:
                line[-1].tail = f" ({places})"
        if published.withdrawn:
            xml.add(body, "p", _("This paper was withdrawn."), {"class": "missing"})
        elif published.shown_abstract:
            if published.is_summary:
                xml.add(body, "p", _("Summary by the editors"), {"class": "missing"})
            self._rich(body, "div", published.shown_abstract, class_="abstract")
        else:
            xml.add(body, "p", _("No abstract is available."), {"class": "missing"})
        if published.keywords:
            keywords = _("Keywords: {words}").format(words=", ".join(published.keywords))
            xml.add(body, "p", keywords, {"class": "keywords"})
        self._facts(body, published)
        return serialize(html)

    def _facts(self, body: Element, published: PublishedRecord) -> None:
        links = RecordReferences(self.catalogue, self.edition.key)
        for fact in displayed_facts(published):
            if fact.name in _LEFT_OUT:
                continue
            name, text = self.language.gettext(fact.name), fact.text(self.language, links)
            if fact.url:
                text = text if fact.name == LICENCE else f"{name} {text}"
                self._link(body, fact.url, text)
            else:
                xml.add(body, "p", f"{name} {text}")
        for speaker in published.record.speakers if isinstance(published.record, Talk) else ():
            self._rich(body, "div", speaker.bio, class_="bio")

    @staticmethod
    def _link(body: Element, url: str, text: str) -> None:
        xml.add(xml.add(body, "p"), "a", text, {"href": url})

    def authors(self, language: str) -> bytes | None:
        """Return the index of authors; None when there is nobody in it."""
        letters = author_index(self.catalogue, self.edition)
        if not letters:
            return None
        title = self.language.plural(Part.AUTHOR)
        html, body = document(title, language, "", "index")
        xml.add(body, "h1", title)
        for letter in letters:
            xml.add(body, "h2", letter.letter)
            items = xml.add(body, "ul")
            for entry in letter.entries:
                item = xml.add(items, "li")
                item.text = entry.heading
                inner = xml.add(item, "ul")
                for record in dict.fromkeys(page_name(r) for r in entry.records):
                    found = next(r for r in entry.records if page_name(r) == record)
                    link = xml.add(xml.add(inner, "li"), "a", None, {"href": record})
                    link.text = title_of(found)
        return serialize(html)

    def _rich(
        self,
        parent: Element,
        name: str,
        text: RichText | None,
        root: str = "../",
        class_: str | None = None,
    ) -> None:
        """Append an element with the markup of a rich text, if there is one."""
        if text is None:
            return
        links = BookLinks(self.catalogue, self.edition, self.base_url, root)
        element = xml.add(parent, name, None, {"class": class_})
        xml.fill(element, to_html(text, links))


def document(title: str, language: str, root: str, kind: str) -> tuple[Element, Element]:
    """Return a new XHTML document and its body; *root* is the way to the folder of the book."""
    html = xml.root(XHTML, "html", {None: XHTML, "epub": OPS})
    html.set("lang", language)
    html.set(xml.XML_LANG, language)
    head = xml.add(html, "head")
    xml.add(head, "title", title)
    xml.add(
        head,
        "link",
        None,
        {"rel": "stylesheet", "type": "text/css", "href": f"{root}style.css"},
    )
    body = xml.add(html, "body")
    body.set(_TYPE, kind)
    return html, body


def serialize(html: Element) -> bytes:
    """Return a document as a file."""
    return xml.write(html, "<!DOCTYPE html>")


def has_maths(page: bytes) -> bool:
    """Whether a page holds MathML, which the package must declare."""
    return etree.fromstring(page).find(f".//{{{xml.MATHML}}}math") is not None
