"""The table of export formats: what each follows, who reads it, how it was checked, what it lacks.

What a format leaves out is not written down but found: an edition with a mark for every fact is
exported in each format, and the marks are looked for.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from sphinx_proceedings.exporting.protocol import ExportContext, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.loading import load


class Notes(NamedTuple):
    """What is known of a format beside its code."""

    standard: str
    """The standard and its version, or the program whose form it is."""
    readers: str
    checked: str
    """By whose code the tests read it back."""
    why: str = ""
    """Why what is left out is."""


_CITED = "bibliographies hold what is cited: no sessions, and of links the record's own"
_PROGRAMME = "it is a programme: what is published is told by other formats"
NOTES = {
    "acl-anthology": Notes(
        "the Anthology's schema.rnc",
        "ACL Anthology",
        "the Anthology's own package (load, validate, compare)",
        "the schema has no place for them; one licence holds for all of the Anthology",
    ),
    "aclpub2": Notes(
        "aclpub2 of June 2026",
        "aclpub2, for volumes of ACL venues",
        "aclpub2's own generator, to the PDF, where it is installed; its samples' keys",
        "aclpub2 counts pages itself and has no field for the rest",
    ),
    "biblatex": Notes("BibLaTeX 3", "biber, JabRef, Zotero", "pybtex, bibtexparser", _CITED),
    "bibtex": Notes("BibTeX, UTF-8", "BibTeX, reference managers", "pybtex, bibtexparser", _CITED),
    "bibtex-ascii": Notes("BibTeX, ASCII", "old BibTeX styles", "pybtex, bibtexparser", _CITED),
    "ceur-make": Notes(
        "ceur-make's toc.xml and workshop.xml",
        "ceur-make",
        "its DTD's elements, by lxml",
        "ceur-make makes a table of contents",
    ),
    "ceur-ws": Notes(
        "CEUR-WS template of 2020-07-09",
        "CEUR-WS",
        "an HTML5 parser, by CEUR's classes",
        "the template is a table of contents",
    ),
    "crossref": Notes(
        "Crossref deposit schema 5.3.1",
        "Crossref",
        "Crossref's XSD, lxml",
        "the schema has no place for keywords, awards and the programme",
    ),
    "csl-json": Notes(
        "CSL-JSON 1.0.2",
        "Zotero, Mendeley, pandoc, citeproc",
        "its JSON Schema, citeproc-py",
        "the schema has no place for affiliations and ORCIDs",
    ),
    "csv": Notes("RFC 4180", "spreadsheets", "Python's csv", "a row has what a list needs"),
    "csv-people": Notes("RFC 4180", "spreadsheets", "Python's csv", "it is of people"),
    "csv-talks": Notes("RFC 4180", "spreadsheets", "Python's csv", "it is of talks"),
    "datacite-json": Notes(
        "DataCite 4.7, JSON",
        "DataCite",
        "the JSON Schema of Invenio's client",
        "the schema has no place for the programme; the PDF is what the DOI leads to",
    ),
    "datacite-xml": Notes(
        "DataCite 4.7, XML",
        "DataCite",
        "DataCite's XSD",
        "the schema has no place for the programme; the PDF is what the DOI leads to",
    ),
    "dblp": Notes(
        "dblp submission XML",
        "dblp",
        "dblp's content model",
        "dblp takes names, titles, pages and links",
    ),
    "dublin-core": Notes(
        "oai_dc", "OAI harvesters", "the schema of OAI-PMH", "fifteen elements, names alone"
    ),
    "endnote": Notes("EndNote's tagged format", "EndNote", "Citation.js", _CITED),
    "frab-xml": Notes("c3voc's schedule.xml", "frab, conference apps", "c3voc's XSD", _PROGRAMME),
    "icalendar": Notes("RFC 5545", "calendars", "icalendar, vobject", _PROGRAMME),
    "jats": Notes(
        "JATS 1.3, front and back matter",
        "PubMed Central, archives",
        "the XSD of its Publishing tag set",
        "the tag set has no place for the programme; files beside the PDF are linked elsewhere",
    ),
    "json": Notes(
        "our JSON Schema",
        "programs",
        "the schema; the records come back equal",
        "they are in the document of the edition",
    ),
    "linkset": Notes(
        "RFC 9264, Signposting FAIR",
        "harvesters, FAIR assessors",
        "by the RFC's keys",
        "it is of addresses",
    ),
    "markdown": Notes(
        "CommonMark 0.31, llms.txt",
        "language models, text tools",
        "markdown-it",
        "a person reads the rest on the page",
    ),
    "mods": Notes(
        "MODS 3.7",
        "libraries",
        "the schema of the Library of Congress",
        "the schema has no place for the programme",
    ),
    "oai": Notes(
        "OAI-PMH static repository of 2004-04-23",
        "OAI gateways",
        "the schema of OAI-PMH",
        "records are Dublin Core",
    ),
    "pmlr": Notes(
        "PMLR's check_volume",
        "PMLR",
        "bibtexparser, pybtex",
        "PMLR has its own addresses, ISSN and licence",
    ),
    "pretalx-json": Notes("c3voc's schedule.json", "pretalx, apps", "c3voc's schema", _PROGRAMME),
    "ris": Notes("RIS", "reference managers", "rispy, Citation.js", _CITED),
    "schema-org": Notes(
        "schema.org, JSON-LD 1.1",
        "search engines",
        "json; one graph with ids",
        "a paper is no event: its session tells its time",
    ),
    "xlsx": Notes("Office Open XML", "spreadsheets", "openpyxl", "a row has what a list needs"),
    "zenodo": Notes(
        "InvenioRDM record 6, a draft",
        "Zenodo and other InvenioRDM repositories",
        "invenio-rdm-records' JSON Schema, where it is installed; its vocabularies",
        "the PDF is uploaded, not linked; the vocabularies have no place for the rest",
    ),
}
"""By the name of the format."""

SERIES = "title: Zebra Series\nshort_title: Zebra\nissn: 2049-3630\npublisher: Quokka Press\n"
EDITION = """\
title: First Zebra Meeting
short_title: Zebra 2030
start_date: 2030-03-04
end_date: 2030-03-04
time_zone: Europe/Oslo
archival: true
licence: CC-BY-4.0
venue: {name: House, city: Oslo, country: NO}
committees: [{role: organizer, members: [{name: Orga Nizer}]}]
volume:
  {title: Zebra Book, number: "77", isbn: 978-3-16-148410-0, doi: 10.5555/zebra.book,
   date: 2030-05-06, editors: [{name: Tapir Editor}]}
