"""YAML of others: every scalar is text, and what could grow or do something is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_proceedings.importing.cleaning.text_cleaning import without_controls
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.loading.yaml.yaml_text import read_text

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import SourceFile


def yaml_value(file: SourceFile) -> Any:
    """Return the value of a YAML file: texts, lists and mappings.

    Raises:
        ImportSourceError: it is no YAML, or has anchors, tags or more values than are read.
    """
    kept = file.derived.get("yaml", file)
    if kept is not file:
        return kept
    document = read_text(without_controls(file.text), file.name)
    if document.unread or (document.value is None and document.problems):
        raise ImportSourceError(str(document.problems[0]))
    file.derived["yaml"] = document.value
    return document.value


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
