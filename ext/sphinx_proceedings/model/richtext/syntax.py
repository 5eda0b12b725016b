"""The Markdown that rich text is written in: markdown-it with four rules of our own."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# What an abstract has no use for stays text: tables, headings, rules, indented code (an accident of
# indentation), link definitions (they would vanish), images, HTML, and entities, which would bring
# in characters that the check of the source has refused. Runs of text are joined by the tree.
_OFF: Final = (
    *("table", "code", "hr", "heading", "lheading", "html_block", "reference"),
    *("image", "html_inline", "entity", "strikethrough", "linkify"),
    *("replacements", "smartquotes"),
    *("fragments_join", "text_join"),
)
_ROLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_:+-]*)\}(`+)(?!`)")
_SCRIPT: Final = {
    mark: re.compile(rf"{m}(?!{m})((?:\\[^\n]|[^\s{m}\\])+){m}(?!{m})")
    for mark, m in (("~", "~"), ("^", r"\^"))
}
# The characters at which any rule begins, and those that end what stands in brackets. markdown-it
# stops at many more, such as the hyphen, only to find that no rule wants them.
_STOPS = re.compile(r"[\n\\$`*_{\[\]<~^]")
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~ ])")
_SCRIPT_NAMES: Final = {"~": "sub", "^": "sup"}
_MAX_MATH_LINES = 60
# $5M and $6M in US$: a sum of money, and words but no sign of LaTeX up to the next dollar
_MONEY = re.compile(r"[0-9][^\\{}^_=]*\s[A-Za-z]{2,}(?![A-Za-z])[^\\{}^_=]*")


def _role(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    r"""Read ``{name}`content```; myst_role's pattern, without its copy of the rest of the text."""
    found = _ROLE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if not found:
        return False
    ticks = found[2]
    end = found.end()
    while (end := state.src.find(ticks, end, state.posMax)) != -1:
        after = end + len(ticks)
        while after < state.posMax and state.src[after] == "`":
            after += 1
        if after - end == len(ticks):
            break
        end = after
    if end == -1:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.info = found[1]
        token.content = state.src[found.end() : end]
        token.markup = state.src[state.pos : end + len(ticks)]
    state.pos = end + len(ticks)
    return True


def _script(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read ``~subscript~`` and ``^superscript^``: no spaces unless escaped, no markup inside."""
    mark = state.src[state.pos]
    if mark not in _SCRIPT_NAMES:
        return False
    before = state.src[state.pos - 1] if state.pos else ""
    found = _SCRIPT[mark].match(state.src, state.pos, state.posMax) if before != mark else None
    if not found:
        return False
    if not silent:
        name = _SCRIPT_NAMES[mark]
        state.push(f"{name}_open", name, 1).markup = mark
        state.push("text", "", 0).content = _UNESCAPE.sub(r"\1", found[1])
        state.push(f"{name}_close", name, -1).markup = mark
    state.pos = found.end()
    return True


def _escaped(text: str, position: int) -> bool:
    """Tell whether an odd number of backslashes stands before ``position``."""
    start = position
    while start and text[start - 1] == "\\":
        start -= 1
    return (position - start) % 2 == 1


def _closing(text: str, mark: str, start: int, end: int) -> int:
    """Find the next ``mark`` that no backslash escapes; -1 when there is none."""
    position = text.find(mark, start, end)
    while position != -1 and _escaped(text, position):
        position = text.find(mark, position + 1, end)
    return position


def _inline_math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read ``$x$`` and, inside a paragraph, ``$$x$$``.

    Money stays text: no space just inside the dollars, no digit just after the closing one or just
    before the opening one (pandoc's rule). dollarmath's rule is the same but looks at the end of
    the text when it stands at its start, and so loses ``$k$-means in 2024``.
    """
    source, start, end = state.src, state.pos, state.posMax
    if source[start] != "$":
        return False
    mark = "$$" if source.startswith("$$", start, end) else "$"
    first = start + len(mark)
    close = _closing(source, mark, first, end)
    if close == -1 or not (text := source[first:close].strip()):
        return False
    if mark == "$" and (
        source[first].isspace()
        or source[close - 1].isspace()
        or source[close + 1 : min(close + 2, end)].isdigit()
        or (start > 0 and source[start - 1].isdigit())
        or _MONEY.fullmatch(text)
    ):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.markup = mark
        token.content = text
    state.pos = close + len(mark)
    return True


def _block_math(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read a block that starts with ``$$`` and ends with ``$$`` at the end of a line."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or not state.src.startswith("$$", begin):
        return False
    for line in range(start_line, min(end_line, start_line + _MAX_MATH_LINES)):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if line > start_line and (not text or state.sCount[line] < state.blkIndent):
            return False
        inside = text[2:] if line == start_line else text
        if (close := inside.find("$$")) == -1:
            continue
        if close != len(inside) - 2 or _escaped(inside, close):
            return False
        break
    else:
        return False
    lines = state.getLines(start_line, line + 1, state.blkIndent, keepLastLF=False).strip()
    content = lines[2:-2].strip()
    if not content:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block = True
        token.content = content
        token.markup = "$$"
        token.map = [start_line, line + 1]
        state.line = line + 1
    return True


def _any_link(url: str) -> bool:  # noqa: ARG001 - markdown-it's signature
    return True


_SECTIONS: Final = ("heading", "table")


def _parser(*, sections: bool = False) -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    parser.disable([rule for rule in _OFF if not (sections and rule in _SECTIONS)])
    # The link rule would turn an address it refuses into text; we want to see it and say so.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    parser.inline.terminator_re = _STOPS  # before markdown-it 4.1 nothing looks at it
    parser.inline.ruler.before("escape", "inline_math", _inline_math)
    parser.inline.ruler.before("backticks", "role", _role)
    parser.inline.ruler.after("emphasis", "script", _script)
    parser.block.ruler.before(
        "fence", "block_math", _block_math, {"alt": ["paragraph", "blockquote", "list"]}
    )
    return parser


_PARSER: Final = _parser()
_SECTIONS_PARSER: Final = _parser(sections=True)


def tokenize(source: str, *, inline: bool, sections: bool = False) -> list[Token]:
    """Read a clean source into markdown-it tokens, with *sections* headings and tables too.

    Besides markdown-it's own types there are role, math_inline, math_block, and sub and sup with
    _open and _close.
    """
    if sections:
        return _SECTIONS_PARSER.parse(source)
    return _PARSER.parseInline(source) if inline else _PARSER.parse(source)
