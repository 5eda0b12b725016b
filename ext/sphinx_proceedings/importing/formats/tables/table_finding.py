"""Find the tables in a source: sheets of workbooks, CSV, tables in Markdown and in HTML pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import html as lxml_html
from lxml.etree import ParserError

from sphinx_proceedings.importing.formats.tables.column_joining import joined
from sphinx_proceedings.importing.formats.tables.column_map import find_header, map_columns
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.records import Markup
from sphinx_proceedings.importing.sheets.record_sheets import record_sheets
from sphinx_proceedings.importing.sheets.sheet import MAX_CELLS, Sheet
from sphinx_proceedings.importing.sheets.sheet_reading import sheets_of
from sphinx_proceedings.importing.yaml_source import yaml_value

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import Source, SourceFile

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")
_HTML = re.compile(r"<table[\s>]", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.+?)\s*#*$")
_LONGEST = 20_000_000


def find_tables(source: Source) -> list[tuple[Sheet, Markup]]:
    """Return every table in a source with what its texts are written in.

    Markdown and HTML pages may hold several; a text without columns is no table.
    """
    found: list[tuple[Sheet, Markup]] = []
    pages: set[str] = set()
    for file in source.files:
        if file.is_binary or len(file.data) > _LONGEST:
            continue
        if file.looks_like_json or file.suffix in {".yml", ".yaml"}:
            found += [(sheet, Markup.FOUND) for sheet in listed_papers(file)]
            pages.add(file.name)
            continue
        text = file.text
        if tables := _markdown_tables(text, file.name):
            found += [(table, Markup.MARKDOWN) for table in tables]
            pages.add(file.name)
        elif _HTML.search(text[:200_000]) and "</td>" in text.casefold():
            found += [(table, Markup.FOUND) for table in _html_tables(file)]
            pages.add(file.name)
    for sheet in sheets_of(source):
        if sheet.name not in pages and _is_table(sheet):
            found.append((sheet, Markup.FOUND))
    return [(joined(table), markup) for table, markup in found]


def listed_papers(file: SourceFile) -> list[Sheet]:
    """Return the lists of records in JSON or YAML that are papers; others are no tables."""
    try:
        value = yaml_value(file) if file.suffix in {".yml", ".yaml"} else file.json()
    except ImportSourceError:
        return []
    return [sheet for sheet in record_sheets(value, file.name) if map_columns(sheet).is_known]


def _is_table(sheet: Sheet) -> bool:
    """Whether a sheet has columns: words over them, or most rows are of one width."""
    if find_header(sheet) is not None:
        return True
    widths = [len(row) for row in sheet.rows if any(cell.strip() for cell in row)]
    if not widths:
        return False
    usual = max(set(widths), key=widths.count)
    return usual > 1 and widths.count(usual) >= 0.7 * len(widths)


def _markdown_tables(text: str, name: str) -> list[Sheet]:
    if "|" not in text or "-" not in text:
        return []
    tables: list[Sheet] = []
    lines = text.split("\n")
    number = 1
    while number < len(lines):
        head, rule = lines[number - 1], lines[number]
        if "|" not in head or not _RULE.fullmatch(rule) or len(rule) > 5000:
            number += 1
            continue
        rows: list[list[str]] = [*_headings(lines[: number - 1]), _cells(head), []]
        number += 1
        while number < len(lines) and "|" in lines[number]:
            rows.append(_cells(lines[number]))
            number += 1
        tables.append(Sheet(name=name, rows=rows, delimiter="|"))
    return tables


def _headings(lines: list[str]) -> list[list[str]]:
    """Return a row for each line above a table; of the headings that it is below, the words."""
    rows: list[list[str]] = [[] for _ in lines]
    level = 7
    for index in range(len(lines) - 1, -1, -1):
        found = _HEADING.match(lines[index])
        if found and len(found[1]) < level:
            level = len(found[1])
            rows[index] = [found[2].strip()]
    return rows


def _cells(line: str) -> list[str]:
    bare = line.strip()
    bare = bare.removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    cells = [cell.strip().replace("\\|", "|") for cell in _CELL.split(bare)]
    return [re.sub(r"<br\s*/?>", "\n", cell, flags=re.IGNORECASE) for cell in cells]


def _html_tables(file: SourceFile) -> list[Sheet]:
    try:
        page = lxml_html.fromstring(file.text, parser=lxml_html.HTMLParser(no_network=True))
    except (ParserError, ValueError):
        return []
    tables = []
    for number, table in enumerate(page.iter("table"), 1):
        rows: list[list[str]] = []
        for row in table.iter("tr"):
            cells: list[str] = []
            for cell in row:
                if cell.tag not in {"td", "th"}:
                    continue
                cells.append(_inner(cell))
                spans = cell.get("colspan", "")
                if spans.isdecimal() and len(spans) < 3:
                    cells += [""] * (int(spans) - 1)
            rows.append(cells)
        if sum(map(len, rows)) <= MAX_CELLS:
            words = _above(table)
            name = f"{file.name}, table {number}" + (f" ({words})" if words else "")
            tables.append(Sheet(name=name, rows=rows))
    return [replace(table) for table in tables if _is_table(table)]


def _above(table: lxml_html.HtmlElement) -> str:
    """Return the words of the heading that a table stands below, shortened."""
    headings = list(table.itersiblings("h1", "h2", "h3", "h4", preceding=True))
    parent = table.getparent()
    if not headings and parent is not None and parent.tag != "body":
        headings = list(parent.itersiblings("h1", "h2", "h3", "h4", preceding=True))
    return " ".join(headings[0].text_content().split())[:60] if headings else ""


def _inner(cell: lxml_html.HtmlElement) -> str:
    """Return what is in a cell as HTML, so that links, lists and line breaks are not lost."""
    parts = [_escaped(cell.text or "")]
    parts += [lxml_html.tostring(child, encoding="unicode") for child in cell]
    return "".join(parts).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
