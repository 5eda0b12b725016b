"""CEUR-WS: the index page of a volume.

Rule: the classes of CEUR-WS's index template of 2020-07-09, by which its own tools, Zotero and dblp
read a volume. CEUR-WS fills in the volume's number, its URN and the day of publication. Papers are
files ``paper1.pdf`` … in the order of the table of contents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from sphinx_proceedings.exporting.citation import CitedName, cite
from sphinx_proceedings.exporting.iso_639 import three_letters
from sphinx_proceedings.exporting.protocol import ExportError, Format, Scope
from sphinx_proceedings.exporting.requirements import (
    dates_and_editors,
    missing,
    one_edition,
    only_papers,
    require_valid,
)
from sphinx_proceedings.exporting.xml import add, root
from sphinx_proceedings.model.languages.messages import N_
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.model.views.arrangement import best_grouping, grouped

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.editions import Edition

_LICENCE: Final = "CC-BY-4.0"
UNKNOWN: Final = "XXX"
"""Number of a volume until CEUR-WS gives it one."""
NUMBER_OPTION: Final = {"ceur_volume": f"number of the volume; {UNKNOWN} when absent"}


def validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    """Say what CEUR-WS wants, and which papers it would not publish under their licence."""
    problems = _needed(context, selection)
    for paper in selection.papers:
        licence = cite(context, paper).licence
        if licence != _LICENCE:
            known = f"is under {licence.label}" if licence else "has no known licence"
            wants = f"CEUR-WS publishes under CC BY 4.0, and this paper {known}"
            problems.append(missing(context, paper.key, wants, "ask its authors, add licence"))
    return problems


def _needed(context: ExportContext, selection: Selection) -> list[str]:
    return dates_and_editors(context, one_edition(selection), "CEUR-WS")


def begin(context: ExportContext, selection: Selection) -> tuple[Citation, ...]:
    """Return the papers of the volume, as cited; `ExportError` when something is missing."""
    require_valid(_needed(context, selection))
    number = context.options.get("ceur_volume", UNKNOWN)
    if number != UNKNOWN and not number.isdecimal():
        raise ExportError(f"ceur_volume is the number of a volume, not {number!r}")
    return only_papers(context, selection, "A CEUR-WS volume")


def _write(context: ExportContext, selection: Selection) -> bytes:
    cited = begin(context, selection)
    first, edition = cited[0], one_edition(selection)
    volume = f"Vol-{context.options.get('ceur_volume', UNKNOWN)}"
    page = root(None, "html", None, {"lang": "en"})
    head = add(page, "head")
    add(head, "meta", None, {"charset": "utf-8"})
    viewport = {"name": "viewport", "content": "width=device-width, initial-scale=1.0"}
    add(head, "meta", None, dict(viewport))
    add(head, "link", None, {"rel": "stylesheet", "type": "text/css", "href": "../ceur-ws.css"})
    name = f"{first.edition_volume.title} ({edition.short_title})"
    add(head, "title", f"CEUR-WS.org/{volume} - {name}")
    body = add(page, "body")
    body.addprevious(etree.Comment(f"CEURLANG={three_letters(edition.language) or 'eng'} "))
    _identity(body, cited, volume)
    _headings(body, first, edition)
    _editors(body, first.edition_volume.editors or first.organizers)
    add(body, "hr")
    _contents(body, context, edition, cited)
    add(body, "hr")
    _footer(body, context, first)
    text = etree.tostring(page, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n<!-- CEURVERSION=2020-07-09 -->\n{text}\n".encode()


def _identity(body: Element, cited: tuple[Citation, ...], volume: str) -> None:
    first = cited[0]
    table = add(body, "table", None, {"style": "border: 0; border-spacing: 0; width: 95%"})
    row = add(add(table, "tbody"), "tr")
    left = add(row, "td", None, {"style": "text-align: left; vertical-align: middle"})
    logo = add(left, "a", None, {"href": "https://ceur-ws.org/"})
    add(logo, "div", "", {"id": "CEURWSLOGO"})
    right = add(row, "td", None, {"style": "text-align: right; vertical-align: middle"})
    free = all(citation.licence == _LICENCE for citation in cited)
    if free:
        add(right, "div", "", {"style": "float:left", "id": "CEURCCBY"})
    _span(right, "CEURVOLNR", volume)
    add(right, "br")
    _span(right, "CEURURN", f"urn:nbn:de:0074-{volume.removeprefix('Vol-')}-C")
    style = {"class": "unobtrusive copyright", "style": "text-align: justify"}
    notice = add(right, "p", None, dict(style))
    notice.text = "Copyright © "
    year = _span(notice, "CEURPUBYEAR", first.edition_volume.year)
    year.tail = " for the individual papers by the papers' authors."
    year.tail += (
        f" Copyright © {first.edition_volume.year} for the volume as a collection by its editors."
    )
    if free:
        year.tail += " This volume and its papers are published under the "
        address = "https://creativecommons.org/licenses/by/4.0/"
        link = add(
            notice,
            "a",
            "Creative Commons License Attribution 4.0 International (CC BY 4.0)",
            {"href": address},
        )
        link.tail = "."


def _headings(body: Element, citation: Citation, edition: Edition) -> None:
    add(body, "hr")
    title = add(body, "h1")
    home = citation.context.url(edition)
    parent = add(title, "a", None, {"href": home}) if home else title
    _span(parent, "CEURVOLACRONYM", edition.short_title)
    add(title, "br")
    _span(title, "CEURVOLTITLE", edition.title)
    full = add(body, "h3")
    _span(full, "CEURFULLTITLE", citation.edition_volume.title)
    if edition.host_event:
        add(full, "br").tail = "co-located with "
        host = edition.host_event
        parent = add(full, "a", None, {"href": str(host.url)}) if host.url else full
        _span(parent, "CEURCOLOCATED", host.short_title or host.title)
    _span(add(body, "h3"), "CEURLOCTIME", _where_and_when(citation)).tail = "."


def _where_and_when(citation: Citation) -> str:
    edition = citation.edition
    place = citation.event_place or "Virtual Event"
    if edition.start_date is None:
        return place
    return f"{place}, {format_date_range(edition.start_date, edition.end_date)}"


def _editors(body: Element, editors: tuple[CitedName, ...]) -> None:
    add(body, "b", "Edited by")
    group = add(body, "h3")
    for editor in editors:
        address = editor.contribution.url or (editor.person.url if editor.person else None)
        parent = add(group, "a", None, {"href": str(address)}) if address else group
        _span(parent, "CEURVOLEDITOR", editor.display)
        affiliations = "; ".join(affiliation.name for affiliation in editor.affiliations)
        last = parent if address else group[-1]
        last.tail = f", {affiliations}" if affiliations else None
        add(group, "br")


def _contents(
    body: Element, context: ExportContext, edition: Edition, cited: tuple[Citation, ...]
) -> None:
    contents = add(body, "div", None, {"class": "CEURTOC"})
    add(contents, "h2", "Table of Contents")
    known = {citation.record.key: citation for citation in cited}
    number = 0
    for group in grouped(context.catalogue, edition, best_grouping(edition)):
        if group.title:
            _span(add(contents, "h3"), "CEURSESSION", to_plain(group.title, cited[0].links))
        papers = add(contents, "ul")
        for paper in group.papers:
            number += 1
            _paper(papers, known[paper.key], number)


def _paper(papers: Element, citation: Citation, number: int) -> None:
    entry = add(papers, "li", None, {"id": f"paper{number}"})
    link = add(entry, "a", None, {"href": f"paper{number}.pdf"})
    _span(link, "CEURTITLE", citation.plain_marked_title)
    if citation.pages:
        link.tail = " "
        _span(entry, "CEURPAGES", str(citation.pages))
    add(entry, "br")
    for place, name in enumerate(citation.authors):
        if place:
            entry[-1].tail = ", "
        _span(entry, "CEURAUTHOR", name.display)
    for remark in citation.remarks:
        add(entry, "br")
        add(entry, "span", remark, {"class": "unobtrusive"})
    if citation.licence and citation.licence != _LICENCE:
        add(entry, "br")
        add(entry, "a", citation.licence.label, {"href": citation.licence.url, "rel": "license"})


def _footer(body: Element, context: ExportContext, citation: Citation) -> None:
    editors = citation.edition_volume.editors or citation.organizers
    submitting = context.options.get("submitting_editor") or editors[0].display
    date = citation.edition_volume.date
    footer = add(body, "span", None, {"class": "unobtrusive"})
    footer.text = f"{date.isoformat() if date else 'yyyy-mm-dd'}: submitted by {submitting}, "
    footer.text += "metadata incl. bibliographic data published under "
    zero = "https://creativecommons.org/publicdomain/zero/1.0/"
    add(footer, "a", "Creative Commons CC0", {"href": zero})
    add(footer, "br")
    published = _span(footer, "CEURPUBDATE", "yyyy-mm-dd")
    published.tail = ": published on CEUR Workshop Proceedings (CEUR-WS.org, ISSN 1613-0073)"


def _span(parent: Element, kind: str, text: str) -> Element:
    return add(parent, "span", text, {"class": kind})


CEUR = Format(
    name="ceur-ws",
    title=N_("CEUR-WS index page"),
    media_type="text/html",
    suffix=".ceur.html",
    scopes=frozenset({Scope.EDITION}),
    write=_write,
    reads_abstracts=False,
    validate=validation_errors,
    options={
        **NUMBER_OPTION,
        "submitting_editor": "who hands the volume in; the first editor when absent",
    },
)
"""The exporter of index pages for CEUR-WS."""
