"""ACL Anthology XML: one volume with its papers, and the event with its invited talks.

Rule: schema.rnc of the Anthology. Files are told by address: a ``<pdf>`` there wants the checksum
of a file that the Anthology already holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.publishers.acl_markup import to_acl
from sphinx_proceedings.exporting.iso_639 import three_letters
from sphinx_proceedings.exporting.protocol import ExportError, Format, Scope
from sphinx_proceedings.exporting.requirements import one_edition, only_papers
from sphinx_proceedings.exporting.xml_lines import HEAD, XmlLines
from sphinx_proceedings.model.records.papers import NoticeType, Paper, ResourceType
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.model.values.reduced_dates import first_day, parts_of
from sphinx_proceedings.model.values.text import slug

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.model.records.editions import Edition

_VENUE: Final = re.compile(r"[a-z][a-z0-9]+")
_VOLUME: Final = re.compile(r"[a-z0-9]+")
_TAKEN_BACK: Final = {NoticeType.RETRACTION: "retracted", NoticeType.WITHDRAWAL: "removed"}


def _write(context: ExportContext, selection: Selection) -> bytes:
    edition = one_edition(selection)
    cited = only_papers(context, selection, "A volume of the ACL Anthology")
    venue = context.options.get("acl_venue") or re.sub("[^a-z0-9]", "", edition.series_id.lower())
    number = context.options.get("acl_volume", "1")
    for option, value, shape in (
        ("acl_venue", venue, _VENUE),
        ("acl_volume", number, _VOLUME),
    ):
        if not shape.fullmatch(value):
            raise ExportError(
                f"{option} {value!r} is no id of the ACL Anthology; give small letters and digits"
            )
    year = edition.year[:4]
    lines = XmlLines()
    lines.begin("collection", {"id": f"{year}.{venue}"})
    lines.begin("volume", {"id": number, "type": "proceedings"})
    _meta(lines, cited[0], venue)
    keys: set[str] = set()
    for place, citation in enumerate(cited, 1):
        key = slug(citation.key.replace(":", " "))
        key = f"{key}-{place}" if key in keys else key
        keys.add(key)
        _paper(lines, citation, str(place), key)
    lines.end()
    _event(lines, context, edition, f"{venue}-{year}")
    lines.end()
    return f"{HEAD}{lines}\n".encode()


def _entries(context: ExportContext, selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    citation, lines = cite(context, paper), XmlLines(depth=2)
    place = [other.key for other in selection.papers].index(paper.key) + 1
    _paper(lines, citation, str(place), slug(citation.key.replace(":", " ")))
    return (str(lines).encode(),)


def _meta(lines: XmlLines, citation: Citation, venue: str) -> None:
    edition, volume = citation.edition, citation.edition_volume
    lines.begin("meta")
    lines.add("booktitle", volume.title)
    for editor in volume.editors:
        _name(lines, "editor", editor)
    lines.add_if("publisher", volume.publisher)
    lines.add_if("address", citation.event_place)
    date = volume.date
    if date and len(parts_of(date)) > 1:
        lines.add("month", format_date_range(first_day(date)).split()[1])  # "2 December 2022"
    lines.add("year", volume.year)
    lines.add_if("isbn", volume.isbn)
    lines.add_if("url", citation.context.url(edition))
    lines.add_if("doi", volume.doi)
    lines.add("venue", venue)
    lines.end()


def _paper(lines: XmlLines, citation: Citation, number: str, key: str) -> None:
    record = citation.record
    lines.begin("paper", {"id": number})
    lines.markup("title", to_acl(citation.title, citation.links, fixed_case=True))
    for name in citation.authors:
        _name(lines, "author", name)
    if citation.pages:
        first, last = citation.pages
        lines.add("pages", first if first == last else f"{first}–{last}")
    if citation.abstract:
        lines.markup("abstract", to_acl(citation.abstract, citation.links))
    lines.add_if("url", citation.context.url(record))
    lines.add_if("url", citation.pdf_url, {"type": "pdf"})
    lines.add_if("doi", citation.doi)
    if not citation.language.startswith("en"):
        lines.add_if("language", three_letters(citation.language))
    for resource in citation.resources:
        if resource.type is ResourceType.VIDEO and resource.url:
            lines.empty("video", {"href": str(resource.url)})
    for notice in citation.notices:
        if notice.type in _TAKEN_BACK:
            text = to_plain(notice.text, citation.links)
            lines.add(_TAKEN_BACK[notice.type], text, {"date": notice.date.isoformat()})
            break
    if citation.remarks:
        lines.add("note", " ".join(citation.remarks))
    for award in citation.awards:
        lines.empty("award", {"name": to_plain(award.title, citation.links)})
    lines.add("bibkey", key)
    lines.end()


def _name(lines: XmlLines, tag: str, name: CitedName) -> None:
    lines.begin(tag)
    if name.literal:
        lines.add("last", name.literal)
    else:
        lines.add_if("first", name.given)
        # The Anthology writes a suffix after the family name.
        lines.add("last", " ".join(part for part in (name.full_family, name.suffix) if part))
    lines.add_if("affiliation", "; ".join(affiliation.name for affiliation in name.affiliations))
    lines.end()


def _event(lines: XmlLines, context: ExportContext, edition: Edition, name: str) -> None:
    lines.begin("event", {"id": name})
    lines.begin("meta")
    lines.add("title", edition.title)
    first = cite(context, edition.papers[0])
    lines.add_if("location", first.event_place)
    if edition.start_date:
        lines.add("dates", format_date_range(edition.start_date, edition.end_date))
    lines.end()
    if website := context.url(edition):
        lines.inside("links", "url", website, {"type": "website"})
    for record in edition.talks:
        citation = cite(context, record)
        lines.begin("talk", {"type": record.type.value} if record.type else {})
        lines.markup("title", to_acl(record.title, citation.links))
        for speaker in citation.authors:
            _name(lines, "speaker", speaker)
        lines.add_if("url", context.url(record))
        lines.end()
    lines.end()


ACL_ANTHOLOGY = Format(
    name="acl-anthology",
    title="ACL Anthology XML",
    media_type="application/xml",
    suffix=".acl.xml",
    scopes=frozenset({Scope.EDITION}),
    write=_write,
    entries=_entries,
    options={
        "acl_venue": "the Anthology's id of the venue; made from the series' id when absent",
        "acl_volume": "id of the volume; 1 when absent",
    },
)
"""The exporter of the ACL Anthology's XML."""
