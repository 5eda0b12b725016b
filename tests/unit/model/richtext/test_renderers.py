"""Every renderer against hostile text, and against what independent readers make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from sphinx_proceedings.model.richtext import (
    RichText,
    RichTextError,
    escape,
    to_html,
    to_jats,
    to_latex,
    to_plain,
    to_typst,
    typst_string,
)

NASTY = [
    "A } , note = {INJECTED",
    "C# for all #1",
    "1 < 2 & 3 > 2",
    "]]> <![CDATA[ x ]]>",
    "*/ /* // comment",
    '#import "x": * #eval("1")',
    "#sys.version",
    "$ unbalanced",
    "\\",
    "a \\ b \\\\ c",
    "\\input{/etc/passwd}",
    "\\end{document}",
    "\\u{41}",
    "{{ jinja }} {% x %}",
    "= heading\n- list\n+ enum\n/ term: x\n1. one",
    "~ -- --- ... -?",
    "<label> @ref",
    "https://example.org/a_b#c",
    "`raw` ```x```",
    "_a_ *b* **c**",
    "'quotes' \"double\"",
    "[brackets] (parens) [",
    "a;b #x;",
    "100% of & _ ^ ~",
    "العربية עברית 中文 😀 🏳️‍🌈",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "x\n\ny",
    "{paper}",
    "%0A",
]
RICH = r"""Intro *em _nested_* **strong** `co}de` H~2~O x^2^
[li"nk](https://a.org/?a=1&b=2#c_d~e "ti<tle").

- one $x\{1\}$ <me@b.org>
- two {paper}`5` {person}`A & B <a-b>` {nocase}`BERT`

7. seven
8. {keyword}`x & y`

> quoted

```python
if a < b: {"}": '\\end{quote}'}

```

$$
\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{else} \end{cases}
$$
a\
b
"""


class Everywhere:
    """Knows every record but keywords."""

    def href(self, role: str, target: str) -> str | None:
        return None if role == "keyword" else f'https://x.org/{role}?a="<&{target}'

    def title(self, role: str, target: str) -> str | None:
        return f"<{role} & {target}>"


NASTY_TEXTS = [
    *(RichText.from_plain(text) for text in NASTY),
    *(RichText.parse(text) for text in NASTY if not text.startswith(("[", "https"))),
    RichText.parse(RICH),
]

MATHML_TAGS = {
    *("math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub"),
    *("msup", "msubsup", "munder", "mover", "munderover", "mfrac", "msqrt", "mroot", "mtable"),
    *("mtr", "mtd", "mstyle", "mpadded"),
}
HTML_TAGS = MATHML_TAGS | {
    *("p", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "sub", "sup", "a", "br"),
}
HTML_ATTRIBUTES = {
    *("href", "class", "title", "start", "dir"),
    *("xmlns", "display", "alttext", "encoding", "stretchy", "fence", "form", "movablelimits"),
    *("largeop", "accent", "linethickness", "displaystyle", "scriptlevel", "width", "columnalign"),
    *("minsize", "maxsize", "separator", "lspace", "rspace", "mathvariant"),
}

anything = st.text(
    st.characters(exclude_categories=["Cs", "Cc"])
    | st.sampled_from(list("*_`~^$[](){}<>\\-+#>.1 \n!:/&|=ab\"'%@;,")),
    max_size=80,
)
pieces = st.lists(
    st.sampled_from(
        [
            *(
                "*",
                "**",
                "`",
                "$",
                "$$",
                "$x^2$",
                "~2~",
                "^3^",
                "- ",
                "> ",
                "1. ",
                "\n",
                "\n\n",
                "```\n",
            ),
            *(
                "[a](http://b.org)",
                "<me@b.org>",
                "{paper}`5`",
                "{nocase}`B`",
                "{",
                "}",
                "\\",
                "<b>",
                "&lt;",
            ),
            *(
                "x",
                " ",
                "_",
                "]]>",
                '"',
                "'",
                "\\{",
                "$\\{a$",
                "$\\text{a}$",
                "#",
                "%",
                "&",
                "é",
                "א",
                "  \n",
            ),
        ]
    ),
    max_size=25,
).map("".join)


@pytest.fixture(params=range(len(NASTY_TEXTS)))
def rich_text(request: pytest.FixtureRequest) -> RichText:
    return NASTY_TEXTS[request.param]


def parsed(source: str, *, inline: bool = False) -> RichText:
    """Parse, or fall back to the same characters as plain text."""
    try:
        return RichText.parse(source, inline=inline)
    except RichTextError:
        try:
            return RichText.from_plain(
                source.replace("\n\n", "\n") if inline else source, inline=inline
            )
        except RichTextError:  # a character that no text may have
            return RichText.parse("x", inline=inline)


def elements(source: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    """List start tags as Python's own reader sees them."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

        def handle_comment(self, data: str) -> None:
            raise AssertionError(f"comment {data}")

        def unknown_decl(self, data: str) -> None:
            raise AssertionError(f"declaration {data}")

    reader = Reader()
    reader.feed(source)
    reader.close()
    return iter(found)


def check_html(rich_text: RichText) -> None:
    result = to_html(rich_text, Everywhere())
    etree.fromstring(f"<div>{result}</div>")
    lxml_html.fragments_fromstring(result or "x")
    for tag, attributes in elements(result):
        assert tag in HTML_TAGS
        assert attributes.keys() <= HTML_ATTRIBUTES
        assert re.match(r"https?://|mailto:", attributes.get("href") or "http://")


def balanced(latex: str) -> bool:
    """Count braces as BibTeX does: escaped ones too."""
    depth = 0
    for character in latex:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


@given(anything | pieces, st.booleans())
def test_html_holds_nothing_but_what_is_allowed(text: str, inline: bool) -> None:  # noqa: FBT001 - hypothesis fills it
    check_html(parsed(text, inline=inline))


def test_html_of_nasty_texts(rich_text: RichText) -> None:
    check_html(rich_text)


@pytest.mark.parametrize("text", NASTY)
def test_html_shows_the_text(text: str) -> None:
    tree = etree.fromstring(f"<div>{to_html(RichText.from_plain(text))}</div>")

    assert " ".join("".join(map(str, tree.itertext())).split()) == " ".join(text.split())


def test_html() -> None:
    rich_text = RichText.parse("*a* {paper}`5` {keyword}`k`", inline=True)

    assert to_html(rich_text) == "<em>a</em> 5 k"
    assert to_html(rich_text, Everywhere()) == (
        '<em>a</em> <a class="reference internal" href="https://x.org/paper?a=&quot;&lt;&amp;5">'
        "&lt;paper &amp; 5&gt;</a> &lt;keyword &amp; k&gt;"
    )
    assert to_html(RichText.parse("- a\n- b\n\n3. c")) == (
        '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start="3">\n<li>c</li>\n</ol>'
    )
    assert to_html(RichText.parse("שלום")) == '<p dir="auto">שלום</p>'


@given(anything | pieces, st.booleans(), st.booleans())
def test_latex_braces_pair(text: str, inline: bool, protect: bool) -> None:  # noqa: FBT001 - hypothesis fills it
    assert balanced(to_latex(parsed(text, inline=inline), Everywhere(), protect_case=protect))


def test_latex_of_nasty_texts(rich_text: RichText) -> None:
    latex = to_latex(rich_text, Everywhere())

    assert balanced(latex)
    assert r"\input" not in latex
    bare = re.sub(r"\\\[.*?\\\]|\\(?:[A-Za-z]+|.)|\$[^$]*\$", "", latex, flags=re.DOTALL)
    assert not set("#%&_^") & set(bare)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("BERT and INT8 in DistilHuBERT", "{BERT} and {INT8} in {DistilHuBERT}"),
        ("A Study: Deep Learning", "A Study: {Deep} Learning"),
        ("Good? On Measures", "Good? {On} Measures"),
        (
            'Good? *On* Measures! “Quality” ("Of Life")',
            'Good? \\emph{{On}} Measures! “{Quality}” ("{Of} Life")',
        ),
        ("“Quality” no more", "“{Quality}” no more"),
        ("It's Ada's Rock'n'Roll", "It's Ada's Rock'n'Roll"),
        ("U-Net, GPT-4 and BERT-based Models", "{U-Net}, {GPT}-4 and {BERT}-based Models"),
        ("C++ for {nocase}`Paris`", "{C++} for {Paris}"),
        ("C# at 4D", r"{C\#} at {4D}"),
        ("mRNA in Éire ÉCOLE", "{mRNA} in Éire {ÉCOLE}"),
        ("An $O(N)$ bound", "An {$O(N)$} bound"),
        ("*Homo* X~2~", r"\emph{Homo} X\textsubscript{2}"),
    ],
)
def test_capitals_that_matter_are_protected(source: str, expected: str) -> None:
    assert to_latex(RichText.parse(source, inline=True), protect_case=True) == expected


