"""The folder of aclpub2: papers, programme, committees and files that lie in it."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source

from .conftest import imported

FILES = {
    "papers.yml": (
        "- id: 2\n  title: 'Looms: 50\\% of \\emph{it}'\n  abstract: On looms.\n  file: 2.pdf\n"
        "  authors:\n"
        "  - {first_name: Ada, middle_name: K., last_name: Li, instituion: A, email: a@b.org}\n"
        "  - {first_name: Jan, last_name: van Eyck, openreview: ~J1, orcid: 0000-0002-1825-0097}\n"
        "  attributes: {paper_type: long, presentation_type: oral, submitted_area: Weaving}\n"
        "  attachments: [{type: software, file: ../secret.zip}]\n"
        "- id: 4\n  title: Cards\n  archival: False\n  authors:\n"
        "  - {first_name: Bo, last_name: Wu}\n"
    ),
    "conference_details.yml": (
        "book_title: Proceedings of Looms\nevent_name: Workshop on Looms\n"
        "start_date: 2026-05-01\nend_date: 2026-05-02\nlocation: Toronto, Canada\n"
        "editors: [{first_name: Ada, last_name: Li}]\nisbn: 978-1-952148-02-6\n"
    ),
    "program.yml": (
        "- {title: Opening, start_time: 2026-05-01 09:00:00, end_time: 2026-05-01 09:10:00}\n"
        "- title: Session 1\n  start_time: 2026-05-01 09:10:00\n  end_time: 2026-05-01 11:00:00\n"
        "  subsessions:\n"
        "  - title: Orals\n    start_time: 2026-05-01 09:10:00\n    end_time: 2026-05-01 10:00:00\n"
        "    chair: Bo Wu\n    location: Hall\n    papers:\n"
        "    - {id: 2, start_time: 2026-05-01 09:10:00, end_time: 2026-05-01 09:30:00}\n"
        "    - {id: 9, start_time: 2026-05-01 09:30:00, end_time: 2026-05-01 09:50:00}\n"
        "  - title: Posters\n    start_time: 2026-05-01 10:00:00\n"
        "    end_time: 2026-05-01 11:00:00\n    papers: [{id: 4}]\n"
    ),
    "organizing_committee.yml": (
        "- role: Program Chairs\n  members: [{first_name: Ada, last_name: Li, institution: A}]\n"
    ),
    "invited_talks.yml": "- {title: T, speaker_name: Cy Day, institution: C, bio_file: b.tex}\n",
    "invited_talks/b.tex": "Cy \\emph{weaves}.\n",
    "papers/2.pdf": "%PDF-1.4 not really\n",
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "export"
    for name, text in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.zip").write_text("secret")
    return place


def test_a_folder_is_known_by_what_is_in_it(folder):
    assert detect(Source.open([folder])).importer.name == "aclpub2"


def test_papers_are_read(folder):
    edition, answers = imported("aclpub2", folder, time_zone="America/Toronto")
    loom, cards = edition.papers
    assert [author.name for author in loom.authors] == ["Li, Ada K.", "van Eyck, Jan"]
    assert loom.authors[0].affiliations[0].name == "A"
    assert [(one.type, one.file) for one in loom.resources] == [("pdf", "papers/2.pdf")]
    assert (loom.type, cards.archival) == ("oral", False)
    assert list(answers.open) == ["field.submitted_area"]


def test_clock_times_without_a_zone_are_asked_about(folder, project):
    assert project.take(folder) == 2
    assert '--time-zone "' in project.err
    assert not (project.folder / "data/demo/2026").exists()


def test_a_programme_becomes_sessions(folder, project):
    assert project.take(folder, "--time-zone", "America/Toronto") == 0, project.err
    programme = project.read("programme.yaml")
    assert (
        "  - id: orals\n"
        "    title: Orals\n"
        "    type: oral\n"
        "    date: 2026-05-01\n"
        '    start: "09:10"\n'
        '    end: "10:00"\n'
        "    room: Hall\n"
        "    chairs:\n"
        "      - {name: Bo Wu}\n"
        "    slots:\n"
        '      - {start: "09:10", end: "09:30", paper: "2"}\n'
    ) in programme
    assert "1 papers or talks in it were not imported" in project.out
    assert 'papers: ["4"]' in programme
    assert "bio: Cy *weaves*." in programme
    facts = project.read("edition.yaml")
    assert "venue: {city: Toronto, country: CA}" in facts
    assert "time_zone: America/Toronto" in facts
    assert "- role: programme-chair\n    title: Program Chairs\n" in project.read("people.yaml")
    assert "title: 'Looms: 50% of *it*'" in project.read().replace('"', "'")
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(folder) == 0
    assert project.tree() == before


def test_files_are_copied_from_inside_the_folder_only(folder, project):
    project.take(folder, "--time-zone", "America/Toronto")
    pdf = project.folder / "data/demo/2026/papers/2.pdf"
    assert pdf.read_text() == FILES["papers/2.pdf"]
    assert not any(b"secret" in content for content in project.tree().values())


def test_a_session_edited_by_hand_stays(folder, project):
    project.take(folder, "--time-zone", "America/Toronto")
    project.edit("room: Hall", "room: Great Hall", "programme.yaml")
    program = folder / "program.yml"
    text = program.read_text().replace(
        "end_time: 2026-05-01 10:00:00", "end_time: 2026-05-01 10:05:00"
    )
    program.write_text(text)
    assert project.take(folder) == 0
    programme = project.read("programme.yaml")
    assert "room: Great Hall" in programme
    assert 'end: "10:05"' in programme


def test_the_aclpub2_sample(shared, project):
    place = shared / "samples/aclpub2/sigdial"
    assert project.take(place, "--time-zone", "America/Boise") == 0, project.err
    assert "read 41 papers, 158 authors" in project.out
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(place) == 0
    assert project.tree() == before


def test_a_session_that_ends_before_it_begins_is_asked_about(folder, project):
    place = folder / "program.yml"
    text = place.read_text(encoding="utf-8")
    place.write_text(
        text.replace(
            "09:00:00, end_time: 2026-05-01 09:10", "09:10:00, end_time: 2026-05-01 09:00"
        ),
        encoding="utf-8",
    )
    zone = ("--time-zone", "America/Toronto")
    assert project.take(folder, *zone) == 2
    assert '--answer "times.session-1=09:00-09:10"' in project.err
    assert project.take(folder, *zone, "--answer", "times.session-1=noon") == 1
    assert "is no begin and end" in project.err
    assert project.take(folder, *zone, "--answer", "times.session-1=9:00-09:10") == 0
    assert 'start: "09:00"\n    end: "09:10"' in project.read("programme.yaml")


def test_a_fault_of_the_list_of_papers_is_told_at_its_line(folder, project):
    (folder / "papers.yml").write_text("- id: 1\n  title: Looms: a story\n", encoding="utf-8")
    assert project.take(folder) == 1
    assert "papers.yml:2:" in project.err
    assert "not known" not in project.err


def test_letters_written_as_control_characters_are_read(folder):
    text = (folder / "papers.yml").read_text(encoding="utf-8")
    text = text.replace("instituion: A", 'instituion: "University of Comt\\x8E"')
    (folder / "papers.yml").write_text(text, encoding="utf-8")
    edition, _ = imported("aclpub2", folder)
    assert edition.papers[0].authors[0].affiliations[0].name == "University of Comté"


def test_authors_that_stand_there_twice_may_be_referred_to(folder):
    text = (folder / "papers.yml").read_text(encoding="utf-8")
    text = text.replace(
        "- {first_name: Bo, last_name: Wu}", "- &id001 {first_name: Bo, last_name: Wu}"
    )
    text += "- id: 5\n  title: Threads\n  authors:\n  - *id001\n"
    (folder / "papers.yml").write_text(text, encoding="utf-8")
    edition, _ = imported("aclpub2", folder)
    assert [len(paper.authors) for paper in edition.papers] == [2, 1, 1]
    assert edition.papers[1].authors == edition.papers[2].authors
