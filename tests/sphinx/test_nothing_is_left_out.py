"""Every key of every record reaches a reader: on a page, in the JSON, the volume and the EPUB.

The data is made from the models (``tests/filled_data.py``), so that a new field is looked for as
soon as it exists. What an output leaves out is written down below with the reason.
"""

from __future__ import annotations

import datetime as dt
import enum
import html
import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from babel.dates import format_date
from lxml import html as lxml_html
from PIL import Image
from tests.filled_data import COLOURS, FILES, SERIES, YEAR, FilledData

from sphinx_proceedings.model.languages.labels import label
from sphinx_proceedings.model.values.dates import Date, TimeZone
from sphinx_proceedings.model.values.identifiers import CountryCode, LanguageTag, Licence, Ror
from sphinx_proceedings.model.values.names import PersonName
from sphinx_proceedings.model.values.page_ranges import PageRange
from sphinx_proceedings.model.values.reduced_dates import PublicationDate

EDITION = f"{SERIES}/{YEAR}"
PEOPLE = r"(?:.*\.)?(?:authors|speakers|members|panelists|moderators|chairs|editors|people)"

# Keys that an output leaves out, by their paths without the numbers of lists, and why.
NOT_ON_PAGES = {
    rf"{PEOPLE}\.affiliations\.ror": "linked where affiliations are listed, which is with a paper",
    rf"{PEOPLE}\.honorific": "announced of speakers, committees and winners; papers print none",
    r"edition\.talks\.speakers\.(corresponding|presenter|roles|equal)": "said of authors",
    r"edition\.papers\.funding\.(doi|ror)": "for registries, which know funders by them",
    r"edition\.(papers\.pdf(_checked\..*)?|page_limit\..*)": "for organizers and their checks",
    r"edition\.volume\.short_title": "for the running heads of the PDF",
    r"people\.people\.former_names": "shown nowhere; it leads to the person",
    r"edition\.(\w+\.)*changed": "raises the SEQUENCE of calendars",
    r"edition\.call\.dates\.kind": "tells whether a day has a time of day",
    r"(edition|series)\.brand\.colour": "in the style sheet of its pages, as shades",
    r"people\.organizations\.id": "an organization has no page; its variants lead to it",
}
NOT_IN_JSON: dict[str, str] = {
    r"people\.people\.former_names": "shown nowhere; it leads to the person",
}
ON_THE_SITE = {
    r"series\..*": "the page of the series",
    r"edition\.brand\..*": "the look of pages; the volume has its colours",
    r"people\..*": "pages of persons; a volume has names as printed",
    r"edition\.(call|links|sources|newer_edition|redirects)\..*": "pages that help while it lasts",
    r"edition\.(announcements|editorial_notes|overview|mode|status)": "the edition's page",
    r"edition\.(archival|number|time_zone)": "the edition's page",
    r".*\.(former_ids|source|id)": "addresses and where facts come from are of the site",
    r".*\.resources\.\w+": "files and addresses lie beside the paper's page",
    r"edition\..*\.(presenter|corresponding|photo|url|honorific)": "the paper's or person's page",
    r"edition\.papers\.(number|archival|arxiv)": "the paper's page",
    r"edition\.(tracks|sessions|awards)\.description": "the edition's pages",
    r"edition\.awards\.(sponsor|people\..*)": "the page of awards",
    r"edition\.sponsors\.(logo_dark|url)": "for screens",
    rf"{PEOPLE}\.(orcid|note|bio|affiliations\.\w+)": "the page of the paper or person",
    r"edition\.(papers\.pdf(_checked\..*)?|page_limit\..*)": "for organizers and their checks",
    r"edition\.papers\.notices\.(doi|url|file)": "the paper's page",
    r"edition\.(publish_references|references\.listed)": "the paper's page; its PDF prints them",
    r"edition\.(speakers|venue)\..*": "the edition's pages",
    r"edition\.papers\.(type|date|pages)": "the paper's page",
    r"edition\.volume\.file": "the volume itself",
    r"edition\.papers\.funding\.(doi|ror)": "for registries, which know funders by them",
    r"edition\.(papers|talks)\.translated_abstracts\.fr": "the page of the paper or talk",
    r"edition\.talks\.translated_titles\.fr": "the talk's page",
    r"edition\.(\w+\.)*(changed|status_note|event_status|cancelled)": "news while people come",
    r"edition\.sessions\.slots\.url": "for the day itself",
}
NOT_IN_VOLUME = ON_THE_SITE | {
    r"edition\.committees\.role": "its title stands instead of the word for the role",
    r"edition\.sessions\.end_date": "the programme is by day",
    r"edition\.volume\.date": "an imprint has the year",
    r"edition\.volume_pages\.pages": "the pages bear their numbers",
    r"edition\.sessions\.slots\.note": "a remark for the day itself",
    r"edition\.keywords": "keywords of papers are in the index",
    r"edition\.(papers\.|talks\.)?language": "marks the text for hyphenation and readers aloud",
}
NOT_IN_EPUB = ON_THE_SITE | {
    r"edition\.(sessions|committees|sponsors|sponsor_tiers|awards|panels)\..*": (
        "an EPUB has papers and talks to be read, not the event"
    ),
    r"edition\.(start_date|end_date|short_title|theme)": "as above",
    r"edition\.talks\.status": "what was moved took place; what is off has its mark",
    r"edition\.(host_event|tracks)\..*": "as above",
    r"edition\.volume\.(isbn|issn|doi|number|place|preface|short_title)": "the PDF's title page",
}


