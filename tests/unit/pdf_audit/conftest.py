"""An edition of twelve papers with a camera-ready PDF each, and what may go wrong with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("typst")

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.pdf_audit.audit import Audit, audit

from .typeset_papers import LAYOUTS, MadePaper, abstract

EDITION = """
title: The 3rd Test Workshop
short_title: TW 2024
start_date: 2024-05-06
status: programme
"""
TITLES_AND_AUTHORS = (
    ("Efficient Fine-Tuning of Multilingual Transformers", "Zoë Łukasiewicz; José García Márquez"),
    ("A Study of Layer-Wise Pruning: Office Flows and Efficient Affinities", "Wei Li; Xin Wang"),
    ("Fast DistilBERT on CPUs", "Anna van der Berg; Nguyễn Văn An; Haihao Shen"),
    ("INT8 Transformers for Inference Acceleration", "Andrew Rock; Omar M Khalil; Ofer Shai"),
    ("DePT: Decomposed Prompt Tuning", "Zhengxiang Shi; Aldo Lipani"),
    ("Do Large Language Models Understand Negation?", "Ana-Maria Bucur; Elif Şahin; Bo Li"),
    ("Sparse Mixtures at Scale", "Çağlar Gülçehre; Björn Þórsson; Søren Kierkegård"),
    ("On the Cost of Attention in Long Documents", "Rosa Marín; Samir Haddad"),
    ("Quantizing Speech Encoders for Edge Devices", "Priya Natarajan; Emre Yılmaz"),
    ("Distilling Graph Knowledge for Open Question Answering", "Yile Wang; Linyi Yang; Yue Zhang"),
    ("Learning to Skip: Early Exits Revisited", "Mohammad Taher Pilehvar; Hana Nováková"),
    ("Tokenizers Without Tears", "Viktor O'Brien; Dmitri Ivanov"),
)


def made_papers() -> dict[str, MadePaper]:
    """Twelve papers by id, two of each layout."""
    return {
        str(number): MadePaper(
            title=title,
            authors=tuple(authors.split("; ")),
            abstract=abstract(number),
            layout=LAYOUTS[number % len(LAYOUTS)],
            seed=number,
        )
        for number, (title, authors) in enumerate(TITLES_AND_AUTHORS, 1)
    }


class Edition:
    """A data folder with one edition, tw/2024, whose papers name PDFs of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.folder = self.data / "tw" / "2024"
        self.folder.mkdir(parents=True)
        (self.data / "tw" / "series.yaml").write_text("title: Tests\nshort_title: TW\n")
        self.edition(EDITION)
        self.made = made_papers()

    def edition(self, text: str) -> None:
        (self.folder / "edition.yaml").write_text(text, encoding="utf-8")

    def write(
        self,
        ids: Iterable[str] = tuple("123456"),
        files: Mapping[str, bytes | None] | None = None,
        records: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        """Write the papers with these ids; *files* and *records* stand in the place of theirs."""
        ids, lines = list(ids), ["papers:\n"]
        content: dict[str, bytes | None] = {f"{name}.pdf": None for name in ids}
        content |= {f"{name}.pdf": self.made[name].pdf() for name in ids}
        content |= files or {}
        for name, pdf in content.items():
            if pdf is not None:
                path = self.folder / "pdf" / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(pdf)
        for name in ids:
            made = self.made[name]
            record: dict[str, object] = {
                "title": made.title,
                "authors": [{"name": author} for author in made.authors],
                "abstract": made.abstract,
                "resources": [{"type": "pdf", "file": f"pdf/{name}.pdf"}],
            }
            record |= (records or {}).get(name, {})
            lines.append(f'  - id: "{name}"\n')
            lines += [
                f"    {key}: {json.dumps(value, ensure_ascii=False)}\n"
                for key, value in record.items()
                if value is not None
            ]
        (self.folder / "papers.yaml").write_text("".join(lines), encoding="utf-8")

    def catalogue(self) -> Catalogue:
        loaded = load(self.data)
        assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
        return loaded.catalogue

    def audit(self) -> Audit:
        loaded = load(self.data)
        assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
        edition = loaded.catalogue.editions["tw/2024"]
        return audit(edition, self.data, unusable=loaded.unusable)

    def audit_pages(self, name: str) -> int:
        """How many pages the PDF of a paper has."""
        self.write([name])
        return self.audit().facts[f"pdf/{name}.pdf"].pages

    def told(self) -> list[str]:
        """Each finding as code, id and message with hint."""
        return [
            f"{finding.code} {finding.paper or '-'} {finding.message}"
            + (f" ({finding.hint})" if finding.hint else "")
            for finding in self.audit().findings
        ]


@pytest.fixture
def edition(tmp_path: Path, monkeypatch) -> Edition:
    """The tests run beside the data folder, so that it is shown as ``data``."""
    monkeypatch.chdir(tmp_path)
    return Edition(tmp_path)
