"""CSL-JSON, as Zotero, Mendeley, pandoc and citeproc read it (schema 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.exporting.citation import Citation, CitedName, RecordLinks, cite
from sphinx_proceedings.exporting.json_text import indented
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, ExportContext, Format, Selection
from sphinx_proceedings.exporting.remarks import joined, talk_type
from sphinx_proceedings.exporting.requirements import citable_records
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.model.values.reduced_dates import parts_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sphinx_proceedings.model.richtext import Node

_TAGS: Final = {
    "emphasis": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "subscript": ("<sub>", "</sub>"),
    "superscript": ("<sup>", "</sup>"),
}
_NOCASE: Final = ('<span class="nocase">', "</span>")


def title(text: RichText, links: RecordLinks) -> str:
    """Return a title in the markup of CSL-JSON; maths, code and ``{nocase}`` keep their case."""
    return "".join(_marked_up(node, links) for node in text.tree.children)


def _marked_up(node: Node, links: RecordLinks) -> str:
    if node.kind in {"nocase", "math", "code"}:
        shown = (
            RichText.from_plain(node.text) if node.kind != "math" else RichText(f"${node.text}$")
        )
        return to_plain(shown).join(_NOCASE)
    if node.kind == "reference":
        role, target = node.attrs["role"], node.attrs["target"]
        return node.text or links.title(role, target) or target
    if node.kind in {"soft_break", "hard_break"}:
        return " "
    if not node.children:
        return node.text
    inner = "".join(_marked_up(child, links) for child in node.children)
    return inner.join(_TAGS.get(node.kind, ("", "")))


def name(cited: CitedName) -> dict[str, str]:
    """Return a name in its parts, or whole."""
    if cited.literal:
        return {"literal": cited.literal}
    parts = {
        "family": cited.family,
        "given": cited.given,
        "non-dropping-particle": cited.particle,
        "suffix": cited.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _names(cited: Iterable[CitedName]) -> list[dict[str, str]]:
    return [name(one) for one in cited]


def _date(*days: dt.date | None) -> dict[str, Any]:
    return {"date-parts": [list(parts_of(day)) for day in days if day]}


def entry(c: Citation) -> dict[str, Any]:
    """Return one item of a list of references; keys without a value are left out."""
    edition = c.edition
    last = edition.end_date if edition.end_date != edition.start_date else None
    custom = {"licence": c.licence, "archival": c.archival, "status": c.mark and c.mark.status}
    item: dict[str, Any] = {
        "id": c.key,
        "type": "paper-conference" if c.is_paper else "speech",
        "title": title(c.marked_title, c.links),
        "author": _names(c.authors),
        "issued": _date(c.date) if c.date else {"date-parts": [[c.year]]},
        "event-title": edition.title,
        "event": edition.title,  # its name in CSL 1.0.1, which is what many programs read
        "event-place": c.event_place,
        "event-date": _date(edition.start_date, last) if edition.start_date else None,
        "language": str(c.language),
        "URL": c.url,
        "DOI": c.doi,
        "abstract": c.plain_abstract,
        "keyword": ", ".join(c.keywords),
        "note": joined(c.remarks),
        "status": c.mark and c.mark.status,
        "custom": {key: value for key, value in custom.items() if value is not None},
    }
    if isinstance(c.record, Talk):
        item["genre"] = talk_type(c.record)
    else:
        item |= {
            "container-title": c.proceedings_title if c.in_proceedings else None,
            "collection-title": c.series.title if c.container.volume else None,
            "collection-number": c.volume_number,
            "editor": _names(c.editors),
            "publisher": c.publisher,
            "publisher-place": c.publisher_place,
            "page": str(c.pages) if c.pages else None,
            "number": c.article_number,
            "page-first": c.pages.first if c.pages else None,
            "ISBN": c.isbn,
            "ISSN": c.issn,
        }
    return {key: value for key, value in item.items() if value}


def _write(context: ExportContext, selection: Selection) -> bytes:
    cited = citable_records(context, selection, "CSL-JSON")
    entries = (_written(context, citation) for citation in cited)
    return b"[\n" + b",\n".join(entries) + b"\n]\n"


@memoized
def _written(_context: ExportContext, citation: Citation) -> bytes:
    """Return an item as it is written in a list, which it is here the only one of."""
    return indented([entry(citation)]).removeprefix(b"[\n").removesuffix(b"\n]")


def _entries(context: ExportContext, _selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    return (_written(context, cite(context, paper)),)


CSL_JSON = Format(
    name="csl-json",
    title="CSL-JSON",
    media_type="application/vnd.citationstyles.csl+json",
    suffix=".csl.json",
    scopes=ALL_SCOPES,
    write=_write,
    entries=_entries,
)
