"""What rich text reads as markup, and what stays text."""

from __future__ import annotations

import contextlib
import pickle
import re
import string
import unicodedata
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.counting import python_calls

from sphinx_proceedings.model.richtext import (
    Reference,
    RichText,
    RichTextError,
    escape,
    syntax,
    to_plain,
)
from sphinx_proceedings.model.richtext.source import MAX_LENGTH
from sphinx_proceedings.model.richtext.tree import is_plain, plain_tree, read_tree


def kinds(source: str, *, inline: bool = False) -> list[str]:
    return [str(node.kind) for node in RichText.parse(source, inline=inline).walk()][1:]


@pytest.mark.parametrize(
    "text",
    [
        "C# for all #1",
        "# not a heading",
        "1 < 2 & 3",
        "<script>alert(1)</script>",
        "&lt;b&gt; &amp; &#x202e;",
        "it costs $5 and $10",
        "between $5M and $6M, in US$ and A$",
        "an unbalanced $ sign",
        "snake_case_name",
        "{nothing}",
        "a \\ b",
        "| a | b |",
        "half-open [0,1) and (0,1]",
        "approximately ~5 and ~10",
        "العربية עברית 中文 😀",
        "A } , note = {INJECTED",
        "]]> */ #import",
        "---",
        "www.example.org http://example.org",
        "Title\n===",
    ],
)
def test_stays_text(text: str) -> None:
    rich_text = RichText.parse(text)

    assert {node.kind for node in rich_text.walk()} <= {
        "document",
        "paragraph",
        "text",
        "soft_break",
    }
    assert to_plain(rich_text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*a*", ["paragraph", "emphasis", "text"]),
        ("__a__", ["paragraph", "strong", "text"]),
        ("`a`", ["paragraph", "code"]),
        ("H~2~O", ["paragraph", "text", "subscript", "text", "text"]),
        ("x^2^", ["paragraph", "text", "superscript", "text"]),
        ("$x$", ["paragraph", "math"]),
        ("$k$-means in 2024", ["paragraph", "math", "text"]),
        ("$$\nx\n$$", ["math_block"]),
        ("$$a\n- b$$", ["math_block"]),
        ("so $$x$$ holds", ["paragraph", "text", "math", "text"]),
        ("[a](http://b.org)", ["paragraph", "link", "text"]),
        ("<me@b.org>", ["paragraph", "link", "text"]),
        ("Look!<http://b.org>", ["paragraph", "text", "link", "text"]),
        ("Look\\![a](http://b.org)", ["paragraph", "text", "link", "text"]),
        ("Look! [a](http://b.org)", ["paragraph", "text", "link", "text"]),
        ("**Look!**[a](http://b.org)", ["paragraph", "strong", "text", "link", "text"]),
        ("- a\n- b", ["bullet_list", *["list_entry", "plain", "text"] * 2]),
        ("3. a\n\n   b", ["ordered_list", "list_entry", *["paragraph", "text"] * 2]),
        ("> a", ["quote", "paragraph", "text"]),
        ("```\na\n```", ["code_block"]),
        ("{paper}`5`", ["paragraph", "reference"]),
        ("{nocase}`BERT` a", ["paragraph", "nocase", "text"]),
        ("a  \nb", ["paragraph", "text", "hard_break", "text"]),
        ("a\n\nb", ["paragraph", "text"] * 2),
    ],
)
def test_markup(source: str, expected: list[str]) -> None:
    assert kinds(source) == expected


def test_an_inline_text_has_no_blocks() -> None:
    assert kinds("1. *Introduction*\n- b", inline=True) == [
        "text",
        "emphasis",
        "text",
        "soft_break",
        "text",
    ]


def test_an_ordered_list_keeps_its_start() -> None:
    (numbers,) = RichText.parse("3. a\n4. b").tree.children

    assert numbers.attrs["start"] == "3"


@pytest.mark.parametrize(
    ("source", "message", "line", "column"),
    [
        ("see {papr}`5`", r"no role \{papr\}; did you mean \{paper\}\?", 1, 5),
        ("a\n\n{zzz}`5`", r"no role \{zzz\}; known are", 3, 1),
        ("{person}`a/b`", "wants the id of a person", 1, 1),
        ("{edition}`2022`", "wants a series and a year", 1, 1),
        ("{paper}`a <../x>`", "cannot refer to '../x'", 1, 1),
        ("{keyword}` `", "wants a keyword", 1, 1),
        ("a\n[b](javascript:alert)", "address with javascript:", 2, 5),
        ("[b](JavaScript:alert)", "address with javascript:", 1, 5),
        ("<javascript:alert(1)>", "address with javascript:", 1, 2),
        ("[b](data:text/html,x)", "address with data:", 1, 5),
        ("[b](//evil.org)", "cannot be linked", 1, 3),
        ("[b](page.html)", "cannot be linked", 1, 3),
        ("[b](http:)", "names no host", 1, 5),
        ("[b]()", "cannot be linked", 1, 3),
        ("see ![a](http://b.org/c.png)", "cannot hold an image", 1, 5),
        ("[![](a.png)](http://b.org)", "cannot hold an image", 1, 2),
        ("[a <http://b.org>](http://c.org)", "inside the text of another", 1, None),
        ("[a {paper}`5`](http://c.org)", "inside the text of a link", 1, None),
        ("ab\ncd\x07e", r"U\+0007 \(control character\)", 2, 3),
        ("a\x85", r"U\+0085", 1, 2),
        ("a\u202eb", r"right-to-left override", 1, 2),
        ("\u2066", "left-to-right isolate", 1, 1),
        ("\ufffe", r"U\+FFFE \(noncharacter\)", 1, 1),
        ("\ud800", "half of a surrogate pair", 1, 1),
        ("a\rb", r"U\+000D", 1, 2),
        ("[" * 60, "square brackets are open", 1, 51),
        ("> " * 30 + "a", "list or quotation marks", 1, 1),
        ("a" * (MAX_LENGTH + 1), "50,001 characters", 1, 1),
        ("$x$ " * 501, "more than 500 formulas", 1, None),
    ],
)
def test_refused(source: str, message: str, line: int, column: int | None) -> None:
    with pytest.raises(RichTextError, match=message) as caught:
        RichText.parse(source)

    assert caught.value.line == line
    assert column is None or caught.value.column == column


