"""New values as YAML, in the manner in which the data files are written."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from sphinx_proceedings.importing.yaml_editing.text_wrapping import wrapped

WIDTH: Final = 100
LONG: Final = frozenset(
    ["abstract", "bio", "overview", "description", "text", "instructions", "editorial_notes"]
)
"""Keys whose texts go over lines."""

SEPARATED: Final = frozenset(["papers", "talks", "sessions"])
"""Lists with an empty line between their items."""

_ORDER: Final = (
    *(
        "id",
        "key",
        "title",
        "short_title",
        "subtitle",
        "department",
        "name",
        "kind",
        "type",
        "role",
        "track",
    ),
    *("number", "theme", "start_date", "end_date", "start", "end", "time_zone", "mode", "status"),
    *("paper", "talk", "panel", "speakers", "authors", "person", "orcid", "honorific"),
    *("affiliations", "city", "region", "country", "corresponding", "presenter"),
    *("photo", "room", "chairs", "keywords", "abstract", "bio", "note", "pages", "doi", "arxiv"),
    *("licence", "archival", "language", "date", "file", "url", "resources", "notices", "slots"),
    *("papers", "source", "former_ids"),
)
_RANK: Final = {name: rank for rank, name in enumerate(_ORDER)}

# In the order of the data files: the number follows what the paper is about.
_PAPER_RANK: Final = {"number": _RANK["pages"] - 0.5}

_FLAGS: Final = frozenset(["corresponding", "presenter", "archival"])
"""Keys whose values are true or false, and not texts that look so."""
_ONE_LINE: Final = frozenset(["keywords"])
"""Lists that stay in brackets on one line, whatever its length."""

_RECORD: Final = frozenset(["authors", "speakers", "slots", "members"])
"""Keys of records that are never put in brackets."""

_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]")
_UNSAFE_BLOCK = re.compile(r": |:$| #|\s$|\n|\t")
_UNSAFE_FLOW = re.compile(r"[,\[\]{}]|:")
_RESOLVER: Any = yaml.resolver.Resolver()
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


# A session's day stands before its times.
_SESSION_RANK: Final = {"date": _RANK["start"] - 0.5, "room": _RANK["end"] + 0.5}

_SPECIAL: Final = {
    "paper": _PAPER_RANK,
    "session": _SESSION_RANK,
    "committee": {"role": _RANK["title"] - 0.5},
}


def rank(name: str, kind: str = "") -> float:
    """Return where a key stands among the others of its mapping, see `kind_of`."""
    special = _SPECIAL.get(kind, {})
    return special.get(name, _RANK.get(name, len(_RANK)))


def kind_of(value: dict[str, Any]) -> str:
    """Return which order the keys of a mapping have: ``paper``, ``session`` and such."""
    if "authors" in value or "speakers" in value:
        return "paper"
    if "members" in value:
        return "committee"
    return "session" if "start" in value and "title" in value else ""


def in_order(value: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping with its keys in the order in which the data files have them."""
    kind = kind_of(value)
    return dict(sorted(value.items(), key=lambda entry: rank(entry[0], kind)))


def scalar(value: Any, *, flow: bool = False) -> str:
    """Return a text, flag or number as a scalar on one line, in quotes where it needs them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _is_plain(text, flow=flow):
        return text
    if "\\" in text and "'" not in text and "\n" not in text and "\t" not in text:
        return f"'{text}'"  # formulas keep their single backslashes
    return f'"{text.translate(_ESCAPES)}"'


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or _UNSAFE_START.match(text) or _UNSAFE_BLOCK.search(text) or text == "~":
        return False
    if flow and _UNSAFE_FLOW.search(text):
        return False
    if _DATE.fullmatch(text):
        return True
    if _CLOCK.fullmatch(text):  # some readers take half of them for numbers
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return bool(tag == "tag:yaml.org,2002:str") and not text.startswith(("---", "...", "0o"))


def flow(value: Any) -> str:
    """Return any value on one line, in brackets."""
    if isinstance(value, dict):
        inner = (f"{scalar(key)}: {_in_flow(key, item)}" for key, item in in_order(value).items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value, flow=True)


def _in_flow(name: str, value: Any) -> str:
    return value if name in _FLAGS and value in ("true", "false") else flow(value)


def entry(name: str, value: Any, indent: int) -> str:
    """Return ``name: value`` as lines that begin in column *indent*, without a last line end."""
    lead = f"{' ' * indent}{scalar(name)}:"
    return lead + behind_key(name, value, indent, len(lead))


def behind_key(name: str, value: Any, indent: int, column: int) -> str:
    """Return what stands behind the colon of a key of a mapping that begins in column *indent*."""
    if name in _FLAGS and value in ("true", "false"):
        return f" {value}"
    if isinstance(value, str):
        if name in LONG and ("\n" in value or column + 1 + len(value) > WIDTH):
            return _literal(value, indent + 2)
        return f" {scalar(value)}"
    if not isinstance(value, list | dict):
        return f" {scalar(value)}"
    line = flow(value)
    records = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    fits = name in _ONE_LINE or column + 1 + len(line) <= WIDTH
    if not value or (fits and not records and not _is_long(value)):
        return f" {line}"
    if isinstance(value, dict):
        return f"\n{block_mapping(value, indent + 2)}"
    return f"\n{block_list(value, indent + 2, separated=name in SEPARATED)}"


def block_mapping(value: dict[str, Any], indent: int) -> str:
    """Return a mapping as lines that begin in column *indent*."""
    return "\n".join(entry(name, inner, indent) for name, inner in in_order(value).items())


def block_list(value: list[Any], indent: int, *, separated: bool = False) -> str:
    """Return a list as lines; *separated* puts an empty line between items."""
    gap = "\n\n" if separated else "\n"
    return gap.join(item(one, indent, record=separated) for one in value)


def item(value: Any, indent: int, *, record: bool = False) -> str:
    """Return an item of a list, its dash in column *indent*: in brackets if it fits so.

    A *record* of one of the lists of `SEPARATED` is never in brackets.
    """
    line = f"{' ' * indent}- {flow(value)}"
    if not isinstance(value, dict) or (
        not record and len(line) <= WIDTH and not _is_long(value) and not _RECORD & value.keys()
    ):
        return line if not isinstance(value, str) else f"{' ' * indent}- {scalar(value)}"
    return f"{' ' * indent}- {block_mapping(value, indent + 2).lstrip(' ')}"


def _is_long(value: Any) -> bool:
    """Whether a text with several lines is in it, which brackets do not hold."""
    if isinstance(value, dict):
        return any(_is_long(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_is_long(inner) for inner in value)
    return isinstance(value, str) and "\n" in value


def _literal(text: str, indent: int) -> str:
    lines = wrapped(text, WIDTH - indent)
    if lines[0][:1] in (" ", "\t") or any(line != line.rstrip(" ") for line in lines):
        return f" {scalar(text)}"
    return " |-\n" + "\n".join(f"{' ' * indent}{line}" if line else "" for line in lines)
