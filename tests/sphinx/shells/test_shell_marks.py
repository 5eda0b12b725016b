"""Marks are found in a page whatever was done to the value that they stand around."""

from __future__ import annotations

import re

import pytest

from sphinx_proceedings.sphinx.shells.shell_marks import ShellError, probe, read_shell


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: f"<h1>{text.strip()}</h1>",
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        lambda text: text.upper(),
    ],
    ids=["raw", "trimmed", "escaped without quotes", "upper"],
)
def test_shells_read_the_transformation_from_the_page(change):
    title = probe("title", 1)
    shell = read_shell(f"  {change(title.value)}, {title.value}.", [title], "some theme")
    for value in ("Ab", " a <b>&amp;</b> 'c' \"d\" \n", "", "5830274196160"):
        assert shell.fill({"title": value}) == f"  {change(value)}, {value}."


def test_unknown_transformation_names_theme_and_place():
    title = probe("title", 1)
    page = f"{'x' * 50} <h1>{title.value.replace('Probe', 'Robe')}</h1>"
    with pytest.raises(ShellError) as caught:
        read_shell(page, [title], "some theme")
    around = re.search(r"""near (['"])(.*)\1$""", str(caught.value))
    assert "'some theme' shows the title" in str(caught.value)
    assert around
    assert around[2].startswith("x" * 30)
    assert "Robe  <i class=" in around[2]


def test_half_a_value_is_not_taken_for_the_whole():
    title = probe("title", 1)
    with pytest.raises(ShellError):
        read_shell(f"<h1>{title.value}</h1>{title.closing}", [title], "some theme")
