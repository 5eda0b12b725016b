"""YAML of others: every scalar is text, and what could grow or do something is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.cleaning.text_cleaning import without_controls
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.loading.yaml.yaml_text import read_text

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import SourceFile

_FRONT_MATTER: Final = re.compile(r"(---[ \t]*\n.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


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


def front_matter(file: SourceFile) -> dict[str, Any] | None:
    """Return the YAML between the two lines ``---`` that a page begins with; None without them.

    Raises:
        ImportSourceError: it is no YAML, at its line of the file.
    """
    if "front matter" not in file.derived:
        file.derived["front matter"] = _front_matter(file)
    found: dict[str, Any] | None = file.derived["front matter"]
    return found


def _front_matter(file: SourceFile) -> dict[str, Any] | None:
    if file.is_binary or not file.head.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        return None
    found = _FRONT_MATTER.match(file.text.removeprefix("\ufeff"))
    if found is None:
        return None
    document = read_text(without_controls(found[1]), file.name)
    if document.unread:
        raise ImportSourceError(str(document.problems[0]))
    return document.value if isinstance(document.value, dict) else None


def has_body(file: SourceFile) -> bool:
    """Return whether there is text below the front matter of a page."""
    found = _FRONT_MATTER.match(file.text.removeprefix("\ufeff"))
    return bool(found and file.text.removeprefix("\ufeff")[found.end() :].strip())


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
