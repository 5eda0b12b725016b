"""Rich text as HTML: the only elements are those below, and every character of the text is escaped."""

from __future__ import annotations

import re
from html import escape

from sphinx_proceedings.model.richtext.maths import to_mathml
from sphinx_proceedings.model.richtext.node import Node
from sphinx_proceedings.model.richtext.references import Links, resolve
from sphinx_proceedings.model.richtext.value import RichText

_TAGS = {
    "list_entry": "li",
    "quote": "blockquote",
    "emphasis": "em",
    "strong": "strong",
    "subscript": "sub",
    "superscript": "sup",
}
# Hebrew, Arabic and the scripts between and after them in Unicode that run right to left.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def to_html(rich_text: RichText, links: Links | None = None) -> str:
    """Render as HTML5 (which is well-formed XML too); an inline text has no ``<p>`` around it.

    Blocks of a text with right-to-left letters get ``dir="auto"``, so that each is laid out in its
    own direction.
    """
    direction = ' dir="auto"' if _RIGHT_TO_LEFT.search(rich_text.source) else ""
    return _Writer(links, direction, " " if rich_text.inline else "\n").many(rich_text.tree)


class _Writer:
    def __init__(self, links: Links | None, direction: str, soft_break: str) -> None:
        self._links = links
        self._direction = direction
        self._soft_break = soft_break

    def many(self, parent: Node) -> str:
        between = (
            "\n" if parent.kind in ("document", "quote", "bullet_list", "ordered_list") else ""
        )
        if parent.children and parent.children[0].kind in (
            "text",
            "emphasis",
            "strong",
            "math",
            "reference",
        ):
            between = ""
        return between.join(map(self.one, parent.children))

    def one(self, node: Node) -> str:
        match node.kind:
            case "text" | "nocase":
                return escape(node.text, quote=False)
            case "soft_break":
                return self._soft_break
            case "hard_break":
                return "<br/>"
            case "paragraph":
                return f"<p{self._direction}>{self.many(node)}</p>"
            case "plain" | "document":
                return self.many(node)
            case "math" | "math_block":
                return to_mathml(node.text, display="display" in node.attrs)
            case "code":
                return f"<code>{escape(node.text, quote=False)}</code>"
            case "code_block":
                language = node.attrs.get("language")
                opening = (
                    f'<pre><code class="language-{escape(language)}">'
                    if language
                    else "<pre><code>"
                )
                return f"{opening}{escape(node.text, quote=False)}\n</code></pre>"
            case "bullet_list":
                return f"<ul>\n{self.many(node)}\n</ul>"
            case "ordered_list":
                start = node.attrs["start"]
                opening = "<ol>" if start == "1" else f'<ol start="{escape(start)}">'
                return f"{opening}\n{self.many(node)}\n</ol>"
            case "link":
                title = f' title="{escape(node.attrs["title"])}"' if "title" in node.attrs else ""
                href = escape(node.attrs["href"])
                return f'<a class="reference external" href="{href}"{title}>{self.many(node)}</a>'
            case "reference":
                return self._reference(node)
            case _:
                tag = _TAGS[node.kind]
                direction = self._direction if node.kind in ("list_entry", "quote") else ""
                return f"<{tag}{direction}>{self.many(node)}</{tag}>"

    def _reference(self, node: Node) -> str:
        href, text = resolve(node, self._links)
        if href is None:
            return escape(text, quote=False)
        return (
            f'<a class="reference internal" href="{escape(href)}">{escape(text, quote=False)}</a>'
        )