@pytest.fixture(scope="module")
def filled():
    return FilledData()


@pytest.fixture(scope="module")
def project(filled, tmp_path_factory):
    """A site with the filled data, built, and its archive beside it."""
    folder = tmp_path_factory.mktemp("filled")
    filled.write(folder / "data")
    (folder / "docs").mkdir()
    configuration = (
        'extensions = ["myst_parser", "sphinx_proceedings"]\n'
        'html_theme = "pydata_sphinx_theme"\n'
        'html_baseurl = "https://proceedings.example/"\n'
        'proceedings_data = "../data"\n'
    )
    (folder / "docs/conf.py").write_text(configuration)
    (folder / "docs/index.md").write_text("# Home\n")
    run("sphinx", "-W", "-q", "-b", "html", folder / "docs", folder / "site")
    filled.write(folder / "unprinted", without="file")
    (folder / "docs/conf.py").write_text(configuration.replace("../data", "../unprinted"))
    run("sphinx_proceedings", "build", "pdf", "--data", folder / "unprinted", "--output", folder)
    where = ("--source", folder / "docs", "--output", folder / "build")
    run("sphinx_proceedings", "build", "archive", *where)
    with ZipFile(folder / "build" / f"{SERIES}-{YEAR}.zip") as archive:
        archive.extractall(folder)
    return folder


def run(module: str, *arguments: object) -> None:
    """Run a module as a command of its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def is_enum(kind):
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def words_for(member):
    """The word for an enumerated value; those that only organizers meet have none."""
    try:
        return [label(member)]
    except KeyError:
        return []


def spellings(filled, path):
    """How a reader may find what was written at a path."""
    value, kind = filled.marks[path], filled.kinds[path]
    key = path.rpartition(".")[2]
    if kind in (Date, PublicationDate):
        day = dt.date.fromisoformat(value)
        in_norwegian = format_date(day, "d. MMMM", locale="nb")  # what the edition is in
        return [f"{day.day} {day:%B}", f"{day.day} {day:%b}", in_norwegian, value]
    if kind is PersonName:
        return [value, ", ".join(reversed(value.split()))]
    if is_enum(kind):
        return [*words_for(kind(value)), value]
    if key in FILES:
        return [f"picture {filled.colour(path)}" if FILES[key] == ".png" else value, value]
    special = {
        bool: [SAID_OF_TRUE.get(key, "True"), f'"{key}": true'],
        CountryCode: ["Norway", f'"{value}"'],
        LanguageTag: ["Norwegian Bokmål", f'"{value}"'],
        Licence: ["CC BY-NC-SA 4.0", value],
        PageRange: [str(value).replace("-", "–"), value],
        Ror: [value.rpartition("/")[2]] if isinstance(value, str) else [],
        TimeZone: [str(value), "NDT"],
    }
    return next((words for known, words in special.items() if known == kind), [str(value)])


SAID_OF_TRUE = {
    "corresponding": "corresponding author",
    "presenter": "presenter",
    "archival": "Archival publication",
    "deadline": "data-deadline",
    "equal": "Equal contribution",
}


def left_out(filled: FilledData, found: Callable[[str], str], reasons: dict[str, str]) -> list[str]:
    """The keys that are found nowhere, and the reasons that excuse nothing."""
    shown: set[str] = set()
    missing: set[str] = set()
    for path in filled.marks:
        text = found(path).casefold()
        anything = any(words.casefold() in text for words in spellings(filled, path))
        (shown if anything else missing).add(re.sub(r"\[\d+\]", "", path))
    missing -= shown
    unneeded = {r for r in reasons if not any(re.fullmatch(r, path) for path in missing)}
    missing = {p for p in missing if not any(re.fullmatch(r, p) for r in reasons)}
    return sorted(missing | unneeded)


def parsed(page):
    return lxml_html.document_fromstring(page.read_bytes())


@cache
def page_text(page):
    """What a page says, where its links lead and what its pictures show; not head and menus."""
    tree = parsed(page)
    for element in tree.xpath("//head | //script | //nav[contains(@class, 'bd-links')]"):
        element.drop_tree()
    pictures = [page.parent / src for src in tree.xpath("//img/@src") if ":" not in src]
    shown = [f"picture {colour_of(picture)}" for picture in pictures if picture.suffix == ".webp"]
    text = " ".join(tree.text_content().split())
    attributes = [f"{a.attrname}={a}" for a in tree.xpath("//@*")]
    return "\n".join([text, *attributes, *shown])


def colour_of(picture):
    """The colour of a picture's middle, as one of those that pictures are filled with."""

    def distance(colour):
        return sum((a - b) ** 2 for a, b in zip(colour, pixel(picture), strict=True))

    return min(COLOURS, key=distance)


