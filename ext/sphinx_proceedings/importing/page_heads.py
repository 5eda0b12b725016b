"""The data that a page begins with, as YAML between ``---`` or as TOML between ``+++``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.cleaning.text_cleaning import without_controls
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.loading.yaml.yaml_text import read_text

if TYPE_CHECKING:
    from sphinx_proceedings.importing.inputs import SourceFile

_YAML: Final = re.compile(
    r"(?P<head>---[ \t]*\n(?:.*?\n)??)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_TOML: Final = re.compile(
    r"\+\+\+[ \t]*\n(?P<head>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_MOST: Final = 64 * 2**10
"""Characters of TOML that are read: its parser takes a time that grows with the square."""
_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


def front_matter(file: SourceFile) -> dict[str, Any] | None:
    """Return the front matter of a page, its values texts, lists and mappings; None without.

    Raises:
        ImportSourceError: it is no YAML or no TOML, at its line of the file.
    """
    if "front matter" not in file.derived:
        file.derived["front matter"] = _front_matter(file)
    found: dict[str, Any] | None = file.derived["front matter"]
    return found


def body(file: SourceFile) -> str:
    """Return the text of a page below its front matter, all of it where there is none."""
    text = file.text.removeprefix("\ufeff")
    found = _found(file)
    return text[found.end() :] if found else text


def first_line(file: SourceFile) -> int:
    """Return the number of the line of the file that the `body` begins at, from 1."""
    found = _found(file)
    return found[0].count("\n") + 1 if found else 1


def _found(file: SourceFile) -> re.Match[str] | None:
    head = file.head.removeprefix(b"\xef\xbb\xbf")
    if file.is_binary or not head.startswith((b"---", b"+++")):
        return None
    pattern = _YAML if head.startswith(b"---") else _TOML
    return pattern.match(file.text.removeprefix("\ufeff"))


def _front_matter(file: SourceFile) -> dict[str, Any] | None:
    found = _found(file)
    if found is None:
        return None
    if found.re is _TOML:
        return _toml(found["head"], file.name)
    document = read_text(without_controls(found["head"]), file.name)
    if document.unread:
        raise ImportSourceError(str(document.problems[0]))
    return document.value if isinstance(document.value, dict) else None


def _toml(text: str, name: str) -> dict[str, Any]:
    if len(text) > _MOST:
        raise ImportSourceError(f"{name}: more than {_MOST:,} characters of TOML; shorten it")
    try:
        value = tomllib.loads(without_controls(text))
    except tomllib.TOMLDecodeError as failure:
        said = str(failure)
        place = _PLACE.search(said)
        where = f"{name}:{int(place[1]) + 1}:{place[2]}" if place else name
        said = _PLACE.sub("", said)
        raise ImportSourceError(f"{where}: not TOML: {said[:1].lower()}{said[1:]}") from None
    except RecursionError:
        raise ImportSourceError(f"{name}: TOML that is nested too deep") from None
    return {key: _text(one) for key, one in value.items()}


def _text(value: Any) -> Any:
    """Return a value of TOML as YAML's are read: every scalar is text."""
    if isinstance(value, Mapping):
        return {key: _text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_text(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | time) else str(value)
