"""What pages tell beside the records: related papers, numbered affiliations, deadlines, figures."""

from __future__ import annotations

import datetime as dt
import re
import shutil

import pytest

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.reference_styles import apa, ieee
from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.views.deadlines import deadlines
from sphinx_proceedings.model.views.participation import people_groups
from sphinx_proceedings.model.views.related import MOST, RelatedPapers
from sphinx_proceedings.model.views.statistics import statistics
from sphinx_proceedings.model.views.timetable import timed_session, timetable


@pytest.fixture(scope="module")
def lab(repository, tmp_path_factory):
    """The made-up editions of the browser tests, without the files that they name."""
    data = tmp_path_factory.mktemp("lab") / "data"
    shutil.copytree(repository / "tests/roots/test-browser/data", data)
    for file in data.rglob("*.yaml"):
        text = file.read_text("utf-8")
        text = re.sub(r"(, )?\b(photo|logo|logo_dark|banner): [\w/.-]+", "", text)
        text = re.sub(r"\bfile: [\w/.-]+", 'url: "https://files.example/"', text)
        file.write_text(text, "utf-8")
    loaded = load(data)
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
    return loaded.catalogue


@pytest.fixture(scope="module")
def enlsp(repository):
    loaded = load(repository / "data")
    assert loaded.catalogue is not None
    return loaded.catalogue


def test_related_papers_say_why(lab):
    found = RelatedPapers(lab).of(lab.papers["lab/2030/papers/1"])
    reasons = {
        str(r.paper.id): ([p.id for p in r.people], [k.word for k in r.keywords]) for r in found
    }
    assert list(reasons) == ["4", "3", "5"], "authors before keywords, and nothing retracted"
    assert len(reasons["4"][0]) == 1
    assert reasons["4"][1] == []
    assert reasons["3"] == ([], ["measuring"])


def test_related_papers_are_few_and_always_the_same(enlsp):
    for paper in enlsp.papers.values():
        found = RelatedPapers(enlsp).of(paper)
        assert len(found) <= MOST
        assert paper.key not in {r.paper.key for r in found}
        assert all(r.people or r.keywords for r in found)
        assert found == RelatedPapers(enlsp).of(paper)


def test_an_affiliation_is_numbered_once(lab):
    authors, affiliations = lab.published(lab.papers["lab/2030/papers/5"]).numbered_names
    assert len(authors) == 200
    assert len(affiliations) == 40
    assert [numbers for _, numbers in authors[38:42]] == [(39,), (40,), (1,), (2,)]


def test_a_deadline_is_an_instant(lab):
    submission, notification, camera = deadlines(lab.editions["lab/2031"])
    # 23:59 at the last place on earth where it is still that day.
    assert submission.moment is not None
    assert submission.moment.astimezone(dt.UTC) == dt.datetime(2031, 2, 2, 11, 59, tzinfo=dt.UTC)
    assert submission.zone == "AoE, UTC−12:00"
    assert "Anywhere on Earth" in submission.zone_title
    assert [former.date for former in submission.former] == [dt.date(2031, 1, 20)]
    assert notification.moment is None, "a date is not a deadline"
    assert notification.time is None
    # … but it is past when its day is, and at the last place on earth where no zone is known.
    assert notification.over.time() == dt.time(23, 59)
    assert submission.over == submission.moment
    # Summer time has begun by the end of March.
    assert camera.moment is not None
    assert camera.moment.astimezone(dt.UTC) == dt.datetime(2031, 3, 30, 10, 0, tzinfo=dt.UTC)
    assert deadlines(lab.editions["lab/2029"]) == ()


def test_figures_count_papers_not_names(lab):
    figures = statistics(lab, lab.editions["lab/2030"])
    tallies = {tally.kind: dict(tally.counts) for tally in figures.tallies}
    assert figures.papers == 5
    assert tallies["type"] == {"oral": 1, "poster": 4}
    assert tallies["track"] == {"Methods": 2, "Things": 3}
    # Both spellings of the institute in paper 1 are one organization, of one paper.
    assert tallies["organization"]["Institute of Examples"] == 2
    assert tallies["country"] == {"FR": 2, "EG": 1}
    assert tallies["authors"] == {"1": 3, "4": 1, "200": 1}
    assert next(t for t in figures.tallies if t.kind == "country").of == 2
    assert figures.authors == len({"ada-long", "ada-long-2", "zoe-martin", "wang", "farsi"}) + 200


def test_one_session_is_timed_as_in_the_whole_programme(lab):
    whole = {
        timed.session.id: timed
        for day in timetable(lab, lab.editions["lab/2030"])
        for row in day.rows
        for timed in row
    }
    for session in lab.editions["lab/2030"].sessions:
        assert timed_session(lab, session) == whole[session.id]


@pytest.mark.parametrize("base_url", [None, "https://lab.example/"])
def test_references_as_text(lab, base_url):
    context = ExportContext(catalogue=lab, base_url=base_url)
    poster = cite(context, lab.papers["lab/2030/papers/3"])
    tail = f" {base_url}lab/2030/papers/3.html" if base_url else ""
    assert apa(poster) == (
        "Long, A. M. (2030, March 30–April 1). Ein Beitrag in deutscher Sprache [Poster "
        f"presentation]. Second Laboratory Conference, Kassel, DE.{tail}"
    )
    online = f" [Online]. Available:{tail}" if tail else ""
    assert ieee(poster) == (
        "A. M. Long, “Ein Beitrag in deutscher Sprache,” presented at Second Laboratory "
        f"Conference, Kassel, DE, Mar. 2030.{online}"
    )
    crowd = cite(context, lab.papers["lab/2030/papers/5"])
    assert ", . . . Crowd199, M." in apa(crowd)
    assert ieee(crowd).startswith("M. Crowd0 et al., ")
    retracted = cite(context, lab.papers["lab/2030/papers/2"])
    assert "RETRACTED: Counting" in apa(retracted)
    assert "RETRACTED: Counting" in ieee(retracted)


def test_people_are_grouped_by_role_with_those_of_panels(repository, tmp_path):
    shutil.copytree(repository / "tests/roots/test-proceedings/data", tmp_path / "data")
    edition = tmp_path / "data/forum/2031/edition.yaml"
    text = edition.read_text("utf-8")
    again = "- {role: volunteer, title: Helpers, members: [{name: Ana Šarić}]}\n"
    again += "- {role: chair, members: []}\n"
    edition.write_text(text.replace("speakers:\n", f"{again}speakers:\n", 1), "utf-8")
    loaded = load(tmp_path / "data")
    assert loaded.catalogue is not None, loaded.problems
    groups = people_groups(loaded.catalogue.editions["forum/2031"])
    assert [(g.id, g.title, [m.name.display for m in g.members]) for g in groups] == [
        ("organizer", None, ["Ana Šarić"]),
        ("volunteer", None, ["Zoë Ångström"]),
        ("volunteer-2", "Helpers", ["Ana Šarić"]),
        ("panelist", None, ["Bo Li", "Zoë Ångström"]),
        ("moderator", None, ["Ana Šarić"]),
    ]
