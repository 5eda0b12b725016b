"""What the commands of LaTeX mean in running text."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from sphinx_proceedings.model.richtext.node import Kind

STYLES: Final[dict[str, Kind]] = {
    **dict.fromkeys(("emph", "textit", "textsl", "enquote*", "Emph"), "emphasis"),
    **dict.fromkeys(("textbf", "strong", "textbold"), "strong"),
    **dict.fromkeys(("textsuperscript", "textsuper", "sp"), "superscript"),
    **dict.fromkeys(("textsubscript", "textsub", "sb"), "subscript"),
    **dict.fromkeys(("texttt", "code", "lstinline", "path"), "code"),
}
"""Commands that style their argument."""

SWITCHES: Final[dict[str, Kind | None]] = {
    **dict.fromkeys(("it", "em", "itshape", "sl", "slshape"), "emphasis"),
    **dict.fromkeys(("bf", "bfseries"), "strong"),
    **dict.fromkeys(("tt", "ttfamily"), "code"),
    **dict.fromkeys(
        ("sc", "scshape", "rm", "rmfamily", "sf", "sffamily", "upshape", "normalfont", "mdseries")
    ),
    **dict.fromkeys(
        ("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE")
    ),
}
"""Commands that style the rest of their group; None where RichText has no such style."""

TRANSPARENT: Final = frozenset(
    """
    text textrm textsf textsc textnormal textmd textup mbox hbox fbox underline uline ul
    textlf textsw uppercase lowercase MakeUppercase MakeLowercase title ensuremath
    NoCaseChange href@text texorpdfstring@text makebox framebox hl sout st mathrm mathbf mathit
    """.split()
)
"""Commands whose argument is kept and whose own effect has no place in an abstract."""

SILENT: Final = frozenset(
    """
    noindent indent centering raggedright raggedleft newpage clearpage pagebreak linebreak
    smallskip medskip bigskip hfill vfill maketitle xspace relax protect sloppy allowbreak nobreak
    nolinebreak nopagebreak unskip ignorespaces leavevmode frenchspacing maketitle tableofcontents
    selectfont bibliographystyle@ break penalty null strut
    """.split()
)
"""Commands that lay out and print nothing."""

SILENT_WITH_ARGUMENT: Final = frozenset(
    """
    vspace hspace vskip hskip setlength addtolength pagestyle thispagestyle usepackage
    documentclass bibliographystyle color phantom hphantom vphantom
    """.split()
)
"""Commands that print nothing, with an argument that is no text."""

CITATIONS: Final = frozenset(
    """
    cite citep citet citealp citealt citeauthor citeyear citeyearpar citenum nocite parencite
    textcite autocite footcite shortcite newcite citeA citeN shortciteN Citet Citep fullcite
    """.split()
)
"""Commands that cite by key."""

REFERENCES: Final = frozenset("ref autoref cref Cref eqref pageref nameref vref".split())
"""Commands that point to a place in the paper."""

ABBREVIATIONS: Final = {
    "ie": "i.e.",
    "eg": "e.g.",
    "etal": "et al.",
    "etc": "etc.",
    "cf": "cf.",
    "vs": "vs.",
    "aka": "a.k.a.",
    "wrt": "w.r.t.",
    "iid": "i.i.d.",
    "Eg": "E.g.",
    "Ie": "I.e.",
}
"""Macros of conference styles, which every author of theirs uses."""

SPACES: Final = {
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": " ",
    ";": " ",
    ":": " ",
    "quad": " ",
    "qquad": " ",
}
"""Commands that print a space."""

NOTHING: Final = frozenset("/@-!+>")
"""Control symbols that print nothing."""

LITERAL: Final = frozenset("%&$#_{}|*.?()[]\"'`=~^<")
"""Control symbols that stand for their character where they are no accent."""

SYMBOLS: Final = {
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "slash": "/",
    "textbar": "|",
    "textbackslash": "\\",
    "backslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textdollar": "$",
    "lbrace": "{",
    "rbrace": "}",
    "textbraceleft": "{",
    "textbraceright": "}",
    "percent": "%",
    "textpercent": "%",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textregistered": "®",
    "texttrademark": "™",
    "textdegree": "°",
    "degree": "°",
    "textmu": "µ",
    "micro": "µ",
    "euro": "€",
    "texteuro": "€",
    "checkmark": "✓",
    "cmark": "✓",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "XeTeX": "XeTeX",
    "LaTeXe": "LaTeX2ε",
    "textemdash": "—",
    "textendash": "–",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "guillemotleft": "«",
    "guillemotright": "»",
    "textvisiblespace": "␣",
    "xmark": "✗",
    "lq": "‘",
    "rq": "’",
}
"""Symbols that are named otherwise, or not, in pylatexenc's table."""

ACCENTS: Final = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "H": "\u030b",
    "u": "\u0306",
    "k": "\u0328",
    "r": "\u030a",
    "b": "\u0331",
    "d": "\u0323",
    "t": "\u0361",
}
"""The combining character of each accent."""

_LETTERS: Final = frozenset("o O l L i j ss ae AE oe OE aa AA th TH dh DH dj DJ ng NG S P".split())
_NOT_SYMBOLS: Final = frozenset(
    "today title author date frac sqrt input include n r item sup inf url ref cite".split()
)


@cache
def _table() -> dict[str, str]:
    # The table of the library takes a tenth of a second, which only a text with commands pays for.
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - see above

    database = get_default_latex_context_db()
    table: dict[str, str] = {}
    for category in database.categories():
        for spec in database.iter_macro_specs([category]):
            shown = spec.simplify_repl
            if isinstance(shown, str) and shown and "%" not in shown and "<" not in shown:
                table.setdefault(spec.macroname, shown)
    return table


def symbol(name: str) -> str | None:
    """Return what a command without argument prints, or None when it is not known to print."""
    if name in SYMBOLS:
        return SYMBOLS[name]
    if name in ABBREVIATIONS:
        return ABBREVIATIONS[name]
    if name in _NOT_SYMBOLS:
        return None
    return _table().get(name)


def is_known(name: str) -> bool:
    """Whether a command of letters is one of LaTeX's that may stand in a text."""
    return (
        name in STYLES
        or name in SWITCHES
        or name in TRANSPARENT
        or name in SILENT
        or name in SILENT_WITH_ARGUMENT
        or name in CITATIONS
        or name in REFERENCES
        or name in OTHERS
        or name in ACCENTS
        or (len(name) > 1 and symbol(name) is not None)
        or name in _LETTERS
    )


OTHERS: Final = frozenset(
    """
    begin end item url href footnote thanks footnotemark label par newline textcolor colorbox
    enquote newcommand renewcommand def paragraph section subsection subsubsection chapter nolinkurl
    url doi texorpdfstring caption includegraphics input include bibliography verb emailaddress
    """.split()
)
"""Commands that the reader treats one by one."""


def accented(mark: str, base: str) -> str | None:
    """Return *base* with an accent, or None when it is no letter that can carry one."""
    first = {"\\i": "i", "\\j": "j", "\u0131": "i", "\u0237": "j"}.get(base[:2], base[:1])
    if not first.isalpha():
        return None
    rest = base[2:] if base.startswith("\\") else base[1:]
    if mark == "t" and rest:  # \t{oo} ties two letters
        return first + ACCENTS[mark] + rest
    return unicodedata.normalize("NFC", first + ACCENTS[mark]) + rest
