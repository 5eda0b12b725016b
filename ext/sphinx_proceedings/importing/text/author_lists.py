"""Lists of authors in one text, taken apart; what is unclear about them is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sphinx_proceedings.foreign_text import decode_entities, repair
from sphinx_proceedings.importing.text.author_separators import (
    INITIALS,
    ORGANIZATION,
    AuthorStyle,
    Separator,
    are_initials,
    cut,
    flat,
    hide_brackets,
    vote,
)
from sphinx_proceedings.model.values.name_parts import is_cjk

_SUPERSCRIPT = re.compile(
    r"<sup>(.*?)</sup>|\\textsuperscript\{([^{}]*)\}|\$\s*\^\s*\{([^{}$]*)\}\s*\$|\$\s*\^\s*([^\s{}$])\s*\$"
    r"|\^\{([^{}]*)\}",
    re.IGNORECASE,
)
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:\\s?[,⋅·]\\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_MARKED = re.compile("⁅([^⁅⁆]*)⁆")
_BARE_NUMBERS = re.compile(
    r"(?<=[^\W\d_.])\s?(\d{1,2}(?:\s?,\s?\d{1,2})*)(?=\s*(?:[,;|*†‡§]|$|\n|and\b|&))"
)
_MARK_SIGNS = "*∗†‡§¶‖#◊◇♦✉⋆★"
_SIGNS = re.compile(rf"\s*([{re.escape(_MARK_SIGNS)}]+)\s*,?\s*")
_EMAIL = re.compile(
    r"[<(\[]?\s*(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})\s*[>)\]]?"
)
_ROLE = re.compile(
    r"(?P<presenter>presenter|presenting(?: author)?|speaker)"
    r"|(?P<corresponding>corresponding(?: author)?|contact(?: author)?)"
    r"|(?P<pronoun>(?:she|he|they)\s*/\s*\w+(?:/\w+)?)",
    re.IGNORECASE,
)
_ET_AL = re.compile(r",?\s*\b(?:et\s*al\.?|and others|u\.\s?a\.)\s*$", re.IGNORECASE)
_HONORIFIC = re.compile(
    r"^((?:(?:prof|dr|mr|mrs|ms|assoc\.?\s?prof|professor|doctor)\b\.?\s*)+)(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAuthor:
    """One author of a list; *name* is in one line, as `read_name` wants it."""

    name: str
    affiliations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Raised numbers and letters, which refer to a list of affiliations."""
    marks: str = ""
    """Footnote signs behind the name: ``*†``; what they mean, the list does not say."""
    honorific: str = ""
    email: str = ""
    presenter: bool = False
    corresponding: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class AuthorList:
    """The authors of one text, and what should be looked at."""

    authors: tuple[ListedAuthor, ...]
    exception: str = ""
    """Why this row was not cut as the column is: ``, and not ;``."""
    doubt: str = ""
    """What is unclear about the list as a whole."""


def prepare(text: str) -> str:
    """Return a list of authors with characters repaired, entities decoded, raised marks in ⁅⁆."""
    made = decode_entities(repair(text).text, [])
    made = made.replace("（", "(").replace("）", ")")
    made = re.sub(r"<br\s*/?>", "\n", made, flags=re.IGNORECASE)
    made = _SUPERSCRIPT.sub(lambda f: f"⁅{next(filter(None, f.groups()), '')}⁆", made)
    made = _RAISED_RUN.sub(lambda f: f"⁅{f[0].translate(_RAISED)}⁆", made)
    return _BARE_NUMBERS.sub(r"⁅\1⁆", made).strip()


def split_column(column: list[str]) -> tuple[AuthorStyle, list[AuthorList]]:
    """Return how a column writes its authors, and the list of each row."""
    prepared = [prepare(row) for row in column]
    style = vote(prepared)
    return style, [_split(row, style) for row in prepared]


def split_authors(text: str, style: AuthorStyle) -> AuthorList:
    """Return the authors of one text, written in a *style* that is known."""
    return _split(prepare(text), style)


