"""Pages made from data: what stands on them, where they lead, and who refers to them."""

from __future__ import annotations

from posixpath import dirname, normpath

import pytest

from sphinx_proceedings.model.records.editions import Status
from sphinx_proceedings.sphinx.publishing.generated_pages import page_jobs
from sphinx_proceedings.sphinx.publishing.page_kind import PageJob
from sphinx_proceedings.sphinx.shells.page_shells import Shells, page_context
from sphinx_proceedings.sphinx.templating.renderer import Renderer


def links(tree, xpath="//body"):
    return {
        " ".join(a.text_content().split()): a.get("href") for a in tree.xpath(f"{xpath}//a[@href]")
    }


def article(site, page):
    (found,) = site.tree(page).xpath("//article[contains(@class, 'proc-record')]")
    return found


def test_every_record_has_its_page(site):
    catalogue = site.app.env.domains["proc"].catalogue
    pages = [
        *(f"{key}.html" for key in (*catalogue.papers, *catalogue.talks)),
        *(f"people/{key}.html" for key in catalogue.people),
        *(f"keywords/{key}.html" for key in catalogue.keywords),
    ]
    assert len(pages) == 17
    assert [page for page in pages if not (site.folder / page).is_file()] == []


def test_title_is_shown_as_text_with_maths_and_emphasis(site):
    page = article(site, "forum/2031/papers/12.html")
    (heading,) = page.xpath(".//h1")
    assert heading.text_content().startswith('<script>alert("x")</script> & ')
    assert heading.xpath(".//em")[0].text == "Category"
    assert heading.xpath(".//*[local-name()='math']")
    assert not page.xpath(".//script")


def test_title_of_the_window_is_plain_text(site):
    tree = site.tree("forum/2031/papers/12.html")
    assert tree.findtext(".//title").startswith('<script>alert("x")</script> & ')


def test_paper_leads_to_people_session_edition_and_neighbours(site):
    found = links(article(site, "forum/2031/papers/12.html"))
    assert found["Ana Šarić"] == "../../../people/ana-saric.html"
    assert found["Morning"] == "../../../forum/2031/programme.html#session-morning"
    assert found["The Second Forum"] == "../../../forum/2031/index.html"
    assert found["Next paper RETRACTED: Main content"] == "../../../forum/2031/papers/B7.html"
    assert found["10.1234/ABC"] == "https://doi.org/10.1234/ABC"
    assert found["Best paper"] == "../../../forum/2031/awards.html#award-best"


def test_references_in_an_abstract_link_and_are_listed_at_their_target(site):
    abstract = links(article(site, "forum/2031/papers/12.html"))
    assert abstract["RETRACTED: Main content"] == "../../../forum/2031/papers/B7.html"
    assert abstract["Same id, other series"] == "../../../other/2031/papers/12.html"
    page = article(site, "forum/2031/papers/B7.html")
    (section,) = page.xpath(".//section[contains(@class, 'proc-referrers')]")
    assert [a.get("href") for a in section.xpath(".//a")] == ["../../../forum/2031/papers/12.html"]


def test_bio_and_overview_refer_too(site):
    page = article(site, "forum/2031/papers/12.html")
    (section,) = page.xpath(".//section[contains(@class, 'proc-referrers')]")
    targets = {a.get("href") for a in section.xpath(".//a")}
    assert targets == {
        "../../../forum/2031/talks/opening.html",
        "../../../people/ana-saric.html",
    }


@pytest.mark.parametrize(
    ("page", "other"),
    [
        ("forum/2030/index.html", "forum/2031/index.html"),
        ("forum/2031/talks/opening.html", "forum/2031/index.html"),
    ],
)
def test_editions_and_talks_list_who_refers_to_them(site, page, other):
    (section,) = site.tree(page).xpath("//section[contains(@class, 'proc-referrers')]")
    led = {normpath(f"{dirname(page)}/{a.get('href')}") for a in section.xpath(".//a")}
    assert other in led


@pytest.mark.parametrize(
    ("anchor", "by"),
    [
        ("session-morning", ["../../forum/2031/index.html", "../../people/ana-saric.html"]),
        ("session-beside", []),
    ],
)
def test_sessions_list_who_refers_to_them(site, anchor, by):
    session = site.tree("forum/2031/programme.html").get_element_by_id(anchor)
    assert session.xpath(".//p[@class='proc-mentions']//a/@href") == by


def test_retraction_stands_before_the_title(site):
    page = article(site, "forum/2031/papers/B7.html")
    notice, heading = page.xpath(".//aside | .//h1")
    assert "Retracted" in notice.text_content()
    assert heading.tag == "h1"


def test_page_in_another_language_says_so(site):
    tree = site.tree("forum/2031/papers/B7.html")
    assert tree.xpath("//div[@lang='no']//h1")


