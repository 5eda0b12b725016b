"""YAML of others: every scalar is text, and what could grow or do something is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.foreign_text import repair
from sphinx_proceedings.importing.cleaning.text_cleaning import without_controls
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.loading.yaml.aliases import REFERENCE, expanded
from sphinx_proceedings.loading.yaml.yaml_text import read_text

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import SourceFile


def yaml_value(file: SourceFile) -> Any:
    """Return the value of a YAML file: texts, lists and mappings.

    Raises:
        ImportSourceError: it is no YAML, or has tags or more values than are read.
    """
    kept = file.derived.get("yaml", file)
    if kept is not file:
        return kept
    text = _without_c1(without_controls(file.text))
    if text != without_controls(file.text) and not file.decoded_as:
        file.decoded_as = "UTF-8, with letters in it that a program wrote as control characters"
    document = read_text(text, file.name)
    if document.unread and REFERENCE.search(text):
        value = expanded(text)
        if value is not None:
            file.derived["yaml"] = value
            return value
    if document.unread or (document.value is None and document.problems):
        raise ImportSourceError(str(document.problems[0]))
    file.derived["yaml"] = document.value
    return document.value


_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_ESCAPED_C1 = re.compile(r"(?<!\\)((?:\\\\)*)\\x([89][0-9A-Fa-f])")


def _without_c1(text: str) -> str:
    """Return *text* with letters for controls of 0x80 to 0x9F, which no YAML may hold.

    They are bytes of Windows-1252 or Mac Roman that were written as they are, or escaped.
    """
    made = _ESCAPED_C1.sub(lambda found: found[1] + chr(int(found[2], 16)), text)
    if not _C1.search(made):
        return text
    lines = made.split("\n")
    return "\n".join(repair(line).text if _C1.search(line) else line for line in lines)


def records_in(value: Any) -> list[dict[str, Any]]:
    """Return the mappings of a list; nothing of any other value."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text_in(record: dict[str, Any], *names: str) -> str:
    """Return the first of some keys whose value is text that says something."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
