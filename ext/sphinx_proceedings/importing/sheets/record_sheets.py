"""Lists of records, as JSON and YAML files keep them, read as tables: the keys are the header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sphinx_proceedings.importing.sheets.sheet import MAX_CELLS, Sheet, cell_text

_MOST: Final = 50_000
"""Records of one list."""

Record = dict[str, Any]


def record_sheets(value: Any, name: str) -> list[Sheet]:
    """Return the lists of records in *value*, a table each, with the keys as the first row.

    A list may be the whole file, stand under a key (``papers: [...]``), in groups
    (``[{track: …, papers: [...]}]``) or be a mapping whose values are the records. A list under a
    key is called ``file, key``.
    """
    return [
        sheet
        for key, records in _lists(value)
        if (sheet := _sheet(records, f"{name}, {key}" if key else name))
    ]


def _lists(value: Any) -> Iterator[tuple[str, list[Record]]]:
    if isinstance(value, list):
        groups = [(one, inner) for one in value if (inner := _inner(one))]
        if groups and len(groups) > len(value) / 2:
            yield "", [{**_plain(group), **record} for group, inner in groups for record in inner]
        else:
            yield "", [one for one in value if isinstance(one, dict)]
    elif isinstance(value, dict):
        records = [one for one in value.values() if isinstance(one, dict)]
        if len(records) > max(1, len(value) / 2):
            yield "", records
        for key, inner in value.items():
            if isinstance(inner, list):
                yield from ((str(key), found) for _, found in _lists(inner))


def _inner(group: Any) -> list[Record]:
    """Return the records in a group: those of its one list of records with keys of their own."""
    if not isinstance(group, dict):
        return []
    lists = [
        [one for one in inner if isinstance(one, dict)]
        for key, inner in group.items()
        if isinstance(inner, list) and "author" not in str(key).casefold()
    ]
    return next((found for found in lists if found and _has_title(found[0])), [])


def _has_title(record: Record) -> bool:
    return any("title" in str(key).casefold() for key in record)


def _plain(group: Record) -> Record:
    """Return what a group says of all its records; its own title is not theirs."""
    return {
        key: one
        for key, one in group.items()
        if isinstance(one, str) and not _has_title({key: one}) and str(key).casefold() != "id"
    }


def _sheet(records: list[Record], name: str) -> Sheet | None:
    if not records or len(records) > _MOST:
        return None
    keys = list(dict.fromkeys(str(key) for record in records for key in record))
    folded = [key.casefold() for key in keys]
    if not any(word in key for word in _AUTHORS for key in folded):
        return None
    if (len(records) + 1) * len(keys) > MAX_CELLS:
        return None
    rows = [[_cell(record.get(key)) for key in keys] for record in records]
    # Beside authors, a name is that of the paper.
    titled = any("title" in key for key in folded)
    heads = ["title" if key.casefold() == "name" and not titled else key for key in keys]
    return Sheet(name=name, rows=[heads, *rows], unit="paper")


_AUTHORS: Final = ("author", "autor", "auteur", "作者", "著者")
"""Parts of keys without which a list is one of people, dates or sponsors."""


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, (" ".join(_cell(one).split()) for one in value)))
    if isinstance(value, dict):
        return _person(value)
    return cell_text(value).strip()


def _person(record: Record) -> str:
    """Return an author's record as ``Name (Affiliation)``; of other mappings there is no text."""
    folded = {str(key).casefold(): value for key, value in record.items()}
    given = " ".join(filter(None, (_first(folded, _GIVEN), _first(folded, _FAMILY))))
    name = _first(folded, _NAME) or given
    where = _first(folded, _WHERE)
    return f"{name} ({where})" if name and where else name


_NAME: Final = ("name", "fullname", "full_name", "author")
_GIVEN: Final = ("given", "first_name", "firstname", "first", "given_name")
_FAMILY: Final = ("family", "last_name", "lastname", "last", "family_name", "surname")
_WHERE: Final = ("affiliation", "affiliations", "institution", "institutions", "organization")


def _first(record: Record, names: tuple[str, ...]) -> str:
    for name in names:
        if name in record and (text := _cell(record[name])):
            return text.replace("\n", "; ")
    return ""
