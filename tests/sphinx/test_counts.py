"""Every format and the pages have the same papers: counted in the files of built sites."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]  # it has no types
import openpyxl
import pytest
import rispy
import yaml
from icalendar import Calendar
from lxml import etree, html
from pybtex.database import parse_string
from sphinx.testing.util import SphinxTestApp

from sphinx_proceedings.exporting.protocol import Scope
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.exporting.scheduled_events import scheduled_events
from sphinx_proceedings.sphinx.site.site import Site

ADDRESS = "https://proceedings.example/site/"
OPTIONS = {
    "contact_email": "editors@example.org",
    "depositor_email": "editors@example.org",
    "depositor_name": "The editors",
}


@pytest.fixture(scope="module", params=["nasty", "real"])
def offering(request, tmp_path_factory, repository):
    """A site made of nothing but data, with all that formats ask for and each beside its paper."""
    data = "data" if request.param == "real" else "tests/data/exporting/nasty"
    source = tmp_path_factory.mktemp(request.param)
    (source / "conf.py").write_text('extensions = ["sphinx_proceedings"]\n', encoding="utf-8")
    (source / "index.rst").write_text("Site\n====\n", encoding="utf-8")
    app = SphinxTestApp(
        "html",
        srcdir=source,
        freshenv=True,
        confoverrides={
            "html_baseurl": ADDRESS,
            "proceedings_data": str(repository / data),
            "proceedings_export_options": OPTIONS,
            "proceedings_formats": "all",
        },
    )
    app.build()
    app.cleanup()
    return app


def _bib(data):
    entries = parse_string(data.decode(), "bibtex").entries.values()
    return sum(entry.type == "inproceedings" for entry in entries)


def _elements(name):
    return lambda data: len(list(etree.fromstring(data).iter(f"{{*}}{name}")))


def _zipped(name, count):
    return lambda data: count(zipfile.ZipFile(io.BytesIO(data)).read(name))


def _csv(data):
    return len(list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))))


def _articles(data):
    found = json.loads(data)
    things = found.get("@graph", [found])
    return sum(thing["@type"] == "ScholarlyArticle" for thing in things)


def _markdown(data):
    listed = re.findall(rb"^- \[.*\]\(.*/papers/[^/]+\.md\)", data, re.MULTILINE)
    # A paper's own has no list of papers; nor has an edition that has none.
    return len(listed) or len(re.findall(rb"^- Page: ", data, re.MULTILINE))


def _sheet(data):
    return openpyxl.load_workbook(io.BytesIO(data))["papers"].max_row - 1


PAPERS = {
    "acl-anthology": _elements("paper"),
    "aclpub2": _zipped("papers.yml", lambda data: len(yaml.safe_load(data))),
    "biblatex": _bib,
    "bibtex": _bib,
    "bibtex-ascii": _bib,
    "ceur-make": _zipped("toc.xml", _elements("paper")),
    "ceur-ws": _zipped("index.html", lambda data: data.count(b'class="CEURTITLE"')),
    "csl-json": lambda data: len(json.loads(data)),
    "csv": _csv,
    "dblp": _elements("publ"),
    "dublin-core": _elements("dc"),
    "endnote": lambda data: len(re.findall(rb"^%0 ", data, re.MULTILINE)),
    "jats": _elements("article"),
    "json": lambda data: len(json.loads(data).get("papers", [0])),
    "markdown": _markdown,
    "mods": _elements("mods"),
    "oai": _elements("record"),
    "pmlr": _bib,
    "ris": lambda data: len(rispy.loads(data.decode())),
    "schema-org": _articles,
    "xlsx": _sheet,
    "zenodo": lambda data: len([json.loads(data)["metadata"]]),
}
"""How many papers a file has, by readers that are not ours."""

CITING = {"biblatex", "bibtex", "bibtex-ascii", "csl-json", "endnote", "pmlr", "ris"}
"""What people cite from: papers that were withdrawn are gone from there."""

REGISTRIES = {"crossref": _elements("conference_paper")}
"""Only papers that have a DOI can be registered."""

OTHERWISE = {
    "csv-people", "csv-talks",  # of people and talks
    "datacite-json", "datacite-xml",  # the volume; the DOIs that it holds are counted below
    "frab-xml", "icalendar", "pretalx-json",  # what takes place, counted below
    "linkset",  # addresses alone
}  # fmt: skip


def test_every_format_is_counted():
    assert {*PAPERS, *REGISTRIES} | OTHERWISE == set(exporters())


def _made(app, folder, name, exporter):
    """What the site has of a format, None where the data lacks what it needs."""
    packed = ".zip" if exporter.media_type == "text/html" else ""
    path = app.outdir / folder / f"{name}{exporter.suffix}{packed}"
    return path.read_bytes() if path.is_file() else None


def _of_scope(scope, names):
    return {name for name in names if scope in exporters()[name].scopes}


def test_editions_and_pages_have_as_many(offering):
    catalogue = offering.env.domains["proc"].catalogue
    for edition in catalogue.editions.values():
        pages = list((offering.outdir / edition.key / "papers").glob("*.html"))
        assert len(pages) == len(edition.papers)
        counted = {}
        for name, exporter in exporters().items():
            if name not in {*PAPERS, *REGISTRIES} or Scope.EDITION not in exporter.scopes:
                continue
            file = edition.key.replace("/", "-")
            data = _made(offering, f"{edition.key}/metadata", file, exporter)
            if data is not None:
                counted[name] = {**PAPERS, **REGISTRIES}[name](data)
        with_doi = sum(paper.doi is not None for paper in edition.papers)
        citable = sum(paper.withdrawn is None for paper in edition.papers)
        expected = dict.fromkeys(CITING, citable) | dict.fromkeys(REGISTRIES, with_doi)
        assert counted == {name: expected.get(name, len(pages)) for name in counted}
        if edition.papers:
            # A deposit needs DOIs; a format that is gone from here is gone for its readers.
            missing = _of_scope(Scope.EDITION, {*PAPERS, *REGISTRIES}) - set(counted)
            assert missing == (set() if with_doi else {"crossref"})


def test_the_site_and_its_pages_have_as_many(offering):
    pages = list(offering.outdir.glob("*/*/papers/*.html"))
    counted = {
        name: PAPERS[name](_made(offering, "metadata", "site", exporter))
        for name, exporter in exporters().items()
        if name in PAPERS and Scope.SITE in exporter.scopes
    }
    catalogue = offering.env.domains["proc"].catalogue
    citable = sum(paper.withdrawn is None for paper in catalogue.papers.values())
    assert counted == {name: citable if name in CITING else len(pages) for name in counted}
    assert set(counted) == {
        *("biblatex", "bibtex", "bibtex-ascii", "csl-json", "csv", "endnote", "json"),
        *("mods", "oai", "ris", "schema-org", "xlsx"),
    }
    assert len(pages) == len(catalogue.papers)
    interface = list((offering.outdir / "api/v1").glob("*/*/papers/*.json"))
    assert len(interface) == len(pages)
    feed = feedparser.parse((offering.outdir / "atom.xml").read_bytes())
    assert len([e for e in feed.entries if "/papers/" in e.link]) == min(len(pages), 100)
    sitemap = etree.fromstring((offering.outdir / "sitemap.xml").read_bytes())
    addresses = [str(loc.text) for loc in sitemap.iter("{*}loc")]
    assert sum("/papers/" in address for address in addresses) == citable


def test_each_paper_has_each_format_once_beside_its_page(offering):
    catalogue = offering.env.domains["proc"].catalogue
    for page in offering.outdir.glob("*/*/papers/*.html"):
        counted = {
            name: PAPERS[name](data)
            for name, exporter in exporters().items()
            if name in PAPERS
            and Scope.PAPER in exporter.scopes
            and (data := _made(offering, page.parent, page.stem, exporter)) is not None
        }
        assert counted == dict.fromkeys(counted, 1)
        paper = catalogue.papers[page.relative_to(offering.outdir).with_suffix("").as_posix()]
        missing = _of_scope(Scope.PAPER, {*PAPERS}) - set(counted)
        assert missing == (_of_scope(Scope.PAPER, CITING) if paper.withdrawn else set())


def test_volumes_hold_the_dois_of_the_pages(offering):
    catalogue = offering.env.domains["proc"].catalogue
    for edition in catalogue.editions.values():
        file = edition.key.replace("/", "-")
        for name in ("datacite-json", "datacite-xml"):
            data = _made(offering, f"{edition.key}/metadata", file, exporters()[name])
            if data is None:
                assert not (edition.volume and edition.volume.doi)
                continue
            told = {str(paper.doi) for paper in edition.papers if paper.doi}
            if name == "datacite-xml":
                related = etree.fromstring(data).iter("{*}relatedIdentifier")
                found = {e.text for e in related if e.get("relationType") == "HasPart"}
            else:
                related = json.loads(data)["data"]["attributes"]["relatedIdentifiers"]
                found = {e["relatedIdentifier"] for e in related if e["relationType"] == "HasPart"}
            assert found >= told


def test_schedules_and_calendars_have_the_same_events(offering):
    context = Site.of(offering).export_context
    for edition in context.catalogue.editions.values():
        expected = len(scheduled_events(context, edition))
        file, folder = edition.key.replace("/", "-"), f"{edition.key}/metadata"
        xml = _made(offering, folder, file, exporters()["frab-xml"])
        document = _made(offering, folder, file, exporters()["pretalx-json"])
        assert (xml is None) == (document is None) == (expected == 0)
        if xml is None or document is None:
            continue
        assert len(list(etree.fromstring(xml).iter("event"))) == expected
        days = json.loads(document)["schedule"]["conference"]["days"]
        assert sum(len(room) for day in days for room in day["rooms"].values()) == expected
        calendar = _made(offering, folder, file, exporters()["icalendar"])
        events = {str(event["uid"]) for event in Calendar.from_ical(calendar).walk("VEVENT")}
        assert {str(h.guid) for h in scheduled_events(context, edition)} <= events


def test_the_repository_lies_where_it_says(offering):
    for file in offering.outdir.rglob("*.oai.xml"):
        address = etree.fromstring(file.read_bytes()).findtext(".//{*}baseURL")
        path = urlsplit(str(address)).path.removeprefix(urlsplit(ADDRESS).path)
        if "papers" not in path:
            assert offering.outdir / path == file


def test_calendars_have_the_times_of_the_pages(offering):
    """The same instants, for every record that has a calendar beside its page."""
    catalogue = offering.env.domains["proc"].catalogue
    compared = 0
    for record in (*catalogue.papers.values(), *catalogue.talks.values()):
        file = offering.outdir / f"{record.key}.ics"
        if not file.is_file():
            continue
        page = html.parse(str(offering.outdir / f"{record.key}.html"))
        shown = {
            dt.datetime.fromisoformat(time)
            for time in page.xpath("//time/@datetime")
            if "T" in str(time)
        }
        for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
            if isinstance(start := event.decoded("dtstart"), dt.datetime):
                assert start in shown, record.key
                compared += 1
    assert compared
