"""The zip and the bag: the same bytes from the same files, and read by others' programs."""

from __future__ import annotations

import json
import os
import time
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from sphinx_proceedings.archive.bag import read_manifest_line
from sphinx_proceedings.archive.folder_packing import pack
from sphinx_proceedings.folders.zip_writing import write_zip

from .conftest import FILES, SUBJECT, archive_of


def test_the_same_files_make_the_same_zip(tmp_path, monkeypatch):
    first = archive_of(tmp_path / "a", FILES).read_bytes()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    if hasattr(time, "tzset"):
        time.tzset()
    backwards = dict(reversed(FILES.items()))
    second = tmp_path / "b"
    path = archive_of(second, backwards)
    for file in (second / "staging").rglob("*"):
        os.utime(file, (0, 0))
        file.chmod(0o700)
    path.unlink()
    pack(second / "staging", path, SUBJECT.date)
    assert path.read_bytes() == first


def test_entries_have_the_date_of_the_event(made):
    with ZipFile(made.path) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(2031, 3, 30, 0, 0, 0)}
    assert {entry.external_attr >> 16 & 0o777 for entry in entries} == {0o644}
    names = [entry.filename for entry in entries]
    assert names == sorted(names, key=str.encode)


def test_text_is_packed_at_a_fixed_level_and_what_is_packed_already_is_stored(tmp_path):
    text = b"".join(b"paper %d of %d\n" % (n, n * n) for n in range(5000))
    names = ("mimetype", "a.html", "a.PDF", "a.json", "a.png", "LICENSE")
    file = tmp_path / "file"
    file.write_bytes(text)
    contents = (text, file, file, text, text, file)
    target = tmp_path / "x.zip"
    write_zip(target, zip(names, contents, strict=True), SUBJECT.date)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = len(deflate.compress(text) + deflate.flush())
    with ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(names)  # in the order given
        kinds = {e.filename: (e.compress_type, e.compress_size) for e in archive.infolist()}
    stored, deflated = (ZIP_STORED, len(text)), (ZIP_DEFLATED, packed)
    assert kinds == {
        **dict.fromkeys(("mimetype", "a.PDF", "a.png"), stored),
        **dict.fromkeys(("a.html", "a.json", "LICENSE"), deflated),
    }


def test_the_bag_is_valid_for_the_library_of_congress(tmp_path):
    bagit = pytest.importorskip("bagit")
    # Its program writes and reads %25 as it stands, against RFC 8493, 2.1.3.
    files = {name: text for name, text in FILES.items() if "%" not in name}
    with ZipFile(archive_of(tmp_path, files)) as archive:
        archive.extractall(tmp_path / "out")
    bag = bagit.Bag(str(tmp_path / "out" / "forum-2031"))
    bag.validate()
    assert bag.info["External-Description"] == "On two lines"
    assert "data/source/Größe.yaml" in bag.entries


def test_a_name_in_a_manifest_is_read_as_it_was():
    digest = "0" * 64
    assert read_manifest_line(f"{digest}  data/a%0Ab%25") == (digest, "data/a\nb%")
    assert read_manifest_line(f"{digest[1:]}  data/a") is None


def test_the_crate_describes_what_is_there(made):
    with ZipFile(made.path) as archive:
        graph = json.loads(archive.read("forum-2031/data/ro-crate-metadata.json"))["@graph"]
    entities = {entity["@id"]: entity for entity in graph}
    root = entities["./"]
    assert (root["name"], root["datePublished"]) == ("Proceedings & more", "2031-03-30")
    assert root["identifier"] == "https://doi.org/10.5555/a%3Cb"
    assert root["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert entities[root["author"][0]["@id"]]["name"] == "Ana Šarić"
    assert (
        entities[entities[root["author"][1]["@id"]]["affiliation"]["@id"]]["name"]
        == "North & South"
    )
    assert entities["metadata/100%25.txt"]["encodingFormat"] == "text/plain"
    assert entities["source/"]["hasPart"] == {"@id": "source/Gr%C3%B6%C3%9Fe.yaml"}
