"""Whether a text was written for LaTeX; decided for each text as a whole."""

from __future__ import annotations

import re

from sphinx_proceedings.foreign_text.tex_commands import is_known

COMMAND = re.compile(r"(?<![A-Za-z]:)(?<![\\A-Za-z]:)\\([A-Za-z]+)")
PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\[^\s]*")
_ESCAPED_MARK = re.compile(r"\\[%&$#_]|\\[\[(].{1,400}?\\[\])]", re.DOTALL)
_ACCENT = re.compile(r"""\\['"`^~=.](?:\{\\?[A-Za-z]|\\[ij]|[A-Za-z])""")
_QUOTES = re.compile(r"``[^`'\n]{1,300}''")
_BRACED_CAPITAL = re.compile(
    r"(?<![\w\\$^_}])\{[A-Z][A-Za-z]{0,30}\}(?=[a-z])|(?<=[A-Za-z])\{[A-Z]+\}"
)
_BRACED_WORDS = re.compile(r"\{\{?[^\W\d_]*[A-Z][\w .:+/&-]*\}")
_TIE = re.compile(r"(?<=[a-z]\.)~(?=[\dA-Z(\\])|(?<=[a-z])~(?=\\)")


def is_tex(text: str, *, title: bool = False) -> bool:
    """Whether anything in *text* is LaTeX's, other than formulas, which others write as well.

    In a ``title``, words in braces are what BibTeX keeps the capitals of.
    """
    if "\\" in text:
        searched = PATH.sub("", text)
        if _ESCAPED_MARK.search(searched) or _ACCENT.search(searched):
            return True
        if any(
            is_known(found[1]) or searched[found.end() : found.end() + 1] == "{"
            for found in COMMAND.finditer(_without_maths(searched))
        ):
            return True
    return bool(
        ("``" in text and _QUOTES.search(text))
        or ("{" in text and (_BRACED_WORDS if title else _BRACED_CAPITAL).search(text))
        or ("~" in text and _TIE.search(text))
    )


def _without_maths(text: str) -> str:
    return re.sub(r"(?<!\\)\$[^$\n]{1,400}(?<!\\)\$", " ", text) if "$" in text else text
