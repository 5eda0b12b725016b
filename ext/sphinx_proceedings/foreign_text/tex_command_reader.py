"""The commands and environments of LaTeX that stand in titles, abstracts and biographies."""

from __future__ import annotations

import re
from typing import Final

from sphinx_proceedings.foreign_text.tex_commands import (
    ABBREVIATIONS,
    ACCENTS,
    CITATIONS,
    OTHERS,
    REFERENCES,
    SILENT,
    SILENT_WITH_ARGUMENT,
    SPACES,
    STYLES,
    SWITCHES,
    TRANSPARENT,
    symbol,
)
from sphinx_proceedings.foreign_text.tex_environments import environment, without_items
from sphinx_proceedings.foreign_text.tex_style_reader import TexStyleReader
from sphinx_proceedings.model.richtext import Node
from sphinx_proceedings.model.richtext.maths.allowed_maths import ALLOWED

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class TexCommandReader(TexStyleReader):
    """Reads LaTeX with its commands."""

    def command(self, name: str, start: int, end: int) -> int:
        if name in {"begin", "end"}:
            return environment(self, name, start, end)
        if name in STYLES:
            return self.style(STYLES[name], start, end)
        if name in SWITCHES:
            return self.switch(SWITCHES[name], end)
        if name in ACCENTS and (made := self.accent(name, end)):
            return made
        if name in OTHERS:
            return getattr(self, f"_{_OWN.get(name, name)}")(start, end)  # type: ignore[no-any-return]
        if name in CITATIONS:
            return self._cite(name, start, end)
        if name in REFERENCES:
            return self._reference(start, end)
        if name in TRANSPARENT:
            return self.transparent(start, end)
        if name in SILENT or name in SPACES:
            self.flow.text(" " if name in SPACES else "")
            return self.after_empty(end)
        if name in SILENT_WITH_ARGUMENT:
            given = self.argument(self.past_options(end))
            return given[1] if given else end
        return self._symbol(name, start, end)

    def _cite(self, name: str, start: int, end: int) -> int:
        options = []
        while option := self.option(end):
            options.append(option[0].strip())
            end = option[1]
        given = self.argument(end)
        if given is None:
            return self.literal(start, end)
        keys = ", ".join(key.strip() for key in given[0].split(",") if key.strip())
        before = f"{options[0]} " if len(options) > 1 and options[0] else ""
        after = f", {options[-1]}" if options and options[-1] else ""
        shown = f"[{before}{keys}{after}]" if keys and name != "nocite" else ""
        if shown and name in {"cite", "citep"} and self.flow.last_character.isalnum():
            self.flow.text(" ")
        if shown:
            self.flow.extend(self.inner(shown.replace("_", r"\_")))
        why = "a citation; its list of references is not here, so the key is printed"
        self.note(self.text[start : given[1]], shown, why, doubtful=True)
        return given[1]

    def _reference(self, start: int, end: int) -> int:
        given = self.argument(end)
        if given is None:
            return self.literal(start, end)
        self.flow.text(f"[{given[0].strip()}]")
        why = "a reference into the paper; its label is printed"
        self.note(self.text[start : given[1]], f"[{given[0].strip()}]", why, doubtful=True)
        return given[1]

    def _symbol(self, name: str, start: int, end: int) -> int:
        shown = symbol(name)
        if shown is not None and not (len(name) == 1 and not self.tex):
            self.flow.text(shown)
            end_of_name = start + 1 + len(name)
            if (
                name not in ABBREVIATIONS
                and shown.isalpha()
                and len(shown) <= 2
                and shown.islower()
            ):
                return self.after_empty(self._past_spaces(end_of_name))
            return self.after_empty(end_of_name)
        if "\\" + name in ALLOWED:
            return self._bare_maths(start, end)
        return self._unknown(name, start, end)

    def _past_spaces(self, end: int) -> int:
        if self.text.startswith("{}", end):
            return end
        spaces = re.compile(r"[ \t]*\n?[ \t]*").match(self.text, end)
        return spaces.end() if spaces else end

    def _bare_maths(self, start: int, end: int) -> int:
        while given := self.argument(end):
            end = given[1]
        self.maths(self.text[start:end], self.text[start:end], display=False)
        return end

    def _unknown(self, name: str, start: int, end: int) -> int:
        given = self.argument(end) if self.text[end : end + 1] == "{" else None
        if given and given[0].strip():
            inner = self.inner(given[0])
            self.flow.extend(inner)
            why = f"\\{name} is not LaTeX's own; what it holds is kept"
            self.note(self.text[start : given[1]], inner.plain(), why, doubtful=True)
            return given[1]
        self.flow.text(f"\\{name}")
        if self.tex or given:
            why = f"\\{name} is a macro of the paper; write what it stands for"
            self.note(f"\\{name}", f"\\{name}", why, doubtful=True)
        return given[1] if given else start + 1 + len(name)

    # The commands of OTHERS, each under its name.

    def _item(self, _start: int, end: int) -> int:
        self.flow.add(without_items(self, end))
        return len(self.text)

    def _par(self, _start: int, end: int) -> int:
        self.flow.end_paragraph()
        return self.after_empty(end)

    def _footnote(self, start: int, end: int) -> int:
        given = self.argument(self.past_options(end))
        if given is None:
            return self.literal(start, end)
        self.flow.text(" (")
        self.flow.extend(self.inner(given[0].strip()))
        self.flow.text(")")
        self.note(self.text[start : given[1]], f"({given[0]})", "a footnote, put in brackets")
        return given[1]

    def _dropped(self, start: int, end: int) -> int:
        given = self.argument(self.past_options(end))
        end = given[1] if given else end
        self.note(self.text[start:end], "", "nothing that an abstract can show")
        return end

    def _definition(self, start: int, end: int) -> int:
        found = re.compile(r"\s*\\[A-Za-z]+").match(self.text, end)
        end = found.end() if found else end
        while given := self.argument(self.past_options(end)):
            end = given[1]
        raw = self.text[start:end]
        self.note(raw, "", "a definition; write out what uses it", doubtful=True)
        return end

    def _heading(self, start: int, end: int) -> int:
        given = self.argument(end)
        if given is None:
            return self.literal(start, end)
        self.flow.end_paragraph()
        self.add_styled("strong", self.inner(given[0]))
        self.flow.text(" ")
        return given[1]

    def _url(self, start: int, end: int) -> int:
        given = self.argument(end)
        if given is None:
            return self.literal(start, end)
        address = re.sub(r"\\([%#&_~{}])", r"\1", given[0].strip()).replace("\\textasciitilde", "~")
        self._link(address, (Node("text", text=address),))
        return given[1]

    def _href(self, start: int, end: int) -> int:
        first = self.argument(end)
        second = self.argument(first[1]) if first else None
        if first is None:
            return self.literal(start, end)
        if second is None:
            return self._url(start, end)
        address = re.sub(r"\\([%#&_~{}])", r"\1", first[0].strip())
        self._link(address, self.inner(second[0]).inlines(trim=False))
        return second[1]

    def _link(self, address: str, shown: tuple[Node, ...]) -> None:
        if _ADDRESS.fullmatch(address) and not any(
            n.kind == "link" for top in shown for n in top.walk()
        ):
            self.flow.add(Node("link", shown, attrs={"href": address}))
            return
        for node in shown:
            self.flow.add(node)
        if "".join(n.text for top in shown for n in top.walk()) != address:
            self.flow.text(f" ({address})")

    def _second(self, start: int, end: int) -> int:
        first = self.argument(self.past_options(end))
        second = self.argument(first[1]) if first else None
        if second is None:
            return self.literal(start, end)
        self.flow.extend(self.inner(second[0]))
        return second[1]

    def _first(self, start: int, end: int) -> int:
        first = self.argument(end)
        second = self.argument(first[1]) if first else None
        if first is None:
            return self.literal(start, end)
        self.flow.extend(self.inner(first[0]))
        return second[1] if second else first[1]

    def _enquote(self, start: int, end: int) -> int:
        given = self.argument(end)
        if given is None:
            return self.literal(start, end)
        self.flow.text("“")
        self.flow.extend(self.inner(given[0]))
        self.flow.text("”")
        return given[1]

    def _verb(self, start: int, end: int) -> int:
        mark = self.text[end : end + 1]
        close = self.text.find(mark, end + 1) if mark and not mark.isspace() else -1
        if close == -1:
            return self.literal(start, end)
        self.flow.add(Node("code", text=self.text[end + 1 : close]))
        return close + 1

    def _space(self, _start: int, end: int) -> int:
        self.flow.text(" ")
        return end


_OWN: Final = {
    **dict.fromkeys(("footnote", "thanks", "caption"), "footnote"),
    **dict.fromkeys(
        (
            *("footnotemark", "label", "includegraphics", "input", "include", "bibliography"),
            "emailaddress",
        ),
        "dropped",
    ),
    **dict.fromkeys(("newcommand", "renewcommand", "def"), "definition"),
    **dict.fromkeys(("paragraph", "section", "subsection", "subsubsection", "chapter"), "heading"),
    **dict.fromkeys(("url", "nolinkurl", "doi"), "url"),
    **dict.fromkeys(("textcolor", "colorbox"), "second"),
    "texorpdfstring": "first",
    "newline": "space",
}
"""The method that reads a command of OTHERS, where it has another name."""
