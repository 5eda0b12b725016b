"""Verification: silent about a sound archive, and exact about what is wrong with any other."""

from __future__ import annotations

import copy
import json
import stat
import warnings
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from sphinx_proceedings.archive.verification.archive_verification import verify
from sphinx_proceedings.archive.verification.crate_check import crate_findings
from sphinx_proceedings.archive.verification.file_check import digest_line

from .conftest import FILES, archive_of


def said(path):
    return [str(finding) for finding in verify(path)]


def test_a_sound_archive_is_sound(made):
    assert said(made.path) == []


def put(name, text):
    return lambda content: content.__setitem__(f"forum-2031/{name}", text.encode())


def drop(name):
    return lambda content: content.pop(f"forum-2031/{name}")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("data/source/Größe.yaml", "a: c"), "data/source/Größe.yaml: its SHA-256 is "),
        (put("README.txt", "Read me not."), "README.txt: its SHA-256 is "),
        (put("data/extra.txt", "x"), "data/extra.txt: is in the archive, but not in manifest"),
        (put("extra.txt", "x"), "extra.txt: is in the archive, but not in tagmanifest"),
        (drop("data/source/Größe.yaml"), "data/source/Größe.yaml is listed, but is not in the"),
        (drop("bagit.txt"), "bagit.txt: is missing or unreadable"),
        (drop("manifest-sha256.txt"), "manifest-sha256.txt: is missing or unreadable"),
        (put("manifest-sha256.txt", "x\n"), "manifest-sha256.txt:1: is no line of a manifest"),
        (put("bagit.txt", "BagIt-Version: 3.0\n"), "bagit.txt:1: names no version"),
        (put("bag-info.txt", "Payload-Oxum: 1.1\n"), "bag-info.txt: Payload-Oxum is 1.1"),
        (drop("data/ro-crate-metadata.json"), "data/ro-crate-metadata.json: is missing"),
        (lambda content: content.update({"else.txt": b"x"}), "an archive has one folder at its"),
    ],
)
def test_what_is_wrong_is_named(made, change, expected):
    found = said(made.spoiled(change))
    assert [line for line in found if expected in line], found


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("index.html", '\n<a href="nowhere.html">x</a>', ":2: link to nowhere.html leads nowhere"),
        ("index.html", '<a href="b/c.html#y">x</a>', "leads to a place that is not on the page"),
        ("index.html", '<a href="/b/c.html">x</a>', "begins at the root of a host"),
        ("index.html", '<a href="../../../x">x</a>', "leads nowhere"),
        ("index.html", '<script src="https://cdn.org/x.js"></script>', "asks another host"),
        ("index.html", '<img srcset="//cdn.org/x.png 2x">', "asks another host: //cdn.org/x.png"),
        ("index.html", '<link rel="stylesheet" href="http://x.org/s.css">', "asks another host"),
        ("_static/s.css", "\n@import 'https://x.org/s.css'", "s.css:2: asks another host"),
    ],
)
def test_pages_must_hold_together_by_themselves(tmp_path, name, text, expected):
    files = {**FILES, "html/b/c.html": "<p id=x>x</p>", f"html/{name}": text}
    (finding,) = said(archive_of(tmp_path, files))
    assert finding.startswith(f"data/html/{name}:")
    assert expected in finding


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://example.org/">x</a>',
        '<link rel="canonical" href="https://example.org/">',
        '<a href="mailto:a@example.org">x</a>',
        '<img src="data:image/png;base64,xx">',
        '<meta property="og:url" content="https://example.org/">',
    ],
)
def test_a_page_may_point_outside(tmp_path, text):
    files = {**FILES, "html/index.html": text, "html/b/c.html": "<p>x</p>"}
    assert said(archive_of(tmp_path, files)) == []


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../x", "a/../../x", "C:/x", "a\\..\\b", "a//b", "a/./b", "a/\x1b[31mb"],
)
def test_names_that_lead_out_are_refused(tmp_path, name):
    path = tmp_path / "bad.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(ZipInfo(name), "x")
    (finding,) = said(path)
    assert "its name" in finding
    assert "\x1b" not in finding


