"""Importing again: hand edits stay, the source's changes come in, conflicts are shown."""

from __future__ import annotations

import json

import pytest

from .conftest import note

ADA = "{name: Ada Lovelace}"


@pytest.fixture
def notes():
    return [note(1, "Looms and Loops"), note(2, "Cards")]


@pytest.fixture
def there(project, notes):
    """The project after a first import."""
    assert project.take(notes) == 0
    return project


def test_a_new_edition_looks_like_one_written_by_hand(there):
    assert there.read() == (
        "# yaml-language-server: $schema=../../schema/edition.schema.json\n"
        "papers:\n"
        '  - id: "1"\n'
        "    title: Looms and Loops\n"
        "    type: poster\n"
        "    authors:\n"
        "      - {name: Ada Lovelace}\n"
        "      - {name: Charles Babbage}\n"
        "    keywords: [engines, looms]\n"
        "    abstract: An engine weaves patterns.\n"
        '    number: "1"\n'
        "    resources:\n"
        '      - {type: openreview, url: "https://openreview.net/forum?id=forum1"}\n'
        "    source: https://openreview.net/forum?id=forum1\n"
        "\n"
        '  - id: "2"\n'
        "    title: Cards\n"
        "    type: poster\n"
        "    authors:\n"
        "      - {name: Ada Lovelace}\n"
        "      - {name: Charles Babbage}\n"
        "    keywords: [engines, looms]\n"
        "    abstract: An engine weaves patterns.\n"
        '    number: "2"\n'
        "    resources:\n"
        '      - {type: openreview, url: "https://openreview.net/forum?id=forum2"}\n'
        "    source: https://openreview.net/forum?id=forum2\n"
    )


def test_importing_twice_changes_no_byte(there, notes):
    before = there.tree()
    assert there.take(notes) == 0
    assert there.tree() == before
    assert "nothing new" in there.out


def test_nothing_is_written_by_a_dry_run(project, notes):
    before = project.tree()
    assert project.take(notes, "--dry-run") == 0
    assert project.tree() == before
    assert '+  - id: "1"' in project.out


def test_a_hand_edit_stays_and_changes_of_other_fields_come_in(there, notes):
    there.edit("title: Cards", "title: Cards and Looms # by hand")
    notes[1]["content"]["abstract"]["value"] = "A card is used again."
    assert there.take(notes) == 0
    assert "title: Cards and Looms # by hand\n" in there.read()
    assert "abstract: A card is used again.\n" in there.read()


def test_both_changed_is_a_conflict_and_changes_nothing(there, notes):
    there.edit("title: Cards", "title: Cards and Looms")
    notes[1]["content"]["title"]["value"] = "Punched Cards"
    before = there.read()
    assert there.take(notes) == 1
    assert there.read() == before
    assert (
        "2.title\n  base   Cards\n  yours  Cards and Looms\n  theirs Punched Cards\n" in there.out
    )
    assert there.take(notes) == 1, "it is shown until it is decided"
    assert there.take(notes, "--keep", "2.title") == 0
    assert there.read() == before
    assert there.take(notes) == 0, "it was decided"


def test_a_conflict_can_be_decided_for_the_source(there, notes):
    there.edit("title: Cards", "title: Cards and Looms")
    notes[1]["content"]["title"]["value"] = "Punched Cards"
    assert there.take(notes, "--take", "*.title") == 0
    assert "title: Punched Cards\n" in there.read()


def test_both_changed_to_the_same_is_none(there, notes):
    there.edit("title: Cards", "title: Punched Cards")
    notes[1]["content"]["title"]["value"] = "Punched Cards"
    assert there.take(notes) == 0


def test_a_decision_about_no_conflict_is_said(there, notes):
    assert there.take(notes, "--take", "7.title") == 0
    assert "there is no conflict of that name" in there.out


def test_layout_is_no_change(there, notes):
    there.edit("title: Cards\n", 'title: "Cards"\n')
    notes[1]["content"]["title"]["value"] = "Punched Cards"
    assert there.take(notes) == 0
    assert "title: Punched Cards\n" in there.read()


def test_people_merge_by_part(there, notes):
    text = there.read().replace(ADA, "{name: Ada Lovelace, presenter: true}", 1)
    there.write(text)
    notes[0]["content"]["authors"]["value"] = ["Augusta Ada Lovelace", "Charles Babbage"]
    assert there.take(notes) == 0
    assert "- {name: Augusta Ada Lovelace, presenter: true}\n" in there.read()


def test_the_order_of_people_is_a_field_of_its_own(there, notes):
    text = there.read().replace(ADA, "{name: Ada Lovelace, note: remote}", 1)
    there.write(text)
    for name in ("authors", "authorids"):
        notes[0]["content"][name]["value"].reverse()
    assert there.take(notes) == 0
    charles, ada = "- {name: Charles Babbage}\n", "- {name: Ada Lovelace, note: remote}\n"
    assert f"{charles}      {ada}" in there.read()


