"""Papers as authors hand them in: set by Typst in the layouts that workshops see most."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import typst

WORDS = (
    "the model of a language and its training data with small cost we show that for each layer "
    "attention can be pruned without loss in accuracy on several tasks while memory stays low "
    "our method uses gradients to choose which weights are kept by the student network"
).split()
LAYOUTS = ("neurips", "acl", "ieee", "lncs", "iclr", "icml")
"""One or two columns; authors in a grid, in a row, in a line with marks; capitals of two sizes."""


@dataclass(frozen=True)
class MadePaper:
    """What is printed on a paper, and how."""

    title: str
    authors: tuple[str, ...]
    abstract: str = ""
    affiliations: tuple[str, ...] = ("University of Vienna", "Acme Research Labs")
    layout: str = "neurips"
    pages: int = 3
    review: bool = False
    """Without the authors, with numbers of lines and the foot of a submission."""
    body: str = ""
    """Typst source that is put before the references."""
    references: bool = True
    """Whether the list of references is the usual one, at the end; else it is in the body."""
    footer: str = ""
    block: str = ""
    """Typst source that stands in the place of authors and affiliations (layout lncs)."""
    before: str = ""
    """Typst source that is put before everything."""
    seed: int = 0
    paper: str = "us-letter"

    def changed(self, **values: Any) -> MadePaper:
        """The same paper with other values."""
        return replace(self, **values)

    def pdf(self) -> bytes:
        """Set it."""
        return _set(self)


@cache
def _set(paper: MadePaper) -> bytes:
    made = typst.compile(source(paper).encode(), timestamp=0, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def sentences(count: int, seed: int) -> str:
    """Sentences of made-up text."""
    chance = random.Random(seed)  # noqa: S311 - made-up text, no secret
    made = []
    for _ in range(count):
        words = [chance.choice(WORDS) for _ in range(chance.randrange(9, 18))]
        made.append(" ".join(words).capitalize() + ".")
    return " ".join(made)


def abstract(seed: int) -> str:
    """An abstract of made-up text."""
    return sentences(7, seed + 1000)


def text(value: str) -> str:
    """Typst code that shows *value* as it is."""
    return f"#text({json.dumps(value, ensure_ascii=False)})"


def capitals(value: str) -> str:
    """Small capitals as LaTeX's fonts without them have: large first letters, small others."""
    words = []
    for word in value.split():
        rest = word[1:].upper()
        small = f"#h(0.01pt)#text(size: 0.8em, {json.dumps(rest)})" if rest else ""
        words.append(f"{text(word[0].upper())}{small}")
    return " ".join(words)


def source(paper: MadePaper) -> str:
    """The Typst source of a paper."""
    columns = 2 if paper.layout in {"acl", "ieee", "icml"} else 1
    numbers = "#set par.line(numbering: n => text(size: 6pt, str(n)))\n" if paper.review else ""
    foot = text(paper.footer) if paper.footer else "#context counter(page).display()"
    parts = [
        f"#set page(paper: {json.dumps(paper.paper)}, margin: 72pt, columns: {columns}, ",
        f"footer: align(center)[{foot}])\n",
        '#set text(font: "Libertinus Serif", size: 10pt)\n#set par(justify: true)\n',
        paper.before,
        HEADS[paper.layout](paper),
        f"\n{numbers}\n",
        _abstract(paper),
        "\n" + _section(paper, "Introduction", 1),
        sentences(20, paper.seed) + "\n\n",
        _section(paper, "Method", 2),
        *(sentences(14, paper.seed * 31 + at) + "\n\n" for at in range(3 * paper.pages)),
        paper.body,
        _usual_references() if paper.references else "",
    ]
    return "".join(parts)


def _usual_references() -> str:
    cited = text("Ada Lovelace and Charles Babbage. 1843. Notes on the analytical engine.")
    return f'\n\n#text(weight: "bold")[References]\n\n{cited}'


def _section(paper: MadePaper, title: str, number: int) -> str:
    if paper.layout == "ieee":
        return f"#align(center)[{'I' * number}. {capitals(title)}]\n\n"
    return f'#block(text(weight: "bold", size: 12pt)[{number} {title}])\n\n'


def _abstract(paper: MadePaper) -> str:
    body = text(paper.abstract or abstract(paper.seed))
    match paper.layout:
        case "ieee":
            return f'#text(style: "italic", weight: "bold")[Abstract—]#strong[{body}]\n\n'
        case "lncs":
            return f"#pad(x: 24pt)[#text(size: 9pt)[#strong[Abstract.] {body}]]\n\n"
        case "iclr":
            return f"#align(center)[{capitals('Abstract')}]\n\n#pad(x: 36pt)[{body}]\n\n"
        case _:
            head = '#align(center)[#text(size: 12pt, weight: "bold")[Abstract]]'
            return f"{head}\n\n#pad(x: 20pt)[{body}]\n\n"


