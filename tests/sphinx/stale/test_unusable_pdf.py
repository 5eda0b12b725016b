"""A PDF that cannot be used is told of by the build, is not offered, and stops nothing else."""

from __future__ import annotations

import pytest

from sphinx_proceedings.cli import main


def test_the_others_are_published_and_who_builds_is_told(project, capsys):
    assert "lab/2031/first.pdf" in project.build()
    project.write("data/lab/2031/first.pdf", "<!DOCTYPE html><html>Please sign in</html>")
    files = project.build(warningiserror=True)
    assert "lab/2031/first.pdf" not in files
    assert {"lab/2030/first.pdf", "lab/2031/papers/first.html"} <= files
    said = capsys.readouterr().err
    assert "papers.yaml:6:35: PP205 file 'first.pdf' is a web page, whatever its ending" in said
    page = (project.site / "lab/2031/papers/first.html").read_text("utf-8")
    assert "first.pdf" not in page
    assert "first.pdf" in (project.site / "lab/2030/papers/first.html").read_text("utf-8")


def test_a_pdf_that_is_still_awaited_is_no_matter_before_publication(project, capsys):
    edition = project.data / "lab/2031/edition.yaml"
    edition.write_text(edition.read_text("utf-8").replace("published", "programme"), "utf-8")
    line = "resources: [{type: pdf, file: first.pdf}]"
    project.replace("data/lab/2031/papers.yaml", line, f"pdf: awaited\n    {line}")
    (project.data / "lab/2031/first.pdf").unlink()
    files = project.build(warningiserror=True)
    assert "lab/2031/papers/first.html" in files
    assert "PP205" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("resources: [{type: pdf, file: first.pdf}]", "PP205 file 'first.pdf' does not exist"),
        ("pdf: awaited", "PP205 the PDF of paper first is still awaited"),
    ],
)
def test_strictly_a_published_edition_has_all_its_pdfs(project, capfd, line, said):
    project.replace("data/lab/2031/papers.yaml", "resources: [{type: pdf, file: first.pdf}]", line)
    (project.data / "lab/2031/first.pdf").unlink()
    output = project.folder.parent / "site"
    html = ["build", "html", "--source", str(project.folder), "--output", str(output)]
    assert main(html) == 0
    assert main([*html, "--strict"]) == 1
    captured = capfd.readouterr().err
    assert said in captured
    assert "1 problem in the data below" in captured
    # Before it is published nobody insists, and with the PDF all is well.
    edition = project.data / "lab/2031/edition.yaml"
    published = edition.read_text("utf-8")
    edition.write_text(published.replace("published", "programme"), "utf-8")
    assert main([*html, "--strict"]) == 0
    conf = project.folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "proceedings_strict = True\n", "utf-8")
    edition.write_text(published, "utf-8")
    assert main(html) == 1
