"""Mini-Conf, Indico, ConfTool and ACM's camera-ready file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers, UnansweredError
from sphinx_proceedings.importing.records import ImportedAuthor, ImportedEdition


def read(path: Path, name: str, **given: str) -> ImportedEdition:
    source = Source.open([path])
    found = detect(source)
    assert found.importer.name == name
    return found.importer.read(source, Answers(given))


def made(folder: Path, file: str, text: str, name: str, **given: str) -> ImportedEdition:
    (folder / file).write_text(text, encoding="utf-8")
    return read(folder / file, name, **given)


def full(author: ImportedAuthor) -> str:
    return author.name or " ".join((author.parts or {}).values())


MINI_CONF = """UID,title,authors,abstract,keywords,sessions
A1,Learning Trees,◊Ann Roe|Bob Poe,We learn.,trees|leaves,Mon Session 1
A2,On Stones,Cy Day,,,
"""
SPEAKERS = """UID,title,institution,speaker,abstract,bio,session
1,On Forests,MIT,Prof. Di Eve,All of them.,Di knows.,1
"""
INDICO = {
    "results": [
        {
            "title": "Forest Workshop",
            "startDate": {"date": "2026-06-12", "time": "09:00:00", "tz": "Europe/Rome"},
            "timezone": "Europe/Rome",
            "contributions": [
                {
                    "friendly_id": 7,
                    "title": "Learning Trees",
                    "description": "<p>We learn.</p>",
                    "primaryauthors": [
                        {"first_name": "Ann", "last_name": "Roe", "affiliation": "MIT"}
                    ],
                    "coauthors": [{"first_name": "Bob", "last_name": "Poe", "email": "b@x.org"}],
                    "speakers": [{"first_name": "Bob", "last_name": "Poe"}],
                    "track": "Plants",
                    "type": "Oral",
                    "keywords": ["trees"],
                    "url": "https://indico.example.org/event/1/contributions/7/",
                    "session": "Morning",
                    "material": [
                        {
                            "title": "Slides",
                            "resources": [{"url": "https://indico.example.org/slides.pdf"}],
                        }
                    ],
                },
                {"friendly_id": 8, "title": "Welcome", "speakers": [{"fullName": "Di Eve"}]},
            ],
        }
    ]
}
CONFTOOL = """paperID,title,authors,organisations,acceptance_status,acceptance,presenting_author,\
abstract,topics,
12,Learning Trees,"Roe, Ann (1,2); Poe, Bob (2)",1: MIT; 2: ETH Zürich,1,Accepted as oral,\
"Poe, Bob",We learn.,Plants,
13,On Stones,"Day, Cy",1: MIT,-1,Rejected,,,,
14,On Water,"Eve, Di",1: MIT,1,,,,,
"""
NUMBERED = """paperID,title,authors_formatted_1_name,authors_formatted_1_organisation,\
authors_formatted_1_email,authors_formatted_2_name,acceptance
12,Learning Trees,Ann Roe,MIT; ETH,a@x.org,Bob Poe,accept
"""
ACM = (
    '"E1","pn12","Full","Learning Trees","","Ann","B.","Roe","","1","Y","99","",'
    '"0000-0002-1825-0097","a@x.org","CS","MIT","Cambridge","MA","USA","","ETH Zürich","Zürich",'
    '"","Switzerland","Plants","1","1","5","12","1"\n'
    '"E1","pn12","Full","Learning Trees","Dr.","Bob","","Poe","Jr.","2","N","","","","b@x.org","",'
    '"MIT","","","","","","","","","Plants","1","1","5","12","1"\n'
)


def test_mini_conf(tmp_path: Path):
    (tmp_path / "speakers.csv").write_text(SPEAKERS, encoding="utf-8")
    (tmp_path / "papers.csv").write_text(MINI_CONF, encoding="utf-8")
    edition = read(tmp_path, "mini-conf", **{"mark.◊": "presenter"})
    first, second = edition.papers
    assert [(full(author), author.presenter) for author in first.authors] == [
        ("Ann Roe", True),
        ("Bob Poe", False),
    ]
    assert first.keywords == ("trees", "leaves")
    assert second.key == "A2"
    (talk,) = edition.talks
    assert (talk.speakers[0].name, talk.speakers[0].honorific) == ("Di Eve", "Prof.")
    assert talk.speakers[0].bio == "Di knows."
    assert edition.unused == {"sessions": 1, "session": 1}


def test_of_the_folder_of_a_mini_conf_the_papers_are_taken(tmp_path: Path):
    for name, text in {
        "papers.csv": MINI_CONF,
        "workshops.csv": "UID,title,authors,sessions\n1,A Workshop,Ann Roe,\n",
        "main.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    edition = read(tmp_path, "mini-conf")
    assert [paper.key for paper in edition.papers] == ["A1", "A2"]
    assert "workshops.csv: 1 rows that are no papers, not taken" in map(str, edition.notes)


def test_mini_conf_with_authors_as_the_submission_system_writes_them(tmp_path: Path):
    rows = "A1,Trees,Ann Roe (Univ. of A; B)*; Bob Poe (C),,\nA2,Stones,Cy Day (D); Eve Fay (E),,\n"
    edition = made(tmp_path, "papers.csv", f"UID,title,authors,sessions,x\n{rows}", "mini-conf")
    authors = [
        (one.name, [a.name for a in one.affiliations]) for p in edition.papers for one in p.authors
    ]
    assert authors == [
        ("Ann Roe", ["Univ. of A; B"]),
        ("Bob Poe", ["C"]),
        ("Cy Day", ["D"]),
        ("Eve Fay", ["E"]),
    ]


def test_a_sign_beside_a_name_is_asked_about(tmp_path: Path):
    edition = made(tmp_path, "papers.csv", MINI_CONF, "mini-conf")
    assert not edition.papers[0].authors[0].presenter
    assert "mark.◊=presenter" in edition.notes[0].why


def test_indico(tmp_path: Path):
    edition = made(tmp_path, "event.json", json.dumps(INDICO), "indico")
    (paper,) = edition.papers
    assert [(full(author), author.presenter) for author in paper.authors] == [
        ("Ann Roe", False),
        ("Bob Poe", True),
    ]
    assert (paper.key, paper.track) == ("7", "Plants")
    assert [(one.type, one.url) for one in paper.resources] == [
        ("slides", "https://indico.example.org/slides.pdf")
    ]
    assert [talk.title for talk in edition.talks] == ["Welcome"]
    assert edition.facts == {
        "title": "Forest Workshop",
        "start_date": "2026-06-12",
        "time_zone": "Europe/Rome",
    }
    assert edition.unused == {"session": 1}


def test_contributions_of_a_kind_may_be_talks(tmp_path: Path):
    edition = made(tmp_path, "e.json", json.dumps(INDICO), "indico", **{"kind.Oral": "talk"})
    assert edition.papers == []
    assert len(edition.talks) == 2


def test_conftool(tmp_path: Path):
    edition = made(tmp_path, "papers.csv", CONFTOOL, "conftool")
    first, second = edition.papers
    assert [full(author) for author in first.authors] == ["Roe, Ann", "Poe, Bob"]
    assert [[one.name for one in author.affiliations] for author in first.authors] == [
        ["MIT", "ETH Zürich"],
        ["ETH Zürich"],
    ]
    assert [author.presenter for author in first.authors] == [False, True]
    assert (first.type, first.track, second.key) == ("oral", "Plants", "14")
    assert edition.excluded == {"rejected": 1}


def test_conftool_with_numbered_columns(tmp_path: Path):
    (paper,) = made(tmp_path, "papers.csv", NUMBERED, "conftool").papers
    assert [full(author) for author in paper.authors] == ["Ann Roe", "Bob Poe"]
    assert [one.name for one in paper.authors[0].affiliations] == ["MIT", "ETH"]


def test_conftool_without_decisions_stops(tmp_path: Path):
    text = "paperID,title,authors,organisations\n1,One,Ann Roe,1: MIT\n"
    with pytest.raises(UnansweredError):
        made(tmp_path, "papers.csv", text, "conftool")


def test_acm(tmp_path: Path):
    (paper,) = made(tmp_path, "authors.csv", ACM, "acm").papers
    ann, bob = paper.authors
    assert (ann.parts, ann.orcid) == ({"given": "Ann B.", "family": "Roe"}, "0000-0002-1825-0097")
    assert [(one.name, one.country) for one in ann.affiliations] == [
        ("MIT", "USA"),
        ("ETH Zürich", "Switzerland"),
    ]
    assert ann.corresponding
    assert (bob.honorific, bob.parts) == ("Dr.", {"given": "Bob", "family": "Poe", "suffix": "Jr."})
    assert (paper.pages, paper.track, paper.key) == ("5-12", "Plants", "pn12")


@pytest.mark.parametrize(
    ("name", "papers", "slots"),
    [
        ("mini-conf-csv/papers.csv", 687, None),
        ("more/mini-conf-japanese/nlp2024_papers_part.csv", 214, 805),
    ],
)
def test_real_files_of_mini_conf(shared: Path, name: str, papers: int, slots: int | None):
    edition = read(shared / "samples" / name, "mini-conf")
    assert len(edition.papers) == papers
    found = sum(len(paper.authors) for paper in edition.papers)
    assert slots is None or found == slots
