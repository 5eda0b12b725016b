r"""What maths may say: an allow-list of LaTeX commands.

The list decides what may reach any output: pages, and also LaTeX, where ``\input`` or ``\write``
would read and write files of whoever builds the volume.
"""

from __future__ import annotations

import difflib
import re
from typing import Final

from latex2mathml.commands import FUNCTIONS
from latex2mathml.symbols_parser import SYMBOLS

from sphinx_proceedings.model.richtext.markup_error import RichTextError

MAX_LENGTH = 2_000
MAX_DEPTH = 30

_STRUCTURE = r"""
    \frac \dfrac \tfrac \cfrac \binom \dbinom \tbinom \over \atop \choose \sqrt \root
    \overset \underset \stackrel \substack \limits \nolimits \left \right \middle
    \big \Big \bigg \Bigg \bigl \bigr \bigm \Bigl \Bigr \Bigm \biggl \biggr \biggm
    \Biggl \Biggr \Biggm
    \acute \bar \breve \check \dot \ddot \dddot \ddddot \grave \hat \mathring \tilde \vec
    \widehat \widetilde \overline \underline \overbrace \underbrace
    \overrightarrow \overleftarrow \overleftrightarrow \underrightarrow \underleftarrow
    \xrightarrow \xleftarrow \xleftrightarrow \xRightarrow \xLeftarrow \xmapsto
    \xhookrightarrow \xhookleftarrow
    \mathbb \mathbf \mathcal \mathfrak \mathit \mathrm \mathscr \mathsf \mathtt \mathnormal
    \boldsymbol \bm \pmb \Bbb \rm \bf \it \sf \tt \cal
    \mathbin \mathclose \mathop \mathopen \mathord \mathpunct \mathrel \mathinner
    \text \textbf \textit \textmd \textnormal \textrm \textsf \texttt \textup \mbox \emph
    \operatorname \operatorname* \operatornamewithlimits
    \arg \argmax \argmin \det \gcd \inf \lim \liminf \limsup \max \min \sup \Pr
    \injlim \projlim \varinjlim \varprojlim \varliminf \varlimsup
    \bmod \pmod \mod \pod \not \begin \end \hline \nonumber \notag
    \quad \qquad \enspace \thinspace \thickspace \negthinspace \space \nobreakspace
    \displaystyle \textstyle \scriptstyle \scriptscriptstyle \ensuremath
"""
_PUNCTUATION: Final = frozenset("\\" + mark for mark in "\\ ,:;!>|{}%#$&_\n")
_NAMED: Final = frozenset(_STRUCTURE.split()) | frozenset(FUNCTIONS)
_SYMBOLS: Final = frozenset(name for name in SYMBOLS if re.fullmatch(r"\\[A-Za-z]+", name))

ALLOWED: Final = _NAMED | _PUNCTUATION | _SYMBOLS
"""Every command that maths may use, with its backslash."""

ENVIRONMENTS: Final = (
    *("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array"),
    *("cases", "split", "align", "align*", "aligned", "gathered"),
)
"""What may stand in ``\\begin{}``."""

ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
TEXT: Final = re.compile(
    r"\\(?:text(?:bf|it|md|normal|rm|sf|tt|up)?|mbox|emph)(?![A-Za-z])\s*(?:\{([^{}]*)\})?"
)
"""A command that takes words; its words are None when they are more than one plain group."""

_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.|$)", re.DOTALL)
_IN_WORDS = re.compile(r"\\(?![ %#&_$,])|[_^&]")
_BARE_MARKS: Final = (
    ("%", r"write \% for a per cent sign"),
    ("#", r"write \# for a number sign"),
    ("$", r"write \$ for a dollar sign"),
    ("^^", "write one ^ and braces"),  # TeX reads ^^5c as a backslash
)
_SHOWN = 40


def check(latex: str) -> None:
    """Raise RichTextError for anything that is not plain, allowed maths."""
    if len(latex) > MAX_LENGTH:
        raise RichTextError(f"a formula has more than {MAX_LENGTH:,} characters; split it")
    for found in _COMMAND.finditer(latex):
        name = found.group()
        if name not in ALLOWED and name.removesuffix("*") not in ALLOWED:
            raise unknown(name)
    bare = _COMMAND.sub(lambda m: " " * len(m.group()), latex)
    for mark, advice in _BARE_MARKS:
        if mark in bare:
            raise RichTextError(f"the formula {shortened(latex)} has {mark}; {advice}")
    _check_braces(latex, bare)
    _check_environments(latex)
    if "&" in bare and r"\begin" not in latex:
        raise RichTextError(
            rf"the formula {shortened(latex)} has & outside a matrix or the like; write \&"
        )
    for found in TEXT.finditer(latex):
        if found[1] is None or _IN_WORDS.search(found[1].replace(r"\_", "").replace(r"\&", "")):
            raise RichTextError(
                rf"\text and its kin in {shortened(latex)} take words only;"
                r" write \_ for _ and \& for &, and end the words before other maths"
            )


def _check_braces(latex: str, bare: str) -> None:
    depth = deepest = 0
    for character in bare:
        depth += (character == "{") - (character == "}")
        deepest = max(depth, deepest)
        if depth < 0:
            break
    if deepest > MAX_DEPTH:
        raise RichTextError(
            f"the formula {shortened(latex)} nests more than {MAX_DEPTH} deep; flatten it"
        )
    if depth:
        raise RichTextError(
            f"the braces of the formula {shortened(latex)} do not pair; correct them"
        )


def _check_environments(latex: str) -> None:
    opened: list[str] = []
    pairs = ENVIRONMENT.findall(latex)
    for what, raw_name in pairs:
        name = raw_name.strip()
        if name not in ENVIRONMENTS:
            known = ", ".join(ENVIRONMENTS)
            raise RichTextError(rf"maths cannot use \begin{{{name}}}; known are {known}")
        if what == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            opened.append(name)
            break
    if opened or len(pairs) != len(re.findall(r"\\(?:begin|end)(?![A-Za-z])", latex)):
        raise RichTextError(
            rf"\begin and \end of the formula {shortened(latex)} do not pair; correct them"
        )


def unknown(name: str) -> RichTextError:
    """Say that a command is not known, and which one may have been meant."""
    near = difflib.get_close_matches(name, sorted(_NAMED), n=1, cutoff=0.75)
    advice = f"did you mean {near[0]}?" if near else "use LaTeX's own, without macros of yours"
    return RichTextError(f"maths cannot use {name}; {advice}")


def shortened(latex: str) -> str:
    """Return a formula as a message shows it."""
    text = " ".join(latex.split())
    return f"${text}$" if len(text) <= _SHOWN else f"${text[: _SHOWN - 1]}…$"