awards: [{id: prize, title: Puffin Prize, papers: [one]}]
papers:
- id: one
  title: Zebra Quotients
  subtitle: an okapi appendix
  authors:
  - {name: Ana Quillfeather, orcid: 0000-0002-1825-0097, affiliations: Narwhal Institute}
  abstract: A lemur abstract.
  keywords: [ocelot]
  pages: 41-43
  doi: 10.5555/zebra.one
  arxiv: 2205.01068
  language: nl
  notices: [{type: erratum, date: 2030-07-08, text: An axolotl error., doi: 10.5555/zebra.err}]
  resources:
  - {type: pdf, url: "https://files.example/gibbon.pdf"}
  - {type: code, url: "https://code.example/coati"}
talks:
- {id: talk, title: Walrus Talk, speakers: [{name: Ibex Speaker}]}
sessions:
- id: s
  title: Manatee Session
  room: Pangolin Room
  start: 09:00
  end: "10:00"
  slots:
  - {start: 09:00, end: 09:30, paper: one}
  - {start: 09:30, end: "10:00", talk: talk}
"""
FACTS = {
    "title": "Zebra Quotients",
    "subtitle": "okapi appendix",
    "authors": "Quillfeather",
    "affiliations": "Narwhal Institute",
    "ORCID": "0000-0002-1825-0097",
    "abstract": "lemur abstract",
    "keywords": "ocelot",
    "pages": r"\b41\b",
    "DOI": r"10\.5555/zebra\.one",
    "arXiv": r"2205\.01068",
    "licence": r"(?i)cc[- ]by[- ]4\.0|licenses/by/4\.0",
    "language": r"(?i)\b(?:nl|nld|dut|dutch)\b",
    "date of publication": r"2030[-/]05[-/]06|<month>0?5</month>|month = may|\b2030,\s*5,\s*6\b",
    "awards": "Puffin Prize",
    "notices": r"axolotl error|10\.5555/zebra\.err",
    "PDF": r"gibbon\.pdf",
    "code, data, slides": "code.example/coati",
    "editors": "Tapir",
    "volume": r"Zebra Book",
    "ISBN": "978-?3-?16",
    "session": "Manatee Session",
}
"""What is looked for of each fact of a paper."""
OPTIONS = {"contact_email": "e@x.org", "depositor_email": "e@x.org", "depositor_name": "E"}


def rows() -> list[tuple[str, ...]]:
    """Return a row for each format that is registered: its name, its notes, what it lacks."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        context = _context(Path(folder))
        for name, exporter in exporters().items():
            notes = NOTES[name]
            text = _text(exporter.export(context, _selection(context, exporter.scopes)))
            lacking = ", ".join(fact for fact, mark in FACTS.items() if not re.search(mark, text))
            if lacking and notes.why:
                lacking += f" ({notes.why})"
            found.append(
                (f"`{name}`", notes.standard, notes.readers, notes.checked, lacking or "nothing")
            )
    return found


def _context(folder: Path) -> ExportContext:
    place = folder / "zebra" / "2030"
    place.mkdir(parents=True)
    (folder / "zebra" / "series.yaml").write_text(SERIES, encoding="utf-8")
    (place / "edition.yaml").write_text(EDITION, encoding="utf-8")
    loaded = load(folder)
    if loaded.catalogue is None:
        raise ValueError("\n".join(map(str, loaded.problems)))
    return ExportContext(
        catalogue=loaded.catalogue, base_url="https://site.example/", options=OPTIONS
    )


def _selection(context: ExportContext, scopes: frozenset[Scope]) -> Selection:
    catalogue = context.catalogue
    if Scope.PAPER in scopes:
        return Selection.of_record(catalogue, catalogue.papers["zebra/2030/papers/one"])
    return Selection.of_edition(catalogue, catalogue.editions["zebra/2030"])


def _text(data: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return re.sub(r"\r?\n ", "", data.decode("utf-8", "replace"))  # as calendars fold lines
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(_text(archive.read(name)) for name in archive.namelist())
