"""Roles on written pages, objects.inv, other builders, parallel reading and repeated builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace
from sphinx.util.inventory import InventoryFile
from tests.sphinx.conftest import ROOTS

from sphinx_proceedings.sphinx.data import InvalidDataError


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(ROOTS / "test-proceedings", folder)
    return folder


def run(source, *arguments):
    """Build as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-n", "-q", *arguments, source, source / "_site"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )


def test_roles_link_to_records_from_anywhere(site):
    tree = site.tree("index.html")
    found = {a.text_content(): a.get("href") for a in tree.xpath("//div[@class='body']//p/a")}
    assert found["the other one"] == "forum/2031/papers/B7.html"
    assert found["Why we meet"] == "forum/2031/talks/opening.html"
    assert found["Ana Šarić"] == "people/ana-saric.html"
    assert found["Morning"] == "forum/2031/programme.html#session-morning"
    assert found["Forum 2030"] == "forum/2030/index.html"
    assert found["What next?"] == "forum/2031/programme.html#panel-panel"
    assert found["Category theory"] == "keywords/category-theory.html"
    assert any(text.startswith("<script>") for text in found)
    assert not tree.xpath("//div[@class='body']//p/a/code"), "titles and names are no code"


@pytest.mark.parametrize(
    ("directive", "wrong", "known"),
    [
        ("people", ":role: organiser", '"organizer"'),
        ("papers", ":type: long-paper", '"oral"'),
        ("papers", ":group-by: author", '"session"'),
    ],
)
def test_an_option_that_nothing_has_names_the_page_and_the_choices(source, directive, wrong, known):
    page = f"# Plain\n\n```{{proc:{directive}}} forum/2031\n{wrong}\n```\n"
    (source / "plain.md").write_text(page, encoding="utf-8")
    done = run(source)
    assert done.returncode == 1
    assert "plain.md:4: WARNING:" in done.stderr
    assert known in done.stderr


def test_short_id_means_the_edition_of_the_page(site):
    tree = site.tree("forum/2031/index.html")
    assert "papers/12.html" in tree.xpath("//div[@class='body']//p/a/@href")


def test_dangling_role_names_the_page_and_what_to_do(source):
    (source / "plain.md").write_text("# Plain\n\n{proc:paper}`forum/2031/99`\n", encoding="utf-8")
    done = run(source)
    assert done.returncode == 1
    assert "plain.md:3: WARNING: there is no paper 'forum/2031/99' in the data" in done.stderr


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("proc:papers", "this page is in no edition; name one of: forum/2030, forum/2031"),
        ("proc:papers} forum/1999", "there is no edition 'forum/1999'; name one of"),
        ("proc:editions} nothing", "there is no series 'nothing'; name one of: forum, other"),
    ],
)
def test_directive_without_a_subject_says_so(source, directive, message):
    brace = "" if "}" in directive else "}"
    text = f"# Plain\n\n```{{{directive}{brace}\n```\n"
    (source / "plain.md").write_text(text, encoding="utf-8")
    done = run(source)
    assert done.returncode == 1
    assert "plain.md:3: " in done.stderr
    assert message in done.stderr


@pytest.mark.parametrize("quoted", ["", "> "])
def test_groups_without_a_paper_of_the_type_are_left_out(source, quoted):
    lines = ["```{proc:papers} forum/2031", ":group-by: session", ":type: oral", "```"]
    page = "\n".join(quoted + line for line in lines)
    (source / "plain.md").write_text(f"# Plain\n\n{page}\n", encoding="utf-8")
    assert run(source).stderr == ""
    text = (source / "_site/plain.html").read_text(encoding="utf-8")
    assert 'id="papers-session-morning"' in text
    assert text.count('id="papers-') == 1
    assert text.count('<ol class="proc-papers">') == 1


def test_groups_stand_in_the_contents_of_a_page(site):
    tree = site.tree("forum/2031/contents.html")
    titles = [h.text for h in tree.xpath("//section[@id='by-session']/section/h3")]
    assert titles == ["Morning", "Beside the morning", "Other papers"]
    assert tree.xpath("//section[@id='people-organizer']/h3")[0].text == "Organizers"


def test_inventory_has_every_record(site):
    data = (site.folder / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri="https://example.org").data
    catalogue = site.app.env.domains["proc"].catalogue
    assert len(inventory["proc:paper"]) == len(catalogue.papers)
    assert len(inventory["proc:person"]) == len(catalogue.people)
    assert len(inventory["proc:keyword"]) == len(catalogue.keywords)
    paper = inventory["proc:paper"]["forum/2031/B7"]
    assert paper.uri == "https://example.org/forum/2031/papers/B7.html"
    assert paper.display_name == "RETRACTED: Main content"
    session = inventory["proc:session"]["forum/2031/morning"]
    assert session.uri.endswith("/forum/2031/programme.html#session-morning")