def pixel(picture):
    with Image.open(picture) as image:
        return image.convert("RGB").getpixel((image.width // 2, image.height // 2))


def pages_of(site: Path, path: str) -> Iterator[Path]:
    """The pages on which a reader looks for a key."""
    record = re.match(r"edition\.(papers|talks)\[(\d)\]", path)
    person = re.match(r"people\.people\[(\d)\]", path)
    if re.match(PEOPLE, path) or path.startswith("people.organizations"):
        yield from (site / "people").glob("*.html")  # everybody has a page
    if person:
        yield site / "people" / f"qpeople-people-{person[1]}-id.html"
    elif record:
        yield site / EDITION / record[1] / f"qedition-{record[1]}-{record[2]}-id.html"
    elif path.startswith("series"):
        yield from (site / SERIES / "index.html", site / "index.html")
    else:
        yield from (site / EDITION).glob("*.html")
        yield from (site / EDITION).glob("papers/*.html")


def test_pages_say_every_key(filled, project):
    site = project / "site"
    names = "\n".join(path.relative_to(site).as_posix() for path in site.rglob("*.html"))

    def found(path: str) -> str:
        return "\n".join([names, *map(page_text, pages_of(site, path))])

    assert left_out(filled, found, NOT_ON_PAGES) == []


def test_the_json_interface_says_every_key(filled, project):
    files = (project / "site" / "api").rglob("*.json")
    # One spelling of a pair for files with spaces and without.
    text = "\n".join(file.read_text(encoding="utf-8").replace('":', '": ') for file in files)
    assert left_out(filled, lambda _: text, NOT_IN_JSON) == []


def test_the_volume_says_every_key(filled, project):
    file = project / f"{SERIES}-{YEAR}.pdf"
    document = pypdfium2.PdfDocument(file)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    text = re.sub(r"[-\N{SOFT HYPHEN}\uFFFE]\r?\n", "", text)
    with pikepdf.open(file) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        addresses = [str(note.A.URI) for note in notes if "/URI" in note.get("/A", {})]
        pictures = [f"picture {colour_of(picture)}" for picture in images(pdf)]
    whole = "\n".join([" ".join(text.split()), *addresses, *pictures])
    assert left_out(filled, lambda _: whole, NOT_IN_VOLUME) == []


def images(pdf):
    """The pictures of a PDF, as files."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            file = io.BytesIO()
            pikepdf.PdfImage(item).as_pil_image().convert("RGB").save(file, "PNG")
            yield file


def test_the_epub_says_every_key(filled, project):
    (file,) = (project / f"{SERIES}-{YEAR}").rglob("*.epub")
    with ZipFile(file) as epub:
        pages = [name for name in epub.namelist() if name.endswith((".xhtml", ".opf"))]
        text = html.unescape("\n".join(epub.read(name).decode() for name in pages))
    assert left_out(filled, lambda _: text, NOT_IN_EPUB) == []
