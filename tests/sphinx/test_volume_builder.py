"""The builder ``proceedings-pdf``."""

from __future__ import annotations

import pytest

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")


def test_it_writes_a_volume_for_each_edition(project):
    built = project("proceedings-pdf")
    assert built.app.statuscode == 0
    volumes = sorted(built.folder.glob("*.pdf"))
    assert [path.name for path in volumes] == ["forum-2030.pdf", "forum-2031.pdf", "other-2031.pdf"]
    for path in volumes:
        with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
            assert outline.root[0].title == "Cover"
