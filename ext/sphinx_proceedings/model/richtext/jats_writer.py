"""Rich text as JATS, and as the face markup that Crossref takes in titles."""

from __future__ import annotations

import re
from html import escape

from sphinx_proceedings.model.richtext.maths.mathml import to_mathml
from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links
from sphinx_proceedings.model.richtext.value import RichText
from sphinx_proceedings.model.richtext.writer import Writer

_XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_MATHML_TAG = re.compile(r"<(/?)(?=[a-z])")


def to_jats(
    rich_text: RichText,
    links: Links | None = None,
    *,
    face_markup: bool = False,
    prefix: str = "",
) -> str:
    """Render as a well-formed fragment of JATS 1.3; an inline text has no ``<p>`` around it.

    The prefixes ``mml`` and ``xlink`` are declared where they are used. ``prefix`` goes before any
    JATS element (``jats:`` in a Crossref deposit) and is the caller's to declare. Hrefs of
    references should be absolute.

    ``face_markup`` writes ``<i>``, ``<b>``, ``<sub>``, ``<sup>``, ``<tt>`` and MathML instead, for
    inline texts in Crossref's schema; links are only their text there.
    """
    if face_markup and not rich_text.inline:
        raise ValueError("face markup is for inline texts")
    writer = _FaceWriter(links) if face_markup else _JatsWriter(links, prefix)
    return writer.write(rich_text.tree)


def _text(text: str) -> str:
    return escape(text, quote=False)


def _prefixed(mathml: str) -> str:
    """Give every element of a MathML string, which has no default namespace inside, the prefix."""
    return _MATHML_TAG.sub(r"<\1mml:", mathml.replace("<math xmlns=", "<math xmlns:mml=", 1))


class _JatsWriter(Writer):
    line_end = " "  # and so is line_break: JATS has no <break/> in <p>

    def __init__(self, links: Links | None, prefix: str = "") -> None:
        super().__init__(links)
        self._prefix = prefix

    def _element(self, name: str, content: str, attributes: str = "") -> str:
        name = self._prefix + name
        return f"<{name}{' ' if attributes else ''}{attributes}>{content}</{name}>"

    def text(self, node: Node) -> str:
        return _text(node.text)

    def paragraph(self, node: Node) -> str:
        return self._element("p", self.inside(node))

    def plain(self, node: Node) -> str:
        return self.paragraph(node)

    def bullet_list(self, node: Node) -> str:
        return self._element("list", self.inside(node), 'list-type="bullet"')

    def ordered_list(self, node: Node) -> str:
        # JATS has no start; a list that does not start at 1 carries its numbers as labels.
        first = int(node.attrs["start"])
        if first == 1:
            return self._element("list", self.inside(node), 'list-type="order"')
        entries = (
            self._element("list-item", self._element("label", f"{number}.") + self.inside(entry))
            for number, entry in enumerate(node.children, first)
        )
        return self._element("list", "".join(entries), 'list-type="simple"')

    def list_entry(self, node: Node) -> str:
        # An entry must hold something, also when its text is empty.
        return self._element("list-item", self.inside(node) or self._element("p", ""))

    def quote(self, node: Node) -> str:
        return self._element("disp-quote", self.inside(node) or self._element("p", ""))

    def table(self, node: Node) -> str:
        head, *rows = (self.write(row) for row in node.children)
        parts = self._element("thead", head) + self._element("tbody", "".join(rows))
        return self._element("table-wrap", self._element("table", parts))

    def table_row(self, node: Node) -> str:
        return self._element("tr", self.inside(node))

    def table_cell(self, node: Node) -> str:
        name = "th" if "head" in node.attrs else "td"
        align = f'align="{node.attrs["align"]}"' if "align" in node.attrs else ""
        return self._element(name, self.inside(node), align)

    def code_block(self, node: Node) -> str:
        return self._element("preformat", _text(node.text))

    def emphasis(self, node: Node) -> str:
        return self._element("italic", self.inside(node))

    def strong(self, node: Node) -> str:
        return self._element("bold", self.inside(node))

    def subscript(self, node: Node) -> str:
        return self._element("sub", self.inside(node))

    def superscript(self, node: Node) -> str:
        return self._element("sup", self.inside(node))

    def code(self, node: Node) -> str:
        return self._element("monospace", _text(node.text))

    def math(self, node: Node) -> str:
        display = "display" in node.attrs
        name = "disp-formula" if display else "inline-formula"
        return self._element(name, _prefixed(to_mathml(node.text, display=display)))

    def link(self, node: Node) -> str:
        return self._link(node.attrs["href"], self.inside(node))

    def refer(self, href: str, text: str) -> str:
        return self._link(href, _text(text))

    def _link(self, href: str, shown: str) -> str:
        attributes = f'{_XLINK} ext-link-type="uri" xlink:href="{escape(href)}"'
        return self._element("ext-link", shown, attributes)


class _FaceWriter(_JatsWriter):
    """The letters of JATS, but Crossref's names for the faces."""

    def emphasis(self, node: Node) -> str:
        return self._element("i", self.inside(node))

    def strong(self, node: Node) -> str:
        return self._element("b", self.inside(node))

    def code(self, node: Node) -> str:
        return self._element("tt", _text(node.text))

    def math(self, node: Node) -> str:
        return _prefixed(to_mathml(node.text))

    def link(self, node: Node) -> str:
        return self.inside(node)

    def refer(self, href: str, text: str) -> str:  # noqa: ARG002 - no links here
        return _text(text)