def test_a_title_is_one_paragraph() -> None:
    with pytest.raises(RichTextError, match="one paragraph"):
        RichText.parse("a\n\nb", inline=True)


@pytest.mark.parametrize(
    "mark", ["[", "*a **b ", "`", "- a\n", "a*b_c*d_", "~a", "<a", "$a{$ ", "> - a\n", "[a]("]
)
def test_hostile_repetition_takes_work_in_proportion(mark: str) -> None:
    def parse(length: int) -> None:
        with contextlib.suppress(RichTextError):
            RichText.parse((mark * length)[:length])

    twice, once = (python_calls(partial(parse, length)) for length in (4000, 2000))
    assert twice < 3 * once + 1000
    parse(MAX_LENGTH)


def test_deep_markup_is_refused_not_a_recursion_error() -> None:
    depth = 60
    with pytest.raises(RichTextError, match="deep"):
        RichText.parse("".join(f"*a{i} _b{i} " for i in range(depth)) + "_ c* " * depth)


def test_references() -> None:
    rich_text = RichText.parse(
        "{paper}`5` {person}`Ada L. <ada>` {paper}`enlsp/2022/5` {keyword}`big data`"
    )

    assert rich_text.references == (
        Reference("paper", "5"),
        Reference("person", "ada", "Ada L."),
        Reference("paper", "enlsp/2022/5"),
        Reference("keyword", "big data"),
    )


def test_value() -> None:
    text = RichText.parse(" Cafe\u0301 \r\n*x* \n")

    assert text.source == "Café \n*x*"
    assert text == RichText.parse("Café \n*x*")
    assert hash(text) == hash(RichText.parse("Café \n*x*"))
    assert text != RichText.parse("Café \n*x*", inline=True)
    assert bool(text)
    assert not RichText.parse(" \n ")
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301 - our own bytes
    assert [token.type for token in text.tokens] == ["paragraph_open", "inline", "paragraph_close"]
    with pytest.raises(AttributeError, match="immutable"):
        text.source = "other"


anything = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from(list("*_`~^$[](){}<>\\-+#>.1 \n\t!:/&|=ab")),
    max_size=60,
)


@given(anything, st.booleans())
@example("a  \n b", False)
@example("\u3000a\n\n\u3000b", False)
def test_the_short_cut_for_plain_texts_changes_nothing(text: str, inline: bool) -> None:  # noqa: FBT001 - hypothesis fills it
    source = text.strip()
    if is_plain(source, inline=inline) and "\r" not in source and "\0" not in source:
        assert plain_tree(source, inline=inline) == read_tree(source, inline=inline)


@given(anything)
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        RichText.parse(text)
    except RichTextError as error:
        place = (error.line, error.column)
        assert place >= (1, 1)


@given(anything)
@example("1. a")
@example("a\n- b")
@example("$x$ {paper}`5` <http://x.org> ~2~ ^3^")
def test_escaped_text_reads_as_itself(text: str) -> None:
    try:
        rich_text = RichText.parse(escape(text))
    except RichTextError as error:
        assert "U+" in error.message  # noqa: PT017 - only its characters may be refused
        return

    assert {node.kind for node in rich_text.walk()} <= {
        "document",
        "paragraph",
        "text",
        "soft_break",
    }
    expected = unicodedata.normalize("NFC", text)
    assert "".join(to_plain(rich_text).split()) == "".join(expected.split())


def test_no_rule_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = [*string.punctuation, " ", "\\\n", "{paper}`5`", "](https://e.org)", "<https://e.org>"]
    pairs = [(mark, other) for mark in marks for other in marks]
    texts = [f"b{mark}c{other}{mark}d *b {mark}c{other} d{mark} {other}" for mark, other in pairs]
    quick = [_trees(text) for text in texts]
    every_character = re.compile(".", re.DOTALL)
    monkeypatch.setattr(syntax._PARSER.inline, "terminator_re", every_character)
    for text, tree in zip(texts, quick, strict=True):
        assert tree == _trees(text), text


def _trees(text: str) -> object:
    try:
        return RichText.parse(text).tree
    except RichTextError as error:
        return str(error)
