"""Markdown for programs: read back by a CommonMark parser, it says what the record says."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.web.markdown_records import MARKDOWN, llms_txt
from sphinx_proceedings.exporting.formats.web.record_markdown import escaped, to_markdown
from sphinx_proceedings.exporting.protocol import Selection
from sphinx_proceedings.model.richtext import RichText


def read(text: str) -> list[tuple[str, str]]:
    """Blocks as (kind, text): what a reader sees, and no raw HTML."""
    blocks, kind = [], ""
    for token in MarkdownIt("commonmark").parse(text):
        assert token.type != "html_block"
        if token.type == "inline":
            assert not [child for child in token.children or () if child.type == "html_inline"]
            shown = "".join(
                " " if child.type in {"softbreak", "hardbreak"} else child.content
                for child in token.children or ()
            )
            blocks.append((kind, shown))
        elif token.nesting == 1:
            kind = token.type
    return blocks


def test_every_record_says_what_it_is(nasty):
    for paper in nasty.catalogue.editions["edge/2025"].papers:
        c = cite(nasty, paper)
        text = MARKDOWN.export(nasty, Selection.of_record(nasty.catalogue, paper)).decode()
        blocks = read(text)
        heading = next(shown for kind, shown in blocks if kind == "heading_open")
        if not set("$^~") & set(paper.title.source):
            assert heading == c.plain_marked_title
        shown = " ".join(shown for _, shown in blocks)
        for name in c.authors:
            assert " ".join(name.display.split()) in shown
        assert not c.doi or str(c.doi) in shown
        for remark in c.remarks:
            assert " ".join(remark.split()) in " ".join(shown.split())


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no list",
        "1. no list",
        "+ no list",
        "> no quote",
        "<b>no tag</b>",
        "[no](link)",
        "*no* _emphasis_ `code` $maths$ ~~gone~~",
        "&amp; no entity &#65;",
        "![no](picture)",
        "| no | table |",
        "back\\slash",
        "---",
        "===",
        "a-b, 10.5555/x, 3) and C#",
    ],
)
def test_what_looks_like_markup_is_text(text):
    assert read(escaped(text)) == [("paragraph_open", text)]
    written = to_markdown(RichText.from_plain(text, inline=False))
    assert read(written) == [("paragraph_open", text)]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("*a* and **b**", "*a* and **b**"),
        ("$x_1$ costs `a|b`", "$x_1$ costs `a|b`"),
        ("H~2~O, 10^-3^", "H₂O, 10⁻³"),
        ("[a](https://x.org/b)", "[a](https://x.org/b)"),
        ("- one\n- two", "- one\n- two"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("> a\n\nb", "> a\n\nb"),
        ("```\ncode ``x``\n```", "```\ncode ``x``\n```"),
    ],
)
def test_markup_stays(source, written):
    assert to_markdown(RichText(source)) == written


def test_an_edition_lists_its_records_and_the_site_its_editions(nasty):
    edition = nasty.catalogue.editions["edge/2025"]
    text = MARKDOWN.export(nasty, Selection.of_edition(nasty.catalogue, edition)).decode()
    for record in (*edition.papers, *edition.talks):
        assert f"/{record.key}.md)" in text
    overview = llms_txt(nasty, "A *site*").decode()
    assert overview.startswith("# A \\*site\\*\n\n> ")
    assert f"/{edition.key}.md)" in overview
