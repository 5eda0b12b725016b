"""Facts that take a line of a page each: their words, their order and where they stand."""

from __future__ import annotations

import pytest


def words(element) -> str:
    return " ".join(element.text_content().split())


def facts(tree) -> dict[str, str]:
    """Return the facts of a page, label to words."""
    found = tree.xpath("//dl[contains(@class, 'proc-facts')]/div[@class='proc-fact']")
    return {words(fact.find("dt")): words(fact.find("dd")) for fact in found}


def test_a_paper_says_under_which_terms_it_is_and_where_else(site):
    tree = site.tree("forum/2031/papers/12.html")
    found = facts(tree)
    assert found["Track"] == "Track A"
    assert found["arXiv"] == "2103.00020"
    assert found["Licence"] == "CC BY 4.0"
    assert found["Status"] == "Non-archival presentation"
    led = {a.text: a.get("href") for a in tree.xpath("//dl[@class='proc-facts']//dd/a")}
    assert led["2103.00020"] == "https://arxiv.org/abs/2103.00020"
    (licence,) = tree.xpath("//a[@rel='license']/@href")
    assert licence == "https://creativecommons.org/licenses/by/4.0/"


def test_what_a_paper_does_not_say_its_edition_says(site):
    found = facts(site.tree("forum/2030/papers/first.html"))
    assert found["Licence"] == "CC BY 4.0"
    assert found["Status"] == "Archival publication"
    assert not {"Track", "arXiv", "DOI"} & facts(site.tree("other/2031/papers/12.html")).keys()


def test_a_paper_in_another_language_names_it(site):
    assert facts(site.tree("forum/2031/papers/B7.html"))["Language"] == "Norwegian"
    assert "Language" not in facts(site.tree("forum/2031/papers/12.html"))


def test_marks_tell_the_corresponding_author_and_the_presenter(site):
    authors = site.tree("forum/2031/papers/12.html").xpath("//ul[@class='proc-authors']/li")
    assert [words(author) for author in authors] == [
        "Ana Šarićaffiliation 1, 2ORCID of Ana Šarić(corresponding author)(presenter)",
        "王小云",
        "محمد علي",
    ]
    titles = [author.xpath(".//*[@class='proc-mark']/@title") for author in authors]
    assert titles == [["Corresponding author", "Presenter"], [], []]
    for mark in authors[0].xpath(".//*[@class='proc-mark']"):
        assert mark.xpath("./svg/path/@d")


@pytest.mark.parametrize(("paper", "marks"), [("B7", 0), ("c3", 0)])
def test_nobody_is_marked_where_the_data_marks_nobody(site, paper, marks):
    tree = site.tree(f"forum/2031/papers/{paper}.html")
    assert len(tree.xpath("//*[@class='proc-mark']")) == marks


def test_a_notice_leads_to_its_text_and_to_the_corrected_file(site):
    (notice,) = site.tree("forum/2031/papers/c3.html").xpath("//aside")
    assert words(notice) == "Erratum, 1 May 2031 A line was lost. Read the notice · Corrected file"
    notice_link, file_link = notice.xpath(".//a/@href")
    assert notice_link == "https://example.org/erratum"
    target = site.folder / "forum/2031/papers" / file_link
    assert target.resolve().name == "c3-corrected.pdf"
    assert target.is_file()
    (retraction,) = site.tree("forum/2031/papers/B7.html").xpath("//aside")
    assert words(retraction) == "Retracted, 1 June 2031 The result is wrong."
    assert not retraction.xpath(".//a")


def test_an_edition_tells_its_motto_country_and_host(site):
    tree = site.tree("forum/2031/index.html")
    (theme,) = tree.xpath("//p[@class='proc-theme']")
    assert words(theme) == "Order out of chaos"
    assert theme.xpath("./em")[0].text == "chaos"
    found = facts(tree)
    assert found["Where"] == "Great Hall, Tromsø, Norway"
    assert found["Held at"] == "Congress 2031"
    (host,) = tree.xpath("//dd/a[abbr='Congress 2031']")
    assert host.get("href") == "https://example.org/congress"
    assert host.xpath("./abbr/@title") == ["World Congress"]


