"""Editions made for the volume, with camera-ready PDFs that these tests make themselves."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

pytest.importorskip("pikepdf")
pytest.importorskip("typst")

import pikepdf
import typst

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.volume import Volume, make_volume

SERIES = "title: Test Workshop\nshort_title: TW\nissn: 2049-3630\n"
EDITION = """
title: The 3rd Test Workshop
short_title: TW 2024
start_date: 2024-05-06
end_date: 2024-05-07
time_zone: Europe/Vienna
licence: CC-BY-4.0
keywords: [testing]
volume:
  title: Proceedings of the Test Workshop
  editors: [{name: Ada Lovelace}, {name: Zoë Łukasiewicz}]
  publisher: Test Press
  place: Vienna
  date: 2024-06-01
  isbn: 978-3-16-148410-0
  doi: 10.1000/volume
  preface: Welcome to *the* workshop. See {paper}`a`.
"""


class Papers:
    """Camera-ready PDFs as authors hand them in, and what happens to them on the way."""

    def whole(self, pages: int = 2, *, size: tuple[float, float] = (595.0, 842.0)) -> bytes:
        """Text, a link outside on the first page, and one to the last page."""
        width, height = size
        source = f"""
#set page(width: {width}pt, height: {height}pt, margin: 72pt)
= Camera-ready
#link("https://example.org/outside")[outside] and #link(<end>)[inside].
{"#pagebreak()" * (pages - 1)}
End of the paper. <end>
"""
        made = typst.compile(source.encode(), timestamp=0, ignore_system_fonts=True)
        assert isinstance(made, bytes)
        return made

    def changed(self, change, pdf: bytes | None = None, **saving) -> bytes:
        """A PDF after *change* was called with it, open."""
        with pikepdf.open(io.BytesIO(pdf or self.whole())) as opened:
            change(opened)
            stream = io.BytesIO()
            opened.save(stream, **saving)
        return stream.getvalue()


class Project:
    """A data folder with one edition, tw/2024."""

    def __init__(self, root: Path) -> None:
        self.data = root / "data"
        self.folder = self.data / "tw" / "2024"
        self.folder.mkdir(parents=True)
        (self.data / "tw" / "series.yaml").write_text(SERIES, encoding="utf-8")
        self.edition(EDITION)
        self.papers(self.paper("a"), self.paper("b", title="Second *paper* with $x^2$"))

    def edition(self, text: str) -> None:
        (self.folder / "edition.yaml").write_text(text, encoding="utf-8")

    def papers(self, *papers: str) -> None:
        text = "papers:\n" + "".join(papers)
        (self.folder / "papers.yaml").write_text(text, encoding="utf-8")

    def paper(self, identifier: str, file: str | None = None, **fields: str) -> str:
        """The YAML of a paper."""
        lines = [
            f"  - id: {identifier}",
            f"    title: {fields.pop('title', f'Paper {identifier}')}",
            f"    authors: {fields.pop('authors', '[{name: Ada Lovelace, affiliations: Lab}]')}",
            f"    abstract: {fields.pop('abstract', 'What the paper says.')}",
            f"    keywords: {fields.pop('keywords', '[testing]')}",
            *(f"    {name}: {value}" for name, value in fields.items()),
        ]
        if file:
            lines.append(f"    resources: [{{type: pdf, file: {file}}}]")
        return "\n".join(lines) + "\n"

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    def catalogue(self) -> Catalogue:
        loaded = load(self.data)
        assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
        return loaded.catalogue

    def volume(self, **options) -> Volume:
        catalogue = self.catalogue()
        return make_volume(catalogue, catalogue.editions["tw/2024"], self.data, **options)

    def opened(self) -> pikepdf.Pdf:
        """The made volume, open."""
        made = self.volume()
        assert made.pdf is not None, "\n".join(map(str, made.problems))
        return pikepdf.open(io.BytesIO(made.pdf))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="session")
def pdfs() -> Papers:
    return Papers()