def _names(paper: MadePaper) -> tuple[str, ...]:
    return ("Anonymous Author(s)",) if paper.review else paper.authors


def _place(paper: MadePaper, at: int) -> str:
    return "Affiliation" if paper.review else paper.affiliations[at % len(paper.affiliations)]


def _mail(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@example.org"


def _top(content: str) -> str:
    return f'#place(top + center, scope: "parent", float: true)[{content}]\n'


def _grid(paper: MadePaper, size: str, *, place_style: str = "") -> str:
    cells = []
    for at, name in enumerate(_names(paper)):
        mark = "#super[∗]" if at == 0 and not paper.review else ""
        cells.append(
            f'[#text(size: {size}, weight: "bold")[{text(name)}{mark}] \\ '
            f"#text(10pt{place_style})[{text(_place(paper, at))}] \\ "
            f'#text(font: "DejaVu Sans Mono", size: 8pt)[{text(_mail(name))}]]'
        )
    columns = min(len(cells), 3)
    return f"#grid(columns: {columns}, column-gutter: 30pt, row-gutter: 12pt, {', '.join(cells)})"


def _line(paper: MadePaper, *, weight: str, ands: bool) -> str:
    names = [
        f"{text(name)}#super[{at % len(paper.affiliations) + 1}]"
        for at, name in enumerate(_names(paper))
    ]
    if ands and len(names) > 1:
        joined = ", ".join(names[:-1]) + " and " + names[-1]
    else:
        joined = ", ".join(names)
    return f'#text(weight: "{weight}")[{joined}]'


def _places(paper: MadePaper) -> str:
    if paper.review:
        return ""
    return " \\ ".join(
        f"#super[{at}]{text(place)}" for at, place in enumerate(paper.affiliations, 1)
    )


def _neurips(paper: MadePaper) -> str:
    title = f'#line(length: 100%)#text(size: 17pt, weight: "bold")[{text(paper.title)}]'
    content = f"{title}#line(length: 100%)#v(12pt){_grid(paper, '10pt')}"
    return f"#align(center)[{content}]\n\n"


def _acl(paper: MadePaper) -> str:
    title = f'#text(size: 15pt, weight: "bold")[{text(paper.title)}]'
    names = "Anonymous ACL submission" if paper.review else ""
    authors = f'#text(size: 12pt, weight: "bold")[{names}]' if names else _grid(paper, "12pt")
    return _top(f"#align(center)[{title}#v(14pt){authors}]#v(20pt)")


def _ieee(paper: MadePaper) -> str:
    title = f"#text(size: 24pt)[{text(paper.title)}]"
    grid = _grid(paper, "11pt", place_style=', style: "italic"').replace('weight: "bold"', "")
    grid = grid.replace("size: 11pt, )", "size: 11pt)")
    return _top(f"#align(center)[{title}#v(14pt){grid}]#v(20pt)")


def _lncs(paper: MadePaper) -> str:
    title = f'#text(size: 14pt, weight: "bold")[{text(paper.title)}]'
    line = paper.block or _line(paper, weight="regular", ands=True)
    places = "" if paper.block else f"#text(size: 9pt)[{_places(paper)}]"
    return f"#align(center)[{title}\n\n#v(8pt){line}\n\n{places}]\n\n"


def _iclr(paper: MadePaper) -> str:
    title = f"#text(size: 17pt)[{capitals(paper.title)}]"
    head = (
        "Under review as a conference paper at ICLR 2024"
        if paper.review
        else ("Published as a workshop paper at ICLR 2024")
    )
    names = _line(paper, weight="bold", ands=False)
    return f"#text(size: 8pt)[{head}]\n\n{title}\n\n{names} \\ {_places(paper)}\n\n"


def _icml(paper: MadePaper) -> str:
    title = f'#line(length: 100%)#text(size: 14pt, weight: "bold")[{text(paper.title)}]'
    names = _line(paper, weight="bold", ands=False)
    note = (
        ""
        if paper.review
        else (
            f"#place(bottom + left, float: true)[#text(size: 8pt)[{_places(paper)}. "
            f"Correspondence to: {text(paper.authors[0])} <{text(_mail(paper.authors[0]))}>.]]\n"
        )
    )
    return _top(f"#align(center)[{title}#line(length: 100%)#v(8pt){names}]#v(16pt)") + note


HEADS: dict[str, Callable[[MadePaper], str]] = {
    "neurips": _neurips,
    "acl": _acl,
    "ieee": _ieee,
    "lncs": _lncs,
    "iclr": _iclr,
    "icml": _icml,
}