def split_entries(text: str) -> AuthorList:
    """Return the authors of ``Ada Li (Institute; Dept)*; Bo Wu (University)``, as CMT writes them.

    A star marks the corresponding author.
    """
    found = split_authors(text, AuthorStyle(Separator.SEMICOLON))
    authors = [replace(a, corresponding=True) if "*" in a.marks else a for a in found.authors]
    return replace(found, authors=tuple(authors))


def _split(row: str, style: AuthorStyle) -> AuthorList:
    doubt = ""
    if found := _ET_AL.search(row):
        row, doubt = row[: found.start()], "it ends with “et al.”, so authors are missing"
    entries, exception, unsure = _entries(row, style)
    authors = [author for entry in entries if (author := read_entry(entry, style)).name]
    if _unbalanced(row) and not any(author.doubt for author in authors):
        authors = [
            replace(a, doubt=_UNCLOSED) if _unbalanced(e) else a
            for a, e in zip(authors, entries, strict=False)
        ]
    names = [author.name.casefold() for author in authors]
    if len(set(names)) < len(names):
        twice = next(author.name for author in authors if names.count(author.name.casefold()) > 1)
        doubt = doubt or f"{twice} stands in it twice: namesakes, or a slip?"
    return AuthorList(tuple(authors), exception, doubt or unsure)


_UNCLOSED: Final = "its brackets do not match"


def _entries(row: str, style: AuthorStyle) -> tuple[list[str], str, str]:
    """Return the pieces that are an author each, the exception made, and a doubt."""
    separator = style.separator
    if separator is Separator.SEMICOLON and _unbalanced(row):
        return _cut_unbalanced(row), "", ""
    if separator is Separator.COMMA:
        return _by_commas(row)
    pieces = cut(row, separator)
    if len(pieces) > 1 or separator is Separator.NONE:
        return _without_ands(pieces, style), "", ""
    own = vote([row])
    if own.separator in {Separator.NONE, separator}:
        return pieces, "", ""
    if own.separator is Separator.COMMA:
        parts = flat(row)
        if style.inverted and len(cut(row, Separator.COMMA)) == 2:
            return pieces, "", ""
        if style.affiliation_after_comma:
            return pieces, "", ""
        if all(len(part.split()) > 1 for part in parts):
            return parts, f"cut at commas, where the column has {separator}", ""
        return pieces, "", "is the comma between two authors or two parts of a name?"
    if own.separator is Separator.AND and style.affiliation_after_comma:
        return pieces, "", ""
    return cut(row, own.separator), f"cut at {own.separator}, where the column has {separator}", ""


def _without_ands(pieces: list[str], style: AuthorStyle) -> list[str]:
    """Take the last *and* out of ``A; B; and C`` and ``A; B and C``."""
    if style.separator in {Separator.AND, Separator.NONE}:
        return pieces
    made: list[str] = []
    for piece in pieces:
        bare = re.sub(r"^\s*(?:and|&)\s+", "", piece, flags=re.IGNORECASE)
        parts = cut(bare, Separator.AND)
        names = all(1 < len(hide_brackets(part).split()) < 5 for part in parts)
        made += parts if names and not ORGANIZATION.search(hide_brackets(bare)) else [bare]
    return made


def _by_commas(row: str) -> tuple[list[str], str, str]:
    for stronger in (Separator.SEMICOLON, Separator.BAR, Separator.LINE):
        if len(cut(row, stronger)) > 1:
            own = vote([row])
            return cut(row, stronger), f"cut at {own.separator}, where the column has commas", ""
    parts = flat(row)
    if any(is_cjk(part) for part in parts):
        return parts, "", ""
    initials = len(parts) % 2 == 0 and are_initials(parts[1::2])
    if len(parts) > 1 and initials and not INITIALS.fullmatch(parts[0]):
        return [f"{family.strip()}, {given.strip()}" for family, given in _pairs(parts)], "", ""
    words = [hide_brackets(part).replace("\x00", "").split() for part in parts]
    if len(parts) > 1 and len(parts) % 2 == 0 and all(len(w) == 1 for w in words[::2]):
        pairs = [f"{family.strip()}, {given.strip()}" for family, given in _pairs(parts)]
        return pairs, "", "are these family and given names in turn, or one author each?"
    return parts, "", ""


