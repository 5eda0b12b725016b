"""Texts from elsewhere become the Markdown that prints what they mean, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_proceedings.foreign_text import to_markdown, to_plain_text
from sphinx_proceedings.model.richtext import RichText, to_plain

MEANT = [
    ("``Easier than it's thought'': so", "“Easier than it's thought”: so"),
    ("`Git Gud!' – it's new", "‘Git Gud!’ – it's new"),
    ("rock 'n' roll isn't `x", "rock 'n' roll isn't \\`x"),
    # per cent signs and money in prose, LaTeX or not
    ("100% sure, A&B", "100% sure, A&B"),
    ("$5 to $10", r"\$5 to \$10"),
    ("$5 for x_y, a^2 or $6", r"\$5 for x_y, a^2 or \$6"),
    ("under $1B, $p<0.01$", r"under \$1B, $p<0.01$"),
    (
        r"up to 50\% of it, 100% of the rest, under $1B, $p<0.01$",
        r"up to 50% of it, 100% of the rest, under \$1B, $p<0.01$",
    ),
    ("from US$5 to US$10 ($20, $30)", r"from US\$5 to US\$10 (\$20, \$30)"),
    ("Ke$ha and A$AP", r"Ke\$ha and A\$AP"),
    (r"\$5 and \emph{so}", "$5 and *so*"),
    ("$n$-gram, $ x_1 $, $100$ of $6.1\\%$", "$n$-gram, $x_1$, 100 of 6.1%"),
    ("1$\\sim$2 <tex-math>\\approx</tex-math>6,500", r"$1\sim2$ $\approx6,500$"),
    ("$0 < p < max value$", "${}0 < p < max value$"),
    ("TCQA$^2$, 10$^{-3}$, $x$2", "TCQA^2^, 10^−3^, $x2$"),
    (r"\(\beta\) and \[x^2\]", "$\\beta$ and\n\n$$x^2$$"),
    (r"$\mathcal{O}(n^2)$ at 5% cost", r"$\mathcal{O}(n^2)$ at 5% cost"),
    ("the ''photo space'' of 5'' by 6''", "the “photo space” of 5'' by 6''"),
    # LaTeX
    (r"\emph{a} \textbf{b \textit{c}} {\it d} {\bf e}", "*a* **b *c*** *d* **e**"),
    (
        r"{\'e}cole, Sch{\"o}lkopf, \v{S}koda, \c{c}a, Stra\ss e",
        "école, Schölkopf, Škoda, ça, Straße",
    ),
    (r"\texttt{a_b\_c} and \textsc{Small}", "`a_b_c` and Small"),
    (r"\textsuperscript{2}H\textsubscript{2}", "^2^H~2~"),
    ("``so'' --- it is, 2010--2020", "“so” — it is, 2010–2020"),
    (r"Fig.~3, M\"uller~\& Co", "Fig. 3, Müller & Co"),
    (r"see \url{https://x.org/a_b}", "see <https://x.org/a_b>"),
    (r"see \href{https://x.org}{the \emph{site}}", "see [the *site*](https://x.org)"),
    (r"\begin{itemize}\item one\item \emph{two}\end{itemize} then", "- one\n- *two*\n\nthen"),
    (r"\begin{enumerate}\item[a] one\item two\end{enumerate}", "1. **a** one\n2. two"),
    (
        r"\begin{align} a &= b \\ c &= d \end{align}",
        "$$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$",
    ),
    (r"\begin{quote}x\end{quote}", "> x"),
    ("\\emph{a}\n% a remark\nb", "*a* b"),
    (r"\ie the best, \eg\ ours, Li \etal", "i.e. the best, e.g. ours, Li et al."),
    (r"a\footnote{b} c", "a (b) c"),
    (r"\alpha-stable with \frac{a}{b}", r"α-stable with $\frac{a}{b}$"),
    (r"\emph{unclosed and {so} on", r"\\emph{unclosed and {so} on"),
    ("The {N}ewton method", "The Newton method"),
    # what a program escaped
    (r"the author\'s \"quoted\" word", 'the author\'s "quoted" word'),
    ("Sch\\u00f6n", "Schön"),
    # HTML, entities, also escaped twice
    ("<p>One <b>two</b></p><p>Three</p>", "One **two**\n\nThree"),
    ("a <i>b</i>H<sub>2</sub>O x<sup>2</sup>", "a *b*H~2~O x^2^"),
    ('<a href="https://x.org">x</a><br>y', "[x](https://x.org) y"),
    ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
    ("<ul><li>a<li>b</ul>", "- a\n- b"),
    ("H&lt;sub&gt;2&lt;/sub&gt;O, R&amp;amp;D, Dietm&#252;ller", "H~2~O, R&D, Dietmüller"),
    ("<p>&lt;i&gt; is a tag</p>", "<i> is a tag"),
    ('a <span class="nocase">BERT</span> model', "a BERT model"),
    ("AT&T; &copy 5 <unk> <s> a<b>c", "AT&T; &copy 5 <unk> <s> a<b>c"),
    ("<jats:p>Of <jats:italic>E. coli</jats:italic></jats:p>", "Of *E. coli*"),
    # plain text that only looks like Markdown
    ("*a* _b_ `c` 2*3*4 a_b_c", r"\*a\* \_b\_ \`c\` 2\*3\*4 a_b_c"),
    ("[1](x) ![y](z)", r"\[1](x) !\[y](z)"),
    ("{paper}`5` {nocase}", r"\{paper}\`5\` \{nocase}"),
    ("# Heading", "# Heading"),
    ("1. first", r"1\. first"),
    ("- so", r"\- so"),
    ("~50 of H~2~O x^2^", r"\~50 of H\~2\~O x\^2\^"),
    ("~50", "~50"),
    ("C:\\Users\\emph", r"C:\\Users\\emph"),
    ("<me@example.org> <https://x.org>", r"\<me@example.org> \<https://x.org>"),
    ("run --help -- or not", "run --help – or not"),
    ("the set {0,1}", "the set {0,1}"),
    ("two  spaces\tand\nlines\n\nthen", "two spaces and lines\n\nthen"),
]


@pytest.mark.parametrize(("raw", "markdown"), MEANT, ids=[raw for raw, _ in MEANT])
def test_what_is_meant(raw: str, markdown: str):
    made = to_markdown(raw)
    assert made.text == markdown
    assert RichText(made.text).source == made.text


@pytest.mark.parametrize(
    ("raw", "markdown"),
    [
        ("The {N}ewton method for {BERT}", "The {nocase}`Newton` method for BERT"),
        ("{{Deep}} {Markov Chains} and {A}", "Deep {nocase}`Markov Chains` and A"),
        ("{D}eep Looms: {Weaving} with {Ada}", "Deep Looms: Weaving with {nocase}`Ada`"),
        ("The cost of {$n^2$} steps, \\protect\\emph{so}", "The cost of $n^2$ steps, *so*"),
        (r"{\"U}ber \emph{in vivo}", "Über *in vivo*"),
    ],
)
def test_titles_keep_their_capitals(raw: str, markdown: str):
    assert to_markdown(raw, inline=True, keep_case=True).text == markdown


def test_a_title_is_one_paragraph():
    raw = "One\n\ntwo \\begin{itemize}\\item a\\item b\\end{itemize} $$x_1$$ \\par three"
    made = to_markdown(raw, inline=True)
    assert made.text == "One two a; b $$x_1$$ three"
    assert RichText(made.text, inline=True)


@pytest.mark.parametrize(
    ("raw", "printed", "why"),
    [
        (r"as \cite{smith2020} say", "as [smith2020] say", "citation"),
        (r"as~\citep[see][p. 3]{a,b}", "as [see a, b, p. 3]", "citation"),
        (r"\execlaims{} is \emph{new}", r"\execlaims is new", "macro of the paper"),
        (r"\foo{bar} is new", "bar is new", "what it holds is kept"),
        (r"Fig.~\ref{fig:a}", "Fig. [fig:a]", "label"),
        (r"$\foo{x}_2$", r"$\foo{x}_2$", "printed as its source"),
        (r"\begin{tabular}{cc} a & b \\ c & d \end{tabular}", "a | b", "environment tabular"),
    ],
)
def test_what_is_doubtful_is_kept_and_told(raw: str, printed: str, why: str):
    made = to_markdown(raw)
    assert printed in to_plain(RichText(made.text))
    assert any(why in note.why for note in made.doubts)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"Universit{\"a}t M{\"u}nchen \& Co.", "Universität München & Co."),
        ("R&amp;D  Ltd.", "R&D Ltd."),
        (r"\textit{In vivo} 5\%", "In vivo 5%"),
        ("C* and A_b [x]", "C* and A_b [x]"),
    ],
)
def test_plain_texts(raw: str, text: str):
    assert to_plain_text(raw).text == text


WITHOUT_MARKUP = st.text(
    st.sampled_from("abcXYZ0123456789  \n*_[]()<>^#+-!|.,:;?/@=&%'\"äéł中–"), max_size=80
).filter(lambda text: not re.search(r"--|&#?\w+;|<[/!]?[a-zA-Z]|\w-\s*\n", text))


@given(WITHOUT_MARKUP)
def test_text_without_markup_prints_as_it_is(text: str):
    made = to_markdown(text)
    assert made.notes == ()
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n[ \t]*\n\s*", text)]
    assert to_plain(RichText(made.text)) == "\n\n".join(p for p in paragraphs if p)
    title = to_markdown(text, inline=True)
    assert to_plain(RichText(title.text, inline=True)) == " ".join(text.split())


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                r"\emph{",
                "{",
                "}",
                "$",
                "$$",
                r"\(",
                r"\)",
                r"\[",
                r"\]",
                "\\",
                "%",
                "~",
                "`",
                "``",
            ),
            *(
                "''",
                "---",
                r"\begin{itemize}",
                r"\end{itemize}",
                r"\item",
                r"\cite{",
                r"\'",
                "e",
                "x_1",
            ),
            *(
                "<b>",
                "</b>",
                "<i>",
                "</i>",
                "<li>",
                "<p>",
                "</p>",
                "<ul>",
                "</ul>",
                "&amp;",
                "&lt;",
                "*",
            ),
            *(
                " ",
                "\n",
                "\n\n",
                "5",
                "word",
                r"\textbf{",
                "^2",
                r"\foo",
                "[",
                "](",
                "{nocase}",
                r"\\",
            ),
            *(r"\href{https://x.org}{", r"\texttt{", r"\begin{align}", r"\end{align}", "é", "<br>"),
        ]
    ),
    max_size=14,
).map("".join)


@given(MARKUP)
def test_any_markup_gives_a_text_that_can_be_published(raw: str):
    for inline in (False, True):
        made = to_markdown(raw, inline=inline, keep_case=inline)
        RichText(made.text, inline=inline)
    to_plain_text(raw)


PIECES = (
    *("{", "$", "\\emph{", "<b>", "\\begin{a}", "[", "&amp;", "\\item ", "<ul><li>", "``", "-\n"),
    *("$x", "\\(", "{\\it ", "\\begin{itemize}\\item ", "*", "<!--", "\\'", "%\n", "</p>", "<p>"),
)


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_texts_are_read(piece: str):
    raw = piece * (20_000 // len(piece))
    RichText(to_markdown(raw).text)


def test_a_text_that_is_too_long_is_told():
    (note,) = to_markdown("word " * 20_000).notes
    assert "50,000 at most" in note.why