def test_another_project_links_to_records_with_intersphinx(site, tmp_path):
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx.ext.intersphinx', 'sphinx_proceedings']\n"
        "proceedings_data = 'data'\n"
        "exclude_patterns = ['data']\n"
        "intersphinx_mapping = {'forum': ('https://example.org/',"
        f" {str(site.folder / 'objects.inv')!r})}}\n",
        encoding="utf-8",
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "index.rst").write_text(
        "Elsewhere\n=========\n\n:external+forum:proc:paper:`forum/2031/B7`\n", encoding="utf-8"
    )
    done = run(tmp_path)
    assert done.stderr == ""
    text = (tmp_path / "_site" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/forum/2031/papers/B7.html"' in text


@pytest.mark.parametrize("builder", ["text", "latex", "xml", "man"])
def test_other_builders_get_the_same_content(project, builder):
    built = project(builder)
    assert built.warnings == ""
    files = [p for p in built.folder.rglob("*") if p.suffix in {".txt", ".tex", ".xml", ".1"}]
    text = "\n".join(p.read_text(encoding="utf-8") for p in files)
    for words in ("In no session", "Zoë", "Best paper", "Structures", "She asked for it"):
        assert words in text, words
    for markup in ("proc-paper-title", "<p>", "&amp;amp;"):
        assert markup not in text, markup
    assert {"man": "sqrt{n}"}.get(builder, "\\sqrt{n}") in text


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme", "basic"])
def test_project_builds_under_other_themes(project, theme):
    built = project(html_theme=theme)
    assert built.warnings == ""
    tree = built.tree("forum/2031/papers/12.html")
    assert len(tree.xpath("//article//h1")) == 1
    assert tree.xpath("//a[contains(@href, 'people/ana-saric.html')]")


def test_dirhtml_reaches_every_record(project):
    built = project("dirhtml")
    assert built.warnings == ""
    tree = built.tree("forum/2031/papers/12/index.html")
    links = tree.xpath("//article//a[bdi]/@href")
    assert "../../../../people/ana-saric/" in links
    assert (built.folder / "people/ana-saric/index.html").is_file()


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in {".html", ".inv", ".css"}
    }


def test_parallel_build_touch_and_rebuild(source):
    serial, parallel = source / "_site", source.parent / "_parallel"
    assert run(source).stderr == ""
    pages = snapshot(serial)
    shutil.rmtree(serial)
    assert run(source, "-j", "4").stderr == ""
    serial.rename(parallel)
    assert snapshot(parallel) == pages
    shutil.copytree(parallel, serial)

    # A page of data that was read in a worker is read again when the data changed.
    papers = source / "data/forum/2031/papers.yaml"
    papers.write_text(
        papers.read_text(encoding="utf-8").replace("In no session", "Outside any session"),
        encoding="utf-8",
    )
    assert run(source, "-j", "4").stderr == ""
    changed = snapshot(serial)
    for page in ("forum/2031/contents.html", "forum/2031/papers/c3.html"):
        assert b"Outside any session" in changed[page], page
        assert b"In no session" not in changed[page], page
    assert changed["plain.html"] == pages["plain.html"]

    # An untouched page without data is not read again, and nothing else differs from a clean build.
    os.utime(source / "plain.md")
    assert run(source, "-j", "4").stderr == ""
    shutil.rmtree(serial)
    assert run(source).stderr == ""
    assert snapshot(serial) == changed


def test_bad_data_is_reported_and_leaves_the_last_site_whole(source):
    assert run(source).returncode == 0
    before = snapshot(source / "_site")
    papers = source / "data/forum/2031/papers.yaml"
    text = papers.read_text(encoding="utf-8")
    line = 1 + text[: text.index("abstract: |")].count("\n")
    papers.write_text(text.replace("abstract: |", "absract: |", 1), encoding="utf-8")
    for _ in range(2):  # the second build says it again
        done = run(source)
        assert done.returncode == 1
        message = f"papers.yaml:{line}:3: PP104 unknown key 'absract' (did you mean 'abstract'?)"
        assert message in done.stderr
        assert "Traceback" not in done.stderr
        assert snapshot(source / "_site") == before


def test_problems_name_the_folder_as_it_is(source):
    conf = source / "conf.py"
    conf.write_text(
        conf.read_text("utf-8").replace('"data"', f'"../{source.name}/data"', 1), "utf-8"
    )
    (source / "data/forum/series.yaml").write_text("title: Forum\n", encoding="utf-8")
    done = run(source)
    assert f"{source}/data/forum/series.yaml:1:1: PP105" in done.stderr
    assert f"below {source}/data;" in done.stderr


def test_listings_of_one_page_have_ids_of_their_own(source):
    listing = "\n```{proc:programme} forum/2031\n```\n"
    (source / "twice.md").write_text(f"---\norphan: true\n---\n# Closing\n{listing * 2}")
    done = run(source)
    assert (done.returncode, done.stderr) == (0, "")
    page = html.parse(source / "_site/twice.html").getroot()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    sessions = page.xpath("//section[contains(@class, 'proc-session')]")
    named = [section.get("aria-labelledby") for section in sessions]
    assert len(named) == len(set(named))
    assert set(named) <= set(ids)
    for section in sessions:
        assert section.xpath(".//*[@id=$name]", name=section.get("aria-labelledby"))


def test_bad_data_ends_a_build_in_process_with_status_one(source):
    (source / "data/forum/series.yaml").write_text("title: Forum\n", encoding="utf-8")
    # What a half-made application registered must not reach the next one in this process.
    with docutils_namespace(), pytest.raises(InvalidDataError) as caught:
        SphinxTestApp("html", srcdir=source)
    assert caught.value.code == 1
    assert str(caught.value) == f"1 problem in the data below {source}/data; nothing was built."


def test_warning_does_not_fail_a_build(source):
    (source / "data/forum/2031/talks.yml").write_text("talks: []\n", encoding="utf-8")
    done = run(source)
    assert (done.returncode, done.stderr) == (0, "")


def test_missing_data_folder_says_what_to_set(source):
    shutil.rmtree(source / "data")
    done = run(source)
    assert done.returncode == 1
    assert "proceedings_data" in done.stderr
