"""CMT, EasyChair and HotCRP: made-up exports of their shapes, and the real samples."""

from __future__ import annotations

import io
import json

import pytest
import xlsxwriter

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import UnansweredError
from sphinx_proceedings.importing.text.author_lists import split_entries

from .conftest import imported


def put(tmp_path, text, name="export.csv"):
    place = tmp_path / name
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def entries(text):
    found = split_entries(text).authors
    return [(one.name, ", ".join(one.affiliations), one.corresponding) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Li (Univ. of A; Dept. B)*; Bo Wu (C (D))",
            [("Ada Li", "Univ. of A; Dept. B", True), ("Bo Wu", "C (D)", False)],
        ),
        ("Ada Li* (A\t); Bo Wu", [("Ada Li", "A", True), ("Bo Wu", "", False)]),
        (
            "A. Dietm&#252;ller (X &amp; Y); B",
            [("A. Dietmüller", "X & Y", False), ("B", "", False)],
        ),
        ("Bo (Bob) Wu (A)*", [("Bo (Bob) Wu", "A", True)]),
    ],
)
def test_authors_in_one_text(text, expected):
    assert entries(text) == expected


def test_a_bracket_that_never_closes_ends_before_the_next_name_and_is_doubted():
    one, other = split_entries("Ada Li (Inst. of X (IX); Bo Wu (Y)").authors
    assert (one.name, bool(one.doubt)) == ("Ada Li", True)
    assert (other.name, other.affiliations, other.doubt) == ("Bo Wu", ("Y",), "")


CMT = (
    "\ufeffList of papers,,,,,\n"
    "Paper ID,Paper Title,Abstract,Author Details,Author Names,Status,Primary Subject Area\n"
    '3,Looms,"On, looms","Ada Li (A)*; Bo van Wu (B)","Li, Ada*; van Wu, Bo",'
    "Accept (Oral),Weaving\n"
    '4,Secret,No,Cy Day (C),"Day, Cy",Reject,Weaving\n'
    '5,Cards,Yes,Cy Day (C),"Day, Cy",Conditional Accept,Music\n'
)


def test_cmt_is_read_below_a_title_row(tmp_path):
    place = put(tmp_path, CMT)
    assert detect(Source.open([place])).importer.name == "cmt"
    edition, answers = imported("cmt", place)
    assert [q.line for q in answers.required] == ['--answer "decision.Conditional Accept=accepted"']
    assert "field.Primary Subject Area" in answers.open
    (paper,) = edition.papers
    assert (paper.key, paper.title, paper.type) == ("3", "Looms", "oral")
    assert [(a.name, a.affiliations[0].name, a.corresponding) for a in paper.authors] == [
        ("Li, Ada", "A", True),
        ("van Wu, Bo", "B", False),
    ]
    assert edition.excluded == {"not accepted": 1, "rejected": 1}


def test_an_answer_about_a_column_is_followed(tmp_path):
    given = {"field.Primary Subject Area": "track", "decision.Conditional Accept": "accepted"}
    edition, _ = imported("cmt", put(tmp_path, CMT), **given)
    assert [(paper.key, paper.track) for paper in edition.papers] == [
        ("3", "Weaving"),
        ("5", "Music"),
    ]


def test_cmt_without_a_status_is_not_taken_unasked(tmp_path):
    place = put(tmp_path, "Paper ID,Title,Authors\n1,A,Ada Li (X)\n")
    with pytest.raises(UnansweredError):
        imported("cmt", place)
    edition, _ = imported("cmt", place, accepted="all")
    assert len(edition.papers) == 1


def test_cmt_before_the_decisions_is_refused(tmp_path):
    place = put(tmp_path, "Paper ID,Title,Authors,Status\n1,A,Ada Li (X),Under Review\n")
    with pytest.raises(ImportSourceError, match="all 1 papers are still undecided"):
        imported("cmt", place)


def test_the_cmt_sample(shared, project):
    place = shared / "samples/cmt-csv/ismir2023_cmt-metadata.csv"
    edition, _ = imported("cmt", place)
    assert len(edition.papers) == 103
    by_key = {paper.key: paper for paper in edition.papers}
    assert by_key["11"].title == "TriAD: Capturing Harmonics With 3D Convolutions"
    assert [a.affiliations[0].name for a in by_key["63"].authors][3] == (
        "National Institute of Advanced Industrial Science and Technology (AIST)"
    )
    assert project.take(place) == 0, project.err
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(place) == 0
    assert project.tree() == before


