"""A file under an embargo is offered from its day on, and nowhere before."""

from __future__ import annotations

import datetime as dt

import pikepdf
import pytest

EDITION = """\
title: Made-up Days
short_title: MAD 2030
start_date: 2030-05-01
mode: virtual
papers:
  - id: "1"
    title: On tides
    abstract: x
    authors: [{name: Ada Stone}]
    resources:
      - {type: pdf, file: tides.pdf, embargo: 2030-06-01}
      - {type: code, url: "https://code.example/tides"}
"""


@pytest.fixture
def site(site_of, tmp_path, monkeypatch):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "tides.pdf")

    def build(day: dt.date | None):
        if day is None:
            monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        else:
            moment = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        files = {
            "mad/series.yaml": "title: Made-up Days\nshort_title: MAD\n",
            "mad/2030/edition.yaml": EDITION,
            "mad/2030/tides.pdf": (tmp_path / "tides.pdf").read_bytes(),
        }
        return site_of(files, html_baseurl="https://p.example/")

    return build


@pytest.mark.parametrize("day", [None, dt.date(2030, 5, 31)])
def test_before_its_day_it_is_nowhere(site, day):
    built = site(day)
    named = [p for p in built.folder.rglob("*") if p.is_file() and b"tides.pdf" in p.read_bytes()]
    assert named == []
    assert not (built.folder / "mad/2030/tides.pdf").exists()
    page = built.text("mad/2030/papers/1.html")
    assert "PDF from 1 June 2030" in page
    assert "https://code.example/tides" in page


def test_from_its_day_on_it_is_offered(site):
    built = site(dt.date(2030, 6, 1))
    assert (built.folder / "mad/2030/tides.pdf").exists()
    page = built.text("mad/2030/papers/1.html")
    assert "tides.pdf" in page
    assert "from 1 June" not in page
