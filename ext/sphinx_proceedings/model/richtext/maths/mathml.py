"""LaTeX maths to MathML: checked, converted by latex2mathml, and cut down to known elements."""

from __future__ import annotations

import copy
import re
import unicodedata
import xml.etree.ElementTree as ET
from functools import lru_cache
from typing import Final

from latex2mathml.converter import Converter
from latex2mathml.symbols_parser import SYMBOLS

from sphinx_proceedings.model.richtext.markup_error import RichTextError
from sphinx_proceedings.model.richtext.maths.allowed_maths import (
    ENVIRONMENT,
    check,
    shortened,
    unknown,
)
from sphinx_proceedings.model.richtext.maths.alphabets import styled

MATHML: Final = "http://www.w3.org/1998/Math/MathML"

# latex2mathml does not know these; the others lay out, or sound, the same.
_SAME_ENVIRONMENT: Final = {"aligned": "split", "gathered": "matrix", "align": "align*"}
_REWRITTEN: Final = (
    (re.compile(r"\\(?:ensuremath|nonumber|notag)(?![A-Za-z])"), ""),
    (re.compile(r"\\arg(?:\\[, ]|\s)*\\(max|min)(?![A-Za-z])"), r"\\arg\1 "),
    (re.compile(r"\\operatorname\*?\s*\{\s*arg(?:\\[, ]|\s)*(max|min)\s*\}"), r"\\arg\1 "),
    (re.compile(r"\\arg(?![A-Za-z])"), r"\\operatorname{arg}"),
    # It reads names of letters only, others as a product.
    (re.compile(r"\\operatorname(?!\*?\s*\{[a-zA-Z\s]+\})\*?(?=\s*\{)"), r"\\mathrm"),
    # It takes \mathrm{d} for the letter alone, which is then italic.
    (re.compile(r"\\mathrm\s*\{([A-Za-z])\}"), r"\\mathrm{{\1}}"),
    # It takes the tilde of the keyboard for the relation, which is then an accent's character.
    (re.compile(r"\\(?:sim|sptilde)(?![A-Za-z])"), r"\\thicksim "),
)
_NEGATION = re.compile(r"\\not\s*(\\[A-Za-z]+|[=<>])")
_CODE_POINT = re.compile(r"&#x([0-9A-Fa-f]+);")
_IN_WORDS = re.compile(r"\\([ %#&_$,])")

_ELEMENTS: Final = frozenset(
    (
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup"),
        *("munder", "mover", "munderover", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd"),
        *("mstyle", "mpadded"),
    )
)
_TOKENS: Final = frozenset(("mi", "mn", "mo", "mtext"))
_LENGTHS: Final = frozenset(("width", "minsize", "maxsize", "lspace", "rspace"))
_ATTRIBUTES: Final = _LENGTHS | {
    *("display", "stretchy", "fence", "form", "movablelimits", "largeop", "accent"),
    *("linethickness", "displaystyle", "scriptlevel", "columnalign", "separator"),
}
_LENGTH = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)em|0")
# Widths by name are of MathML 3; browsers know only lengths.
_WIDTHS: Final = {
    "thinmathspace": "0.167em",
    "thickmathspace": "0.278em",
    "negativethinmathspace": "-0.167em",
}
# Without \left and \right, fences are as high as letters, and without space around them.
_OPENING: Final = frozenset("⟨⌊⌈⟦")
_CLOSING: Final = frozenset("⟩⌋⌉⟧")
_EITHER: Final = "‖"
# Of two look-alikes the one that fonts have.
_CHARACTERS: Final = str.maketrans({"⧵": "∖", "―": "‾"})


@lru_cache(maxsize=8192)
def to_mathml(latex: str, *, display: bool = False) -> str:
    """Convert LaTeX maths (without dollars) to a MathML element with its source as annotation.

    Raises:
        RichTextError: a command is not allowed, or the formula is malformed.
    """
    root = copy.deepcopy(presentation(latex, display=display))
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
    check(latex)
    prepared = _prepared(latex)
    converter = Converter(display="block" if display else "inline")
    try:
        root = converter.convert_to_element(prepared)
    except Exception as error:  # noqa: BLE001 - its own errors, IndexError, StopIteration …
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error"))
        raise RichTextError(
            f"the formula {shortened(latex)} cannot be read ({words.lower()}); correct it"
        ) from None
    root.attrib.pop("xmlns", None)
    for element in root.iter():
        _clean(element, latex)
    for element in root.iter():
        _join_names(element)
        _set_fences(element)
    return root


