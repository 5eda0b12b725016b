"""RIS and EndNote's tagged format, for reference managers.

Tags as EndNote and Zotero read them for conference papers: the event in T2, the volume's title in
C3, the series in T3 (never in DP, which is the database provider, nor in %C, which is a place).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sphinx_proceedings.exporting.citation import Citation, CitedName
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, ExportContext, Format, Selection
from sphinx_proceedings.exporting.remarks import joined, talk_type
from sphinx_proceedings.exporting.requirements import citable_records
from sphinx_proceedings.model.records.papers import Talk
from sphinx_proceedings.model.values.reduced_dates import slashed
from sphinx_proceedings.model.values.text import one_line

Tags = list[tuple[str, str | None]]
"""Tags with their values; those without a value are left out."""

_RIS_ENDS: Final = "\r\n"
_ENDNOTE_ENDS: Final = "\n"
"""As Google Scholar and the ACL Anthology write it; some readers keep a carriage return."""


def _ris(c: Citation) -> Tags:
    return [
        ("TY", "GEN" if not c.is_paper else "CONF" if c.in_proceedings else "CPAPER"),
        ("ID", c.key),
        *(("AU", author.inverted) for author in c.authors),
        ("TI", c.plain_marked_title),
        ("T2", c.edition.title),
        *(_ris_volume(c) if c.is_paper else ()),
        ("PY", c.year),
        ("DA", slashed(c.date) if c.date else None),
        ("CY", c.event_place),
        ("SP", c.pages.first if c.pages else None),
        ("EP", c.pages.end if c.pages else None),
        ("C7", c.article_number),
        ("DO", c.doi),
        ("UR", c.url),
        ("L1", c.pdf_url),
        ("LA", c.language),
        *(("KW", keyword) for keyword in c.keywords),
        ("AB", c.plain_abstract),
        *(("N1", note) for note in _notes(c)),
        ("ER", ""),
    ]


def _ris_volume(c: Citation) -> Tags:
    return [
        ("C3", c.proceedings_title if c.in_proceedings else None),
        ("T3", c.series.title if c.container.volume else None),
        *(("A2", editor.inverted) for editor in c.editors),
        ("C1", c.publisher_place),
        ("PB", c.publisher),
        ("VL", c.volume_number),
        ("SN", c.isbn),
        ("SN", c.issn),
    ]


def entered(name: CitedName) -> str:
    """Return a name as EndNote has it entered: a whole one ends in a comma, its own are doubled.

    Rule: EndNote's guide, "Corporate Authors"; else the last word would be the family name.
    """
    if not name.literal:
        return name.inverted
    return f"{name.literal}," if "," not in name.literal else name.literal.replace(",", ",,")


def _endnote(c: Citation) -> Tags:
    kinds = ("Conference Proceedings", "Conference Paper")
    return [
        ("%0", "Generic" if not c.is_paper else kinds[0] if c.in_proceedings else kinds[1]),
        *(("%A", entered(author)) for author in c.authors),
        ("%T", c.plain_marked_title),
        ("%B", c.edition.title),
        *(_endnote_volume(c) if c.is_paper else ()),
        ("%D", c.year),
        ("%8", c.date.isoformat() if c.date else None),
        ("%C", c.event_place),
        ("%P", str(c.pages) if c.pages else None),
        ("%]", c.article_number),
        ("%R", c.doi),
        ("%U", c.url),
        ("%>", c.pdf_url),
        ("%G", c.language),
        ("%F", c.key),
        *(("%K", keyword) for keyword in c.keywords),
        ("%X", c.plain_abstract),
        *(("%Z", note) for note in _notes(c)),
    ]


def _endnote_volume(c: Citation) -> Tags:
    return [
        ("%3", c.proceedings_title if c.in_proceedings else None),
        ("%S", c.series.title if c.container.volume else None),
        *(("%E", entered(editor)) for editor in c.editors),
        ("%I", c.publisher),
        ("%V", c.volume_number),
        ("%@", c.isbn),
        ("%@", c.issn),
    ]


def _notes(c: Citation) -> Iterator[str]:
    if isinstance(c.record, Talk):
        yield talk_type(c.record)
    if c.remarks:
        yield joined(c.remarks)
    if c.licence:
        yield f"Licence: {c.licence.label}"


def _write(
    tags: Callable[[Citation], Tags], title: str, gap: str, between: str, end: str
) -> Callable[[ExportContext, Selection], bytes]:
    def write(context: ExportContext, selection: Selection) -> bytes:
        cited = citable_records(context, selection, title)
        return between.join(entry(context, citation) for citation in cited).encode()

    @memoized
    def entry(_context: ExportContext, cited: Citation) -> str:
        lines = [
            # On one line, so that no line of a value can pass for a tag.
            f"{tag}{gap}{one_line(value)}{end}"
            for tag, value in tags(cited)
            if value is not None
        ]
        return "".join(lines)

    return write


RIS = Format(
    name="ris",
    title="RIS",
    media_type="application/x-research-info-systems",
    suffix=".ris",
    scopes=ALL_SCOPES,
    write=_write(_ris, "RIS", "  - ", "", _RIS_ENDS),
    joins_files=True,
)
ENDNOTE = Format(
    name="endnote",
    title="EndNote",
    media_type="application/x-endnote-refer",
    suffix=".enw",
    scopes=ALL_SCOPES,
    write=_write(_endnote, "EndNote", " ", _ENDNOTE_ENDS, _ENDNOTE_ENDS),
    joins_files=True,
)
