"""Real camera-ready PDFs, when they lie beside the checkout: their truth is in their README."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.pdf_audit.audit import audit

EDITION_2023 = "title: Third Workshop\nshort_title: ENLSP 2023\n"
PAPERS_2023 = """
papers:
- id: "3"
  title: "DePT: Decomposed Prompt Tuning for Parameter-Efficient Fine-tuning"
  authors: [{name: Zhengxiang Shi}, {name: Aldo Lipani}]
  resources: [{type: pdf, file: paper_3.pdf}]
- id: "4"
  title: "LLM-MQ: Mixed-precision Quantization for Efficient LLM Deployment"
  authors: [{name: Shiyao Li}, {name: Xuefei Ning}, {name: Ke Hong}, {name: Tengxuan Liu},
    {name: Luning Wang}, {name: Xiuhong Li}, {name: Kai Zhong}, {name: Guohao Dai},
    {name: Huazhong Yang}, {name: Yu Wang}]
  resources: [{type: pdf, file: paper_4.pdf}]
- id: "79"
  title: Improving Natural Language Understanding with Computation-Efficient Retrieval
    Representation Fusion
  authors: [{name: Shangyu Wu}, {name: Ying Xiong}, {name: Yufei Cui}, {name: Xue Liu},
    {name: Buzhou Tang}, {name: Tei-Wei Kuo}, {name: Chun Jason Xue}]
  resources: [{type: pdf, file: paper_79.pdf}]
"""


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
    year = root / "enlsp" / "2023"
    year.mkdir(parents=True, exist_ok=True)
    (year / "edition.yaml").write_text(EDITION_2023, encoding="utf-8")
    (year / "papers.yaml").write_text(PAPERS_2023, encoding="utf-8")
    for pdf in pdfs:
        (year / pdf.name).write_bytes(pdf.read_bytes())
    catalogue = load(root).catalogue
    assert catalogue is not None
    return {key: audit(catalogue.editions[f"enlsp/{key}"], root) for key in ("2022", "2023")}


def told(made, *, notes=False) -> list[tuple[str, str]]:
    return [
        (str(finding.code), finding.paper)
        for finding in made.findings
        if finding.code not in {"PP405", "PP406"}
        and (notes or finding.severity is not Severity.NOTE)
    ]


def test_each_is_assigned_to_its_record_and_the_others_to_none(sample):
    owners = {name: paper.id for name, paper in sample["2022"].owned.owner.items()}
    assert owners == {
        "pdf/enlsp2022/paper_16.pdf": "16",
        "pdf/enlsp2022/paper_52.pdf": "52",
        "pdf/enlsp2022/paper_8.pdf": "8",
    }


def test_what_is_known_of_them_is_found_and_nothing_else(sample):
    assert told(sample["2022"]) == [("PP425", "16"), ("PP411", "8"), ("PP412", "8")]
    assert ("PP426", "52") in told(sample["2022"], notes=True)
    (spelling,) = [f for f in sample["2022"].findings if f.code == "PP425"]
    assert "'Ahmad Emani' is 'Ahmad Emami' in the record" in spelling.message


def test_of_final_versions_nothing_is_said_but_what_is_in_them(sample):
    # One names its code at an address made for the reviewers, in a font that is not embedded.
    assert told(sample["2023"]) == [("PP413", "79"), ("PP435", "79")]
