r"""LaTeX, HTML and character references that were left in the Markdown of data files.

``\emph{x}`` prints with its backslash there, and ``\(\beta\)`` without its backslashes: what was
meant is offered instead, piece by piece, and all else stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sphinx_proceedings.foreign_text.html_reader import decode_entities, find_tags
from sphinx_proceedings.foreign_text.markdown import to_markdown
from sphinx_proceedings.foreign_text.tex_commands import is_known
from sphinx_proceedings.model.richtext import RichText, RichTextError

# Where nothing is TeX: code, formulas, roles, addresses.
_OWN: Final = (
    r"\{[A-Za-z][\w:+-]*\}(?P<role>`+)(?!`).{1,2000}?(?<!`)(?P=role)(?!`)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?!(?:.{1,300}?[^`])?'').{1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|\$\$.{1,2000}?\$\$"
    r"|(?<!\\)\$(?=\S)[^$]{1,1000}?(?<=\S)(?<!\\)\$(?!\d)"
    r"|<(?:https?|mailto):[^<>\s]*>"
    r"|\]\([^()\s]*\)"
    r"|https?://[^\s<>]+"
    r"|(?<![A-Za-z])[A-Za-z]:\\[^\s]*"
)
_GROUP: Final = r"\{(?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{[^{}]{0,500}\}){0,500}\}){0,2000}\}"
# Of accents without braces only these are TeX's for sure; \^h and \~n are escapes of Markdown too.
_TEX: Final = (
    r"(?P<quotes>``[^`'\n]{1,300}'')"
    r"|(?P<environment>\\begin\{(?P<name>[A-Za-z]+\*?)\}.{0,5000}?\\end\{(?P=name)\})"
    rf"|(?P<accent>\{{\\(?:['\"`^~=.]|[cvHukrbdt](?![A-Za-z]))\s*(?:\{{\\?[^\W\d_]\}}|\\[ij]|[^\W\d_])\}}"
    rf"|\\['\"`^~=.]\{{\\?[^\W\d_]\}}|\\['\"`^~=.]\\[ij](?![A-Za-z])|\\['\"][aeiouyAEIOUY])"
    rf"|(?P<switch>\{{\\(?:it|em|bf|tt|sc|rm|sf)(?:shape|series|family)?\s[^{{}}]{{0,2000}}\}})"
    rf"|(?P<command>\\(?P<word>[A-Za-z]+)\*?(?:\[[^\]]{{0,200}}\])*(?:{_GROUP}){{0,2}})"
    r"|(?P<formula>\\\(.{1,1000}?\\\)|\\\[.{1,1000}?\\\])"
    r"|(?P<braces>(?<![\w\\}])\{\{?[^\W\d_]*[A-Z][\w .:+/&-]{0,60}\}?\}\w*|(?<=[A-Za-z])\{[A-Z]+\})"
    r"|(?P<dashes>(?:(?<=\w)|(?<=[\w,;.)'”]\s))---(?=\s?\w)|(?<=\w)--(?=\w))"
    r"|(?P<tie>(?<=[a-z]\.)~(?=[\dA-Z(\\]))"
)
_PIECE = re.compile(f"(?P<own>{_OWN})|{_TEX}", re.DOTALL)
_ENTITY_OR_OWN = re.compile(
    rf"(?P<own>{_OWN})|&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]\w{{1,31}});", re.DOTALL
)
_SIGNS: Final = ("\\", "&", "<", "{", "--", "``", "~")
_IN_FORMULA = re.compile(r"\\[A-Za-z]|[\^_=<>]")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What was left in a text."""

    pieces: tuple[tuple[str, str], ...]
    """Each piece as it stands there, and what it is to be."""
    repaired: str
    """The whole text as it is to be; empty when it cannot be published even so."""


def find_left_over(source: str, *, inline: bool = False) -> LeftOver | None:
    """Return what of other markup is left in a Markdown *source*, None when there is nothing.

    In an ``inline`` source, a title, words in braces are BibTeX's and keep their capitals.
    """
    if not any(sign in source for sign in _SIGNS):
        return None
    pieces: list[tuple[str, str]] = []
    repaired = _ENTITY_OR_OWN.sub(lambda found: _entity(found, pieces), source)
    if tags := find_tags(repaired):
        repaired = _without_tags(repaired, tags, pieces, inline=inline)
    repaired = _PIECE.sub(lambda found: _piece(found, pieces, inline=inline), repaired)
    if not pieces:
        return None
    try:
        RichText(repaired, inline=inline)
    except RichTextError:
        repaired = ""
    return LeftOver(tuple(dict.fromkeys(pieces)), repaired.strip())


def _entity(found: re.Match[str], pieces: list[tuple[str, str]]) -> str:
    if found["own"]:
        return found[0]
    meant = decode_entities(found[0], [])
    if meant != found[0]:
        pieces.append((found[0], meant))
    return meant


_MARKS: Final = {
    **dict.fromkeys(("i", "em", "italic"), "*"),
    **dict.fromkeys(("b", "strong", "bold"), "**"),
    **dict.fromkeys(("code", "tt", "monospace"), "`"),
    "sub": "~",
    "sup": "^",
}
_BREAKS: Final = frozenset("p div br li ul ol h1 h2 h3 h4 blockquote tr".split())


def _without_tags(
    text: str, tags: list[re.Match[str]], pieces: list[tuple[str, str]], *, inline: bool
) -> str:
    """Return *text* with the marks of Markdown for tags, and nothing for those it has none for."""
    made, done = [], 0
    links: list[str] = []
    for tag in tags:
        made.append(text[done : tag.start()])
        done = tag.end()
        name = (tag["name"] or "").lower()
        mark = _MARKS.get(name, "")
        if name in _BREAKS:
            mark = " " if inline or name == "br" else "\n\n"
            mark = "\n- " if name == "li" and not tag["close"] and not inline else mark
        elif name == "a":
            href = re.search(r"href\s*=\s*[\"']?([^\"'\s>]+)", tag["attributes"] or "")
            if tag["close"]:
                mark = links.pop() if links else ""
            elif href:
                mark = "["
                links.append(f"]({href[1]})")
        pieces.append((tag[0], mark.strip()))
        made.append(mark)
    return "".join([*made, text[done:]])


def _piece(found: re.Match[str], pieces: list[tuple[str, str]], *, inline: bool) -> str:
    piece = found[0]
    if found["own"] or not _is_left(found, inline=inline):
        return piece
    if found["tie"]:
        pieces.append((piece, " "))
        return " "
    as_title = inline or not found["environment"]
    # A word at the begin of the title keeps its capital anyway; elsewhere one stands before it.
    lead = "" if not inline or not found.string[: found.start()].strip() else "x "
    made = to_markdown(lead + piece, inline=as_title, keep_case=inline, latex=True).text
    made = made.removeprefix(lead)
    if made == piece or made == piece.replace("\\", "\\\\"):
        return piece
    pieces.append((piece, made))
    return made


def _is_left(found: re.Match[str], *, inline: bool) -> bool:
    """Whether a piece that looks like TeX is TeX, and not what Markdown or prose has too."""
    if word := found["word"]:
        grouped = found[0].endswith("}")
        return grouped or (len(word) > 1 and is_known(word))
    if found["formula"]:
        return bool(_IN_FORMULA.search(found[0][2:-2]))
    if braces := found["braces"]:
        before = found.string[found.start() - 1 : found.start()]
        return inline or bool(re.search(r"\}\w", braces)) or before.isalpha()
    return True
