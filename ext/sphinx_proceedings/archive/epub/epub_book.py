"""The abstracts of an edition as an EPUB 3: talks and papers in the order of the contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from sphinx_proceedings.archive.epub.epub_pages import (
    AUTHORS,
    OPS,
    TITLE,
    Writer,
    document,
    has_maths,
    page_name,
    serialize,
)
from sphinx_proceedings.exporting import xml
from sphinx_proceedings.folders.zip_writing import write_zip
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.records.people import Part
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.views.arrangement import best_grouping, grouped

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_proceedings.archive.subject import Subject
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.languages.language import Language
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk

_CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_PACKAGE = "book/package.opf"
_NAV, _STYLE = "nav.xhtml", "style.css"
_TYPE = f"{{{OPS}}}type"

_CSS: Final = """\
body { margin: 0 4%; line-height: 1.4; }
h1 { font-size: 1.4em; line-height: 1.2; }
h2 { font-size: 1.1em; }
.author { margin: 0; }
.abstract, .bio { margin-top: 1em; }
.keywords, .missing, .subtitle { font-style: italic; }
.notice { border: 1px solid; padding: 0 0.7em; }
"""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A group of the contents: its heading (None for none) and its records."""

    title: str | None
    records: tuple[Paper | Talk, ...]


def write_epub(
    target: Path,
    catalogue: Catalogue,
    edition: Edition,
    subject: Subject,
    base_url: str | None,
) -> None:
    """Write the book of *edition*; the same data gives the same bytes."""
    writer = Writer(catalogue, edition, base_url)
    language, _ = writer.language, writer.language.gettext
    chapters = [_Chapter(_("Talks"), edition.talks)] if edition.talks else []
    for group in grouped(catalogue, edition, best_grouping(edition), language):
        title = to_plain(group.title) if group.title else (_("Papers") if chapters else None)
        chapters.append(_Chapter(title, group.papers))
    pages = {TITLE: writer.title_page(subject)}
    for chapter in chapters:
        for record in chapter.records:
            pages[page_name(record)] = writer.abstract(record)
    authors = writer.authors(subject.language)
    if authors is not None:
        pages[AUTHORS] = authors
    entries: list[tuple[str, Path | bytes]] = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", _container()),
        (_PACKAGE, _package(subject, pages, language)),
        (f"book/{_NAV}", _navigation(subject, chapters, language, authors=authors is not None)),
        (f"book/{_STYLE}", _CSS.encode()),
        *((f"book/{name}", page) for name, page in pages.items()),
    ]
    write_zip(target, entries, subject.date)


def _container() -> bytes:
    container = xml.root(_CONTAINER, "container", None, {"version": "1.0"})
    files = xml.add(container, "rootfiles")
    media_type = "application/oebps-package+xml"
    xml.add(files, "rootfile", None, {"full-path": _PACKAGE, "media-type": media_type})
    return xml.write(container)


def _package(subject: Subject, pages: dict[str, bytes], language: Language) -> bytes:
    package = xml.root(
        _OPF,
        "package",
        {None: _OPF, "dc": _DC},
        {"version": "3.0", "unique-identifier": "id", xml.XML_LANG: subject.language},
    )
    metadata = xml.add(package, "metadata")

    def dc(name: str, text: str | None, **attributes: str) -> None:
        xml.add_if(metadata, f"{{{_DC}}}{name}", text, attributes)

    known_as = subject.doi or subject.url or subject.key
    dc("identifier", f"urn:uuid:{uuid5(NAMESPACE_URL, f'{known_as} epub')}", id="id")
    dc("title", subject.title)
    dc("language", subject.language)
    for number, agent in enumerate(subject.agents, 1):
        dc("creator", agent.display, id=f"creator-{number}")
        for name, text in (("role", "edt"), ("file-as", agent.inverted)):
            xml.add(metadata, "meta", text, {"refines": f"#creator-{number}", "property": name})
    dc("publisher", subject.publisher)
    dc("date", subject.date.isoformat())
    dc("rights", subject.licence_url or subject.licence_name)
    for keyword in subject.keywords:
        dc("subject", keyword)
    modified = f"{subject.date.isoformat()}T00:00:00Z"
    xml.add(metadata, "meta", modified, {"property": "dcterms:modified"})
    for name, text in _accessibility(any(map(has_maths, pages.values())), language):
        xml.add(metadata, "meta", text, {"property": f"schema:{name}"})
    manifest = xml.add(package, "manifest")
    xhtml = "application/xhtml+xml"
    nav = {"id": "nav", "href": _NAV, "media-type": xhtml, "properties": "nav"}
    xml.add(manifest, "item", None, nav)
    xml.add(manifest, "item", None, {"id": "style", "href": _STYLE, "media-type": "text/css"})
    spine = xml.add(package, "spine")
    for name, page in pages.items():
        identifier = f"page-{name.removesuffix('.xhtml').replace('/', '-')}"
        properties = "mathml" if has_maths(page) else None
        item = {"id": identifier, "href": name, "media-type": xhtml, "properties": properties}
        xml.add(manifest, "item", None, item)
        xml.add(spine, "itemref", None, {"idref": identifier})
        if name == TITLE:
            xml.add(spine, "itemref", None, {"idref": "nav"})
    return xml.write(package)


def _accessibility(maths: bool, language: Language) -> list[tuple[str, str]]:  # noqa: FBT001 - one fact, in private
    facts = [
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityHazard", "none"),
        (
            "accessibilitySummary",
            language.gettext("Text only; every page has a heading and is in the contents."),
        ),
    ]
    return [*facts, ("accessibilityFeature", "MathML")] if maths else facts


def _navigation(
    subject: Subject, chapters: list[_Chapter], language: Language, *, authors: bool
) -> bytes:
    _ = language.gettext
    html, body = document(_("Contents"), subject.language, "", "frontmatter")
    nav = xml.add(body, "nav", None, {_TYPE: "toc", "id": "toc"})
    xml.add(nav, "h1", _("Contents"))
    items = xml.add(nav, "ol")

    def entry(parent: xml.Element, name: str, title: str) -> None:
        xml.add(xml.add(parent, "li"), "a", title, {"href": name})

    entry(items, TITLE, _("Title page"))
    for chapter in chapters:
        parent = items
        if chapter.title is not None:
            item = xml.add(items, "li")
            xml.add(item, "span", chapter.title)
            parent = xml.add(item, "ol")
        for record in chapter.records:
            entry(parent, page_name(record), title_of(record))
    if authors:
        entry(items, AUTHORS, language.plural(Part.AUTHOR))
    return serialize(html)
