"""Maths of authored pages as MathML, like that of the data: no script, no request to anywhere."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from sphinx_proceedings.model.richtext import RichTextError
from sphinx_proceedings.model.richtext.maths.mathml import to_mathml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

RENDERER = "mathml"
"""Value of ``html_math_renderer``, and what holds where conf.py sets nothing."""

_WITH_SCRIPTS = "mathjax"  # Sphinx's own, always registered
_WRAPPED = re.compile(r"\\begin\{equation\*?\}(.*)\\end\{equation\*?\}", re.DOTALL)


def add_maths(app: Sphinx) -> None:
    """Register the renderer; Sphinx takes it when there is no other but MathJax."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))
    app.connect("config-inited", _leave_the_choice)


def _leave_the_choice(app: Sphinx, config: Config) -> None:
    """Keep a third renderer (katex, say) the one that is used: Sphinx chooses among two only."""
    others = app.registry.html_inline_math_renderers.keys() - {RENDERER, _WITH_SCRIPTS}
    if config.html_math_renderer is None and len(others) == 1:
        config.html_math_renderer = others.pop()


def _visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(_mathml(node, node.astext(), display=False))
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({escape(str(number))})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    # A blank line begins another formula, as Sphinx has it.
    for part in re.split(r"\n\s*\n", node.astext().strip()):
        wrapped = _WRAPPED.fullmatch(part.strip())
        latex = (wrapped[1] if wrapped else part).strip()
        if r"\\" in latex and r"\begin" not in latex:
            latex = rf"\begin{{split}}{latex}\end{{split}}"
        translator.body.append(_mathml(node, latex, display=True))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _mathml(node: nodes.Element, latex: str, *, display: bool) -> str:
    """Return MathML, or the source as it is with a warning that says why."""
    try:
        return to_mathml(latex, display=display)
    except RichTextError as failure:
        logger.warning(
            '%s (or set html_math_renderer = "mathjax", which loads a script)',
            failure,
            location=node,
            type="proceedings",
            subtype="maths",
        )
        return f"<code>{escape(latex)}</code>"
