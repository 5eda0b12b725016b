"""Maths as pictures: a formula converted from LaTeX looks like the same written for Typst."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_proceedings.model.richtext.maths.mathml import presentation
from sphinx_proceedings.model.richtext.maths.typst_maths import to_typst_math

typst = pytest.importorskip("typst")

DATA = Path(__file__).parents[3] / "data"
FORMULAS = dict(
    line.split("\t")
    for line in (DATA / "maths-typst.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
)


def pictures(formulas: list[str]) -> list[bytes]:
    """PNGs of *formulas*, each on a page of its own size."""
    head = "#set page(width: auto, height: auto, margin: 8pt)\n"
    source = head + "#pagebreak()\n".join(f"${formula}$\n" for formula in formulas)
    made = typst.compile(source.encode(), format="png", ppi=144.0, ignore_system_fonts=True)
    assert isinstance(made, list)
    return made


@pytest.fixture(scope="module")
def converted() -> dict[str, bytes]:
    formulas = [to_typst_math(presentation(latex)) for latex in FORMULAS]
    return dict(zip(FORMULAS, pictures(formulas), strict=True))


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return dict(zip(FORMULAS, pictures(list(FORMULAS.values())), strict=True))


@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_looks_as_it_should(
    latex: str, converted: dict[str, bytes], written: dict[str, bytes]
) -> None:
    assert converted[latex] == written[latex], FORMULAS[latex]


def test_the_pictures_tell_formulas_apart(converted: dict[str, bytes]) -> None:
    assert len(set(converted.values())) == len(FORMULAS) >= 75


def test_the_pictures_are_of_the_corpus() -> None:
    corpus = (DATA / "maths.txt").read_text(encoding="utf-8").splitlines()
    assert FORMULAS.keys() <= set(corpus)
