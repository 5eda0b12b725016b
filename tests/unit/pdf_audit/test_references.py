"""What papers cite: read from PDFs, written beside the data, published when it is asked for."""

from __future__ import annotations

import pytest

from sphinx_proceedings.cli import main
from sphinx_proceedings.commands.pdf_check.pdf_references import printable
from sphinx_proceedings.importing.formats.bibliographies.reference_lines import lines_of
from sphinx_proceedings.model.records.cited_works import cited_doi
from sphinx_proceedings.pdf_audit.reading.printed_references import references_of

CITED = [
    line.strip()
    for line in """
    Ada Lovelace and Charles Babbage. Notes on the analytical engine, of two lines: 1–22, 1843.
    Grace Hopper. The education of a computer. In Proceedings, 1952. doi: 10.1145/609784.609818.
    Alan Turing. Computing machinery and intelligence, with a preface of a line. Mind, 59, 1950.
    """.splitlines()
    if line.strip()
]


def source(style: str) -> str:
    """Typst code for the list of references in a style, and an appendix behind it."""
    entries = []
    for number, text in enumerate(CITED, 1):
        label = f"[{number}] " if style == "numbers" else ""
        entries.append(
            f'#block(width: 240pt)[#set par(hanging-indent: 14pt)\n#text("{label}{text}")]'
        )
    heading = '#text(weight: "bold", size: 12pt)[References]'
    appendix = '#text(weight: "bold", size: 12pt)[A Proofs]\n\nHere is a proof of 1999 things.'
    return f"\n\n{heading}\n\n" + "\n\n".join(entries) + f"\n\n{appendix}\n"


@pytest.fixture
def printed(edition):
    """Write the first paper with a list of references in place of the usual one."""

    def write(style="names"):
        made = edition.made["1"].changed(layout="neurips", body=source(style), references=False)
        edition.write("12", {"1.pdf": made.pdf()})
        return edition.folder / "pdf" / "1.pdf"

    return write


@pytest.mark.parametrize("style", ["names", "numbers"])
def test_each_reference_is_a_line(printed, style):
    assert references_of(printed(style)) == CITED


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("Mind, 1950. doi: 10.1145/609784.609818.", "10.1145/609784.609818"),
        ("https://doi.org/10.1016/S0140-6736(05)17759-3)", "10.1016/S0140-6736(05)17759-3"),
        ("(10.1000/182)", "10.1000/182"),
        ("arXiv:1510.02558, pages 10.1 to 10.3", None),
    ],
)
def test_a_doi_is_found_in_a_line(text, doi):
    found = cited_doi(text)
    assert (None if found is None else str(found)) == doi


def test_they_are_written_beside_the_data_and_kept(printed, edition, capsys):
    printed()
    assert main(["check", "--pdfs", "tw/2024", "--references"]) == 0
    assert "references of 2 papers, to be looked at" in capsys.readouterr().out
    path = edition.folder / "references.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Ada Lovelace", "A. Lovelace", 1))
    before = path.read_text(encoding="utf-8")
    assert main(["check", "--pdfs", "tw/2024", "--references"]) == 0
    assert path.read_text(encoding="utf-8") == before
    listed = edition.catalogue().editions["tw/2024"].references[0].listed
    assert list(listed) == [CITED[0].replace("Ada", "A."), *CITED[1:]]


BBL = r"""\begin{thebibliography}{1}
\bibitem[{G{\"o}del(1931)}]{goedel}
Kurt G{\"o}del.
\newblock {\"U}ber formal unentscheidbare {S\"atze}.
\newblock \emph{Monatshefte}, 1931.
\newblock \url{https://doi.org/10.1007/BF01700692}.

\bibitem{two} Ada Lovelace. \newblock Notes. 1843.
\end{thebibliography}
"""
BIB = """@inproceedings{x, title = {The {ACM} Notes}, author = {Hopper, Grace and Li, Bo},
booktitle = {Proc. ACM}, year = 1952, doi = {10.1145/609784.609818}}"""


def test_a_bibliography_beside_the_pdf_is_taken_instead(printed, edition):
    pdf = printed()
    pdf.with_suffix(".bbl").write_text(BBL, encoding="utf-8")
    assert main(["check", "--pdfs", "tw/2024", "--references"]) == 0
    listed = edition.catalogue().editions["tw/2024"].references[0].listed
    assert listed[0].startswith("Kurt Gödel. Über formal unentscheidbare Sätze. Monatshefte, 1931.")
    assert str(cited_doi(listed[0])) == "10.1007/BF01700692"
    assert listed[1] == "Ada Lovelace. Notes. 1843."


def test_entries_of_bibtex_are_lines(tmp_path):
    path = tmp_path / "x.bib"
    path.write_text(BIB, encoding="utf-8")
    doi = "https://doi.org/10.1145/609784.609818"
    assert lines_of(path) == [f"Hopper, Grace; Li, Bo. 1952. The ACM Notes. Proc. ACM. {doi}"]


REFERENCES = """references:
  - paper: "1"
    listed:
      - Ada Lovelace. 1843. Notes & more.
      - "Grace Hopper. 1952. doi: 10.1145/609784.609818."
"""


def test_references_of_no_paper_are_an_error(edition, capsys):
    edition.write("2")
    (edition.folder / "references.yaml").write_text(REFERENCES, encoding="utf-8")
    assert main(["check"]) == 1
    assert "references.yaml:2:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Foundations\x03 and Trends", "Foundations and Trends"),
        ("e\ufb03cient \ue231 \u200bwork", "efficient work"),
    ],
)
def test_what_no_data_file_may_have_is_left_out(text, line):
    assert printable(text) == line
