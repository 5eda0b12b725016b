"""MathML, as maths.py makes it, to the maths of Typst."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence
from typing import Final

# Whatever Typst could read as syntax in maths or in the arguments of a function there.
_SPECIAL = re.compile(r"""[!-/:-@\[-`{-~]""")
_DELIMITERS: Final = frozenset("()[]{}|‖⟨⟩⌈⌉⌊⌋⟦⟧∣∥")
_BARS: Final = frozenset("|‖")
_ACCENTS: Final = {
    "^": "hat",
    "~": "tilde",
    "¯": "macron",
    "‾": "overline",
    "˙": "dot",
    "¨": "dot.double",
    "⃛": "dot.triple",
    "⃜": "dot.quad",
    "→": "arrow",
    "←": "arrow.l",
    "↔": "arrow.l.r",
    "ˇ": "caron",
    "˘": "breve",
    "´": "acute",
    "`": "grave",
    "˚": "circle",
    "⏞": "overbrace",
    "⎴": "overbracket",
}
_UNDER_ACCENTS: Final = {"‾": "underline", "⏟": "underbrace", "⎵": "underbracket"}
# The widest space that each name stands for, in em.
_SPACES: Final = ((0.0, ""), (0.2, "thin"), (0.25, "med"), (0.4, "thick"), (1.5, "quad"))
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PRIMES: Final = {"′": 1, "″": 2, "‴": 3, "⁗": 4}


def to_typst_math(math: ET.Element) -> str:
    """Write a ``<math>`` tree for use between the dollars of Typst."""
    return _row(list(math)).strip()


def _write(node: ET.Element) -> str:
    writer = _WRITERS.get(node.tag)
    return writer(node) if writer else _row(list(node))


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _symbols(text: str) -> str:
    """Write characters one by one, so that no two of them join to a name or a shorthand."""
    return " ".join(_SPECIAL.sub(r"\\\g<0>", character) for character in text if character.strip())


def _identifier(node: ET.Element) -> str:
    text = node.text or ""
    if len(text) > 1 and text.isalpha():
        is_name = node.get("mathvariant") == "normal"
        return _string(text) if is_name or not text.isascii() else f"op({_string(text)})"
    if text and set(text) <= _PRIMES.keys():
        return f"primes(#{sum(map(_PRIMES.__getitem__, text))})"
    symbols = _symbols(text)
    return f"upright({symbols})" if node.get("mathvariant") == "normal" and symbols else symbols


def _operator(node: ET.Element) -> str:
    text = (node.text or "").replace("\u2009", " ").replace("\u2006", " ")
    if len(text) > 1 and text.replace(" ", "").isalnum():
        limits = ", limits: #true" if node.get("movablelimits") or text in _LIMITS else ""
        return f"op({_string(text)}{limits})"
    if size := node.get("minsize"):
        return f"lr({_symbols(text)}, size: #{size})" if text in _DELIMITERS else _symbols(text)
    # Typst takes a lone bar for a relation and spaces it.
    return f'class("normal", {_symbols(text)})' if text in _BARS else _symbols(text)


_LIMITS: Final = frozenset({"lim", "max", "min", "sup", "inf"})


def _text(node: ET.Element) -> str:
    text = node.text or ""
    return _string(text) if text else ""


def _number(node: ET.Element) -> str:
    text = node.text or ""
    return text if _NUMBER.fullmatch(text) else _string(text)


def _space(node: ET.Element) -> str:
    width = float((node.get("width") or "0").removesuffix("em"))
    name = next((name for limit, name in _SPACES if width <= limit), "wide")
    return f"#h({width}em)" if width < 0 else name


def _row(nodes: Sequence[ET.Element]) -> str:
    """Write siblings, letting the delimiters beside a matrix grow with it."""
    pieces = []
    position = 0
    while position < len(nodes):
        node = nodes[position]
        following = nodes[position + 1] if position + 1 < len(nodes) else None
        if _is_delimiter(node) and following is not None and _is_tall(following):
            closing = nodes[position + 2] if position + 2 < len(nodes) else None
            inner = f"{_symbols(node.text or '')} {_write(following)}"
            position += 2
            if closing is not None and _is_delimiter(closing):
                inner += " " + _symbols(closing.text or "")
                position += 1
            pieces.append(f"lr({inner})")
            continue
        pieces.append(_write(node))
        position += 1
    return _joined(pieces)


def _joined(pieces: Iterable[str]) -> str:
    """Put spaces between pieces but beside quoted text, where Typst would show them."""
    row = ""
    for piece in filter(None, pieces):
        is_beside_text = row.endswith('"') or piece.startswith('"')
        row += piece if is_beside_text or not row else f" {piece}"
    return row


def _is_delimiter(node: ET.Element) -> bool:
    return node.tag == "mo" and (node.text or "") in _DELIMITERS


def _is_tall(node: ET.Element) -> bool:
    return node.tag == "mtable" or (node.tag == "mfrac" and node.get("linethickness") == "0")


def _fenced_row(node: ET.Element) -> str:
    r"""Write a row; one that ``\left`` and ``\right`` made has fences that grow."""
    parts = list(node)
    if not (parts and parts[0].tag == "mo" and parts[0].get("form") == "prefix"):
        return _row(parts)
    pieces = []
    for part in parts:
        if part.tag == "mo" and part.get("fence") and part.get("stretchy"):
            fence = _symbols(part.text or "")
            is_middle = part.get("form") is None
            pieces.append(f"mid({fence})" if is_middle and fence else fence)
        else:
            pieces.append(_write(part))
    return f"lr({_joined(pieces)})"


def _attached(node: ET.Element) -> str:
    """Write scripts, limits and accents, which differ only in what goes where."""
    base, *others = list(node)
    is_limits = node.tag.startswith(("munder", "mover"))
    places = {"msub": "b", "munder": "b", "msup": "t", "mover": "t"}.get(node.tag, "bt")
    if is_limits and len(others) == 1 and others[0].tag == "mo":
        accents = _ACCENTS if places == "t" else _UNDER_ACCENTS
        if name := accents.get(others[0].text or ""):
            return f"{name}({_write(base)})"
    core = _write(base) or '""'
    if is_limits and _is_arrow(base):
        core = f"stretch({core}, size: #2.5em)"
    if is_limits:
        core = f"limits({core})"
    scripts = ", ".join(
        f"{place}: {written}"
        for place, other in zip(places, others, strict=False)
        if (written := _write(other))
    )
    return f"attach({core}, {scripts})" if scripts else core


def _is_arrow(node: ET.Element) -> bool:
    text = "".join(node.itertext()).strip()
    return len(text) == 1 and "\u2190" <= text <= "\u21ff"


def _fraction(node: ET.Element) -> str:
    above, below = (_write(part) or '""' for part in node)
    if node.get("linethickness") == "0":
        return f"mat(delim: #none, {above}; {below})"
    return f"frac({above}, {below})"


def _square_root(node: ET.Element) -> str:
    return f"sqrt({_row(list(node))})"


def _root(node: ET.Element) -> str:
    base, index = (_write(part) or '""' for part in node)
    return f"root({index}, {base})"


def _table(node: ET.Element) -> str:
    rows = [", ".join(_row(list(cell)) or '""' for cell in row) for row in node]
    aligned = [cell.get("columnalign") for row in node for cell in row]
    option = ""
    if aligned and set(aligned) <= {"left", "right"} and len(set(aligned)) == 1:
        option = f"align: #{aligned[0]}, "
    return f"mat(delim: #none, {option}{'; '.join(rows)})"


def _style(node: ET.Element) -> str:
    written = _row(list(node))
    match node.get("displaystyle"), node.get("scriptlevel"):
        case "true", _:
            return f"display({written})"
        case "false", "0":
            return f"inline({written})"
        case _:
            return written


_WRITERS: Final[dict[str, Callable[[ET.Element], str]]] = {
    "mi": _identifier,
    "mo": _operator,
    "mn": _number,
    "mtext": _text,
    "mspace": _space,
    "mrow": _fenced_row,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "mtable": _table,
    "mstyle": _style,
    **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _attached),
}