def test_latex() -> None:
    assert to_latex(RichText.parse(r"a_b {x} 5% $\{a\}$ \\", inline=True)) == (
        r"a\_b \textbraceleft{}x\textbraceright{} 5\% $\lbrace a\rbrace$ \textbackslash{}"
    )
    link = RichText.parse("[x](https://a.org/%20#b)", inline=True)
    assert to_latex(link) == r"\href{https://a.org/\%20\#b}{x}"
    assert to_latex(link, hyperlinks=False) == "x"


@given(anything | pieces, st.booleans())
def test_jats_is_well_formed(text: str, inline: bool) -> None:  # noqa: FBT001 - hypothesis fills it
    rich_text = parsed(text, inline=inline)
    etree.fromstring(f"<abstract>{to_jats(rich_text, Everywhere())}</abstract>")
    prefixed = to_jats(rich_text, prefix="jats:")
    root = etree.fromstring(f'<jats:abstract xmlns:jats="j">{prefixed}</jats:abstract>')
    assert {etree.QName(node).namespace for node in root.iter()} <= {
        "j",
        "http://www.w3.org/1998/Math/MathML",
    }
    if inline:
        etree.fromstring(f"<title>{to_jats(rich_text, face_markup=True)}</title>")


def test_jats() -> None:
    rich_text = RichText.parse(
        "*a* **b** `c` H~2~O [d](http://e.org/?f&g) xmlns=1 $xmlns=1$", inline=True
    )

    jats = to_jats(rich_text)
    assert jats.startswith(
        "<italic>a</italic> <bold>b</bold> <monospace>c</monospace> H<sub>2</sub>O <ext-link "
    )
    assert (
        'xlink:href="http://e.org/?f&amp;g">d</ext-link> xmlns=1 <inline-formula><mml:math ' in jats
    )
    face = to_jats(rich_text, face_markup=True)
    assert face.startswith("<i>a</i> <b>b</b> <tt>c</tt> H<sub>2</sub>O d xmlns=1 <mml:math ")
    with pytest.raises(ValueError, match="inline"):
        to_jats(RichText.parse("a"), face_markup=True)


