"""LaTeX in running text, read into the nodes of RichText; nothing is lost in silence.

The reader is our own, since the texts are not documents: per cent signs and sums of money stand in
them as in prose, private macros, half an environment, braces that never close. Whatever it does
not know stays as it was typed, with a note.
"""

from __future__ import annotations

import re

from sphinx_proceedings.foreign_text.clean_text import Note, shortened
from sphinx_proceedings.foreign_text.dollars import formula, math_end, script
from sphinx_proceedings.foreign_text.flow import Flow
from sphinx_proceedings.foreign_text.tex_commands import LITERAL, NOTHING, SPACES
from sphinx_proceedings.model.richtext import Node, RichTextError
from sphinx_proceedings.model.richtext.maths.mathml import to_mathml

MAX_DEPTH = 30

_TOKEN = re.compile(
    r"(?P<path>(?<![A-Za-z])[A-Za-z]:\\[^\s]*)"
    r"|\\(?P<name>[A-Za-z]+)\*?"
    r"|\\(?P<control>[^A-Za-z])"
    r"|(?P<par>\n[ \t]*\n\s*)"
    r"|(?P<dashes>--+)"
    r"|(?P<quotes>``?|''?)"
    r"|(?P<mark>[{}$%~])"
)
_NUMBER = re.compile(r"[+\-−]?\d[\d.,]*(?:\\%)?")
_COMMENT = re.compile(r"[^\n]*(?:\n[ \t]*|$)")
_AFTER_WORD = re.compile(r"[^\W_]*")


