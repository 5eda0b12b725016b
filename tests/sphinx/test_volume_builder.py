"""The builder ``proceedings-pdf``."""

from __future__ import annotations

import pytest

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")


def test_it_writes_a_volume_for_each_edition(project):
    """That of 2031 too, though it has a Chinese name, for which a machine may lack a font."""
    built = project("proceedings-pdf")
    volumes = {path.name for path in built.folder.glob("*.pdf")}
    assert volumes == {"forum-2030.pdf", "forum-2031.pdf", "other-2031.pdf"}
    assert "PP301 'papers/12.pdf' " in built.warnings
    for name in volumes:
        with pikepdf.open(built.folder / name) as pdf, pdf.open_outline() as outline:
            assert outline.root[0].title == "Cover"