def test_plain() -> None:
    rich_text = RichText.parse(
        "H~2~O *a*\nb [c](http://d.org) {paper}`5`\n\n- e\n- $x^2 \\leq \\alpha$\n\n2. f\n\n   g"
    )

    assert to_plain(rich_text, Everywhere()) == (
        "H₂O a b c <paper & 5>\n\n- e\n- x² ≤ α\n\n2. f\n   g"
    )


def test_typst_of_nasty_texts_compiles() -> None:
    typst = pytest.importorskip("typst")
    body = "\n\n".join(to_typst(rich_text, Everywhere()) for rich_text in NASTY_TEXTS)
    # In the middle of a line, at its start, right after code, and inside brackets.
    more = "".join(
        f"#text[x]{to_typst(rich_text)}y#[{to_typst(rich_text)}];" for rich_text in NASTY_TEXTS
    )

    assert typst.compile(f"{body}\n\n{more}".encode()).startswith(b"%PDF")


def test_typst_shows_the_text() -> None:
    """Typst's own view of the escaped texts is the texts."""
    typst = pytest.importorskip("typst")
    import json  # noqa: PLC0415 - only with typst

    checks = "\n".join(
        f"#let c = [{to_typst(RichText.from_plain(text, inline=True))}]\n"
        f"#metadata((flat(c), {typst_string(text)})) <pair>"
        for text in NASTY
        if "\n" not in text
    )
    flat = """#let flat(it) = if it.has("text") { it.text } else if it.has("children") {
      it.children.map(flat).join() } else if it == [ ] { " " } else { repr(it) }
    """
    for pair in json.loads(typst.query((flat + checks).encode(), "<pair>")):
        shown, text = pair["value"]
        assert shown == " ".join(text.split())


def test_escape_is_for_importers() -> None:
    assert to_html(RichText.from_plain("*a* $5$ - b\n- c")) == "<p>*a* $5$ - b\n- c</p>"
    assert escape("1. a\n+ b") == "1\\. a\n\\+ b"


def test_typst_chooses_quotation_marks_in_text_alone() -> None:
    text = RichText('"A" isn\'t `"b"` nor $x"$ [\'c\'](https://a.org/?"d") {paper}`"e" <5>`')
    straight, smart = to_typst(text), to_typst(text, smart_quotes=True)
    assert '\\"A\\" isn\\\'t' in straight
    assert '"A" isn\'t' in smart
    for kept in ('#raw("\\"b\\"");', '#link("https://a.org/?%22d%22")'):
        assert kept in straight
        assert kept in smart
    assert smart.count('\\"') == straight.count('\\"') - 4
