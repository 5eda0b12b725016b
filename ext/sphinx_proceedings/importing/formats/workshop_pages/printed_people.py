"""People as pages list them: items, cards, rows of photographs, names after commas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.formats.tables.header_words import Field, field_of
from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import (
    Block,
    Section,
    images_in,
    links_in,
    plain,
    without_images,
)
from sphinx_proceedings.importing.formats.workshop_pages.section_kinds import kind_of
from sphinx_proceedings.importing.records import ImportedAffiliation, ImportedAuthor
from sphinx_proceedings.importing.text.author_separators import ORGANIZATION
from sphinx_proceedings.importing.text.name_lists import likeness_to_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HONORIFIC: Final = re.compile(
    r"((?:(?:assoc(?:iate)?\.?\s+|assist(?:ant)?\.?\s+)?prof(?:essor)?|dr|mr|mrs|ms|ing|sir|dipl)\b\.?\s*)+",
    re.IGNORECASE,
)
_PLACEHOLDER: Final = re.compile(
    r"[A-Z]\.?|tb[acd]\.?|to be (?:announced|confirmed).*", re.IGNORECASE
)
_SOCIAL: Final = re.compile(
    r"(?:twitter|x|linkedin|facebook|instagram|mastodon\.\w+|bsky|github)\.(?:com|social|app)/|^mailto:",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"[,;]?\s*\[?\(?(?<!\w)@\\?[\w\\]+\]?\)?|\S+@\S+\.\w+")
_AT: Final = re.compile(
    r"[,;–-]?\s*<?\(?\b[\w.+-]+(?:\s*[\[({]\s*(?:at|@)\s*[\])}]\s*|\s+at\s+)[\w-]+(?:(?:\.|\s*[\[({]?\s*dot\s*[\])}]?\s*)[\w-]+)+\)?>?",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(r"\*\*([^*:]{3,40}):?\*\*\s*:?\s+|([A-Z][\w\s/&-]{2,35}):\s+")
_NO_PERSON: Final = re.compile(
    r"(?:biography|bio|abstract|home|title|time|slides|video|more|read more|details|affiliation)s?",
    re.IGNORECASE,
)
_ICONS: Final = re.compile(r"[\ue001-\uf8ff\u2709\u260e]|\[\]\([^()]*\)|:\w+:")


_LONGEST: Final = 8_000  # characters of a list of people in one paragraph
_LONG: Final = 150
"""Characters that are more than an affiliation."""


@dataclass(slots=True)
class People:
    """Who stands in a section, and the lines of which nobody was made."""

    members: list[ImportedAuthor] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    """Line of the file, and its text."""

    def add(self, person: ImportedAuthor | None, number: int, text: str) -> None:
        """Add somebody, once; a text without a person is the affiliation of the one above, or left.

        Pages that put names and affiliations into blocks of their own have them in turn.
        """
        said = plain(text)
        if person is not None:
            if all(one.name != person.name for one in self.members):
                self.members.append(person)
        elif said and self.members and not self.members[-1].affiliations and len(said) < _LONG:
            self.members[-1] = replace(self.members[-1], affiliations=_affiliations(said))
        elif said:
            self.left.append((number, said))


def read_people(family: Sequence[Section]) -> People:
    """Return the people of a section and of the cards below it."""
    made = People()
    for section in family:
        if section is not family[0] and (person := read_person(section.lines)):
            rest = [block for block in section.blocks if without_images(block.text).strip()]
            lines = [line for block in rest for line in block.lines]
            if lines and not person.affiliations and len(plain(lines[0])) < 90:
                person = replace(person, affiliations=_affiliations(plain(lines[0])))
            made.add(person, section.number, "")
            continue
        _blocks(section.blocks, made)
    return made


def _blocks(blocks: Sequence[Block], made: People) -> None:
    rows = [block for block in blocks if block.kind == "row"]
    columns = _columns(rows)
    for block in blocks:
        if block.kind == "row" and columns:
            if not block.is_head and columns != _columns([block]):
                _by_columns(block, columns, made)
        elif block.kind == "row":
            for cell in block.cells:
                if any(without_images(line).strip() for line in cell):
                    made.add(read_person(cell), block.number, " ".join(cell))
        elif block.kind == "item":
            made.add(read_person(block.lines), block.number, block.text)
        elif several := [*_several(block)]:
            for one in several:
                made.add(one, block.number, "")
        elif person := read_person(block.lines):
            made.add(person, block.number, "")
        elif ORGANIZATION.search(block.text):
            made.add(None, block.number, block.text)


def _columns(rows: Sequence[Block]) -> dict[int, Field]:
    """Return what columns of a table of people hold, by the words over them or by all rows."""
    for row in rows[:1]:
        found = {n: field_of(plain(" ".join(cell))) for n, cell in enumerate(row.cells)}
        known: dict[int, Field] = {
            n: one for n, one in found.items() if one in (Field.AUTHORS, Field.AFFILIATIONS)
        }
        if len(known) > 1:
            return known
    pairs = [row for row in rows if len(row.cells) == 2 and all(len(c) == 1 for c in row.cells)]
    if len(pairs) < 2 or len(pairs) < len(rows):
        return {}
    first = [likeness_to_names(plain(row.cells[0][0])) for row in pairs]
    second = [likeness_to_names(plain(row.cells[1][0])) for row in pairs]
    if sum(first) > 0.7 * len(pairs) and sum(second) < 0.6 * sum(first):
        return {0: Field.AUTHORS, 1: Field.AFFILIATIONS}
    return {}


def _by_columns(row: Block, columns: dict[int, Field], made: People) -> None:
    said = {kind: row.cells[n] for n, kind in columns.items() if n < len(row.cells)}
    person = read_person(said.get(Field.AUTHORS, []))
    where = ", ".join(map(plain, said.get(Field.AFFILIATIONS, [])))
    if person and where:
        person = replace(person, affiliations=_affiliations(where))
    made.add(person, row.number, row.text)


def _several(block: Block) -> Iterator[ImportedAuthor]:
    """Yield the people of a paragraph such as ``Ada Li (A), Bo Wu (B)``; none of any other."""
    if len(block.text) > _LONGEST:
        return
    text = re.sub(r"\s+(?:and|&)\s+(?=[^()]*\()", ", ", block.text)
    pieces = re.split(r"(?<=\))\s*[,;.]\s*", text)
    if len(pieces) > 1 and all(
        re.search(r"\(.*\)\s*$", piece.rstrip(" .")) for piece in pieces if piece
    ):
        found = [read_person([piece.rstrip(" .")]) for piece in pieces if piece.strip()]
        if all(found):
            yield from filter(None, found)
        return
    pieces = re.split(r"[;,]\s*|\s+(?:and|&)\s+", plain(block.text).rstrip("."))
    if len(pieces) > 2 and likeness_to_names(plain(block.text)) > 0.9:
        yield from filter(None, (read_person([piece]) for piece in pieces))


def read_person(lines: Sequence[str]) -> ImportedAuthor | None:
    """Return who is named in the lines of an item, a card or a cell; None when nobody is.

    A name, perhaps a link to the person's page, and an affiliation in brackets, after a comma or a
    dash, or in the line below.
    """
    if sum(map(len, lines)) > _LONGEST:
        return None
    kept = [_ICONS.sub("", without_images(line)).strip() for line in lines]
    kept = [line for line in kept if line.strip("*_ ")]
    role = honorific = ""
    while kept and (_PLACEHOLDER.fullmatch(plain(kept[0])) or _HONORIFIC.fullmatch(plain(kept[0]))):
        honorific = plain(kept[0]) if _HONORIFIC.fullmatch(plain(kept[0])) else honorific
        kept = kept[1:]
    if not kept:
        return None
    first = kept[0]
    if (found := _ROLE.match(first)) and first[found.end() :].strip():
        role, first = (found[1] or found[2]).strip(), first[found.end() :]
    links = [(plain(label), address) for label, address in links_in(first)]
    pages = [a for label, a in links if a.startswith("http") and not _SOCIAL.search(a) and label]
    shown = _AT.sub("", _HANDLE.sub("", plain(_without_social(first)))).strip(" ,;")
    name, where = _parted(shown)
    if found := _HONORIFIC.match(name):
        honorific, name = honorific or found[0].strip(), name[found.end() :]
    name = re.sub(
        r"\s*[,;]?\s*\b(?:ph\.?\s?d|m\.?sc|b\.?sc|m\.?d)\.?$", "", name, flags=re.IGNORECASE
    ).strip(" *,;:.")
    if not (0 < len(name.split()) < 7) or likeness_to_names(name) < 0.3 or len(name) < 3:
        return None
    if (
        re.search(r"[\d&/]", name)
        or ORGANIZATION.search(name)
        or kind_of(name)
        or _NO_PERSON.fullmatch(name)
    ):
        return None
    if len(name.split()) == 1 and not (pages or where):
        return None
    below = [
        _AT.sub("", _HANDLE.sub("", plain(_without_social(line)))).strip(" ,;()")
        for line in kept[1:]
    ]
    below = [line for line in below if line and len(line) < 120]
    where = where or (below[0] if below else "")
    return ImportedAuthor(
        name=name,
        honorific=honorific,
        affiliations=_affiliations(where),
        url=pages[0] if pages else "",
        note=role,
    )


def _without_social(line: str) -> str:
    for label, address in links_in(line):
        said = plain(label)
        if (
            (_SOCIAL.search(address) and likeness_to_names(said) < 0.9)
            or address.startswith("@")
            or plain(label).startswith(("@", "http"))
        ):
            line = re.sub(rf",?\s*\[{re.escape(label)}\]\([^()]*\)", "", line)
    return line


def _parted(shown: str) -> tuple[str, str]:
    for pattern in (r"\s*\((?P<in>.*)\)\s*$", r"\s*\[(?P<in>[^\[\]]*)\]\s*$"):
        if (found := re.search(pattern, shown)) and found.start() > 2:
            before = shown[: found.start()]
            if likeness_to_names(before) >= 0.3:
                return before, found["in"].strip(" ,;")
    for sign in (", ", " – ", " — ", " - ", ": ", "; ", " | ", " @ "):
        before, cut, after = shown.partition(sign)
        if cut and likeness_to_names(before) >= 0.9:
            return before, after.strip(" ,;()")
    return shown, ""


def _affiliations(text: str) -> tuple[ImportedAffiliation, ...]:
    bare = text.strip(" ,;.") if text.count(".") < 2 else text.strip(" ,;")
    return (ImportedAffiliation(name=bare),) if bare else ()


def photographs(family: Sequence[Section]) -> int:
    """Return how many pictures stand in sections."""
    return sum(len(images_in(block.text)) for one in family for block in one.blocks)
