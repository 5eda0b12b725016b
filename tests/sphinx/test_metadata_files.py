"""Every export is offered beside the pages, and says what `proceedings export` would say."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from sphinx.errors import ConfigError

from sphinx_proceedings.exporting.formats.web.api import api_files
from sphinx_proceedings.exporting.protocol import ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.folders.zip_writing import zipped
from sphinx_proceedings.sphinx.site.export_files import further_formats
from sphinx_proceedings.sphinx.site.site import Site


@pytest.fixture(scope="module")
def generous(project):
    """The test project with every format beside each record."""
    return project(proceedings_formats="all")


def exported(site, scope, selection):
    """The formats of a scope that refuse nothing, with their content by ending."""
    context = Site.of(site.app).export_context
    for exporter in exporters().values():
        if scope in exporter.scopes:
            try:
                yield exporter, exporter.export(context, selection(context.catalogue))
            except ExportError:
                continue


def links(site, page):
    tree = site.tree(page)
    folder = (site.folder / page).parent
    return {
        (folder / unquote(href)).resolve().relative_to(site.folder.resolve()).as_posix()
        for href in tree.xpath("//ul[@class='proc-downloads']//a/@href")
    }


def test_edition_offers_every_format_that_can_say_it(site):
    found = links(site, "forum/2031/metadata/index.html")
    wanted = {}
    for exporter, content in exported(
        site, Scope.EDITION, lambda c: Selection.of_edition(c, c.editions["forum/2031"])
    ):
        path = f"forum/2031/metadata/forum-2031{exporter.suffix}"
        if exporter.media_type == "text/html":  # packed, for it is no page of this site
            wanted[f"{path}.zip"] = zipped({"index.html": content})
        else:
            wanted[path] = content
    assert found == set(wanted)
    assert len(wanted) > 12
    for path, content in wanted.items():
        assert (site.folder / path).read_bytes() == content, path


def test_site_offers_every_format_that_can_say_it(site):
    found = links(site, "metadata/index.html")
    wanted = {
        f"metadata/site{exporter.suffix}"
        for exporter, _ in exported(site, Scope.SITE, Selection.of_site)
    }
    assert found == wanted
    assert "metadata/site.bib" in found


def test_record_has_the_formats_that_conf_py_asks_for(generous):
    catalogue = generous.app.env.domains["proc"].catalogue
    paper = catalogue.papers["forum/2031/papers/12"]
    page = generous.tree(f"{paper.key}.html")
    named = set(page.xpath("//p[@class='proc-formats']//a/@href"))
    for exporter, content in exported(
        generous, Scope.PAPER, lambda c: Selection.of_record(c, paper)
    ):
        name = f"{paper.id}{exporter.suffix}"
        assert ((generous.folder / paper.key).parent / name).read_bytes() == content, name
        if exporter.name != "bibtex":  # that one stands on the page
            assert any(href.endswith(name) for href in named), name


def test_exports_can_be_left_to_the_command_line(project):
    built = project(proceedings_exports=False)
    assert built.warnings == ""
    assert not (built.folder / "api").exists()
    assert not list(built.folder.rglob("metadata"))
    links = built.tree("forum/2030/index.html").xpath("//a/@href")
    assert not [href for href in links if "metadata" in href]
    assert (built.folder / "forum/2031/papers/12.bib").is_file()


def test_unknown_format_in_conf_py_is_named():
    with pytest.raises(ExportError, match="proceedings_formats: there is no format 'bibtx'"):
        further_formats(("bibtx",))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"proceedings_formats": ["bibtx"]}, "proceedings_formats: there is no format 'bibtx'"),
        (
            {"proceedings_export_options": {"contact_emial": "a@example.org"}},
            "proceedings_export_options: no format has an option 'contact_emial'; there are acl_",
        ),
    ],
)
def test_wrong_setting_is_said_without_a_traceback(project, setting, says):
    with pytest.raises(ConfigError, match=says):
        project(**setting)


def test_interface_is_written_file_by_file(site):
    files = dict(api_files(Site.of(site.app).export_context))
    root = site.folder / "api"
    written = {path.relative_to(site.folder).as_posix(): path for path in root.rglob("*.json")}
    assert set(written) == set(files)
    for name, path in written.items():
        assert path.read_bytes() == files[name], name


def test_interface_lists_every_record_and_fits_its_schema(site):
    root = site.folder / "api/v1"
    schema = json.loads((root / "schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    documents = [path for path in root.rglob("*.json") if path.name != "schema.json"]
    catalogue = site.app.env.domains["proc"].catalogue
    names = {path.relative_to(root).with_suffix("").as_posix() for path in documents}
    assert names >= {*catalogue.papers, *catalogue.talks}
    assert names >= {person.key for person in catalogue.people.values()}
    for path in documents:
        validator.validate(json.loads(path.read_text(encoding="utf-8")))