def test_anonymous_author_and_consortium_have_no_page(site):
    assert not list((site.folder / "people").glob("*nonym*"))
    assert not list((site.folder / "people").glob("*collab*"))
    assert "Anonymous" in article(site, "forum/2031/papers/B7.html").text_content()


def test_person_gathers_all_editions_roles_and_variants(site):
    page = article(site, "people/ana-saric.html")
    headings = [h.text_content().strip() for h in page.xpath(".//h2")]
    assert headings[:2] == ["Forum 2031", "Forum 2030"]
    text = page.text_content()
    for word in ("Organizer", "Moderator", "A. Šarić", "Not to be confused with", "Why we meet"):
        assert word in text, word
    assert "Announced" not in text  # the talk is on record
    assert links(page)["The beginning"] == "../forum/2030/papers/first.html"


@pytest.mark.parametrize(
    ("page", "trail"),
    [
        (
            "forum/2031/papers/12.html",
            {
                "Home": "index.html",
                "Forum": "forum/index.html",
                "Forum 2031": "forum/2031/index.html",
                "Papers": "forum/2031/papers.html",
            },
        ),
        ("forum/2031/talks/opening.html", {"Speakers": "forum/2031/speakers.html"}),
        ("forum/2031/programme.html", {"Forum 2031": "forum/2031/index.html"}),
        ("people/ana-saric.html", {"Home": "index.html", "People": "people/index.html"}),
        ("keywords/category-theory.html", {"Keywords": "keywords/index.html"}),
    ],
)
def test_breadcrumbs_lead_up(site, page, trail):
    found = links(site.tree(page), "//nav[@aria-label='Breadcrumbs']")
    led = {title: normpath(f"{dirname(page)}/{href}") for title, href in found.items()}
    assert trail.items() <= led.items()


def test_roles_are_called_as_the_edition_calls_them(published):
    edition = published.app.env.domains["proc"].catalogue.editions["enlsp/2022"]
    called = {}
    for committee in edition.committees:
        person = published.app.env.domains["proc"].catalogue.person(committee.members[0])
        page = article(published, f"people/{person.id}.html")
        called[committee.role.value] = page.xpath("string(.//ul[@class='proc-roles']//strong)")
    assert called == {
        "organizer": "Organizer",
        "volunteer": "Volunteer",
        "committee": "Technical Committee",
    }


def test_a_series_has_its_editions_beside_it(published):
    tree = published.tree("enlsp/index.html")
    (sidebar,) = tree.xpath("//nav[@class='proc-sidebar']")
    assert links(sidebar, ".") == {
        "ENLSP": "../enlsp/index.html",
        "ENLSP 2022": "../enlsp/2022/index.html",
        "ENLSP 2021": "../enlsp/2021/index.html",
    }
    assert "Section Navigation" not in tree.text_content()
    assert not published.tree("guide/index.html").xpath("//nav[@class='proc-sidebar']")


def test_a_project_may_choose_what_stands_beside_a_series(project):
    built = project(html_sidebars={"forum/index": ["searchbox.html"]})
    assert not built.tree("forum/index.html").xpath("//nav[@class='proc-sidebar']")
    assert built.tree("other/index.html").xpath("//nav[@class='proc-sidebar']")


def test_names_as_printed_stand_with_the_person(site):
    (line,) = article(site, "people/ana-saric.html").xpath(".//p[@class='proc-variants']")
    assert "A. Šarić" in line.text_content()


@pytest.mark.parametrize("page", ["index.html", "forum/index.html"])
def test_home_and_series_lead_to_every_edition(site, page):
    found = site.tree(page).xpath("//ul[@class='proc-editions']//a/@href")
    led = [normpath(f"./{dirname(page)}/{href}") for href in found]
    assert led[:2] == ["forum/2031/index.html", "forum/2030/index.html"]


def test_speaker_without_a_talk_has_a_page(site):
    assert "Announced speaker" in article(site, "people/oyvind-only-announced.html").text_content()


def test_co_authors_are_linked(site):
    page = article(site, "people/ana-saric.html")
    (section,) = page.xpath(".//section[@aria-labelledby='coauthors']")
    assert {a.text_content() for a in section.xpath(".//a")} == {"王小云", "محمد علي"}


def test_table_of_contents_leads_to_all_of_a_paper(site):
    tree = site.tree("forum/2031/papers.html")
    (entry,) = tree.xpath("//li[@class='proc-paper'][.//a[contains(@href, 'papers/12.html')]]")
    assert entry.findtext("p[@class='proc-paper-subtitle']") == "An attack"
    found = {a.text: a.get("href") for a in entry.xpath("./p[@class='proc-paper-meta']/a")}
    assert found["PDF"] == "../../forum/2031/papers/12.pdf"
    assert found["BibTeX"] == "../../forum/2031/papers/12.bib"
    assert site.text("forum/2031/papers/12.bib").startswith("@inproceedings{")


