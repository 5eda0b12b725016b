"""The index of the search: which words lead to which documents, in files that can be read back."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_proceedings.sphinx.search.search_documents import Document
from sphinx_proceedings.sphinx.search.search_index import build_index, number, postings, runs
from sphinx_proceedings.sphinx.search.search_words import fold_table, initials, joined, words

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def numbers(text):
    """Read what `number` wrote, by the description alone: five bits a letter, low ones first."""
    value = shift = 0
    for letter in text:
        digit = DIGITS.index(letter)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            yield value
            value = shift = 0


def documents_of(text):
    at = -1
    found = {}
    for value in numbers(text):
        at += value >> 2
        found[at] = value & 3
    return found


def members_of(text):
    at = 0
    found: list[int] = []
    values = iter(numbers(text))
    for skip, length in zip(values, values, strict=True):
        at += skip
        found += range(at, at + length)
        at += length
    return found


def files_of(index):
    taken = {}
    for name, text in index.files.items():
        found = re.fullmatch(r'proceedingsSearch\.take\("(\w+)",(.*)\);\n', text, re.DOTALL)
        assert found, name
        assert f"{found[1]}.js" == name
        taken[found[1]] = json.loads(found[2])
    return taken


def terms_of(index):
    files = files_of(index)
    return {
        word: documents_of(text)
        for name, file in files.items()
        if name.startswith("w")
        for word, text in file.items()
    }


@pytest.mark.parametrize("value", [0, 1, 31, 32, 1023, 1024, 10**9])
def test_numbers_can_be_read_back(value):
    assert list(numbers(number(value))) == [value]


def test_postings_and_runs_can_be_read_back():
    entries = [(0, 3), (1, 0), (70, 2), (5000, 1)]
    assert documents_of(postings(entries)) == dict(entries)
    for members in ([], [0], [5], [0, 1, 2, 9, 11, 12], list(range(40)), [3, 4, 100]):
        assert members_of(runs(members)) == members


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Samira Ebrahimi Kahou", {"samira", "ebrahimi", "kahou"}),
        ("Šarić & Ångström", {"saric", "angstrom"}),
        ("S\u030cari\u0107", {"saric"}),
        ("Pre-Training", {"pre", "training", "pretraining"}),
        ("O'Brien", {"o", "brien", "obrien"}),
        ("王小云", {"王小", "小云"}),
        ("王", {"王"}),
        ("Über 王小", {"uber", "王小"}),
        ("straße", {"strasse"}),
        ("Łukasz", {"lukasz"}),
        ("8-bit O(n²)", {"8", "bit", "8bit", "o", "n2"}),
        ("", set()),
    ],
)
def test_words_are_folded(text, found):
    assert set(words(text)) == found


def test_fold_table_has_what_taking_marks_off_does_not_do():
    table = fold_table("Привет ø")
    assert table["ø"] == "o"
    assert table["ß"] == "ss"
    assert "š" not in table
    assert table["П"] == "p"


PAPER = Document(
    kind="Papers",
    title="Łukasz learns",
    url="a.html",
    names=("Łukasz learns",),
    related=("Ana Šarić", "graphs"),
    numbers=("10.1234/ABC.5", "2205.01068"),
    text="Deep nets, deep results.",
    facets={"year": ("2031",), "keyword": ("graphs",)},
)
PERSON = Document(kind="People", title="Ana Šarić", url="b.html", names=("Ana Šarić", "A. Saric"))


def test_words_lead_to_documents_by_where_they_are():
    terms = terms_of(build_index([PAPER, PERSON]))
    assert terms["lukasz"] == {0: 3}
    assert terms["saric"] == {0: 2, 1: 3}
    assert terms["deep"] == {0: 1}
    assert terms["nets"] == {0: 0}
    assert terms["=lukaszlearns"] == {0: 3}
    assert "=anasaric" not in terms
    assert terms["=101234abc5"] == {0: 3}
    assert "1234" not in terms, "a number is found as a whole"


def test_words_of_nearly_all_texts_lead_nowhere_but_from_titles():
    many = [
        Document(kind="Papers", title=f"T{n}", url=f"{n}.html", names=(f"T{n}",), text="the net")
        for n in range(600)
    ]
    titled = Document(kind="Papers", title="The", url="x.html", names=("The",), text="else")
    index = build_index([*many, titled])
    assert index.manifest["common"] == ["net", "the"]
    assert terms_of(index)["the"] == {600: 3}


def test_facets_say_which_documents_have_a_value():
    facets = dict(build_index([PAPER, PERSON]).manifest["facets"])
    assert {value: members_of(text) for value, text in facets["kind"]} == {
        "Papers": [0],
        "People": [1],
    }
    assert [(value, members_of(text)) for value, text in facets["year"]] == [("2031", [0])]


def test_every_word_is_in_the_file_that_the_first_words_say(published):
    folder = published.folder / "search-index"
    manifest = json.loads(_data(folder / "index.js"))
    firsts = manifest["firsts"]
    assert firsts == sorted(firsts)
    for number_, first in enumerate(firsts):
        file = json.loads(_data(folder / f"w{number_}.js"))
        last = firsts[number_ + 1] if number_ + 1 < len(firsts) else "\U0010ffff"
        assert next(iter(file)) == first
        assert all(first <= word < last for word in file)


def test_every_record_is_among_the_documents(published):
    catalogue = published.app.env.domains["proc"].catalogue
    folder = published.folder / "search-index"
    urls = [one[1] for path in folder.glob("d*.js") for one in json.loads(_data(path))]
    assert len(urls) == len(set(urls)) == json.loads(_data(folder / "index.js"))["documents"]
    wanted = {f"{key}.html" for key in (*catalogue.papers, *catalogue.talks)}
    wanted |= {f"people/{key}.html" for key in catalogue.people}
    wanted |= {f"keywords/{key}.html" for key in catalogue.keywords}
    wanted |= {f"{key}/index.html" for key in catalogue.editions}
    assert wanted <= set(urls)
    for url in urls:
        assert (published.folder / url.partition("#")[0]).is_file()


def test_index_of_the_same_site_is_the_same(project):
    one, other = project(), project()
    for path in sorted((one.folder / "search-index").iterdir()):
        assert path.read_bytes() == (other.folder / "search-index" / path.name).read_bytes()


def test_sphinx_neither_indexes_nor_loads_its_own_search(published):
    assert not (published.folder / "searchindex.js").exists()
    for page in ("index.html", "search.html", "enlsp/2022/papers/5.html"):
        sources = " ".join(published.tree(page).xpath("//script/@src"))
        assert "searchtools" not in sources
        assert "searchindex" not in sources


def test_search_page_leads_elsewhere_without_javascript(published):
    tree = published.tree("search.html")
    links = tree.xpath("//noscript//a/@href")
    assert "people/index.html" in links
    assert "enlsp/2022/index.html" in links


def _data(path):
    return path.read_text(encoding="utf-8").partition(",")[2].removesuffix(");\n")


def test_initials_and_names_without_spaces_are_words():
    assert initials("Song Han") == "S"
    assert initials("Jean-Paul M. van Berg") == "J M v"
    assert joined("김 철수") == "김철수"
    assert joined("Song Han") == ""