def _prepared(latex: str) -> str:
    """Rewrite what latex2mathml does not know in terms that it does."""
    for pattern, replacement in _REWRITTEN:
        latex = pattern.sub(replacement, latex)
    latex = _NEGATION.sub(_negated, latex)
    return ENVIRONMENT.sub(
        lambda m: f"\\{m[1]}{{{_SAME_ENVIRONMENT.get(m[2].strip(), m[2].strip())}}}", latex
    )


def _negated(found: re.Match[str]) -> str:
    r"""Return the one character of ``\not`` and what follows it."""
    code = SYMBOLS.get(found[1])
    character = chr(int(code, 16)) if code else found[1]
    negated = unicodedata.normalize("NFC", character + "\u0338")
    if len(negated) != 1:
        raise RichTextError(
            rf"there is no sign for \not{found[1]}; use a command of its own (\nsubseteq)"
        )
    return f" {negated} "


def _clean(node: ET.Element, latex: str) -> None:
    """Keep known elements and attributes; write references and fonts as characters."""
    if node.tag in _TOKENS and len(node):
        node.tag = "mrow"  # \mathop and its kin put elements where only characters may be
    if node.tag not in _ELEMENTS:
        raise RichTextError(
            f"the formula {shortened(latex)} uses <{node.tag}>, which is not supported; simplify it"
        )
    text = _CODE_POINT.sub(lambda m: chr(int(m[1], 16)), node.text or "").translate(_CHARACTERS)
    if node.tag == "mtext":
        text = _IN_WORDS.sub(lambda m: " " if m[1] == "," else m[1], text)
    elif text.startswith("\\") and text != "\\":
        raise unknown(text)
    if node.tag == "mo" and text == "*":
        text = "∗"  # as TeX sets it; text fonts raise the asterisk of the keyboard
    if node.tag == "mi" and len(text) == 1 and unicodedata.category(text) == "Sm" and text != "∞":
        node.tag = "mo"  # typed as a character, not as a command
    variant = node.attrib.pop("mathvariant", None)
    for name in [name for name in node.attrib if name not in _ATTRIBUTES]:
        del node.attrib[name]
    for name in _LENGTHS & node.attrib.keys():
        length = _WIDTHS.get(node.attrib[name], node.attrib[name])
        node.set(name, length)
        if not _LENGTH.fullmatch(length):
            del node.attrib[name]
    if variant == "normal":
        if node.tag == "mi":
            node.set("mathvariant", "normal")  # the one variant that browsers know: upright
    elif variant:
        text = styled(text, variant)
    node.text = text or None


def _set_fences(row: ET.Element) -> None:
    r"""Say of ``\lVert``, ``\langle`` and their kin in a row whether they open or close."""
    if row.tag not in ("mrow", "math", "mtd", "mstyle", "msqrt", "mpadded"):
        return
    operand = False  # whether what stands before can be closed
    for child in row:
        scripted = child.tag in ("msub", "msup", "msubsup") and len(child)
        core = child[0] if scripted else child
        text = core.text or ""
        if core.tag in ("mi", "mo") and "form" not in core.attrib and len(core) == 0:
            if text in _OPENING or (text == _EITHER and not operand):
                form = "prefix"
            elif text in _CLOSING or text == _EITHER:
                form = "postfix"
            else:
                form = ""
            if form:
                core.tag = "mo"
                core.attrib.clear()
                core.attrib.update(form=form, stretchy="false")
        operand = core.tag != "mo" or text in ")]}!" or core.get("form") == "postfix"


def _join_names(node: ET.Element) -> None:
    r"""Make one name of the upright letters that ``\mathrm{KL}`` is cut into."""
    if node.tag not in ("mrow", "math", "mtd", "mstyle", "msqrt", "mpadded"):
        return
    previous: ET.Element | None = None
    for child in list(node):
        is_letter = child.tag == "mi" and child.get("mathvariant") == "normal"
        is_letter = is_letter and (child.text or "").isalpha()
        if is_letter and previous is not None:
            previous.text = (previous.text or "") + (child.text or "")
            node.remove(child)
        else:
            previous = child if is_letter else None
