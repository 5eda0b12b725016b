"""A language says labels, dates, names and numbers; what it has no words for is English."""

import datetime as dt

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.languages.counts import counted
from sphinx_proceedings.model.languages.language import ENGLISH, Language
from sphinx_proceedings.model.records.papers import TalkType

DAY = dt.date(2022, 12, 2)


def test_english_is_said_as_it_stands():
    assert ENGLISH.is_translated
    assert ENGLISH.speaks_english
    assert ENGLISH.label(TalkType.INVITED) == "Invited talk"
    assert ENGLISH.day(DAY) == "Friday, 2 December 2022"
    assert ENGLISH.weekday(DAY, "EEE") == "Fri"
    assert ENGLISH.date_range(DAY, dt.date(2022, 12, 4)) == "2–4 December 2022"
    assert ENGLISH.country("CH") == "Switzerland"
    assert ENGLISH.country("QQ") == "QQ"
    assert ENGLISH.language_name("pt-BR") == "Brazilian Portuguese"
    assert ENGLISH.language_name("fr-CH-x-a") == "French"
    assert ENGLISH.language_name("qqq") == "qqq"
    assert ENGLISH.listed(["3 papers", "1 talk"]) == "3 papers and 1 talk"


@pytest.mark.parametrize(("number", "places", "said"), [(9.95, 1, "9.9"), (12.5, 0, "12")])
def test_numbers_are_rounded_as_python_rounds_them(number, places, said):
    assert ENGLISH.decimal(number, places) == said
    assert Language.of("de").decimal(number, places) == said.replace(".", ",")


@pytest.mark.parametrize("tag", ["de", "de-AT", "pt_BR", "zh-Hant-TW"])
def test_dates_follow_the_language_even_without_messages(tag):
    assert Language.of(tag).weekday(DAY) not in {"", "Friday"}
    assert "December" not in Language.of(tag).day(DAY)


@pytest.mark.parametrize("tag", ["qqq", "x-private", ""])
def test_an_unknown_language_speaks_english(tag):
    language = Language.of(tag)
    assert language.speaks_english
    assert not language.is_translated
    assert language.day(DAY) == "Friday, 2 December 2022"
    assert language.label(TalkType.KEYNOTE) == "Keynote"


def test_counts():
    assert [counted(ENGLISH, n, "paper") for n in (0, 1, 2)] == ["", "1 paper", "2 papers"]


def test_german_is_translated():
    german = Language.of("de-AT")
    assert german.is_translated
    assert not german.speaks_english
    assert german.folder == "de"
    assert german.label(TalkType.INVITED) == "Eingeladener Vortrag"
    assert counted(german, 2, "paper") == "2 Beiträge"
    assert german.day(DAY) == "Freitag, 2. Dezember 2022"
    assert german.country("CH") == "Schweiz"


def test_the_title_of_a_volume_without_one_follows_the_language(make_data):
    titles = {}
    for tag in ("en", "de", "nb"):
        edition = "title: The Second Demo\nshort_title: D2\nstart_date: 2022-12-02\n"
        root = make_data({"demo/2022/edition.yaml": f"{edition}language: {tag}\n"})
        catalogue = load(root).catalogue
        assert catalogue is not None
        published = catalogue.published_edition(catalogue.editions["demo/2022"])
        titles[tag] = (published.title, published.short_title)
    assert titles["en"] == titles["nb"] == ("Proceedings of the Second Demo", "Proceedings of D2")
    assert titles["de"] == ("Tagungsband: The Second Demo", "Tagungsband: D2")
