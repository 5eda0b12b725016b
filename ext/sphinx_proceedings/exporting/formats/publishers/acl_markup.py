"""Rich text in the markup of the ACL Anthology: ``<b> <i> <tt> <fixed-case> <tex-math> <a>``.

Rule: schema.rnc of the Anthology. Lowered and raised text has no element there and is written in
Unicode's own letters where it has them; blocks are parted by ``<par/>``, which titles cannot have.
"""

from __future__ import annotations

from html import escape

from sphinx_proceedings.exporting.xml import escaped
from sphinx_proceedings.model.richtext import Links, Node, RichText
from sphinx_proceedings.model.richtext.case_protection import case_pieces
from sphinx_proceedings.model.richtext.scripts import lowered, raised
from sphinx_proceedings.model.richtext.writer import Writer


def to_acl(rich_text: RichText, links: Links | None = None, *, fixed_case: bool = False) -> str:
    """Render as a well-formed fragment; *fixed_case* marks the words that keep their capitals."""
    return _AclWriter(links, fixed_case=fixed_case).write(rich_text.tree)


class _AclWriter(Writer):
    between_blocks = "<par/>"
    line_end = " "

    def __init__(self, links: Links | None, *, fixed_case: bool) -> None:
        super().__init__(links)
        self._fixed_case = fixed_case

    def text(self, node: Node) -> str:
        if not self._fixed_case:
            return _text(node.text)
        return "".join(
            _element("fixed-case", _text(piece)) if keep else _text(piece)
            for piece, keep in case_pieces(node.text)
        )

    def nocase(self, node: Node) -> str:
        return _element("fixed-case", _text(node.text))

    def paragraph(self, node: Node) -> str:
        return self.inside(node)

    def bullet_list(self, node: Node) -> str:
        return self.between_blocks.join(f"- {self.write(entry)}" for entry in node.children)

    def ordered_list(self, node: Node) -> str:
        numbered = enumerate(node.children, int(node.attrs["start"]))
        return self.between_blocks.join(f"{n}. {self.write(entry)}" for n, entry in numbered)

    def list_entry(self, node: Node) -> str:
        return self.inside(node, self.between_blocks)

    def quote(self, node: Node) -> str:
        return self.inside(node, self.between_blocks)

    def code_block(self, node: Node) -> str:
        lines = (line for line in node.text.split("\n") if line.strip())
        return self.between_blocks.join(_element("tt", _text(line)) for line in lines)

    def emphasis(self, node: Node) -> str:
        return _element("i", self.inside(node))

    def strong(self, node: Node) -> str:
        return _element("b", self.inside(node))

    def subscript(self, node: Node) -> str:
        inner = node.children[0].text if node.children else ""
        return _text(lowered(inner) or inner)

    def superscript(self, node: Node) -> str:
        inner = node.children[0].text if node.children else ""
        return _text(raised(inner) or inner)

    def code(self, node: Node) -> str:
        return _element("tt", _text(node.text))

    def math(self, node: Node) -> str:
        return _element("tex-math", _text(" ".join(node.text.split())))

    def link(self, node: Node) -> str:
        return self.refer(node.attrs["href"], "".join(n.text for n in node.walk()))

    def refer(self, href: str, text: str) -> str:
        return f'<a href="{escaped(href)}">{_text(text)}</a>'


def _text(text: str) -> str:
    return escape(text, quote=False)


def _element(name: str, content: str) -> str:
    # No element of this markup may be empty.
    return f"<{name}>{content}</{name}>" if content else ""
