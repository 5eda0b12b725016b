"""Headings and tables: drawn where a field takes them, told of where it does not."""

from __future__ import annotations

import copy

import pytest
from lxml import html
from pydantic import BaseModel

from sphinx_proceedings.model.richtext import (
    Block,
    Prose,
    RichText,
    to_html,
    to_jats,
    to_latex,
    to_plain,
    to_typst,
)

SOURCE = """\
Papers, please.

## FAQ

### May I *send* two?

Yes:

- one short
- one long

| Kind | Pages & co |
| :--- | ---------: |
| short | 4 [only](https://e.example) |
| long \\| full | <8> |
"""


class Texts(BaseModel):
    prose: Prose
    block: Block


@pytest.fixture(scope="module")
def texts():
    return Texts.model_validate({"prose": SOURCE, "block": SOURCE})


def test_a_page_has_them_below_its_title(texts):
    tree = html.fragment_fromstring(to_html(texts.prose), create_parent="div")
    assert [h.text_content() for h in tree.xpath(".//h2 | .//h3")] == ["FAQ", "May I send two?"]
    assert [li.text_content() for li in tree.iter("li")] == ["one short", "one long"]
    rows = [[cell.text_content() for cell in row] for row in tree.iter("tr")]
    assert rows == [["Kind", "Pages & co"], ["short", "4 only"], ["long | full", "<8>"]]
    assert [cell.get("class") for cell in tree.iter("th")] == [
        "proc-align-left",
        "proc-align-right",
    ]
    assert tree.xpath(".//td/a/@href") == ["https://e.example"]


def test_levels_begin_below_the_page_title_whatever_was_written():
    made = Texts.model_validate({"prose": "#### Deep\n\n##### Deeper", "block": "x"})
    assert to_html(made.prose) == "<h2>Deep</h2>\n<h3>Deeper</h3>"


def test_every_other_format_has_their_words(texts):
    assert "FAQ\n\nMay I send two?" in to_plain(texts.prose)
    assert "Kind | Pages & co\nshort | 4 only\nlong | full | <8>" in to_plain(texts.prose)
    assert r"{}Kind & Pages \& co\\" in to_latex(texts.prose)
    assert "\\begin{tabular}{lr}" in to_latex(texts.prose)
    assert "#table(columns: 2, table.cell(align: left, strong([Kind]))" in to_typst(texts.prose)
    assert '<th align="left">Kind</th>' in to_jats(texts.prose)
    assert "<p><bold>FAQ</bold></p>" in to_jats(texts.prose)


def test_a_text_that_takes_none_says_what_is_printed_as_typed(texts):
    assert texts.prose.undrawn is None
    assert texts.block.undrawn == "## FAQ"
    assert "## FAQ" in to_html(texts.block)
    assert RichText.parse("| a | b |\n|---|---|\n| 1 | 2 |").undrawn == "|---|---|"
    for harmless in ("C# and F#", "#hashtag", "a | b", "- one\n- two", "x -- y", "$a|b$"):
        assert RichText.parse(harmless).undrawn is None


def test_a_copy_is_the_same(texts):
    again = copy.deepcopy(texts.prose)
    assert again == texts.prose
    assert to_html(again) == to_html(texts.prose)


def test_a_link_that_cannot_be_is_refused_in_a_cell():
    with pytest.raises(ValueError, match="cannot be linked"):
        Texts.model_validate({"prose": "| a |\n| - |\n| [x](javascript:y) |", "block": "x"})