def test_no_badge_says_what_the_heading_says(site):
    contents = site.tree("forum/2031/contents.html")
    by_session, by_type = (
        {badge.text for badge in section.xpath(".//li//span[contains(@class, 'proc-badge')]")}
        for section in map(contents.get_element_by_id, ("by-session", "by-type"))
    )
    assert {"Oral", "Poster"} <= by_session
    assert not {"Oral", "Poster"} & by_type


def test_keyword_page_lists_papers_of_all_spellings(site):
    page = article(site, "keywords/category-theory.html")
    assert page.xpath(".//h1")[0].text_content() == "Category theory"
    assert "category theory" in page.text_content()
    assert len(page.xpath(".//li[@class='proc-paper']")) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("forum/2031/papers/old-12.html", "../../../forum/2031/papers/12.html"),
        ("people/b-li.html", "../people/bo-li.html"),
    ],
)
def test_old_addresses_redirect(site, old, new):
    tree = site.tree(old)
    assert links(tree, "//main | //div[@class='body']")["its new address"] == new
    assert tree.xpath("//meta[@http-equiv='refresh']")[0].get("content") == f"0; url={new}"


def test_written_page_takes_the_place_of_the_made_one(site):
    assert "as we tell it" in site.text("forum/2031/index.html")
    assert site.tree("forum/2030/index.html").xpath("//h1")[0].text == "The First Forum"


@pytest.mark.parametrize("page", ["index", "papers", "authors", "papers/first", "history"])
def test_an_older_edition_leads_to_the_newest_from_every_page(site, page):
    tree = site.tree(f"forum/2030/{page}.html")
    (banner,) = tree.xpath("//p[contains(@class, 'proc-newer')]")
    assert banner.text_content() == "This is Forum 2030; the newest edition is Forum 2031."
    (target,) = banner.xpath("./a/@href")
    place = (site.folder / "forum/2030" / page).parent / target
    assert place.resolve() == (site.folder / "forum/2031/index.html").resolve()
    (heading,) = tree.xpath("//h1")
    assert heading.xpath("preceding::p[contains(@class, 'proc-newer')]"), "it comes first"


def test_the_newest_edition_has_no_such_banner(site):
    for path in (site.folder / "forum/2031").rglob("*.html"):
        assert "proc-newer" not in path.read_text("utf-8"), path


def test_a_frozen_edition_says_what_that_means(site):
    edition = site.app.env.domains["proc"].catalogue.editions["forum/2030"]
    frozen = edition.model_copy(update={"status": Status.FROZEN})
    made = Renderer.from_app(site.app)
    facts = made.render("listing/facts", made.page("forum/2030/index"), edition=frozen)
    assert "Archived: these records no longer change" in facts


def test_panelists_are_named_with_where_they_are_from(site):
    panel = site.tree("forum/2031/programme.html").get_element_by_id("panel-panel")
    assert "Bo Li (West Institute), Zoë Ångström" in " ".join(panel.text_content().split())
    people = site.tree("forum/2031/people.html")
    assert people.xpath("//h2[@id='people-panelist']")
    assert links(people, "//main | //div[@class='body']")["Bo Li"] == "../../people/bo-li.html"


def test_slots_say_what_they_hold(site):
    tree = site.tree("forum/2031/programme.html")
    slots = tree.get_element_by_id("session-morning").xpath(".//li[@class='proc-slot']")
    assert [s.xpath("string(.//span[contains(@class, 'proc-badge')])") for s in slots] == [
        "",
        "Keynote",
        "Oral",
    ]
    assert slots[1].xpath("string(.//details/p)") == "Because."
    panel = tree.get_element_by_id("panel-panel")
    assert "Moderated by Ana Šarić" in " ".join(panel.text_content().split())


def index_of(site, page):
    """The lines of an index by letter, each with its count if it has one."""
    sections = site.tree(page).xpath("//div[@data-index]/section")
    return {
        section.findtext("h2"): [
            " ".join(item.text_content().replace("records: ", "").split())
            for item in section.xpath(".//li")
        ]
        for section in sections
    }


def test_people_index_has_everybody_by_folded_family_name(site):
    found = index_of(site, "people/index.html")
    assert list(found) == ["A", "I", "L", "O", "S", "ع", "王"]
    assert found["A"] == ["Ångström, Zoë"]  # has a role alone
    assert found["I"] == ["Itor, Ed"]
    assert found["S"] == ["Šarić, Ana 3", "Saric-Math, Ana"]
    people = site.app.env.domains["proc"].catalogue.people
    assert sum(map(len, found.values())) == len(people)


