"""LaTeX's accents and styles, with the arguments and groups that they reach over."""

from __future__ import annotations

import re

from sphinx_proceedings.foreign_text.flow import Flow
from sphinx_proceedings.foreign_text.tex_commands import accented
from sphinx_proceedings.foreign_text.tex_reader import TexReader
from sphinx_proceedings.model.richtext import Node
from sphinx_proceedings.model.richtext.node import Kind

_BASE = re.compile(r"\s*(?:\{(\\?[^\W\d_]{1,3})\}|(\\[ij](?![A-Za-z]))|([^\W\d_]))")
_DOTLESS = re.compile(r"\s*\{\s*\\([ij])\s*\}")


class TexStyleReader(TexReader):
    """Reads accents, and what is emphasised, set in another face or only wrapped."""

    def accent(self, mark: str, end: int) -> int:
        if mark in {"'", '"'} and self._is_escaped_quote(mark, end):
            self.flow.text(mark)
            return end
        dotless = _DOTLESS.match(self.text, end)
        found = dotless or _BASE.match(self.text, end)
        if not found or (mark.isalpha() and not self._takes_letter(end)):
            return 0
        base = "\\" + dotless[1] if dotless else next(filter(None, found.groups()), "")
        made = accented(mark, base)
        if made is None or (base.startswith("\\") and base not in {"\\i", "\\j"}):
            return 0
        self.flow.text(made)
        return found.end()

    def _takes_letter(self, end: int) -> bool:
        return self.text[end : end + 1] in {"{", " ", "\\"}

    def _is_escaped_quote(self, mark: str, end: int) -> bool:
        r"""Whether ``author\'s`` or ``\"so\"`` is the escape of a program, not an accent."""
        after = self.text[end : end + 2]
        if mark == "'":
            before = self.text[end - 3 : end - 2]
            return before.isalpha() and after[:1] == "s" and not after[1:].isalpha()
        return bool(re.search(r'(?<=[^\W_])[.,!?]?\\"(?=[\s.,;:!?)]|$)', self.text))

    def past_options(self, end: int) -> int:
        """Return where the options in square brackets end."""
        while option := self.option(end):
            end = option[1]
        return end

    def after_empty(self, end: int) -> int:
        """Return where an empty group, which only ends the name of a command, ends."""
        return end + 2 if self.text.startswith("{}", end) else end

    def style(self, kind: Kind, start: int, end: int) -> int:
        """Read a command that styles its argument."""
        given = self.argument(end)
        if given is None:
            return self.literal(start, end)
        self.add_styled(kind, self.inner(given[0]))
        return given[1]

    def add_styled(self, kind: Kind | None, inner: Flow) -> None:
        """Add what was read in a style; blocks and other styles are not put into code."""
        if kind is None or inner.has_blocks:
            self.flow.extend(inner)
            return
        inlines = inner.inlines(trim=False)
        if kind in {"code", "subscript", "superscript"} and any(
            node.kind != "text" for node in inlines
        ):
            if kind == "code":
                self.flow.extend(inner)
                return
            inlines = (Node("text", text=inner.plain()),)
        if kind == "code":
            if text := "".join(node.text for node in inlines).strip():
                self.flow.add(Node("code", text=text))
        elif inlines:
            self.flow.add(Node(kind, inlines))

    def switch(self, kind: Kind | None, end: int) -> int:
        """Read the rest of the group in a style."""
        rest = self.text[self.after_empty(end) :]
        self.add_styled(kind, self.inner(rest.lstrip() if rest[:1].isspace() else rest))
        return len(self.text)

    def transparent(self, start: int, end: int) -> int:
        """Read a command of which only the argument is kept."""
        given = self.argument(self.past_options(end))
        if given is None:
            return self.literal(start, end)
        self.flow.extend(self.inner(given[0]))
        return given[1]

    def literal(self, start: int, end: int) -> int:
        """Keep a command as it was typed."""
        self.flow.text(self.text[start:end])
        if self.tex:
            raw = self.text[start:end]
            self.note(raw, raw, "a command without what it is about", doubtful=True)
        return end