def test_people_come_and_go(there, notes):
    notes[0]["content"]["authors"]["value"] = ["Ada Lovelace", "Luigi Menabrea", "Mary Somerville"]
    notes[0]["content"]["authorids"]["value"] = ["~Ada_Lovelace1", "~L_M1", "~M_S1"]
    assert there.take(notes) == 0
    authors = there.read().partition("authors:\n")[2].partition("    keywords")[0]
    assert authors.split("\n")[:3] == [
        "      - {name: Ada Lovelace}",
        "      - {name: Luigi Menabrea}",
        "      - {name: Mary Somerville}",
    ]


def test_keywords_merge_as_a_set(there, notes):
    there.write(there.read().replace("[engines, looms]", "[weaving, engines, looms]", 1))
    notes[0]["content"]["keywords"]["value"] = ["engines", "cards"]
    assert there.take(notes) == 0
    assert "keywords: [weaving, engines, cards]\n" in there.read()


def test_what_was_deleted_by_hand_stays_deleted(there, notes):
    text = there.read()
    there.write(text[: text.index('\n  - id: "2"')])
    there.edit("    abstract: An engine weaves patterns.\n", "")
    before = there.read()
    assert there.take(notes) == 0
    assert there.read() == before
    assert there.take(notes, "--take", "2") == 0
    assert 'id: "2"' in there.read()


def test_what_the_source_lost_is_reported_and_kept(there, notes):
    assert there.take(notes[:1]) == 0
    assert "not in the source any more, and kept: 2" in there.out
    assert there.take(notes[:1], "--prune") == 0
    assert there.read().count("- id:") == 1


def test_what_was_touched_by_hand_is_not_pruned(there, notes):
    there.edit("title: Cards", "title: Cards and Looms")
    assert there.take(notes[:1], "--prune") == 0
    assert "Cards and Looms" in there.read()


def test_a_record_is_found_though_its_id_was_changed(there, notes):
    there.edit('- id: "2"', "- id: cards")
    notes[1]["content"]["abstract"]["value"] = "Another."
    assert there.take(notes) == 0
    assert "abstract: Another.\n" in there.read()
    assert there.read().count("- id:") == 2


def test_papers_that_are_there_are_met_and_nothing_is_overwritten(project, notes):
    project.write("title: Demo\nshort_title: D\n", "edition.yaml")
    project.write(
        "# By hand.\n"
        "papers:\n"
        "  - id: looms\n"
        "    title: Looms and Loops\n"
        "    authors:\n"
        "      - {name: Ada Lovelace, affiliations: Analytical Society}\n"
        "      - {name: C. Babbage}\n"
        "    abstract: A summary of ours.\n"
    )
    assert project.take(notes) == 1
    text = project.read()
    assert text.count("- id:") == 2
    assert text.startswith("# By hand.\n")
    assert "abstract: A summary of ours.\n" in text
    assert "affiliations: Analytical Society" in text
    assert "looms.abstract" in project.out
    assert "looms.authors.c-babbage.name" in project.out
    assert project.take(notes, "--keep", "looms") == 0
    assert project.take(notes) == 0


def test_nothing_is_written_when_the_data_would_have_new_errors(there, notes):
    there.write(
        "sessions:\n  - {id: a, title: A, start: '09:00', end: '10:00', papers: ['2']}\n",
        "programme.yaml",
    )
    there.write(
        "title: D\nshort_title: D\nstart_date: 2026-05-01\ntime_zone: Europe/Rome\n", "edition.yaml"
    )
    assert there.run("check") == 0, there.out
    before = there.tree()
    assert there.take(notes[:1], "--prune") == 1
    assert "nothing was written: the data would have 1 new errors" in there.err
    assert there.tree() == before


def test_a_broken_snapshot_is_said(there, notes):
    place = there.folder / "data/demo/2026/.import/openreview.json"
    place.write_text("{", encoding="utf-8")
    assert there.take(notes) == 1
    assert "get it back from git" in there.err


def test_a_snapshot_has_a_record_a_line(there):
    place = there.folder / "data/demo/2026/.import/openreview.json"
    value = json.loads(place.read_text(encoding="utf-8"))
    assert [record["key"] for record in value["records"]] == ["forum1", "forum2"]
    assert len(place.read_text(encoding="utf-8").splitlines()) == 4


def test_no_address_and_no_rejected_title_is_in_any_file_or_output(project, notes):
    notes.append(note(3, "A Secret", venueid="X.org/2026/Workshop/Rejected_Submission"))
    notes[0]["content"]["abstract"]["value"] = "Write to ada@example.org."
    project.take(notes, "--report", "report.md")
    project.run("check")
    texts = [content.decode() for content in project.tree().values()]
    texts += [project.out, project.err, (project.folder / "report.md").read_text()]
    for text in texts:
        assert "example.org" not in text
        assert "Secret" not in text


def test_a_cell_that_reads_like_a_formula_is_text_and_told(project):
    project.take([note(1, '=HYPERLINK("https://evil.example","Looms")')])
    assert "reads like a formula of a spreadsheet" in project.out
    assert "HYPERLINK" in project.read()
