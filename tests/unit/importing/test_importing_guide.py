"""The guide names every format of the importer, and no other."""

from __future__ import annotations

import re
import shlex

import pytest

from sphinx_proceedings.cli import parser
from sphinx_proceedings.importing.importer_registry import importers


def test_every_format_is_named(repository):
    guide = (repository / "docs/guide/importing.md").read_text(encoding="utf-8")
    listed = re.findall(r"\*\* \(((?:`[a-z0-9-]+`(?:, )?)+)\)", guide)
    named = [name for group in listed for name in re.findall(r"`([a-z0-9-]+)`", group)]
    assert sorted(named) == sorted(importers())
    assert len(named) == len(set(named))


def test_every_option_it_speaks_of_is_one(repository, capsys):
    guide = (repository / "docs/guide/importing.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        parser().parse_args(["import", "--help"])
    option = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
    known = set(option.findall(capsys.readouterr().out))
    spoken = set(option.findall(guide))
    assert {"--keep", "--take", "--prune", "--source", "--report"} <= spoken
    assert spoken <= known


_LINES = ["Where", "Command", "Taken", "Not taken", "Asked"]


def test_every_format_has_its_five_lines(repository):
    guide = (repository / "docs/guide/importing.md").read_text(encoding="utf-8")
    entries = re.split(r"^\*\*(?=.+\*\* \()", guide, flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.findall(r"^(?:: |  )- \*([^*]+)\*: \S", entry, re.MULTILINE) == _LINES, entry


def test_every_command_can_be_typed(repository):
    guide = (repository / "docs/guide/importing.md").read_text(encoding="utf-8")
    commands = re.findall(r"\*Command\*: `proceedings (.+)`", guide)
    assert len(commands) == guide.count("*Command*")
    for command in commands:
        args = parser().parse_args(shlex.split(command))
        assert args.edition.startswith("enlsp/"), command
