"""Write the tables of the guide's reference pages from the code, when run.

A table stands between a line ``% table <name>`` and a line ``% end``; a test fails when one is out
of date. Names are those of records (``Paper``), or ``errors`` and ``warnings``.
"""

from __future__ import annotations

import importlib.util
import re
import typing
from collections.abc import Sequence
from datetime import date, time
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from sphinx_proceedings.checks import RULES
from sphinx_proceedings.loading.files.offered_kinds import OFFERED_KINDS
from sphinx_proceedings.loading.problem_codes import Code
from sphinx_proceedings.model.records.base import as_list
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.field_docs import field_docs, records_of
from sphinx_proceedings.model.records.people import PeopleFile
from sphinx_proceedings.model.richtext import RichText
from sphinx_proceedings.model.values.dates import Zone
from sphinx_proceedings.model.values.names import PersonName
from sphinx_proceedings.model.values.page_ranges import Pages
from sphinx_proceedings.model.values.text_value import TextValue
from sphinx_proceedings.pdf_audit.audit_codes import Code as PdfCode

GUIDE = Path(__file__).parent / "guide"
PAGES = ("camera-ready.md", "data-format.md", "problems.md", "../reference/exports.md")
FORMATS = Path(__file__).with_name("reference_formats.py")

_TABLE = re.compile(r"^(% table (\w+)\n).*?^(% end)$", re.MULTILINE | re.DOTALL)
_WORDS = {
    str: "text",
    bool: "true or false",
    int: "number",
    date: "date",
    time: "time",
    Zone: "time zone",
    Pages: "pages",
    PersonName: "[name](#data-names)",
    RichText: "[rich text](#data-texts)",
}
_VALUES = {
    "ArxivId": "arXiv id",
    "Colour": "colour",
    "CountryCode": "country",
    "Doi": "DOI",
    "Isbn": "ISBN",
    "Issn": "ISSN",
    "LanguageTag": "language",
    "Licence": "licence",
    "Orcid": "ORCID iD",
    "RecordId": "id",
    "Ror": "ROR id",
    "WebUrl": "web address",
}


def records() -> dict[str, type[BaseModel]]:
    """Return every record of the data format by its name, outermost first."""
    return {record.__name__: record for record in records_of([Edition, Series, PeopleFile])}


def updated(text: str) -> str:
    """Return a page with its tables as the code has them now."""
    return _TABLE.sub(lambda found: f"{found[1]}{_table(found[2])}{found[3]}", text)


def tables_in(text: str) -> list[str]:
    """Return the names of the tables on a page."""
    return [found[2] for found in _TABLE.finditer(text)]


def _table(name: str) -> str:
    if name == "errors":
        rows = [(f"`{code}`", _text(code.help)) for code in Code if code < "PP2"]
        return _rows(("Code", "What is wrong, and what to do"), rows)
    if name == "warnings":
        rows = [(f"`{code}`", _text(code.help)) for code in Code if code >= "PP2"]
        rows += [(f"`{rule.code}`", f"**{rule.title}.** {_text(rule.__doc__)}") for rule in RULES]
        return _rows(("Code", "What is questionable"), rows)
    if name == "pdfs":
        found = [(f"`{code}`", code.matter.value, _text(code.help)) for code in PdfCode]
        return _rows(("Code", "Concerns", "What it is, and what to do"), found)
    if name == "kinds":
        of_kinds = [(k.name, ", ".join(f"`{end}`" for end in k.endings)) for k in OFFERED_KINDS]
        return _rows(("Kind", "Endings"), of_kinds)
    if name == "exports":
        head = ("Format", "Standard", "Read by", "Checked by", "Left out of a paper, and why")
        return _rows(head, _formats().rows())
    return _record(records()[name])


def _formats() -> Any:
    """Return the module of the table of formats, which lies beside this one."""
    spec = importlib.util.spec_from_file_location("reference_formats", FORMATS)
    if spec is None or spec.loader is None:
        raise ImportError(str(FORMATS))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _record(record: type[BaseModel]) -> str:
    rows = []
    docs = field_docs(record)
    for name, field in record.model_fields.items():
        value = _value(field.annotation)
        if any(isinstance(m, BeforeValidator) and m.func is as_list for m in field.metadata):
            value += ", or one alone"
        needed = " (needed)" if field.is_required() else ""
        rows.append((f"`{name}`{needed}", value, _text(docs.get(name))))
    return _rows(("Key", "Value", "Meaning"), rows)


def _rows(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def _text(text: str | None) -> str:
    """Return a docstring in one line, as a cell of a Markdown table shows it."""
    line = " ".join((text or "").split()).replace("``", "`").replace("|", "\\|")
    line = re.sub(r"(?<!`)(\{\w+\}`[^`]*`)", r"`` \1 ``", line)
    return re.sub(r"(?<![`\w/])([\w/]*<\w+>(?:[\w/<>.]*[\w>])?)", r"`\1`", line)


def _value(annotation: Any) -> str:
    if get_origin(annotation) is typing.Annotated:
        return _value(get_args(annotation)[0])
    if get_origin(annotation) in (typing.Union, UnionType):
        return _value(next(a for a in get_args(annotation) if a is not type(None)))
    if get_origin(annotation) is tuple:
        return f"list: {_value(get_args(annotation)[0])}"
    if get_origin(annotation) is typing.Literal:
        return ", ".join(f"`{choice}`" for choice in get_args(annotation))
    if issubclass(annotation, Enum):
        return ", ".join(f"`{member.value}`" for member in annotation)
    if issubclass(annotation, BaseModel):
        words = _words(annotation.__name__)
        return f"[{words}](#data-{words.replace(' ', '-')})"
    if issubclass(annotation, TextValue):
        return _VALUES[annotation.__name__]
    if get_origin(annotation) is dict:
        return f"{_value(get_args(annotation)[1])} by language"
    return _WORDS[annotation]


def _words(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r" \1", name).lower()


def _leaves(annotation: Any) -> list[Any]:
    arguments = get_args(annotation)
    return [leaf for a in arguments for leaf in _leaves(a)] if arguments else [annotation]


if __name__ == "__main__":
    for page in PAGES:
        file = GUIDE / page
        file.write_text(updated(file.read_text("utf-8")), encoding="utf-8", newline="\n")
