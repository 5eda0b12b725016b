"""Rich text as HTML: no elements but those below, every character of the text escaped."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from sphinx_proceedings.model.richtext.maths.mathml import to_mathml
from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links
from sphinx_proceedings.model.richtext.value import RichText
from sphinx_proceedings.model.richtext.writer import Writer

_TITLES = 16_384
"""Inline texts whose HTML is kept: a title stands on a dozen pages."""

# Hebrew, Arabic and the scripts between and after them in Unicode that run right to left.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def to_html(rich_text: RichText, links: Links | None = None) -> str:
    """Render as HTML5 (which is well-formed XML too); an inline text has no ``<p>`` around it.

    Blocks of a text with right-to-left letters get ``dir="auto"``, so that each is laid out in its
    own direction; around an inline one the page puts ``<bdi>`` or a ``dir`` of its own.
    """
    if rich_text.inline and not rich_text.references:
        return _unlinked(rich_text)
    return _written(rich_text, links)


@lru_cache(_TITLES)
def _unlinked(rich_text: RichText) -> str:
    return _written(rich_text, None)


def _written(rich_text: RichText, links: Links | None) -> str:
    direction = ' dir="auto"' if _RIGHT_TO_LEFT.search(rich_text.source) else ""
    return _HtmlWriter(links, direction, inline=rich_text.inline).write(rich_text.tree)


def _text(text: str) -> str:
    return escape(text, quote=False)


class _HtmlWriter(Writer):
    line_break = "<br/>"

    def __init__(self, links: Links | None, direction: str, *, inline: bool) -> None:
        super().__init__(links)
        self._direction = direction
        self.line_end = " " if inline else "\n"

    def text(self, node: Node) -> str:
        return _text(node.text)

    def paragraph(self, node: Node) -> str:
        return f"<p{self._direction}>{self.inside(node)}</p>"

    def bullet_list(self, node: Node) -> str:
        return f"<ul>\n{self.inside(node, self.between_blocks)}\n</ul>"

    def ordered_list(self, node: Node) -> str:
        start = node.attrs["start"]
        opening = "<ol>" if start == "1" else f'<ol start="{escape(start)}">'
        return f"{opening}\n{self.inside(node, self.between_blocks)}\n</ol>"

    def list_entry(self, node: Node) -> str:
        return f"<li{self._direction}>{self.inside(node, self.between_blocks)}</li>"

    def quote(self, node: Node) -> str:
        blocks = self.inside(node, self.between_blocks)
        return f"<blockquote{self._direction}>\n{blocks}\n</blockquote>"

    def heading(self, node: Node) -> str:
        level = min(int(node.attrs["level"]) + 1, 6)  # the page's own title is the first
        return f"<h{level}{self._direction}>{self.inside(node)}</h{level}>"

    def table(self, node: Node) -> str:
        head, *rows = (self.write(row) for row in node.children)
        body = "\n".join(rows)
        return (
            '<div class="proc-table" tabindex="0"><table>\n'
            f"<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
        )

    def table_row(self, node: Node) -> str:
        return f"<tr>{self.inside(node)}</tr>"

    def table_cell(self, node: Node) -> str:
        name = "th" if "head" in node.attrs else "td"
        scope = ' scope="col"' if "head" in node.attrs else ""
        align = f' class="proc-align-{node.attrs["align"]}"' if "align" in node.attrs else ""
        return f"<{name}{scope}{align}{self._direction}>{self.inside(node)}</{name}>"

    def code_block(self, node: Node) -> str:
        language = node.attrs.get("language")
        kind = f' class="language-{escape(language)}"' if language else ""
        return f"<pre><code{kind}>{_text(node.text)}\n</code></pre>"

    def emphasis(self, node: Node) -> str:
        return f"<em>{self.inside(node)}</em>"

    def strong(self, node: Node) -> str:
        return f"<strong>{self.inside(node)}</strong>"

    def subscript(self, node: Node) -> str:
        return f"<sub>{self.inside(node)}</sub>"

    def superscript(self, node: Node) -> str:
        return f"<sup>{self.inside(node)}</sup>"

    def code(self, node: Node) -> str:
        return f"<code>{_text(node.text)}</code>"

    def math(self, node: Node) -> str:
        return to_mathml(node.text, display="display" in node.attrs)

    def link(self, node: Node) -> str:
        href = escape(node.attrs["href"])
        title = f' title="{escape(node.attrs["title"])}"' if "title" in node.attrs else ""
        return f'<a class="reference external" href="{href}"{title}>{self.inside(node)}</a>'

    def refer(self, href: str, text: str) -> str:
        return f'<a class="reference internal" href="{escape(href)}">{_text(text)}</a>'
