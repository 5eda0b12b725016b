"""Reading PDFs: words with their type, what cannot be read, the cache, many at once."""

from __future__ import annotations

import io
import signal
import time

import pikepdf
import pytest

from sphinx_proceedings.pdf_audit.reading import parallel_reading
from sphinx_proceedings.pdf_audit.reading.paper_head import head_of, joined
from sphinx_proceedings.pdf_audit.reading.parallel_reading import read_all
from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts
from sphinx_proceedings.pdf_audit.reading.pdf_reading import read_pdf

from .conftest import made_papers
from .typeset_papers import LAYOUTS

PAPER = made_papers()["1"]


def read(tmp_path, content: bytes) -> PdfFacts:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    return read_pdf(path)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_head_of_a_paper_is_found_in_each_layout(tmp_path, layout):
    head = head_of(read(tmp_path, PAPER.changed(layout=layout).pdf()))
    assert head.title_run.text == "efficientfinetuningofmultilingualtransformers"
    assert "Łukasiewicz" in joined(head.authors)
    assert "Márquez" in joined(head.authors)
    assert joined(head.abstract).startswith(PAPER.abstract[:20])


@pytest.mark.parametrize("title", ["Abstract Meaning in Graphs", "Abstractive Summaries"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_title_that_begins_like_an_abstract_is_a_title(tmp_path, layout, title):
    head = head_of(read(tmp_path, PAPER.changed(layout=layout, title=title).pdf()))
    assert head.title_run.text == title.replace(" ", "").lower()


def test_raised_marks_are_no_letters_of_a_name(tmp_path):
    source = PAPER.changed(layout="neurips").pdf()
    head = head_of(read(tmp_path, source))
    names = [word.text for word in head.authors[:2]]
    assert names == ["Zoë", "Łukasiewicz"]


def encrypted(password: str) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(PAPER.pdf())) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user=password))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        (b"PK\x03\x04" + bytes(3000), "is no PDF"),
        (PAPER.pdf()[:-600], "is cut off"),
        (encrypted("secret"), "asks for a password"),
        (b"%PDF-1.7\n" + bytes(3000) + b"startxref\n0\n%%EOF", "is damaged"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, content, reason):
    assert read(tmp_path, content).unusable.startswith(reason)


def test_a_pdf_that_only_its_owner_may_change_can_be_read(tmp_path):
    assert read(tmp_path, encrypted("")).unusable == ""


def test_facts_are_kept_by_content_and_taken_from_the_cache(tmp_path, monkeypatch):
    path, cache = tmp_path / "1.pdf", tmp_path / "cache"
    path.write_bytes(PAPER.pdf())
    first = read_all({"1.pdf": path}, cache)
    moved = path.rename(tmp_path / "2.pdf")
    monkeypatch.setattr(parallel_reading, "read_pdf", lambda _path: pytest.fail("read again"))
    assert read_all({"other": moved}, cache) == {"other": first["1.pdf"]}


def test_a_spoilt_cache_is_no_harm(tmp_path):
    path, cache = tmp_path / "1.pdf", tmp_path / "cache"
    path.write_bytes(PAPER.pdf())
    first = read_all({"1.pdf": path}, cache)
    (kept,) = cache.rglob("*.gz")
    for content in (b"", b"\x1f\x8b", kept.read_bytes()[:50]):
        kept.write_bytes(content)
        assert read_all({"1.pdf": path}, cache) == first


def test_many_are_read_in_processes_in_their_order(tmp_path):
    papers = list(made_papers().values())
    paths = {}
    for number in range(26):
        paths[str(number)] = tmp_path / f"{number}.pdf"
        paths[str(number)].write_bytes(papers[number % 3].pdf() if number % 5 else b"")
    facts = read_all(paths)
    assert list(facts) == list(paths)
    assert [not facts[name].unusable for name in facts] == [bool(n % 5) for n in range(26)]
    assert facts["1"] == facts["4"] == read_pdf(paths["1"])


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="this system has no alarm")
def test_a_reader_that_takes_too_long_is_ended():
    assert parallel_reading.apart(time.sleep, 600, seconds=1) is None
    assert parallel_reading.apart(str, 600, seconds=20) == "600"
