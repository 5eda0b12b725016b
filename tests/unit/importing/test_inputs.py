"""Files are read safely: what is hostile is refused with its place, before it is taken apart."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing import inputs
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source, SourceFile
from sphinx_proceedings.importing.safe_reading import safe_json
from sphinx_proceedings.importing.safe_reading.safe_xml import parse_xml, text_of


def file_of(tmp_path, content, name="export.json"):
    place = tmp_path / name
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return SourceFile(place, name)


def test_json_is_read(tmp_path):
    one = file_of(tmp_path, b'\xef\xbb\xbf {"notes": [1, "\\u00e9"]}')
    assert one.looks_like_json
    assert one.json() == {"notes": [1, "é"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": [1,\n  2,\n]}', r"export\.json:3:1: not JSON: .*comma at the end of line 2"),
        ('{"a": NaN}', "NaN is no JSON"),
        ('{"a": 1' + "0" * 5000 + "}", "a number of 5001 digits"),
        ("[" * 100_000 + "]" * 100_000, r"export\.json:1: JSON nested deeper than 100 levels"),
        ('\n{"x":' * 100_000, "nested deeper"),
    ],
)
def test_bad_json_is_refused_with_its_place(tmp_path, text, message):
    with pytest.raises(ImportSourceError, match=message):
        file_of(tmp_path, text).json()


def test_brackets_inside_texts_are_no_nesting(tmp_path):
    text = '{"abstract": "' + "[{" * 400 + r"\" [" + '"}'
    assert file_of(tmp_path, text).json()["abstract"].count("{") == 400


def test_too_many_values_are_refused_before_they_are_made(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_json, "MAX_VALUES", 1000)
    with pytest.raises(ImportSourceError, match="more than 1,000 values"):
        file_of(tmp_path, "[" + "1," * 1000 + "1]").json()


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "MAX_BYTES", 1000)
    one = file_of(tmp_path, b"x" * 1001, "papers.csv")
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(ImportSourceError, match=r"papers\.csv: .* is more than"):
        _ = one.data


def test_xml_is_read_with_the_named_characters_of_html():
    root = parse_xml(b"<dblp>\n<a x='&amp;'>J&uuml;rgen &lt;</a></dblp>", "dblp.xml")
    assert text_of(root) == "Jürgen <"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
            r"a\.xml:2: XML that declares entities",
        ),
        (b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><a>&f;</a>', "declares"),
        ('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'.encode("utf-16"), "declares"),
        (b"<a>\n<b></a>", r"a\.xml:2:\d+: not XML"),
        (b"<a>" * 1000 + b"</a>" * 1000, "not XML"),
    ],
)
def test_hostile_xml_is_refused(data, message):
    with pytest.raises(ImportSourceError, match=message):
        parse_xml(data, "a.xml")


def test_a_declaration_that_only_names_the_document_type_is_passed_over():
    assert parse_xml(b'<!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp/>', "d.xml").tag == "dblp"


def test_files_are_found_inside_the_given_folder_only(tmp_path):
    folder = tmp_path / "export"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "1.pdf").write_bytes(b"%PDF")
    (folder / ".secret").write_bytes(b"x")
    (tmp_path / "outside.pdf").write_bytes(b"%PDF")
    (folder / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    source = Source.open([folder])
    assert [one.name for one in source.files] == ["papers/1.pdf"]
    assert source.inside("papers/1.pdf") == (folder / "papers" / "1.pdf").resolve()
    outside = str(tmp_path / "outside.pdf")
    for name in ("../outside.pdf", "papers/../../outside.pdf", outside, "link.pdf", "no", ""):
        assert source.inside(name) is None


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(ImportSourceError, match="there is no such file"):
        Source.open([tmp_path / "no.csv"])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", "[" * 200 + "]" * 200, r"a\.json:1: JSON nested deeper"),
        ("a.json", '[{"a": 1,}]', "remove the comma at the end of line 1"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        ("a.csv", 'a,b\n"' + "x,\n" * 70_000, r"a\.csv:\d+: not a table"),
        ("a.xlsx", "PK\x03\x04", "not a workbook"),
    ],
)
def test_a_file_that_no_format_can_read_is_refused_for_what_is_wrong_with_it(
    tmp_path, name, text, message
):
    place = tmp_path / name
    place.write_text(text)
    source = Source.open([place])
    source.files[0].name = name
    with pytest.raises(ImportSourceError, match=message):
        detect(source)


def test_a_list_of_millions_is_refused_before_its_brackets_are_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_json, "MAX_VALUES", 100)
    monkeypatch.setattr(safe_json, "_json_depth", lambda _: pytest.fail("it was looked through"))
    with pytest.raises(ImportSourceError, match="more than 100 values"):
        file_of(tmp_path, "[" + "[]," * 200 + "[]]").json()
