"""A printed entry of a list of papers taken apart: title, authors, abstract, links.

How a list is written (title first or authors first, what is bold, what stands between them) is told
from all of its entries together: the reading in which authors look most like names, titles least.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.decisions import paper_type
from sphinx_proceedings.importing.formats.workshop_pages.page_blocks import (
    Entry,
    images_in,
    links_in,
    plain,
    without_images,
)
from sphinx_proceedings.importing.formats.workshop_pages.page_links import (
    resource_type,
    title_link,
)
from sphinx_proceedings.importing.text.name_lists import likeness_to_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL: Final = re.compile(
    r"[*_]{0,3}(?P<label>title|authors?|speakers?|presenters?|abstract|summary|tl;?dr|affiliations?|"
    r"keywords?|institutions?)\s*(?:\([^()]{0,30}\)\s*)?[*_]{0,3}\s*[:\uff1a]\s*[*_]{0,3}\s*(?P<rest>.*)"
    r"|[*_]{2,3}(?P<alone>title|authors?|abstract|summary|affiliations?|keywords?)[.:]?[*_]{2,3}"
    r"\s*(?P<more>.*)",
    re.IGNORECASE,
)
_FIELDS: Final = {
    "title": "title",
    "author": "authors",
    "speaker": "authors",
    "presenter": "presenter",
    "abstract": "abstract",
    "summary": "abstract",
    "affiliation": "affiliations",
    "institution": "affiliations",
    "keyword": "keywords",
}
_TYPE: Final = re.compile(
    r"[*_]{0,3}[(\[]\s*[*_]{0,2}((?:\w+[\s-]){0,2}?(?:oral|spotlight|poster|demo|talk|lightning|short|long|"
    r"full|position|extended abstract|paper)(?:[\s-]\w+)?)[*_]{0,2}\s*[)\]][*_]{0,3}",
    re.IGNORECASE,
)
_PRESENTED: Final = ("oral", "spotlight", "poster", "demo")
"""Kinds that stand in brackets inside a title without belonging to it."""
_AWARD: Final = re.compile(
    r"[*_]{0,3}[(\[]?\s*((?:best|outstanding|honou?rable)\s[\w\s-]{0,30}?(?:award|mention|paper|"
    r"runner[- ]up)(?:\s(?:award|runner[- ]up|finalist|nominee|candidate))?)"
    r"\s*!?[)\]]?[*_]{0,3}[:\s]*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\s*([*_\[]{0,3})(?:(?:paper|submission|id)\s*#?|#)\s*(\d{1,5})\s*[:.)\]–—-]*\s+",
    re.IGNORECASE,
)
_SEPARATORS: Final = " \t,;:|/•·&.–—-()[]\\*_~"
_QUOTED: Final = re.compile(r"[“\"«]\s*(.{6,400}?)\s*[,.]?\s*[”\"»]")
_STRONG: Final = re.compile(
    r"\*\*(?=\S)((?:[^*]|\*(?!\*))+?)(?<=\S)\*\*|__(?=\S)((?:[^_]|_(?!_))+?)(?<=\S)__"
)
_WEAK: Final = re.compile(r"(?<![*\w])[*_](?=[^\s*_])([^*]{1,600}?)(?<=[^\s*])[*_](?![*\w])")
_LINK: Final = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_NUMBERED: Final = re.compile(r"\(\s*((?:<sup>)?[¹1].*)\)\s*$")
_EMPTY: Final = re.compile(
    r"\*\*\s*\*\*|\*\s\*|\(\s*\)|\[\s*\]"
    r"|[*_]{0,3}\b(?:preprint|paper|pdf|code|poster|slides|video|links?|url|doi|arxiv)\b[*_]{0,3}\s*:\s*$",
    re.IGNORECASE,
)
"""What is left of emphasis, brackets and labels whose content was taken out."""
_LONG: Final = 220
"""Characters beyond which a line is an abstract rather than a title or a list of authors."""
_LONGEST: Final = 2_500
"""Characters of a line that is read as a title, authors or both; longer ones are texts."""
_LEAST: Final = 0.35
"""How good a reading must be; below it, entries are titles alone."""


def read_entries(entries: Sequence[Entry]) -> None:
    """Fill in what the lines of entries say; they are of one list, written in one way."""
    for entry in entries:
        _take_labels(entry)
    open_ = [entry for entry in entries if not (entry.title and entry.authors)]
    ways = {id(entry): dict(_ways(entry)) for entry in open_}
    scores: Counter[str] = Counter()
    for found in ways.values():
        for way, (title, authors, _) in found.items():
            scores[way] += round(1000 * _worth(title, authors))
    for entry in open_:
        found = ways[id(entry)]
        best = max(found, key=lambda way: scores[way], default="")
        if not best or _worth(*found[best][:2]) < _LEAST:
            near = max(found, key=lambda way: _worth(*found[way][:2]), default="")
            best = near if near and _worth(*found[near][:2]) >= 0.8 else best
        mean = scores[best] / 1000 / max(len(open_), 1) if best else 0.0
        if best and (mean >= _LEAST or _worth(*found[best][:2]) >= 0.8):
            entry.title, entry.authors, rest = found[best]
        elif entry.text:
            entry.title, rest = entry.title or entry.text[0], entry.text[1:]
        else:
            rest = []
        _take_rest(entry, rest)
    for entry in entries:
        for label, address in links_in(entry.title):
            if plain(label) and address:
                entry.links.append((title_link(address), address))
        entry.title = _bare_title(entry.title)
        entry.authors, beside = _bare(entry.authors)
        entry.affiliations = entry.affiliations or beside


def is_label(line: str, word: str = "") -> bool:
    """Whether a line begins with a word for what it is, such as ``Abstract:``; a certain one."""
    found = _LABEL.match(line)
    said = (found["label"] or found["alone"]).casefold() if found else ""
    return bool(found) and said.startswith(word)


def _take_labels(entry: Entry) -> None:
    """Take what a word in front of it names, and links, kinds and numbers."""
    current = ""
    for line in entry.lines:
        found = _LABEL.fullmatch(line)
        if found:
            label = (found["label"] or found["alone"]).casefold()
            current = next((f for name, f in _FIELDS.items() if label.startswith(name)), "")
            rest = found["rest"] if found["label"] else found["more"]
            if current:
                _append(entry, current, _without_resources(entry, rest))
            continue
        kept = _without_resources(entry, line)
        kept = re.sub(r"[.,;|]\s*session\s+\w{1,4}\.?$", "", kept, flags=re.IGNORECASE)
        if not kept.strip(_SEPARATORS):
            continue
        if current in ("abstract", "affiliations"):
            _append(entry, current, kept)
            continue
        entry.text.append(kept)
    if entry.text:
        entry.text[0] = _marks(entry, entry.text[0])
        entry.text = [line for line in entry.text if line.strip(_SEPARATORS)]
    if entry.title:
        entry.title = _marks(entry, entry.title)


def _append(entry: Entry, name: str, text: str) -> None:
    before = getattr(entry, name)
    gap = "\n\n" if name == "abstract" else "\n"
    setattr(entry, name, f"{before}{gap}{text}".strip())


def _without_resources(entry: Entry, line: str) -> str:
    """Return a line without links to files and pages of the paper, which are taken."""
    for label, address in links_in(line):
        kind = resource_type(plain(label), address)
        if kind:
            entry.links.append((kind, address))
            line = line.replace(f"[{label}]", "\x00", 1)
            line = re.sub(
                r"\\?[\[(]?\s*\x00\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)\s*(?:\\?[\])]|\\?\|)?",
                "",
                line,
            )
    if images_in(line):
        line = without_images(line)
    return _EMPTY.sub(" ", line).strip()


def _marks(entry: Entry, line: str) -> str:
    """Take a number, an award and a kind of presentation out of a first line."""
    if found := _NUMBER.match(line):
        entry.id, line = found[2], found[1] + line[found.end() :]
    if found := _AWARD.search(line):
        bracketed = any(sign in found[0][:4] for sign in "[(")
        if found.start() == 0 or bracketed or not line[found.end() :].strip(_SEPARATORS):
            entry.award = found[1].strip()
            line = f"{line[: found.start()]} {line[found.end() :]}"
    for found in _TYPE.finditer(line):
        words = re.sub(r"\b(?:presentation|paper|talk)s?\b", " ", found[1], flags=re.IGNORECASE)
        kind = paper_type(found[1]) or paper_type(words)
        inside = line[: found.start()].count("**") % 2 == 1
        if kind and (kind in _PRESENTED or not inside):
            entry.type = entry.type or kind
            line = line[: found.start()] + " " + line[found.end() :]
            break
    return line.strip()


def _ways(entry: Entry) -> Iterator[tuple[str, tuple[str, str, list[str]]]]:
    """Yield the ways to read an entry: title, authors, and the lines that are left."""
    lines = entry.text
    if not lines or len(lines[0]) > _LONGEST:
        return
    first, rest = lines[0], lines[1:]
    if entry.title:
        yield "title known", (entry.title, first, rest)
        return
    if entry.authors:
        yield "authors known", (first, entry.authors, rest)
        return
    yield from _styled(first, rest)
    if rest and len(rest[0]) < 1000:
        yield "lines", (first, rest[0], rest[1:])
        yield "lines, authors first", (rest[0], first, rest[1:])
    yield from _parted(first, rest)


def _styled(first: str, rest: list[str]) -> Iterator[tuple[str, tuple[str, str, list[str]]]]:
    for name, pattern in (
        ("bold", _STRONG),
        ("quoted", _QUOTED),
        ("linked", _LINK),
        ("italic", _WEAK),
    ):
        runs = [*pattern.finditer(first)]
        if not runs:
            continue
        longest = max(runs, key=lambda run: len(run[0]))
        inside = longest[0] if name == "linked" else next(filter(None, longest.groups()))
        outside = f"{first[: longest.start()]} {first[longest.end() :]}".strip()
        outside = _EMPTY.sub(" ", _EMPTY.sub(" ", outside))
        if outside.strip(_SEPARATORS):
            yield f"{name} title", (inside, outside, rest)
            if name != "quoted":
                without = _EMPTY.sub(" ", pattern.sub(" ", first)).strip()
                if without.strip(_SEPARATORS):
                    said = ", ".join(next(filter(None, run.groups())) for run in runs)
                    yield f"{name} authors", (without, said, rest)
        elif rest:
            yield f"{name} title, authors below", (inside, rest[0], rest[1:])


def _parted(first: str, rest: list[str]) -> Iterator[tuple[str, tuple[str, str, list[str]]]]:
    for name, pattern in (
        ("dash", r"\s+[–—]+\s+|\s+-{1,3}\s+"),
        ("colon", r":\s+"),
        ("full stop", r"(?<=[^\s.]{3})[.?!]\s+"),
        ("by", r"[,.]?\s+by:?\s+"),
        ("bar", r"\s+\|\s+"),
        ("bracket", r"\s*\((?=[^()]*\)\s*\.?\s*$)"),
        ("semicolon", r";\s+"),
    ):
        cuts = [*re.finditer(pattern, first)]
        if not cuts:
            continue
        for way, cut in (("first", cuts[0]), ("last", cuts[-1])):
            before, after = first[: cut.start()], first[cut.end() :]
            if cut[0].strip() in ("?", "!"):
                before += cut[0].strip()
            if before.strip(_SEPARATORS) and after.strip(_SEPARATORS):
                yield f"{way} {name}", (before, after, rest)
                yield f"{way} {name}, authors first", (after, before, rest)
    pieces = re.split(r",\s+", first)
    for start in range(1, len(pieces)):
        authors = ", ".join(pieces[start:])
        if likeness_to_names(plain(authors)) > 0.9:
            yield "comma", (", ".join(pieces[:start]), authors, rest)
            break


def _worth(title: str, authors: str) -> float:
    """Return how well a reading fits, from 0 to some 1.2."""
    title, authors = plain(title), plain(authors)
    if not title.strip(_SEPARATORS) or not authors.strip(_SEPARATORS) or len(title) > 400:
        return 0.0
    names = likeness_to_names(authors)
    several = 0.15 if re.search(r"[,;•·|&]|\band\b", authors) else 0.0
    short = 0.3 if len(title.split()) < 2 and not any(ord(c) > 0x2E80 for c in title) else 0.0
    return names * (1 + several) * (1 - 0.6 * likeness_to_names(title)) - short


def _take_rest(entry: Entry, rest: list[str]) -> None:
    for line in rest:
        if len(line) >= _LONG or (entry.abstract and len(line) > 60):
            _append(entry, "abstract", line)
        elif not entry.authors and likeness_to_names(plain(line)) > 0.7:
            entry.authors = line
        else:
            entry.left.append(line)


def _bare_title(text: str) -> str:
    """Return a title without the emphasis, link and full stop around all of it."""
    for _ in range(3):
        text = text.strip().strip('“”"«»').strip(" ,;:–—|").strip()
        for pattern in (_STRONG, _LINK, _WEAK):
            if found := pattern.fullmatch(text.rstrip(".,")):
                text = next(filter(None, found.groups()))
    if text.endswith(".") and not text.endswith(("..", "etc.", "al.")):
        text = text[:-1]
    return _LINK.sub(r"\1", text).replace("**", "").strip()


def _bare(text: str) -> tuple[str, str]:
    """Return authors without emphasis and links, and the numbered affiliations behind them."""
    lines = [plain(line) for line in text.split("\n")]
    made = "\n".join(line.strip(' ,;:–—|."“”') for line in lines)
    made = re.sub(r"^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$", r"\1", made)
    made = re.sub(r"^(?:by|authors?)\s*:?\s+", "", made, flags=re.IGNORECASE).strip()
    if found := _NUMBERED.search(made):
        return made[: found.start()].strip(" ,;"), found[1].strip()
    return made, ""
