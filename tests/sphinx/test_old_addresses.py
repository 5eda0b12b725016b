"""Old addresses, whatever their ending: a page that a static host serves, and files for hosts."""

from __future__ import annotations

import re

import pytest

EDITION = """\
title: Made-up Days
short_title: MAD 2030
start_date: 2030-05-01
mode: virtual
papers:
  - {id: "1", title: On tides, abstract: x, former_ids: [old], authors: [{name: Ada Stone}]}
redirects:
  - {old: accepted.php, new: papers}
  - {old: files/12.pdf, new: papers/1}
  - {old: cfp, new: index}
  - {old: /workshop/2030/index.htm, new: /mad/2030/index}
  - {old: /tides/, new: papers/1}
"""


@pytest.fixture(scope="module")
def built(site_of):
    files = {
        "mad/series.yaml": "title: Made-up Days\nshort_title: MAD\n",
        "mad/2030/edition.yaml": EDITION,
    }
    made = site_of(files, html_baseurl="https://p.example/repo/")
    assert made.warnings == ""
    return made


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("mad/2030/accepted.php/index.html", "../papers.html"),
        ("mad/2030/files/12.pdf/index.html", "../../papers/1.html"),
        ("mad/2030/cfp.html", "index.html"),
        ("workshop/2030/index.htm/index.html", "../../../mad/2030/index.html"),
        ("tides/index.html", "../mad/2030/papers/1.html"),
        ("mad/2030/papers/old.html", "1.html"),
    ],
)
def test_a_page_is_where_a_static_host_looks(built, page, target):
    (refresh,) = built.tree(page).xpath("//meta[@http-equiv='refresh']/@content")
    led = (built.folder / page).parent / refresh.partition("url=")[2]
    assert led.resolve() == ((built.folder / page).parent / target).resolve()
    assert led.resolve().is_file()


def test_files_for_hosts(built):
    lines = built.text("_redirects").splitlines()
    assert "/repo/mad/2030/accepted.php /repo/mad/2030/papers.html 301" in lines
    assert "/repo/workshop/2030/index.htm /repo/mad/2030/index.html 301" in lines
    assert "/repo/mad/2030/papers/old.html /repo/mad/2030/papers/1.html 301" in lines
    rules = [line.split() for line in built.text(".htaccess").splitlines()]
    assert {rule[0] for rule in rules} == {"RedirectMatch"}
    assert any(re.match(rule[2], "/repo/mad/2030/files/12.pdf") for rule in rules)
    assert not any(re.match(rule[2], "/repo/mad/2030/files/12xpdf") for rule in rules)
    assert "/repo/tides/ /repo/mad/2030/papers/1.html;" in built.text("redirects.map")
