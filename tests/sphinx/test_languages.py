"""A site, a volume and a book in another language have no English word of ours left."""

from __future__ import annotations

import re
import shutil
from functools import cache
from gettext import GNUTranslations
from itertools import zip_longest
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree

from sphinx_proceedings.archive.epub.epub_book import write_epub
from sphinx_proceedings.archive.subject import of_edition
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.languages.language import DOMAIN, LOCALES, Language
from sphinx_proceedings.volume import make_volume

ROOT = Path(__file__).parents[1] / "roots" / "test-proceedings"
TEXTS = "//body//text()[not(ancestor::script or ancestor::pre or parent::*[@class='proc-plain'])]"
ATTRIBUTES = "//@aria-label | //@title | //@alt | //meta[@name='description']/@content"
OF_DATA = ("In no session", "Proceedings of the First Forum")
"""Texts of the test project that look like messages."""
IN_VOLUME = {
    "de": ("Tagungsband: The Second Forum", "Inhalt", "Samstag, 29. März 2031", "Leitung: Bo Li"),
    "fr": ("Actes : The Second Forum", "Sommaire", "samedi 29 mars 2031", "Présidence : Bo Li"),
}
IN_BOOK = {"de": "Widerrufen, 1. Juni 2031", "fr": "Rétracté, 1 juin 2031"}
LANGUAGES = sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())


@cache
def english(language: str) -> tuple[re.Pattern[str], ...]:
    """What each message looks like in English that a language says otherwise."""
    with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        said = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found = []
    for message, own in said.items():
        text = message[0] if isinstance(message, tuple) else message
        for part in re.split("<[^>]*>", text) if text and text != own else ():
            words = re.split(r"\{(\w+)\}", " ".join(part.split()))
            least = 2 if len(words) == 1 else 5  # letters: "of {title}" says too little
            if len(re.findall("[A-Za-z]", "".join(words[::2]))) >= least and part not in own:
                values = (r"\d+" if name == "n" else ".+" for name in words[1::2])
                pieces = zip_longest(map(re.escape, words[::2]), values, fillvalue="")
                found.append(re.compile("".join(word + value for word, value in pieces)))
    return tuple(found)


def left_over(language, texts) -> set[str]:
    """Texts that say, as a whole, what the language has a word of its own for."""
    shown = {" ".join(str(text).split()) for text in texts}
    return {
        text
        for text in shown
        if not text.endswith(OF_DATA)
        and any(pattern.fullmatch(text) for pattern in english(language))
    }


def test_what_is_english_is_found():
    assert left_over("de", ["Papers", " Important\ndates", "Edited by A. Nonym"]) == {
        "Papers",
        "Important dates",
        "Edited by A. Nonym",
    }
    assert left_over("de", ["Beiträge", "Spotlight", "In no session", "x"]) == set()


@pytest.fixture(scope="module", params=LANGUAGES)
def translated(request, project):
    """The test project in a language, and the language."""
    built = project(language=request.param)
    assert built.warnings == ""
    return built, request.param


@pytest.fixture(scope="module")
def german(project):
    """The test project in German."""
    return project(language="de")


@pytest.fixture(scope="module", params=LANGUAGES)
def edition(request, tmp_path_factory):
    """An edition in a language: (catalogue, edition, data, language)."""
    data = tmp_path_factory.mktemp(request.param) / "data"
    shutil.copytree(ROOT / "data", data)
    file = data / "forum" / "2031" / "edition.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"language: {request.param}\n{text}", encoding="utf-8")
    for papers in data.rglob("*.yaml"):  # no font of ours has these
        papers.write_text(papers.read_text("utf-8").replace("王小云", "Wang Xiaoyun"), "utf-8")
    catalogue = load(data).catalogue
    assert catalogue is not None
    return catalogue, catalogue.editions["forum/2031"], data, request.param


def test_no_generated_page_has_an_english_word(translated):
    built, language = translated
    written = built.app.env.all_docs
    pages = [p for p in built.folder.rglob("*.html") if "_static" not in p.parts]
    assert len(pages) > 40
    for path in pages:
        name = path.relative_to(built.folder).as_posix()
        if name.removesuffix(".html") in written:
            continue  # what an organizer wrote stays in the language it was written in
        tree = built.tree(name)
        assert left_over(language, [*tree.xpath(TEXTS), *tree.xpath(ATTRIBUTES)]) == set(), name


def test_dates_countries_and_numbers_are_german(german):
    programme = german.tree("forum/2031/programme.html").text_content()
    assert "Samstag, 29. März 2031" in programme
    assert "Alle Zeiten in Europe/Oslo (CET, UTC+01:00, danach CEST, UTC+02:00)." in programme
    assert "Tromsø, Norwegen" in german.tree("forum/2031/index.html").text_content()
    assert "kB" in german.tree("metadata/index.html").text_content()
    assert re.search(r"\d,\d kB", german.tree("metadata/index.html").text_content())


def test_scripts_are_told_their_words_before_they_run(german, site):
    sources = german.tree("search.html").xpath("//script/@src")
    names = [source.partition("?")[0].rpartition("/")[2] for source in sources]
    told = names.index(f"{DOMAIN}.js")
    assert told < names.index("proceedings.js") < names.index("proceedings-search.js")
    assert (german.folder / "_static" / f"{DOMAIN}.js").is_file()
    assert f"{DOMAIN}.js" not in site.text("search.html")
    assert not (site.folder / "_static" / f"{DOMAIN}.js").exists()


def test_the_search_shows_german_words_and_keeps_its_own(german):
    index = "".join(p.read_text("utf-8") for p in german.folder.glob("search-index/*.js"))
    assert '["kind",[["Papers"' in index  # the script says these
    assert '"Widerrufen"' in index
    assert '"Retracted"' not in index
    assert "1 Beitrag oder Vortrag" in index


def test_the_volume_has_no_english_word(edition):
    catalogue, record, data, language = edition
    made = make_volume(catalogue, record, data)
    assert made.pdf is not None
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        outline = [mark.get_title() for mark in pdf.get_toc()]
    lines = [line for text in texts for line in text.splitlines()]
    assert left_over(language, [*lines, *outline]) == set()
    whole = " ".join(" ".join(texts).split())
    for words in IN_VOLUME[language]:
        assert words in whole
    assert Language.of(language).gettext("Cover") in outline


def test_the_book_has_no_english_word(edition, tmp_path):
    catalogue, record, _, language = edition
    write_epub(tmp_path / "book.epub", catalogue, record, of_edition(catalogue, record, None), None)
    with ZipFile(tmp_path / "book.epub") as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                tree = etree.fromstring(book.read(name))
                assert left_over(language, tree.itertext()) == set(), name
        assert IN_BOOK[language] in book.read("book/papers/B7.xhtml").decode()


def test_a_language_without_words_is_told_of_and_no_warning(project):
    built = project(language="it")
    assert built.warnings == ""
    assert "there are no words in 'it'" in built.app.status.getvalue()
    assert "Important dates" in built.text("forum/2031/call.html")
