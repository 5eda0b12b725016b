"""Titles and abstracts of XML formats as the HTML that texts are cleaned from."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.importing.safe_reading.safe_xml import local_name

if TYPE_CHECKING:
    from lxml import etree

_TAGS: Final = {
    **dict.fromkeys(("i", "italic", "em"), "i"),
    **dict.fromkeys(("b", "bold", "strong"), "b"),
    **dict.fromkeys(("tt", "monospace", "code"), "code"),
    "sub": "sub",
    "sup": "sup",
    "p": "p",
    "tex-math": "tex-math",
    "fixed-case": "fixed-case",
    "list-item": "li",
    "preformat": "pre",
    "disp-quote": "blockquote",
}
_LINKS: Final = frozenset(("a", "url", "ext-link", "uri"))
_HREF: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_DROPPED: Final = frozenset(("label", "xref", "fn", "graphic"))
_MOST_DEEP: Final = 40


def inner_html(element: etree._Element | None, depth: int = 0) -> str:
    """Return what is in an element, its text escaped, its elements those of HTML.

    Of a formula that is there in several ways, LaTeX is taken; unknown elements are their content.
    """
    if element is None:
        return ""
    made = [escape(element.text or "", quote=False)]
    for child in element:
        if depth < _MOST_DEEP:
            made.append(_child(child, depth + 1))
        made.append(escape(child.tail or "", quote=False))
    return "".join(made)


def _child(child: etree._Element, depth: int) -> str:
    name = local_name(child)
    if name in {"inline-formula", "disp-formula", "alternatives"}:
        latex = next((e for e in child.iter() if local_name(e) == "tex-math"), None)
        if latex is not None:
            return _latex(latex)
        return inner_html(child, depth)
    if name == "tex-math":
        return _latex(child)
    if name == "math":
        return _mathml(child, depth)
    if name == "par":
        return "<p></p>"
    if name == "list":
        kind = "ol" if child.get("list-type") == "order" else "ul"
        return f"<{kind}>{inner_html(child, depth)}</{kind}>"
    if name in _LINKS:
        inside = inner_html(child, depth)
        href = next((found for key in _HREF if (found := child.get(key))), None)
        href = href or (inside if name in {"url", "uri"} else "")
        return f'<a href="{escape(href)}">{inside}</a>' if href else inside
    if name in _DROPPED:
        return ""
    tag = _TAGS.get(name)
    inside = inner_html(child, depth)
    return f"<{tag}>{inside}</{tag}>" if tag else inside


_RELATIONS = frozenset("< > = ≤ ≥ ≠ ≈ ≡ ∈ ∉ ⊂ ⊆ ⊃ ⊇ → ← ⇒ ⇔ ↦ ∝ ≪ ≫".split())


def _mathml(element: etree._Element, depth: int) -> str:
    """Return MathML as text with raised and lowered parts: all that reads the same without it."""
    name = local_name(element)
    if name == "annotation" or depth > _MOST_DEEP:
        return ""
    parts = [_mathml(child, depth + 1) for child in element]
    if name in {"msup", "mover"} and len(parts) == 2:
        return f"{parts[0]}<sup>{_bare(parts[1])}</sup>"
    if name in {"msub", "munder"} and len(parts) == 2:
        return f"{parts[0]}<sub>{_bare(parts[1])}</sub>"
    if name in {"msubsup", "munderover"} and len(parts) == 3:
        return f"{parts[0]}<sub>{_bare(parts[1])}</sub><sup>{_bare(parts[2])}</sup>"
    if name == "mfrac" and len(parts) == 2:
        return "/".join(part if len(part) < 3 else f"({part})" for part in parts)
    if name == "msqrt":
        return f"√({''.join(parts)})"
    text = escape("".join((element.text or "").split()), quote=False)
    # A row is set with space around its relations; without it a < b would read a<b.
    return (
        f" {text} "
        if name == "mo" and (element.text or "").strip() in _RELATIONS
        else text + "".join(parts)
    )


def _bare(html: str) -> str:
    """Return a raised or lowered part without parts of its own, which RichText has not."""
    return re.sub(r"</?su[bp]>", "", html)


def _latex(element: etree._Element) -> str:
    """Return LaTeX without what makes it a document, as JATS has it."""
    latex = "".join(str(part) for part in element.itertext()).strip()
    if "\\begin{document}" in latex:
        latex = latex.partition("\\begin{document}")[2].partition("\\end{document}")[0].strip()
    for mark in ("$$", "$"):
        if latex.startswith(mark) and latex.endswith(mark) and len(latex) > 2 * len(mark):
            latex = latex[len(mark) : -len(mark)]
    return f"<tex-math>{escape(latex.strip(), quote=False)}</tex-math>"
