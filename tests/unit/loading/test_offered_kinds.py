"""Files that records offer: what is published, told by content and by name, and what is not."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import openpyxl
import pytest
from PIL import Image

from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.files.offered_kinds import OFFERED_KINDS

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'
OUTSIDE = "pack it into a .zip, or put it elsewhere and give its url"
AGAIN = f"export it again, {OUTSIDE}"


def picture(form: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(stream, form)
    return stream.getvalue()


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.html"))
    return stream.getvalue()


def sheet() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def office(folder: str) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<d/>"})


def open_document(form: str) -> bytes:
    kind = f"application/vnd.oasis.opendocument.{form}".encode()
    return zipped(mimetype=kind, **{"content.xml": b"<d/>"})


GOOD = {
    "a.pdf": b"%PDF-1.7\nstartxref\n0\n%%EOF\n",
    "mail.pdf": b"\r\n%PDF-1.4\n",
    "v1.0 final.PDF": b"%PDF-1.7\n",
    "a.jpg": picture("JPEG"),
    "a.jpeg": picture("JPEG"),
    "a.png": picture("PNG"),
    "a.webp": picture("WEBP"),
    "a.svg": SVG % b'<path d="M0 0h9" style="fill:url(#a)"/><use xlink:href="#a"/>',
    "a.docx": office("word"),
    "a.pptx": office("ppt"),
    "a.xlsx": sheet(),
    "a.odt": open_document("text"),
    "a.odp": open_document("presentation"),
    "a.ods": open_document("spreadsheet"),
    "a.zip": zipped(**{"evil.html": HTML}),
    "empty.zip": zipped(),
    "a.tar": tarred(),
    "a.tar.gz": gzip.compress(tarred()),
    "a.tgz": gzip.compress(tarred()),
    "a.csv.gz": gzip.compress(b"a,b\n"),
    "a.json.gz": gzip.compress(b"{}"),
    "a.tar.bz2": bz2.compress(tarred()),
    "a.tar.xz": lzma.compress(tarred()),
    "a.tar.zst": b"\x28\xb5\x2f\xfd\x00",
    "a.7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "a.mp4": b"\x00\x00\x00\x18ftypmp42",
    "a.m4v": b"\x00\x00\x00\x18ftypM4V ",
    "a.m4a": b"\x00\x00\x00\x18ftypM4A ",
    "a.mov": b"\x00\x00\x00\x14ftypqt  ",
    "a.webm": b"\x1a\x45\xdf\xa3\x01",
    "a.mkv": b"\x1a\x45\xdf\xa3\x01",
    "a.ogv": b"OggS\x00",
    "a.ogg": b"OggS\x00",
    "a.oga": b"OggS\x00",
    "a.opus": b"OggS\x00",
    "a.mp3": b"ID3\x04",
    "a.wav": b"RIFF\x24\x00\x00\x00WAVE",
    "a.flac": b"fLaC\x00",
    "a.txt": "Größe < 5\n".encode(),
    "a.md": b"# a\n\n<script>alert(1)</script>\n",
    "a.csv": b"\xef\xbb\xbfa,b\r\n",
    "a.tsv": b"a\tb\n",
    "a.json": b'{"a": "<script>"}',
    "a.jsonl": b"{}\n{}\n",
    "a.ipynb": b"{}",
    "a.bib": b"@misc{a}\n",
    "a.tex": b"\\input{a}\n",
    "a.srt": b"1\n00:00:00,000 --> 00:00:01,000\na\n",
    "a.vtt": b"WEBVTT\n",
}

BAD = {
    "evil.html": (HTML, f"ends in .html, which is no kind that is published; {OUTSIDE}"),
    "evil.HTM": (HTML, f"ends in .HTM, which is no kind that is published; {OUTSIDE}"),
    "evil.xhtml": (HTML, f"ends in .xhtml, which is no kind that is published; {OUTSIDE}"),
    "evil.xml": (b"<a/>", f"ends in .xml, which is no kind that is published; {OUTSIDE}"),
    "evil.js": (b"alert(1)", f"ends in .js, which is no kind that is published; {OUTSIDE}"),
    "evil.php": (b"<?php ?>", f"ends in .php, which is no kind that is published; {OUTSIDE}"),
    "evil.svgz": (b"\x1f\x8b\x08", f"ends in .svgz, which is no kind that is published; {OUTSIDE}"),
    "evil.gz": (b"\x1f\x8b\x08", f"ends in .gz, which is no kind that is published; {OUTSIDE}"),
    "evil": (HTML, f"has no ending that says what it is; {OUTSIDE}"),
    "evil.": (HTML, f"has no ending that says what it is; {OUTSIDE}"),
    ".htaccess": (
        b"AddType text/html .pdf",
        "begins with a dot, as what servers keep for themselves does; rename it",
    ),
    ".git/a.txt": (
        b"a",
        "begins with a dot, as what servers keep for themselves does; rename it",
    ),
    "a.php.txt": (b"a", "has .php within its name, which some web servers run; rename it"),
    "a.html.csv.gz": (
        b"\x1f\x8b\x08",
        "has .html within its name, which some web servers run; rename it",
    ),
    "late.pdf": (
        HTML + b"%PDF-1.7",
        f"is a web page, whatever its ending .pdf says; export it again, {OUTSIDE}",
    ),
    "html.png": (
        b"<html>",
        f"is a web page, whatever its ending .png says; export it again, {OUTSIDE}",
    ),
    "html.zip": (
        b"\n <script>",
        f"is a web page, whatever its ending .zip says; export it again, {OUTSIDE}",
    ),
    "html.txt": (
        b"\xef\xbb\xbf\n<HTML>",
        f"is a web page, whatever its ending .txt says; export it again, {OUTSIDE}",
    ),
    "xml.csv": (
        b"<?xml version='1.0'?>",
        f"is of no kind that is published, whatever its ending .csv says; {AGAIN}",
    ),
    "png.jpg": (
        picture("PNG"),
        "is a PNG image, whatever its ending .jpg says; let its name end in .png",
    ),
    "slides.docx": (
        office("ppt"),
        "is a PowerPoint presentation, whatever its ending .docx says; let its name end in .pptx",
    ),
    "zip.pptx": (
        zipped(a=b""),
        "is a ZIP archive, whatever its ending .pptx says; let its name end in .zip",
    ),
    "utf-16.txt": (
        "a".encode("utf-16"),
        f"is of no kind that is published, whatever its ending .txt says; {AGAIN}",
    ),
    "latin.csv": (b"caf\xe9", "is text in another encoding; save it as UTF-8"),
    "late.txt": (
        b"a" * 70_000 + b"\0" + b"a" * 70_000,
        f"has control characters, which text has not; {OUTSIDE}",
    ),
}


def said(make_data, files: dict[str, bytes], kind: str = "other") -> dict[str, str]:
    """Offer files by one paper; return what is wrong, by name."""
    offered = "".join(f"      - {{type: {kind}, file: {name!r}}}\n" for name in files)
    papers = f'papers:\n  - id: "1"\n    title: One\n    authors: [A B]\n    resources:\n{offered}'
    papers = papers.replace("[A B]", "[{name: Ada Lovelace}]")
    placed = {f"demo/2022/{name}": content for name, content in files.items()}
    problems = load(make_data({"demo/2022/papers.yaml": papers, **placed})).problems
    found = {}
    for problem in problems:
        assert problem.code == "PP112"
        name, _, message = problem.message.removeprefix("file '").partition("' ")
        found[name] = message
    return found


def test_every_kind_of_the_list_is_published(make_data):
    endings = {ending for kind in OFFERED_KINDS for ending in kind.endings}
    assert endings == {f".{name.partition('.')[2]}" for name in GOOD if name.startswith("a.")}
    assert said(make_data, GOOD) == {}


def test_whatever_could_run_on_the_site_is_refused(make_data):
    expected = {name: message for name, (_, message) in BAD.items()}
    assert said(make_data, {name: content for name, (content, _) in BAD.items()}) == expected


@pytest.mark.parametrize("ending", sorted({e for kind in OFFERED_KINDS for e in kind.endings}))
def test_a_web_page_is_refused_under_every_ending(make_data, ending):
    (message,) = said(make_data, {f"evil{ending}": HTML}).values()
    assert message.startswith("is a web page, whatever its ending")


def test_a_paper_and_a_volume_are_pdfs(make_data):
    said_of = said(make_data, {"a.pdf": GOOD["a.pdf"], "a.txt": b"a"}, kind="pdf")
    reason = "must be a PDF, and ends in .txt; export it so, or give it another type"
    assert said_of == {"a.txt": reason}


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>",
        b'<rect onload="alert(1)"/>',
        b'<rect ONLOAD="alert(1)"/>',
        b'<a href="javascript:alert(1)"><rect/></a>',
        b'<use href="other.svg#a"/>',
        b'<use xlink:href="data:image/svg+xml;base64,AAAA"/>',
        b'<image href="https://example.org/a.png"/>',
        b'<image href="data:image/svg+xml;base64,AAAA"/>',
        b'<image href="data:text/html;base64,AAAA"/>',
        b'<set attributeName="href" to="javascript:alert(1)"/>',
        b'<animate attributeName="href" values="javascript:alert(1)"/>',
        b'<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">a</b></foreignObject>',
        b'<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        b"<iframe/>",
        b'<style xmlns="http://www.w3.org/1999/xhtml">a{}</style>',
        b'<feImage href="https://example.org/"/>',
        b'<rect style="fill:url(https://example.org/)"/>',
        b"<rect fill=\"url( 'https://example.org/#a')\"/>",
        b'<rect style="fill:u\\72l(https://example.org/)"/>',
        b"<style>@import 'https://example.org/';</style>",
        b"<style>@im<!-- -->port 'https://example.org/';</style>",
        b"<style>@im<![CDATA[port 'https://example.org/';]]></style>",
        b"<style>a{background:image-set('https://example.org/')}</style>",
        b'<g xml:base="https://example.org/"><use href="#a"/></g>',
        b'<g xmlns:e="http://www.w3.org/2001/xml-events" e:event="load"/>',
        b'<?xml-stylesheet href="a.xsl"?>',
        b"&a;",
        b"<g>",
    ],
)
def test_an_svg_that_is_more_than_a_picture_is_refused(make_data, inside):
    (message,) = said(make_data, {"a.svg": SVG % inside}).values()
    assert "SVG" in message
    assert message.endswith("; save it as a plain picture, or as PDF or PNG")


@pytest.mark.parametrize(
    "whole",
    [
        b'<?xml-stylesheet type="text/xsl" href="a.xsl"?>' + SVG % b"",
        SVG % b"" + b'<?xml-stylesheet type="text/xsl" href="a.xsl"?>',
        b'<!DOCTYPE svg [<!ENTITY a "<script/>">]>' + SVG % b"&a;",
        b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + SVG % b"",
        b'<?xml version="1.0" encoding="utf-7"?>' + SVG % b"",
        b'<?xml version="1.0"?><svg/>',
        b'<a xmlns="http://creativecommons.org/ns#">' + SVG % b"" + b"</a>",
        b'<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>',
        SVG % b"caf\xe9",
    ],
)
def test_what_stands_around_an_svg_does_not_help_it(make_data, whole):
    (message,) = said(make_data, {"a.svg": whole}).values()
    assert "a.svg" not in message


def test_what_drawing_programs_write_is_a_picture(make_data):
    matplotlib = (
        b'<?xml version="1.0" encoding="utf-8" standalone="no"?>\n'
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
        b'  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        + SVG
        % b"""<!-- made with Matplotlib -->
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#"><cc:Work><cc:format>image/svg+xml</cc:format></cc:Work>
 </rdf:RDF></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1"><path d="M 0 0 L 9 9" clip-path="url(#p1)" style="fill: none"/>
 <image xlink:href="data:image/png;base64,
iVBORw0KGgo=" width="1" height="1"/></g>"""
    )
    assert said(make_data, {"a.svg": matplotlib}) == {}
