r"""LaTeX maths to MathML: an allow-list of commands, then latex2mathml, then an allow-list of elements.

The list decides what may reach any output: pages, and also LaTeX, where ``\input`` or ``\write``
would read and write files of whoever builds the volume.
"""

from __future__ import annotations

import difflib
import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from typing import Final

from latex2mathml.commands import FUNCTIONS
from latex2mathml.converter import Converter
from latex2mathml.symbols_parser import SYMBOLS

from sphinx_proceedings.model.richtext.alphabets import styled
from sphinx_proceedings.model.richtext.errors import RichTextError

MAX_LENGTH = 2_000
MAX_DEPTH = 30
MATHML: Final = "http://www.w3.org/1998/Math/MathML"

_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.|$)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_CODE_POINT = re.compile(r"&#x([0-9A-Fa-f]+);")

_STRUCTURE: Final = frozenset(
    "\\" + name
    for name in (
        "frac dfrac tfrac cfrac binom dbinom tbinom over atop choose sqrt root "
        "overset underset stackrel substack limits nolimits left right middle "
        "big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm "
        "acute bar breve check dot ddot dddot ddddot grave hat mathring tilde vec "
        "widehat widetilde widecheck overline underline overbrace underbrace overbracket "
        "underbracket overrightarrow overleftarrow overleftrightarrow underrightarrow "
        "underleftarrow xrightarrow xleftarrow xleftrightarrow xRightarrow xLeftarrow xmapsto "
        "xhookrightarrow xhookleftarrow "
        "mathbb mathbf mathcal mathfrak mathit mathrm mathscr mathsf mathtt mathnormal "
        "boldsymbol bm pmb Bbb rm bf it sf tt cal "
        "mathbin mathclose mathop mathopen mathord mathpunct mathrel mathinner "
        "text textbf textit textmd textnormal textrm textsf texttt textup mbox emph "
        "operatorname operatorname* operatornamewithlimits "
        "det gcd inf lim liminf limsup max min sup Pr argmax argmin injlim projlim varinjlim "
        "varprojlim varliminf varlimsup bmod pmod mod pod not "
        "begin end hline nonumber notag "
        "quad qquad enspace thinspace thickspace negthinspace space nobreakspace "
        "displaystyle textstyle scriptstyle scriptscriptstyle bra ket braket "
        "ensuremath colon lvert rvert lVert rVert prime to ne le ge"
    ).split()
)
_PUNCTUATION: Final = frozenset("\\" + mark for mark in "\\ ,:;!>|{}%#$&_\n")
_SAFE_SYMBOLS: Final = frozenset(name for name in SYMBOLS if re.fullmatch(r"\\[A-Za-z]+", name))
ALLOWED: Final = _STRUCTURE | _PUNCTUATION | _SAFE_SYMBOLS | frozenset(FUNCTIONS)
"""Every command that maths may use, with its backslash."""

ENVIRONMENTS: Final = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array cases split align align* "
    "aligned gathered".split()
)
# latex2mathml does not know the inner forms; they lay out as these do.
_SAME_AS: Final = {"aligned": "split", "gathered": "matrix", "align": "align*"}
_NO_EFFECT: Final = {r"\ensuremath": "", r"\nonumber": "", r"\notag": ""}

_ELEMENTS: Final = frozenset(
    "math mrow mi mn mo mtext mspace msub msup msubsup munder mover munderover mfrac msqrt mroot "
    "mtable mtr mtd mstyle mpadded".split()
)
_ATTRIBUTES: Final = frozenset(
    "display stretchy fence form movablelimits largeop accent linethickness displaystyle "
    "scriptlevel width columnalign minsize maxsize separator lspace rspace".split()
)
_LENGTHS: Final = frozenset({"width", "minsize", "maxsize", "lspace", "rspace"})
# The named widths are MathML 3; browsers know only lengths.
_WIDTHS: Final = {
    "thinmathspace": "0.167em",
    "thickmathspace": "0.278em",
    "negativethinmathspace": "-0.167em",
}
_LENGTH = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)em|0")


@lru_cache(maxsize=8192)
def to_mathml(latex: str, *, display: bool = False) -> str:
    """Convert LaTeX maths (without dollars) to a MathML element with its source as annotation.

    Raises:
        RichTextError: a command is not allowed, or the expression is malformed.
    """
    root = _convert(latex, display=display)
    row = list(root)
    for child in row:
        root.remove(child)
    root.set("alttext", latex)
    semantics = ET.SubElement(root, "semantics")
    semantics.extend(row)
    ET.SubElement(semantics, "annotation", encoding="application/x-tex").text = latex
    # ElementTree would give every element a prefix for a namespace set in the names.
    return ET.tostring(root, encoding="unicode").replace("<math ", f'<math xmlns="{MATHML}" ', 1)


@lru_cache(maxsize=8192)
def presentation(latex: str, *, display: bool = False) -> ET.Element:
    """Return the MathML tree without annotation, for other writers, who must not change it."""
    return _convert(latex, display=display)