def test_links_are_refused(tmp_path):
    path = tmp_path / "bad.zip"
    link = ZipInfo("a/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert said(path) == ["a/link: is a link or a device, not a file"]


def test_names_that_fall_together_are_refused(tmp_path):
    path = tmp_path / "bad.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a/Scho\u0308n", "x")
        archive.writestr("a/sch\u00f6n", "x")
    assert "on other systems" in said(path)[0]


def test_a_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "bad.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a/bomb", b"\0" * (8 << 20))
    assert said(path) == [
        "a/bomb: would unpack to more than 200 times its size, as a zip bomb does"
    ]


def test_entries_that_overlap_are_refused(tmp_path):
    path = tmp_path / "bad.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a/one", b"x" * 5000)
        twin = copy.copy(archive.filelist[0])
        twin.filename = "a/two"
        archive.filelist.append(twin)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert any("overlap" in line for line in said(path))


ROOT = {"@id": "./", "@type": "Dataset"}
FILE = {"@id": "c", "@type": "File"}
ABOUT = {"@id": "ro-crate-metadata.json", "about": {"@id": "./"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 99999, "is no RO-Crate metadata"),
        ('{"@graph": [3]}', "is no RO-Crate metadata"),
        ('{"@graph": []}', "does not say that it is about"),
        (json.dumps({"@graph": [ABOUT]}), "does not say that it is about"),
        (json.dumps({"@graph": [ABOUT, {**ROOT, "hasPart": {"@id": "x"}}]}), "has a part x"),
        (
            json.dumps({"@graph": [ABOUT, ROOT, {"@id": "a%20b", "@type": ["File"]}]}),
            "describes a b, which is not in the archive",
        ),
        (
            json.dumps(
                {"@graph": [ABOUT, ROOT, {"@id": "c", "@type": "File", "contentSize": "2"}]}
            ),
            "says that c has 2 bytes, but it has 1",
        ),
    ],
)
def test_a_crate_that_does_not_fit_its_files(text, expected):
    sizes = {"ro-crate-metadata.json": len(text), "c": 1}
    (finding,) = crate_findings(sizes, lambda _: text.encode())
    assert expected in finding[1]


def test_a_damaged_byte_is_found(made):
    data = bytearray(made.path.read_bytes())
    at = data.index(b"not a picture")
    data[at] ^= 1
    made.path.write_bytes(data)
    assert any(line.startswith("data/html/p q.png: is damaged") for line in said(made.path))


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04 and no more"])
def test_what_is_no_zip_is_said_in_a_line(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    (finding,) = said(path)
    assert "cannot be read as a zip" in finding


def test_a_file_that_is_not_there(tmp_path):
    assert said(tmp_path / "none.zip") == ["there is no such file"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: data + b"x", "has bytes after the end of the zip"),
        (lambda data: data + b"PK" + bytes(30), "has bytes after the end of the zip"),
        (lambda data: b"x" + data, "has bytes before the zip begins"),
        (lambda data: b"PK\x03\x04" + data, "has bytes before the zip begins"),
    ],
)
def test_bytes_around_the_zip_are_said(made, tmp_path, change, expected):
    copied = tmp_path / "forum-2031.zip"
    copied.write_bytes(change(made.path.read_bytes()))
    assert any(line.startswith(expected) for line in said(copied))


def test_a_digest_beside_it_tells_of_what_was_changed_with_its_manifests(made, tmp_path):
    copied = tmp_path / "forum-2031.zip"
    copied.write_bytes(made.path.read_bytes())
    beside = tmp_path / "forum-2031.zip.sha256"
    beside.write_text(digest_line(copied), encoding="utf-8")
    assert said(copied) == []
    again = archive_of(tmp_path / "changed", {**FILES, "source/note.txt": "another"})
    copied.write_bytes(again.read_bytes())
    (line,) = said(copied)
    assert line.startswith("its SHA-256 is not that of forum-2031.zip.sha256")
    beside.write_text("no digest\n", encoding="utf-8")
    assert said(copied) == ["forum-2031.zip.sha256 is no line of sha256sum"]