def test_a_deadline_that_was_put_off_shows_both_days(site):
    for page in ("forum/2031/index.html", "forum/2031/call.html"):
        (date,) = site.tree(page).xpath("//dl[@class='proc-dates']/div/dd")
        assert words(date).startswith("formerly 1 January 2031 15 January 2031, 23:59 AoE")
        (former,) = date.xpath("./del")
        assert words(former) == "formerly 1 January 2031"


@pytest.mark.parametrize("page", ["forum/2031/index.html", "forum/2031/sponsors.html"])
def test_sponsors_stand_by_tier_the_highest_first_and_then_the_others(site, page):
    lists = site.tree(page).xpath("//ul[@class='proc-sponsors']")
    assert [[words(item) for item in found] for found in lists] == [
        ["Gilded"],
        ["Silvered"],
        ["Untiered"],
    ]
    headings = [found.getprevious() for found in lists]
    assert [words(heading) for heading in headings[:2]] == ["Gold", "Silver"]


def test_the_programme_says_whose_time_it_is(site):
    (note,) = site.tree("forum/2031/programme.html").xpath("//p[@class='proc-zone-note']")
    assert words(note) == "All times in Europe/Oslo (CET, UTC+01:00, then CEST, UTC+02:00)."


def test_a_session_says_who_chairs_it_and_lists_the_papers_without_a_time(site):
    tree = site.tree("forum/2031/programme.html")
    meta = {
        section.get("id"): [words(part) for part in section.xpath("./header/p[2]/span")]
        for section in tree.xpath("//section[starts-with(@id, 'session-')]")
    }
    assert meta["session-morning"] == ["Track A", "R1", "Chair: Bo Li"]
    assert meta["session-beside"] == ["Track B"]
    listed = {
        section.get("id"): section.xpath(".//details//li[@class='proc-paper']//a/@href")
        for section in tree.xpath("//section[starts-with(@id, 'session-')]")
    }
    assert listed["session-beside"][0] == "../../forum/2031/papers/B7.html"
    assert listed["session-morning"] == []


def test_a_panel_says_who_moderates_it(site):
    panel = site.tree("forum/2031/programme.html").get_element_by_id("panel-panel")
    moderated, panelists = panel.xpath(".//p[@class='proc-paper-authors']")
    assert words(moderated) == "Moderated by Ana Šarić"
    assert words(panelists).endswith("Bo Li (West Institute), Zoë Ångström")


def test_people_of_one_role_are_these_alone_and_make_no_sections(site):
    tree = site.tree("forum/2031/index.html")
    (section,) = tree.xpath("//section[@id='helpers']")
    names = [words(name) for name in section.xpath(".//*[@class='proc-person-name']")]
    assert names == ["Zoë Ångström"]
    assert not section.xpath(".//section")
    assert [words(h).removesuffix("¶") for h in section.xpath(".//h2 | .//h3")] == ["Helpers"]


def test_a_person_has_links_in_the_order_of_the_record(site):
    buttons = site.tree("people/ana-saric.html").xpath("//ul[@class='proc-buttons']//a")
    assert [(words(a), a.get("href")) for a in buttons] == [
        ("Homepage", "https://example.org/ana"),
        ("ORCID 0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        ("Google Scholar", "https://example.org/scholar/ana"),
        ("Blog", "https://example.org/blog"),
    ]


def test_a_person_lists_who_refers_to_them(site):
    tree = site.tree("people/bo-li.html")
    (section,) = tree.xpath("//section[contains(@class, 'proc-referrers')]")
    assert [(words(a), a.get("href")) for a in section.xpath(".//a")] == [
        ("Ana Šarić", "../people/ana-saric.html")
    ]
    assert not site.tree("people/zoe-angstrom.html").xpath(
        "//section[contains(@class, 'proc-referrers')]"
    )


def test_the_home_counts_one_of_a_thing_as_one(site):
    found = site.tree("index.html").xpath("//ul[contains(@class, 'proc-figures')]/li")
    assert [words(figure) for figure in found][:3] == ["3 editions", "5 papers", "1 talk"]


def test_an_edition_without_a_date_says_its_year_once(site, published):
    def below(tree, title):
        return words(
            tree.xpath("//li[.//a[.=$title]]/p[@class='proc-paper-meta'][1]", title=title)[0]
        )

    assert below(site.tree("index.html"), "Other Workshop 2031") == "2031"
    undated = "Efficient NLP and Speech Models: Training and Inference"
    assert below(published.tree("index.html"), undated) == "NeurIPS 2021"
