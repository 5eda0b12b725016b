"""Texts put together: their trees are joined, their sources are never read as one."""

from __future__ import annotations

import pickle

import pytest

from sphinx_proceedings.model.richtext import RichText, to_html, to_plain


def inline(source):
    return RichText.parse(source, inline=True)


@pytest.mark.parametrize(
    ("first", "second", "html"),
    [
        ("A *word*", "and $x^2$", None),
        ("2 * 3", "4 * 5", "2 * 3: 4 * 5"),
        ("A *first", "try* at it", "A *first: try* at it"),
        ("See [1]", "(https://example.org)", "See [1]: (https://example.org)"),
        ("a `b", "c` d", "a `b: c` d"),
    ],
)
def test_marks_of_two_texts_are_no_markup(first, second, html):
    joined = RichText.join((inline(first), inline(second)), ": ")
    assert joined.inline
    assert to_html(joined) == (html or f"{to_html(inline(first))}: {to_html(inline(second))}")


def test_a_prefix_is_plain():
    assert to_html(inline("*Now*").with_prefix("_<RETRACTED>_: ")) == (
        "_&lt;RETRACTED&gt;_: <em>Now</em>"
    )


def test_runs_of_text_are_one():
    joined = RichText.join((inline("a"), inline("b *c*")), " ")
    assert [node.kind for node in joined.tree.children] == ["text", "emphasis"]


def test_references_are_kept():
    joined = RichText.join((inline("See"), inline("{paper}`5`")))
    assert [reference.target for reference in joined.references] == ["5"]


def test_a_joined_text_survives_a_process():
    joined = RichText.join((inline("a *b"), inline("c* d"))).with_prefix("X: ")
    again = pickle.loads(pickle.dumps(joined))  # noqa: S301 - our own bytes
    assert again == joined
    assert to_plain(again) == "X: a *b c* d"


def test_paragraphs_are_not_joined():
    with pytest.raises(ValueError, match="one paragraph"):
        RichText.join((inline("a"), RichText.parse("b\n\nc")))


def test_a_joined_text_is_no_other_of_the_same_source():
    joined = RichText.join((inline("A *b"), inline("c* d")))
    read = inline("A *b c* d")
    assert (joined.source, joined == read) == (read.source, False)
    assert to_html(read) == "A <em>b c</em> d"
    assert to_html(joined) == "A *b c* d"
    assert joined == RichText.join((inline("A *b"), inline("c* d")))
