"""The guide names every format of the importer, and no other."""

from __future__ import annotations

import re

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