class TexReader:
    """Reads one text; ``read`` gives its flow. Commands are read by :mod:`tex_command_reader`."""

    def __init__(
        self, text: str, notes: list[Note], *, tex: bool, depth: int = 0, **how: bool
    ) -> None:
        self.text = text
        self.notes = notes
        self.tex = tex
        self.depth = depth
        self.how = how
        self.keep_case = how.get("keep_case", False)
        self.flow = Flow()
        self._braces = _matching(text) if "{" in text else {}
        self._quoted = False

    def read(self) -> Flow:
        """Read all."""
        position, end = 0, len(self.text)
        while position < end:
            found = _TOKEN.search(self.text, position)
            if found is None:
                self.flow.text(self.text[position:])
                break
            self.flow.text(self.text[position : found.start()])
            position = self._step(found)
        return self.flow

    def inner(self, text: str) -> Flow:
        """Read a piece of the text by itself."""
        if self.depth >= MAX_DEPTH:
            flow = Flow()
            flow.text(text)
            return flow
        return type(self)(text, self.notes, tex=self.tex, depth=self.depth + 1, **self.how).read()

    def argument(self, position: int) -> tuple[str, int] | None:
        """Return the group that begins at *position*, after spaces, and where it ends."""
        while self.text[position : position + 1].isspace():
            position += 1
        close = self._braces.get(position)
        return None if close is None else (self.text[position + 1 : close], close + 1)

    def option(self, position: int) -> tuple[str, int] | None:
        """Return what stands in square brackets at *position*, and where it ends."""
        if self.text[position : position + 1] != "[":
            return None
        close = self.text.find("]", position)
        return None if close == -1 else (self.text[position + 1 : close], close + 1)

    def note(self, before: str, after: str, why: str, *, doubtful: bool = False) -> None:
        """Say what was done with a piece of the text."""
        self.notes.append(Note(shortened(before), shortened(after), why, doubtful))

    def command(self, name: str, start: int, end: int) -> int:
        """Read the command *name*, which stands from *start* to *end*; return where to go on."""
        raise NotImplementedError

    def _step(self, found: re.Match[str]) -> int:
        if name := found["name"]:
            return self.command(name, found.start(), found.end())
        if control := found["control"]:
            return self._control(control, found.start(), found.end())
        if found["par"]:
            self.flow.end_paragraph()
        elif found["path"]:
            self.flow.text(found[0])
        elif dashes := found["dashes"]:
            self.flow.text(self._dash(dashes, found.start(), found.end()))
        elif quotes := found["quotes"]:
            self.flow.text(self._quote(quotes, found.end()))
        else:
            return self._mark(found[0], found.start())
        return found.end()

    def _mark(self, mark: str, start: int) -> int:
        if mark == "{":
            return self._group(start)
        if mark == "$":
            return self._dollar(start)
        if mark == "%" and self.tex and (end := self._comment_end(start)) > start:
            return end
        if mark == "~" and self.tex and self._is_tie(start):
            mark = " "
        self.flow.text(mark)
        return start + 1

    def _is_tie(self, at: int) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        return not (before in "/ \t\n(=" or not after or after.isspace())

    def _comment_end(self, start: int) -> int:
        """Return where a comment ends, or *start*: a per cent sign in prose begins none."""
        line_start = self.text.rfind("\n", 0, start) + 1
        rest = self.text[start + 1 :].split("\n", 1)[0]
        if not self.text[line_start:start].strip() and start:
            found = _COMMENT.match(self.text, start)
            end = found.end() if found else start
            if end < len(self.text) or "\n" in self.text[:start]:
                self.note(self.text[start:end], "", "a comment of LaTeX")
                return end
        if not rest.strip() and self.text[start - 1 : start] in {"}", "{", "]"}:
            return start + 1  # the end of a line that LaTeX is not to see
        return start

    def _dash(self, dashes: str, start: int, end: int) -> str:
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        if len(dashes) > 3 or (not before.strip() and after.isalpha()):
            return dashes  # a rule, or an option such as --help
        if len(dashes) == 3:
            return "—"
        spaced = before.isspace() and after.isspace()
        joins = not before.isspace() and not after.isspace() and bool(before and after)
        return (
            "–"
            if self.tex or spaced or (joins and before.isalnum() and after.isalnum())
            else dashes
        )

    def _quote(self, quotes: str, end: int) -> str:
        if not self.tex:
            return quotes
        if quotes == "``":
            return "“"
        if quotes == "''":
            return "”"
        if (
            quotes == "`"
            and not self._quoted
            and re.compile(r"[^`\n]{1,200}'").match(self.text, end)
        ):
            self._quoted = True
            return "‘"
        if quotes == "'" and self._quoted and not self.text[end : end + 1].isalnum():
            self._quoted = False
            return "’"
        return quotes

    def _control(self, control: str, start: int, end: int) -> int:
        if control in "([" and (made := self._delimited(control, start, end)):
            return made
        if control == "\\":
            option = self.option(end)
            self.flow.text(" " if self.tex else "\\\\")
            return (
                option[1]
                if option and re.fullmatch(r"[\d.]+\s*(pt|em|ex|cm|mm)", option[0])
                else end
            )
        if control in "'\"`^~=." and (made := self.accent(control, end)):
            return made
        if control in SPACES:
            self.flow.text(" " if self.tex or control.isspace() else "\\" + control)
        elif control in NOTHING and self.tex:
            pass
        elif control in LITERAL and (self.tex or control in "%&$#_{}"):
            self.flow.text(control)
        else:
            self.flow.text("\\" + control)
        return end

    def accent(self, mark: str, end: int) -> int:
        """Read an accented letter; 0 when it is none."""
        raise NotImplementedError

    def _delimited(self, control: str, start: int, end: int) -> int:
        r"""Read ``\( \)`` or ``\[ \]``; 0 when it does not close."""
        close = self.text.find("\\" + {"(": ")", "[": "]"}[control], end)
        if close == -1 or "\n\n" in self.text[end:close]:
            return 0
        self.maths(self.text[end:close], self.text[start : close + 2], display=control == "[")
        return close + 2

    def _dollar(self, start: int) -> int:
        end = math_end(self.text, start)
        if end == -1:
            self.flow.text("$")
            return start + 1
        mark = 2 if self.text.startswith("$$", start) else 1
        source = self.text[start + mark : end - mark]
        self.maths(source, self.text[start:end], display=mark == 2)
        return end

    def maths(self, source: str, raw: str, *, display: bool) -> None:
        """Add a formula, as text or raised text where it is no more than that."""
        latex = formula(source)
        if not latex:
            self.note(raw, "", "an empty formula")
        elif _NUMBER.fullmatch(latex):
            self.flow.text(latex.replace("\\", "").replace("-", "−"))
        elif small := script(latex):
            kind = "superscript" if small[0] == "^" else "subscript"
            text = small[1].replace("-", "−")
            self.flow.add(Node(kind, (Node("text", text=text),)))  # type: ignore[arg-type]
        else:
            self._formula(latex, raw, display=display)

    def _formula(self, latex: str, raw: str, *, display: bool) -> None:
        try:
            to_mathml(latex, display=display)
        except RichTextError as error:
            self.note(raw, raw, f"printed as its source: {error.message}", doubtful=True)
        block = display and not self.how.get("inline")
        attrs = {"display": "block"} if display else {}
        self.flow.add(Node("math_block" if block else "math", text=latex, attrs=attrs))

    def _group(self, start: int) -> int:
        close = self._braces.get(start)
        if close is None:
            self.flow.text("{")
            return start + 1
        inside = self.text[start + 1 : close]
        after = _AFTER_WORD.match(self.text, close + 1)
        word = after[0] if after else ""
        before = self.text[start - 1 : start]
        if not self._is_tex_group(inside, before, word):
            self.flow.text("{")
            self.flow.extend(self.inner(inside))
            self.flow.text("}")
            return close + 1
        if self.keep_case and not before.isalnum() and _kept_capitals(inside, inside + word):
            self.flow.add(Node("nocase", text=" ".join((inside + word).split())))
            return close + 1 + len(word)
        self.flow.extend(self.inner(inside))
        return close + 1

    def _is_tex_group(self, inside: str, before: str, word: str) -> bool:
        if not inside.strip():
            return self.tex
        if "\\" in inside or "{" in inside:
            return True
        if not self.tex and not self.keep_case:
            return False
        if re.fullmatch(r"\s*\$[^$]+\$\s*", inside):
            return True
        if "," in inside or ";" in inside or "=" in inside:
            return len(inside) > 40
        return any(char.isupper() for char in inside) or before.isalpha() or bool(word)


def _kept_capitals(inside: str, word: str) -> bool:
    """Whether braces keep a capital that RichText would not keep by itself."""
    if re.search(r"[\\{}$`]", inside) or not any(char.isupper() for char in inside):
        return False
    alone = not any(char.isspace() for char in word)
    return len(word) > 1 and not (alone and any(c.isupper() or c.isdigit() for c in word[1:]))


def _matching(text: str) -> dict[int, int]:
    """Return for each brace that closes where; escaped ones do not count."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for found in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if found[0] == "{":
            open_.append(found.start())
        elif found[0] == "}" and open_:
            pairs[open_.pop()] = found.start()
    return pairs
