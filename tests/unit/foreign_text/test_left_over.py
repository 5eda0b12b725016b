"""Other markup left in Markdown is found and repaired; what Markdown means itself is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.foreign_text.left_over import find_left_over
from sphinx_proceedings.model.richtext import RichText


@pytest.mark.parametrize(
    ("source", "repaired"),
    [
        (r"\emph{in vivo} and *so*", "*in vivo* and *so*"),
        (r"{\'e}t\'e, M{\"u}ller, \'{E}cole", "été, Müller, École"),
        (r"\(\beta\) and \[x^2\]", r"$\beta$ and $$x^2$$"),
        (r"as \cite{k} shows, \alpha", "as [k] shows, α"),
        (r"{\bf so} \textbf{it} is", "**so** **it** is"),
        ("``so'' --- and ``more'', 2010--2020", "“so” — and “more”, 2010–2020"),
        ("Fig.~3 of Li et al.~(2020)", "Fig. 3 of Li et al. (2020)"),
        ("R&amp;D, Dietm&#252;ller, &nbsp;so", "R&D, Dietmüller, \u00a0so"),
        ("<p>One <b>two</b></p><p>H<sub>2</sub>O</p>", "One **two**\n\n\n\nH~2~O"),
        ('see <a href="https://x.org">it</a>', "see [it](https://x.org)"),
        (r"\begin{itemize}\item a \item b\end{itemize}", "- a\n- b"),
        ("the {N}ewton method", "the Newton method"),
    ],
)
def test_what_is_left_is_repaired(source: str, repaired: str):
    found = find_left_over(source)
    assert found
    assert found.repaired == repaired
    again = find_left_over(found.repaired)
    assert again is None


def test_titles_keep_their_capitals():
    found = find_left_over("The {N}ewton method for {BERT}", inline=True)
    assert found
    assert found.repaired == "The {nocase}`Newton` method for BERT"


@pytest.mark.parametrize(
    "source",
    [
        *(
            r"*a* _b_ `\emph{x}` $\emph{x}$ a\_b 50\% \[1\] \(x\) \{N\}",
            "{paper}`5` {nocase}`BERT`",
        ),
        *("<https://x.org/a--b?c=1&amp;d=2>", "[x](https://x.org/a--b) https://x.org/~a--b"),
        *("run --help, -- or not", "| a | b |\n|---|---|\n| c | d |", "A\n\n---\n\nB", "AT&T; R&D"),
        *(
            "the tokens <s> and <unk>",
            "C:\\emph\\x",
            "``a`b`` code",
            "```\n\\emph{x}\n```",
            "{A, B}",
        ),
        *(r"\^h \~n \`r \.a it\'s", "$5 to $10", r"a\b", "\\foo", "x ~ y, ~50", "a {NMED-H} set"),
    ],
)
def test_what_markdown_means_is_left_alone(source: str):
    assert find_left_over(source) is None


@given(st.text(st.sampled_from("\\{}$`'&;<>~-[]()*_^ abN1emph\n"), max_size=40))
def test_any_text_can_be_looked_at(source: str):
    found = find_left_over(source)
    if found and found.repaired:
        RichText(found.repaired)


@pytest.mark.parametrize(
    "piece", ["\\", "{", "`", "$", "\\emph{", "{a", "``", "\\begin{a}", "<b>", "[]("]
)
def test_hostile_texts_are_looked_at(piece: str):
    find_left_over(piece * (20_000 // len(piece)))
