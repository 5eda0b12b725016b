"""Real camera-ready PDFs, when they lie beside the checkout: their truth is in their README."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.pdf_audit.audit import audit


@pytest.fixture(scope="module")
def sample(shared: Path, repository: Path, tmp_path_factory):
    """The audit of the edition of 2022 with three of its PDFs and three that are not its own."""
    pdfs = sorted((shared / "samples" / "pdfs").glob("*/*.pdf"))
    if not pdfs:
        pytest.skip("no sample PDFs")
    root = tmp_path_factory.mktemp("samples") / "data"
    for file in (repository / "data").rglob("*.yaml"):
        target = root / file.relative_to(repository / "data")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    for pdf in pdfs:
        target = root / "enlsp" / "2022" / "pdf" / pdf.parent.name / pdf.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf.read_bytes())
    catalogue = load(root).catalogue
    assert catalogue is not None
    return audit(catalogue.editions["enlsp/2022"], root)


def test_each_is_assigned_to_its_record_and_the_others_to_none(sample):
    owners = {name: paper.id for name, paper in sample.owned.owner.items()}
    assert owners == {
        "pdf/enlsp2022/paper_16.pdf": "16",
        "pdf/enlsp2022/paper_52.pdf": "52",
        "pdf/enlsp2022/paper_8.pdf": "8",
    }