SUBMISSIONS = (
    "#,title,authors,form fields,keywords,decision,notified,abstract,deleted?\n"
    '1,Looms,"Ada Li and Bo Wu",x,"weaving\nlooms",accept,yes,On looms,no\n'
    "2,Secret,Cy Day,,,reject,yes,No,no\n"
    "3,Gone,Cy Day,,,accept,yes,No,yes\n"
    "4,Perhaps,Cy Day,,,probably accept,yes,Yes,no\n"
)
AUTHORS = (
    "submission #,first name,last name,email,country,affiliation,Web page,person #,corresponding?\n"
    "1,Ada,Li,ada@example.org,Germany,Uni,https://ada.example.org/,7,✔\n"
    '1,Bo,Wu,bo@example.org,"Korea, Republic of",KAIST,,8,no\n'
    "4,Cy,Day,cy@example.org,USA,MIT,,9,no\n"
)


def test_easychair_joins_its_two_tables(tmp_path):
    places = [put(tmp_path, AUTHORS, "a.csv"), put(tmp_path, SUBMISSIONS, "s.csv")]
    assert detect(Source.open(places)).importer.name == "easychair"
    edition, answers = imported("easychair", *places)
    assert [question.id for question in answers.required] == ["decision.probably accept"]
    (paper,) = edition.papers
    assert paper.keywords == ("weaving", "looms")
    ada, bo = paper.authors
    assert (ada.name, ada.key, ada.corresponding) == ("Li, Ada", "7", True)
    assert (bo.name, bo.affiliations[0].country) == ("Wu, Bo", "Korea, Republic of")
    assert edition.excluded == {"deleted": 1, "not accepted": 1, "rejected": 1}
    assert edition.unused == {"form fields": 1, "notified": 4}


def test_one_table_of_easychair_alone_asks_for_the_other(tmp_path):
    place = put(tmp_path, AUTHORS, "a.csv")
    assert detect(Source.open([place])).importer.name == "easychair"
    with pytest.raises(ImportSourceError, match=r"name submission\.csv as well"):
        imported("easychair", place)


