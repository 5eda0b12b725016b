"""The guide names every format that can be imported, and no other."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from pathlib import Path

from sphinx_proceedings.importing.importer_registry import GROUP, importers


def test_the_page_lists_every_importer(repository: Path):
    page = (repository / "docs/guide/importing.md").read_text(encoding="utf-8")
    heads = [line for line in page.splitlines() if line.startswith("**")]
    listed = [name for line in heads for name in re.findall(r"`([a-z0-9-]+)`", line)]
    ours = [point for point in entry_points(group=GROUP) if "sphinx_proceedings." in point.value]
    assert sorted(listed) == sorted({point.name for point in ours})
    assert set(listed) <= set(importers())
