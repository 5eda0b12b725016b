"""Maths: the corpus in every format, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from sphinx_proceedings.model.richtext import (
    RichText,
    RichTextError,
    to_html,
    to_latex,
    to_typst,
    typst_string,
)
from sphinx_proceedings.model.richtext.maths.allowed_maths import ALLOWED
from sphinx_proceedings.model.richtext.maths.mathml import presentation, to_mathml
from sphinx_proceedings.model.richtext.maths.typst_maths import to_typst_math
from sphinx_proceedings.model.richtext.maths.unicode_maths import to_text

CORPUS_FILE = Path(__file__).parents[3] / "data" / "maths.txt"
CORPUS = [
    line
    for line in CORPUS_FILE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


def test_the_corpus_is_large_enough() -> None:
    assert len(set(CORPUS)) >= 75


@pytest.mark.parametrize("latex", CORPUS)
def test_corpus_to_mathml(latex: str) -> None:
    root = etree.fromstring(to_mathml(latex))
    display = etree.fromstring(to_mathml(latex, display=True))

    assert root.get("display") == "inline"
    assert display.get("display") == "block"
    assert root.get("alttext") == latex.replace("\n", " ")
    assert root.findtext(".//{*}annotation") == latex
    for token in root.iter("{*}mi", "{*}mo", "{*}mn", "{*}mtext"):
        assert len(token) == 0
        assert "\\" not in (token.text or "")


@pytest.mark.parametrize(
    ("latex", "sign"),
    [
        (r"x \sim p", "∼"),
        (r"x \stackrel{\mathrm{iid}}{\sim} p", "∼"),
        (r"x \not\sim y", "≁"),
        (r"f \ast g", "∗"),
        ("A^*", "∗"),
        (r"a \mid b", "∣"),
        (r"A \setminus B", "∖"),
        (r"\| x", "‖"),
        ("a - b", "−"),
        (r"f^\prime", "′"),
        (r"\tilde{x}", "~"),  # an accent: the operator dictionary has it as this character
    ],
)
def test_signs_are_those_of_mathematics(latex: str, sign: str) -> None:
    root = etree.fromstring(to_mathml(latex))
    assert sign in [token.text for token in root.iter("{*}mo", "{*}mi")]


@pytest.mark.parametrize("latex", CORPUS)
def test_corpus_to_text(latex: str) -> None:
    text = to_text(latex)

    assert text
    assert not set("\\&") & set(text)
    assert text == " ".join(text.split())


def test_corpus_compiles_in_typst() -> None:
    typst = pytest.importorskip("typst")
    formulas = []
    for latex in CORPUS:
        inline = RichText.parse(f"${latex}$", inline=True)
        assert inline.tree.children[0].kind == "math", latex
        formulas.append(f"#raw({typst_string(latex)}); {to_typst(inline)}")
        formulas.append(to_typst(RichText.parse(f"$$\n{latex}\n$$")))

    # PDF/UA refuses an equation without alternative text, and PDF/A a missing glyph.
    document = '#set document(title: "Maths")\n' + "\n\n".join(formulas)
    pdf = typst.compile(document.encode(), pdf_standards=["a-2b"], timestamp=0)
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\alpha \leq x^2", "α ≤ x²"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\mathbb{R}^{d \times k}", "ℝ^(d × k)"),
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\hat{\theta}_i", "θ̂_i"),
        (r"\sqrt[3]{x+1}", "³√(x + 1)"),
        (r"a - b = -1", "a − b = −1"),
        (r"\mathrm{KL}(p \| q)", "KL(p‖q)"),
        (r"\{0,1\}^n", "{0, 1}ⁿ"),
        (r"f''(x)", "f″(x)"),
        (r"x \sim p", "x ∼ p"),
        ("A^*", "A^*"),
    ],
)
def test_text(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "typst"),
    [
        ("x_i^2", "attach(x, b: i, t: 2)"),
        (r"\frac{a}{b}", "frac(a, b)"),
        (r"\left( a, b \right)", r"lr(\( a \, b \))"),
        (r"\text{a\_b\%}", '"a_b%"'),
        (r"\mathrm{SL}_2", 'attach("SL", b: 2)'),
        (r"|x|", r'class("normal", \|) x class("normal", \|)'),
        (r"[0, 1)", r"\[ 0 \, 1 \)"),
        (r"a \not= b", "a ≠ b"),
        (r"\dot{x}", "dot(x)"),
        (r"2\pi i", "2 π i"),
    ],
)
def test_typst(latex: str, typst: str) -> None:
    assert to_typst_math(presentation(latex)) == typst


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"\input{/etc/passwd}", r"cannot use \\input"),
        (r"\href{javascript:alert(1)}{x}", r"cannot use \\href"),
        (r"\style{color:red}{x}", r"cannot use \\style"),
        (r"\write18{ls}", r"cannot use \\write"),
        (r"\def\x{y}", r"cannot use \\def"),
        (r"\newcommand{\x}{y}", r"cannot use \\newcommand"),
        (r"\csname input\endcsname", r"cannot use \\csname"),
        (r"\catcode`\%=12", r"cannot use \\catcode"),
        (r"\unicode{x202e}", r"cannot use \\unicode"),
        (r"\color{red}x", r"cannot use \\color"),
        (r"\class{a}{b}", r"cannot use \\class"),
        (r"\hspace{9999em}", r"cannot use \\hspace"),
        (r"\rule{9em}{9em}", r"cannot use \\rule"),
        (r"\alhpa", r"cannot use \\alhpa"),
        (r"\fracc{a}{b}", r"did you mean \\frac"),
        ("^^5cinput", r"has \^\^"),
        ("a % b", r"write \\%"),
        ("#1", r"write \\#"),
        ("a & b", r"write \\&"),
        ("{a", "do not pair"),
        ("a}{", "do not pair"),
        (r"\begin{document}", r"cannot use \\begin\{document\}"),
        (r"\begin{matrix} a", "do not pair"),
        (r"\begin{matrix} a \end{cases}", "do not pair"),
        (r"\text{a {b}}", "words only"),
        (r"\text{\alpha}", "words only"),
        (r"\text{a_b}", "words only"),
        (r"\text a", "words only"),
        ("a^b^c", "double superscripts"),
        (r"\left( a", "cannot be read"),
        (r"\not\alpha", "no sign for"),
        ("{" * 40 + "}" * 40, "deep"),
        ("a" * 2001, "2,000 characters"),
        ("\\", "cannot use"),
    ],
)
def test_refused(latex: str, message: str) -> None:
    with pytest.raises(RichTextError, match=message):
        to_mathml(latex)


def test_no_command_of_tex_itself_is_allowed() -> None:
    primitives = """
        input include openin openout read write immediate def edef gdef xdef let futurelet
        catcode csname endcsname special expandafter string meaning char mathchar the
        number jobname loop endgroup begingroup newcommand renewcommand providecommand
        usepackage documentclass verb verbatiminput lstinputlisting includegraphics
        directlua luaexec href url label ref cite bibliography footnote tag hbox vbox rule
        hspace vspace kern raise lower global long outer if ifx else fi csdef makeatletter
        AtBeginDocument ShellEscape
    """.split()

    assert not {"\\" + name for name in primitives} & ALLOWED


def test_maths_that_cannot_be_set_shows_as_its_source() -> None:
    text = RichText.parse("one\n\ntwo $x$ and $\\href{javascript:x}{<b>}$\n\n$$\\foo$$")

    assert [source for source, _ in text.unconverted] == [
        "$\\href{javascript:x}{<b>}$",
        "$$\\foo$$",
    ]
    assert all("cannot use" in message for _, message in text.unconverted)
    html = to_html(text)
    assert "<code>$\\href{javascript:x}{&lt;b&gt;}$</code>" in html
    assert "$$\\foo$$" in html
    assert html.count("<math") == 1
    assert "\\href{" not in to_latex(text)
    assert RichText.parse("only $x$").unconverted == ()


@pytest.mark.parametrize(
    "latex",
    [r"\lVert x\rVert_2 + 1", r"a\|x\|_2 b", r"2 \lfloor x\rfloor^2 - 1", r"y \langle x \rangle z"],
)
def test_fences_open_and_close_without_space(latex: str) -> None:
    signs = [
        (mark.get("form"), mark.get("stretchy"))
        for mark in etree.fromstring(to_mathml(latex)).iter("{*}mo")
        if mark.text in set("‖⌊⌋⟨⟩")
    ]
    # What comes after a letter closes nothing here, but has no space around it either.
    assert signs[-1] == ("postfix", "false")
    assert all(stretchy == "false" and form for form, stretchy in signs)
    assert len(signs) == 2


def test_a_relation_between_terms_keeps_its_space() -> None:
    (mark,) = etree.fromstring(to_mathml(r"a \parallel b")).iter("{*}mo")
    assert mark.get("form") is None