def _pairs(parts: list[str]) -> list[tuple[str, str]]:
    return list(zip(parts[::2], parts[1::2], strict=True))


def _unbalanced(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("()", "[]"))


def _cut_unbalanced(row: str) -> list[str]:
    """Cut where the next entry surely begins: ``; Capital … (``, or nothing but names behind."""
    cuts = [0]
    for found in re.finditer(r"[;；]", row):
        rest = row[found.end() :]
        before = row[cuts[-1] : found.start()]
        begins = re.match(r"\s*[^\W\d_a-z][^;()]{1,60}(?:\(|$|;)", rest)
        if begins and (not _unbalanced(before) or "(" in begins[0]):
            cuts.append(found.end())
    ends = [*(cut_ - 1 for cut_ in cuts[1:]), len(row)]
    return [row[a:b] for a, b in zip(cuts, ends, strict=True) if row[a:b].strip()]


def read_entry(entry: str, style: AuthorStyle) -> ListedAuthor:
    """Return the author that one piece of a list is about."""
    text = " ".join(entry.split())
    doubt = _UNCLOSED if _unbalanced(text) else ""
    email = ""
    if found := _EMAIL.search(text):
        email, text = found[1], text[: found.start()] + " " + text[found.end() :]
    numbers: list[str] = []
    marks = ""
    for raised in _MARKED.findall(text):
        for part in re.split(r"[,\s;]+", raised):
            if part and all(char in _MARK_SIGNS for char in part):
                marks += part
            elif part:
                numbers.append(part.strip(_MARK_SIGNS))
                marks += "".join(char for char in part if char in _MARK_SIGNS)
    text = _MARKED.sub("", text)
    text, affiliation, flags = _brackets(text)
    found_signs = "".join(_SIGNS.findall(text))
    text = _SIGNS.sub(" ", text)
    affiliations = [affiliation] if affiliation else []
    if style.affiliation_after_comma and not affiliation and "," in text:
        text, _, after = text.partition(",")
        affiliations = [after.strip()] if after.strip() else []
    honorific = ""
    if found := _HONORIFIC.match(text.strip()):
        honorific, text = found[1].strip(), text.strip()[found.end() :]
    return ListedAuthor(
        name=" ".join(text.split()).strip(" ,;"),
        affiliations=tuple(_cleaned(a) for a in affiliations),
        numbers=tuple(dict.fromkeys(filter(None, numbers))),
        marks="".join(dict.fromkeys((marks + found_signs).replace("∗", "*"))),
        honorific=honorific,
        email=email,
        presenter="presenter" in flags,
        corresponding="corresponding" in flags,
        doubt=doubt,
    )


def _cleaned(affiliation: str) -> str:
    return " ".join(affiliation.split()).strip(" ,;")


def _brackets(text: str) -> tuple[str, str, set[str]]:
    """Take what stands in brackets at the end: an affiliation, a role, pronouns.

    Brackets inside a name (``Yingda (Roger) Liu``) belong to it.
    """
    flags: set[str] = set()
    affiliation = ""
    text = text.strip()
    signs = re.search(rf"[\s{re.escape(_MARK_SIGNS)}]*$", text)
    tail = signs[0] if signs else ""
    body = text[: len(text) - len(tail)] if tail else text
    while (start := _last_bracket(body)) > 0:
        inside = body[start + 1 : -1 if body[-1] in ")]" else None].strip()
        body = body[:start].rstrip()
        role = _ROLE.fullmatch(inside)
        if role:
            flags.add(str(role.lastgroup))
        elif inside:
            affiliation = f"{inside}, {affiliation}" if affiliation else inside
    return body + tail.replace(" ", ""), affiliation, flags


def _last_bracket(text: str) -> int:
    """Return where the bracket that ends *text* begins, or the first that never closes; -1."""
    opened: list[int] = []
    start = -1
    for at, char in enumerate(text):
        if char in "([":
            opened.append(at)
        elif char in ")]" and opened:
            start = opened.pop()
            if at == len(text) - 1:
                return opened[0] if opened else start
    return opened[0] if opened else -1
