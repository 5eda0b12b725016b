"""Rich text as the content of a JATS abstract, which may hold nothing but paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from sphinx_proceedings.exporting.xml import MATHML, XLINK, fill
from sphinx_proceedings.model.richtext import to_jats

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.richtext import Links, RichText

JATS1: Final = "http://www.ncbi.nlm.nih.gov/JATS1"
"""Namespace of JATS elements inside a Crossref deposit; a JATS file itself has none."""


def fill_abstract(parent: Element, text: RichText, links: Links | None) -> None:
    """Put *text* into *parent*; lists, quotations, code and maths get a paragraph around them.

    Rule: ``abstract`` holds ``p`` and ``sec`` only (JATS Publishing 1.3).
    """
    namespace = etree.QName(parent).namespace
    prefix = "jats:" if namespace == JATS1 else ""
    known: dict[str | None, str] = {"mml": MATHML, "xlink": XLINK}
    if prefix:
        known["jats"] = JATS1
    fill(parent, to_jats(text, links, prefix=prefix), known)
    paragraph = f"{{{namespace}}}p" if namespace else "p"
    for child in list(parent):
        if child.tag != paragraph:
            around = etree.Element(paragraph)
            parent.replace(child, around)
            around.text = ""
            around.append(child)
    parent.text = None
    for child in parent:
        child.tail = None
        # Text that is empty, and not None, keeps the paragraph from being indented.
        child.text = child.text or ""
