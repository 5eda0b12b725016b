"""The guide lists every format with its file and scopes, every option, and no other."""

from __future__ import annotations

import re

from sphinx_proceedings.exporting.protocol import Scope
from sphinx_proceedings.exporting.registry import exporters


def rows(repository, heading):
    text = (repository / "docs/guide/exporting.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def test_every_format_is_listed_with_its_file_and_scopes(repository):
    assert [
        (row[0], row[1].partition(",")[0], row[2], row[3])
        for row in rows(repository, "All formats")
    ] == [
        (
            f"`{name}`",
            one.title,
            f"`{one.suffix}`",
            ", ".join(scope.value for scope in Scope if scope in one.scopes),
        )
        for name, one in exporters().items()
    ]


def test_every_option_is_listed_with_what_it_is(repository):
    told = {
        (option.strip("`"), name, meaning)
        for option, names, meaning in rows(repository, "What some ask for")
        for name in re.findall(r"`([\w-]+)`", names)
    }
    assert told == {
        (option, name, meaning)
        for name, one in exporters().items()
        for option, meaning in one.options.items()
    }


def test_every_format_is_for_something(repository):
    named = {
        name
        for row in re.findall(
            r"^\| [a-z].*$",
            (repository / "docs/guide/exporting.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        for name in re.findall(r"`([\w-]+)`", row)
    }
    assert named == set(exporters())
