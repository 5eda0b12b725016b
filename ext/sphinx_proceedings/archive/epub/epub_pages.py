"""The pages of the EPUB: XHTML of a title page, an abstract each, and an index of authors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from sphinx_proceedings.exporting import xml
from sphinx_proceedings.model.addresses import address
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.richtext import RichText, to_html, to_plain
from sphinx_proceedings.model.views.indexes import author_index

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from sphinx_proceedings.archive.subject import Subject
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{OPS}}}type"
TITLE, AUTHORS = "title.xhtml", "authors.xhtml"
_OUTER_P = re.compile(r"^<p[^>]*>|</p>$")


@dataclass(frozen=True, slots=True)
class Links:
    """Where references lead from a page of the book: to another page of it, or to the site."""

    catalogue: Catalogue
    edition: Edition
    base_url: str | None
    root: str
    """The way from the page to the folder of the book."""

    def title(self, role: str, target: str) -> str | None:
        """Return the text of a reference that has none of its own."""
        record = self.catalogue.resolve(role, target, self.edition.key)
        if record is None:
            return None
        if isinstance(record, Person):
            return record.name.display
        title = getattr(record, "short_title", None) or getattr(record, "title", None)
        return to_plain(title) if isinstance(title, RichText) else title

    def href(self, role: str, target: str) -> str | None:
        """Return where a reference leads."""
        record = self.catalogue.resolve(role, target, self.edition.key)
        if isinstance(record, Paper | Talk) and record.edition_key == self.edition.key:
            return f"{self.root}{page_name(record)}"
        if record is None or not self.base_url:
            return None
        return f"{self.base_url.rstrip('/')}/{address(record).uri()}"


def page_name(record: Paper | Talk) -> str:
    """Return the name of a record's page in the book."""
    return f"{'papers' if isinstance(record, Paper) else 'talks'}/{record.id}.xhtml"


class Writer:
    """Writes the pages of one edition's book."""

    def __init__(self, catalogue: Catalogue, edition: Edition, base_url: str | None) -> None:
        self.catalogue = catalogue
        self.edition = edition
        self.base_url = base_url

    def title_page(self, subject: Subject) -> bytes:
        """Return the title page."""
        html, body = document(subject.title, subject.language, "", "titlepage")
        xml.add(body, "h1", subject.title)
        if self.edition.volume and subject.title != self.edition.title:
            xml.add(body, "p", self.edition.title, {"class": "subtitle"})
        names = ", ".join(agent.name for agent in subject.agents)
        facts = (names, subject.publisher, subject.date.isoformat(), subject.licence_name)
        for fact in facts:
            xml.add_if(body, "p", fact)
        if subject.url:
            link = xml.add(xml.add(body, "p"), "a", subject.url)
            link.set("href", subject.url)
        self._rich(body, "div", self.edition.overview, "")
        return serialize(html)

    def abstract(self, record: Paper | Talk) -> bytes:
        """Return the page of a paper or talk."""
        language = str(record.language or self.edition.language)
        html, body = document(to_plain(record.title), language, "../", "chapter")
        for notice in record.notices if isinstance(record, Paper) else ():
            aside = xml.add(body, "aside", None, {"class": "notice"})
            xml.add(aside, "p", f"{notice.type.value.replace('-', ' ')}, {notice.date.isoformat()}")
            self._rich(aside, "div", notice.text)
        self._rich(body, "h1", record.title)
        if isinstance(record, Paper):
            self._rich(body, "p", record.subtitle, class_="subtitle")
        authors = record.authors if isinstance(record, Paper) else record.speakers
        for author in authors:
            line = xml.add(body, "p", "", {"class": "author"})
            xml.add(line, "strong", author.name.display)
            places = "; ".join(a.name for a in author.affiliations)
            if places:
                line[-1].tail = f" ({places})"
        if isinstance(record, Paper) and record.withdrawn:
            xml.add(body, "p", "This paper was withdrawn.", {"class": "missing"})
        elif record.abstract:
            self._rich(body, "div", record.abstract, class_="abstract")
        else:
            xml.add(body, "p", "No abstract is on record.", {"class": "missing"})
        if record.keywords:
            xml.add(body, "p", f"Keywords: {', '.join(record.keywords)}", {"class": "keywords"})
        self._facts(body, record)
        return serialize(html)

    def _facts(self, body: Element, record: Paper | Talk) -> None:
        if isinstance(record, Paper):
            if record.pages:
                xml.add(body, "p", f"Pages {record.pages}")
            if record.doi:
                self._link(body, str(record.doi.url), f"DOI {record.doi}")
            licence = record.licence or self.edition.licence
            if licence:
                self._link(body, licence.url, licence.label)
        else:
            for speaker in record.speakers:
                self._rich(body, "div", speaker.bio, class_="bio")

    @staticmethod
    def _link(body: Element, url: str, text: str) -> None:
        xml.add(xml.add(body, "p"), "a", text, {"href": url})

    def authors(self, language: str) -> bytes | None:
        """Return the index of authors; None when there is nobody in it."""
        letters = author_index(self.catalogue, self.edition)
        if not letters:
            return None
        html, body = document("Authors", language, "", "index")
        xml.add(body, "h1", "Authors")
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
                    link.text = to_plain(found.title)
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
        links = Links(self.catalogue, self.edition, self.base_url, root)
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