def test_index_of_an_edition_has_who_wrote_or_spoke_or_was_announced(site):
    found = index_of(site, "forum/2031/authors.html")
    assert list(found) == ["L", "O", "S", "ع", "王"]
    assert found["O"] == ["Only-Announced, Øyvind"]
    assert found["S"] == ["Šarić, Ana 2"]


def test_an_edition_without_papers_has_its_indexes_too(published):
    tree = published.tree("enlsp/2021/authors.html")
    assert tree.findtext(".//h1").strip() == "Speaker index"
    people = index_of(published, "enlsp/2021/authors.html")
    assert people["C"] == ["Chen, Boxing", "Chen, Danqi"]
    catalogue = published.app.env.domains["proc"].catalogue
    edition = catalogue.editions["enlsp/2021"]
    assert sum(map(len, people.values())) == len(edition.speakers)
    words = index_of(published, "enlsp/2021/keywords.html")
    assert sorted(word for line in words.values() for word in line) == sorted(
        catalogue.keyword(word).word for word in edition.keywords
    )


def test_keyword_page_names_the_editions_that_are_about_it(site):
    page = article(site, "keywords/beginnings.html")
    assert links(page, ".//p")["Forum 2030"] == "../forum/2030/index.html"
    assert not page.xpath(".//li[@class='proc-paper']")
    assert links(article(site, "keywords/category-theory.html"), ".//p")["Forum 2030"]


def test_programme_has_days_sessions_and_parallel_tracks(site):
    tree = site.tree("forum/2031/programme.html")
    days = tree.xpath("//section[@class='proc-day']")
    assert [d.xpath("./h2")[0].text for d in days] == [
        "Saturday, 29 March 2031",
        "Sunday, 30 March 2031",
    ]
    rows = days[0].xpath("./div[contains(@class, 'proc-parallel') and not(@aria-hidden)]")
    assert len(rows) == 1
    assert len(rows[0].xpath("./section")) == 2
    beside = tree.get_element_by_id("session-beside")
    assert beside.findtext(".//summary") == "1 paper"
    times = tree.xpath("//section[@id='session-second-day']//header//time/@datetime")
    assert times == ["2031-03-30T09:00:00+02:00", "2031-03-30T10:00:00+02:00"]


def test_ids_are_unique_on_every_page(site):
    for path in site.folder.rglob("*.html"):
        ids = site.tree(path.relative_to(site.folder)).xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_every_internal_link_leads_somewhere(site):
    for path in site.folder.rglob("*.html"):
        tree = site.tree(path.relative_to(site.folder))
        for href in tree.xpath("//a/@href"):
            if not href or "://" in href or href.startswith(("mailto:", "#", "/")):
                continue
            target, _, anchor = href.partition("#")
            file = (path.parent / target).resolve()
            assert file.is_file(), (path, href)
            if anchor and file.suffix == ".html":
                other = site.tree(file.relative_to(site.folder.resolve()))
                assert other.xpath("//*[@id=$id]", id=anchor), (path, href)


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme"])
def test_every_kind_of_page_is_what_the_builder_would_have_written(
    project, request, tmp_path, theme
):
    built = project(html_theme=theme, finish=False)
    request.addfinalizer(built.app.cleanup)
    renderer = Renderer.of(built.app)
    kinds: dict[tuple[str, str], list[PageJob]] = {}
    for job in page_jobs(renderer.site):
        kinds.setdefault((job.name.rpartition("/")[0], job.kind.name), []).append(job)
    assert {kind for _, kind in kinds} >= {
        "author-index",
        "edition",
        "keyword",
        "keyword-index",
        "paper",
        "person",
        "redirect",
        "series",
        "talk",
    }
    shells = Shells(built.app.builder)
    for several in kinds.values():
        for job in (several[0], several[-1]):
            page = job.render(renderer)
            scratch = tmp_path / "page.html"
            built.app.builder.handle_page(
                page.name, page_context(page), shells.template(page.kind), outfilename=scratch
            )
            expected = scratch.read_bytes().decode()  # as it is, CRLF of a citation included
            assert shells.page(page) == expected, job
            assert (built.folder / f"{job.name}.html").read_bytes().decode() == expected, job


def test_an_orcid_on_record_is_shown_where_the_paper_prints_none(site):
    """Ana Šarić's stands in people.yaml alone; JSON-LD and the exports have it."""
    (link,) = site.tree("forum/2031/papers/12.html").find_class("proc-orcid")
    assert link.get("href") == "https://orcid.org/0000-0002-1825-0097"
    assert "".join(link.itertext()) == "ORCID of Ana Šarić"