def check(latex: str) -> None:
    """Raise RichTextError for anything that is not plain, allowed maths."""
    if len(latex) > MAX_LENGTH:
        raise RichTextError(f"a formula has more than {MAX_LENGTH:,} characters; split it")
    for found in _COMMAND.finditer(latex):
        name = found.group()
        if name not in ALLOWED and name.rstrip("*") not in ALLOWED:
            raise RichTextError(_unknown(name))
    rest = _COMMAND.sub(lambda m: " " * len(m.group()), latex)
    for mark, advice in (
        ("%", r"write \% for a per cent sign"),
        ("#", r"write \# for a number sign"),
        ("$", r"write \$ for a dollar sign"),
        ("^^", "write one ^ and braces"),
    ):
        if mark in rest:
            raise RichTextError(f"the formula {_short(latex)} has {mark}; {advice}")
    _check_braces(latex, rest)
    _check_environments(latex)


def _check_braces(latex: str, rest: str) -> None:
    depth = 0
    for character in rest:
        depth += (character == "{") - (character == "}")
        if depth < 0 or depth > MAX_DEPTH:
            break
    if depth > MAX_DEPTH:
        raise RichTextError(
            f"the formula {_short(latex)} nests more than {MAX_DEPTH} deep; flatten it"
        )
    if depth:
        raise RichTextError(f"the braces of the formula {_short(latex)} do not pair; correct them")


def _check_environments(latex: str) -> None:
    stack = []
    for found in _ENVIRONMENT.finditer(latex):
        name = found[2].strip()
        if name not in ENVIRONMENTS:
            raise RichTextError(
                rf"maths cannot use \begin{{{name}}}; {_known('environments', ENVIRONMENTS)}"
            )
        if found[1] == "begin":
            stack.append(name)
        elif not stack or stack.pop() != name:
            raise RichTextError(
                rf"\end{{{name}}} has no \begin{{{name}}}; correct the formula {_short(latex)}"
            )
    named = len(_ENVIRONMENT.findall(latex))
    if stack or named != len(re.findall(r"\\(?:begin|end)(?![A-Za-z])", latex)):
        raise RichTextError(
            rf"\begin and \end of the formula {_short(latex)} do not pair; correct them"
        )


def _convert(latex: str, *, display: bool) -> ET.Element:
    check(latex)
    try:
        root = Converter(display="block" if display else "inline").convert_to_element(
            _prepared(latex)
        )
    # latex2mathml raises its own errors, and IndexError, StopIteration and the like on broken input
    except (Exception, RecursionError) as error:
        kind = re.sub(
            r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")
        ).lower()
        raise RichTextError(
            f"the formula {_short(latex)} cannot be read ({kind}); correct it"
        ) from None
    root.attrib.pop("xmlns", None)
    _clean(root, latex)
    return root


def _prepared(latex: str) -> str:
    """Rewrite what latex2mathml does not know in terms that it does."""
    for command, replacement in _NO_EFFECT.items():
        latex = re.sub(re.escape(command) + r"(?![A-Za-z])", replacement, latex)
    return _ENVIRONMENT.sub(
        lambda m: f"\\{m[1]}{{{_SAME_AS.get(m[2].strip(), m[2].strip())}}}",
        latex,
    )


def _clean(element: ET.Element, latex: str) -> None:
    """Keep known elements and attributes, turn references into characters and fonts into letters."""
    for node in element.iter():
        if node.tag not in _ELEMENTS:
            raise RichTextError(
                f"the formula {_short(latex)} uses <{node.tag}>, which is not supported"
            )
        text = _CODE_POINT.sub(lambda m: chr(int(m[1], 16)), node.text or "")
        if text.startswith("\\") and text != "\\":
            raise RichTextError(_unknown(text))
        variant = node.attrib.pop("mathvariant", None)
        if variant == "normal" and node.tag == "mi" and len(text) == 1:
            node.set("mathvariant", "normal")  # the one variant that browsers honour: upright
        elif variant:
            text = styled(text, variant)
        node.text = text or None
        for name in [name for name in node.attrib if name not in _ATTRIBUTES | {"mathvariant"}]:
            del node.attrib[name]
        for name in _LENGTHS & node.attrib.keys():
            value = _WIDTHS.get(node.attrib[name], node.attrib[name])
            if _LENGTH.fullmatch(value):
                node.set(name, value)
            else:
                del node.attrib[name]


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(
        name, sorted(_STRUCTURE | frozenset(FUNCTIONS)), n=1, cutoff=0.75
    )
    hint = (
        f"did you mean {near[0]}?"
        if near
        else "use standard LaTeX maths without macros of your own"
    )
    return f"maths cannot use {name}; {hint}"


def _known(what: str, names: frozenset[str]) -> str:
    return f"known {what} are " + ", ".join(sorted(names))


def _short(latex: str) -> str:
    text = " ".join(latex.split())
    return f"${text}$" if len(text) <= 40 else f"${text[:39]}…$"
