r"""Text as aclpub2 sets it: LaTeX for pdfTeX, less what aclpub2 escapes itself.

Rule: ``normalize_latex_string`` in aclpub2's config.py puts a backslash before each ``&``, ``_``
and ``%`` of some fields, whatever stands before them; so there is to be none yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.formats.citations import bibtex
from sphinx_proceedings.exporting.formats.citations.bibtex_ascii import for_pdftex
from sphinx_proceedings.model.richtext import to_latex

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import RecordLinks
    from sphinx_proceedings.model.richtext import RichText

_ESCAPED: Final = re.compile(r"\\([&_%])|\\.|_")

_FONTS: Final = re.compile(r"\\(?:emph|text(?:bf|it|tt|sc|sl|sf|rm|up|md))(?![A-Za-z])")


def text(plain: str) -> str:
    """Return plain text for a field that is set as it is."""
    return _typeable(bibtex.latex(plain))


def rich(value: RichText, links: RecordLinks) -> str:
    """Return rich text for a field that is set as it is."""
    return _typeable(to_latex(value, links, hyperlinks=False))


def _typeable(latex: str) -> str:
    # babel's Latin, which aclpub2 loads, makes the quotation mark a command.
    return for_pdftex(latex).replace('"', r"\textquotedbl{}")


def title(value: RichText, links: RecordLinks) -> str:
    """Return a title, which aclpub2 escapes, and which pdfpages puts into the outline.

    There, font commands have to be protected, or TeX stops.
    """
    return escaped_later(_FONTS.sub(r"\\protect\g<0>", rich(value, links)))


def escaped_later(latex: str) -> str:
    """Return a field that aclpub2 escapes, so that escaped it is *latex* again."""
    return _ESCAPED.sub(_before_escaping, latex)


def _before_escaping(found: re.Match[str]) -> str:
    if found[0] == "_":  # of a formula, where a backslash would be no subscript
        return r"\sb "
    return found[1] or found[0]