def test_easychair_comes_as_one_workbook_too(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, text in (("Submissions", SUBMISSIONS), ("Authors", AUTHORS)):
            sheet = book.add_worksheet(name)
            lines = text.replace('"weaving\nlooms"', "weaving").replace('"', "").splitlines()
            for row, line in enumerate(lines):
                cells = line.replace("Korea, Republic of", "Korea").split(",")
                for column, cell in enumerate(cells):
                    sheet.write(row, column, cell)
    edition, _ = imported("easychair", put(tmp_path, stream.getvalue(), "e.xlsx"))
    assert [author.name for author in edition.papers[0].authors] == ["Li, Ada", "Wu, Bo"]


def test_the_easychair_sample(shared, project):
    folder = shared / "samples/easychair-csv"
    edition, _ = imported("easychair", folder / "submission.csv", folder / "author.csv")
    assert len(edition.papers) == 180
    assert sum(edition.excluded.values()) == 1001 - 180
    options = ("--edition", "demo/2026", "--dry-run")
    assert project.run("import", folder / "submission.csv", folder / "author.csv", *options) == 0


def hotcrp(number, **values):
    author = {"email": "arie@example.org", "given_name": "Arie", "family_name": "van Deursen"}
    author["affiliation"] = "TU Delft"
    paper = {"object": "paper", "pid": number, "title": f"T{number}", "abstract": "A"}
    return {**paper, "authors": [author], "topics": ["Testing"], **values}


def test_hotcrp_takes_yes_and_no_of_the_status_and_the_type_of_the_decision(tmp_path):
    papers = [
        hotcrp(1, status="accepted", decision="Accept (spotlight)"),
        hotcrp(2, status="rejected"),
        hotcrp(3, status="deskrejected"),
        hotcrp(4, status="submitted", decision="Accept as poster"),
        hotcrp(5, withdrawn=True, status="submitted", withdraw_reason="a secret"),
    ]
    place = put(tmp_path, json.dumps(papers), "data.json")
    assert detect(Source.open([place])).importer.name == "hotcrp"
    edition, _ = imported("hotcrp", place)
    assert [(paper.key, paper.type) for paper in edition.papers] == [
        ("1", "spotlight"),
        ("4", "poster"),
    ]
    assert edition.papers[0].authors[0].name == "van Deursen, Arie"
    assert edition.excluded == {"desk rejected": 1, "rejected": 1, "withdrawn": 1}


def test_hotcrp_seen_by_the_wrong_role_is_refused(tmp_path):
    place = put(tmp_path, json.dumps([hotcrp(1, status="submitted")]), "data.json")
    with pytest.raises(ImportSourceError, match="somebody who may not see them"):
        imported("hotcrp", place)


def test_hotcrp_without_any_status_is_asked_about(tmp_path):
    place = put(tmp_path, json.dumps([hotcrp(1)]), "data.json")
    with pytest.raises(UnansweredError):
        imported("hotcrp", place)
    assert len(imported("hotcrp", place, accepted="all")[0].papers) == 1


def test_the_older_hotcrp_sample_is_recognized_and_refused(shared):
    place = shared / "samples/hotcrp-json/SOURCE_issue108.json"
    assert detect(Source.open([place])).importer.name == "hotcrp"
    with pytest.raises(ImportSourceError, match="only submitted"):
        imported("hotcrp", place)


def test_hotcrp_csv_has_a_row_an_author(tmp_path):
    text = (
        "paper,title,given_name,family_name,email,affiliation,country,iscontact\n"
        "1,T,Arie,van Deursen,a@example.org,TU Delft,Netherlands,yes\n"
        "1,T,Ada,Li,b@example.org,A,,\n"
    )
    edition, _ = imported("hotcrp", put(tmp_path, text), accepted="all")
    assert [author.name for author in edition.papers[0].authors] == ["van Deursen, Arie", "Li, Ada"]
    assert edition.unused == {"iscontact": 1}


def test_openreview_v1_goes_by_the_words_of_the_venue(tmp_path):
    def old(number, venue):
        content = {"title": f"T{number}", "authors": ["A B"], "venueid": "X", "venue": venue}
        return {"id": f"f{number}", "forum": f"f{number}", "number": number, "content": content}

    notes = [old(1, "X Poster"), old(2, "Submitted to X"), old(3, "X Withdrawn Submission")]
    place = put(tmp_path, json.dumps(notes), "notes.json")
    assert detect(Source.open([place])).importer.name == "openreview-v1"
    edition, _ = imported("openreview-v1", place)
    assert [(paper.key, paper.type) for paper in edition.papers] == [("f1", "poster")]
    assert edition.excluded == {"not accepted": 2}


def test_openreview_v1_goes_by_decision_notes_where_they_are(tmp_path):
    notes = []
    for number, words in enumerate(["Accept (Oral)", "Reject"]):
        content = {"title": f"T{number}", "authors": ["A B"]}
        notes.append({"id": f"f{number}", "forum": f"f{number}", "content": content})
        reply = {"title": "Decision", "decision": words}
        notes.append({"id": f"r{number}", "forum": f"f{number}", "content": reply})
    edition, _ = imported("openreview-v1", put(tmp_path, json.dumps(notes), "notes.json"))
    assert [paper.key for paper in edition.papers] == ["f0"]
    assert edition.excluded == {"rejected": 1, "replies and other notes": 2}


def test_the_openreview_v1_samples(shared):
    place = shared / "samples/openreview-v1-json/iclr2020_25notes.json"
    with pytest.raises(UnansweredError):
        imported("openreview-v1", place)
    edition, _ = imported("openreview-v1", place, accepted="all")
    assert len(edition.papers) == 25
    edition, _ = imported(
        "openreview-v1", shared / "samples/more/openreview-v1-flat/akbc2021_papers.json"
    )
    papers = edition.papers
    assert len(papers) == 33
    authors = [author for paper in papers for author in paper.authors]
    assert (len(authors), len({author.name for author in authors})) == (143, 136)
    assert sum(bool(paper.abstract) for paper in papers) == 33
    assert [sum(paper.archival is kind for paper in papers) for kind in (True, False)] == [29, 4]
    assert sum(bool(paper.doi) for paper in papers) == 29
    boat = next(paper for paper in papers if paper.title.startswith("Do Boat and Ocean"))
    assert [author.name for author in boat.authors][-1] == "Dong Yu"


SOFTCONF = (
    "Submission ID,Title,Authors,Track,Acceptance Status,Abstract,1: Username,1: First Name,"
    "1: Middle Name,1: Last Name,1: Email,1: Affiliation,1: Presenter,2: First Name,2: Last Name,"
    "3: First Name,3: Last Name\n"
    "7,Looms,Ada K. Li and Bo Wu,Weaving,Accept-Oral,On looms,ada,Ada,K.,Li,a@b.org,A,Yes,,,Bo,Wu\n"
    "8,Secret,Cy Day,Weaving,Reject,No,cy,Cy,,Day,c@b.org,C,,,,,\n"
)


def test_softconf_has_columns_for_each_author(tmp_path):
    place = put(tmp_path, SOFTCONF)
    assert detect(Source.open([place])).importer.name == "softconf"
    edition, _ = imported("softconf", place)
    (paper,) = edition.papers
    assert (paper.key, paper.type, paper.track) == ("7", "oral", "Weaving")
    assert [(one.name, one.presenter) for one in paper.authors] == [
        ("Li, Ada K.", True),
        ("Wu, Bo", False),
    ]
    assert [note.field for note in edition.notes] == ["authors"]
    assert edition.excluded == {"rejected": 1}


def test_the_softconf_sample(shared):
    place = shared / "samples/softconf-csv/paper-metadata.csv"
    assert detect(Source.open([place])).importer.name == "softconf"
    edition, _ = imported("softconf", place)
    (paper,) = edition.papers
    assert (paper.key, paper.type) == ("108", "poster")
    assert [one.name for one in paper.authors] == ["Xiaobao Wu", "Anh Tuan Luu", "Xinshuai Dong"]
