"""OpenReview: acceptance is read by the rule of its API, and nothing is guessed."""

from __future__ import annotations

import json

import pytest

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import UnansweredError

from .conftest import imported, note


def written(tmp_path, value):
    place = tmp_path / "notes.json"
    place.write_text(json.dumps(value), encoding="utf-8")
    return place


def test_the_format_is_known_by_its_content(tmp_path):
    found = detect(Source.open([written(tmp_path, {"notes": [note(1, "A")]})]))
    assert found.importer.name == "openreview"
    assert "1 notes" in found.detection.reason


def test_only_the_venues_own_id_means_accepted(tmp_path):
    states = ["Rejected_Submission", "Withdrawn_Submission", "Desk_Rejected_Submission"]
    notes = [note(9, "Yes")]
    notes += [note(i, "No", venueid=f"X.org/2026/Workshop/{s}") for i, s in enumerate(states)]
    notes.append({**note(5, "No"), "ddate": 1})
    notes.append({**note(6, "No"), "forum": "forum9"})
    edition, _ = imported("openreview", written(tmp_path, notes))
    assert [paper.title for paper in edition.papers] == ["Yes"]
    assert edition.excluded == {
        "deleted": 1,
        "desk rejected": 1,
        "rejected": 1,
        "replies and other notes": 1,
        "withdrawn": 1,
    }


def test_an_export_without_decisions_is_refused(tmp_path):
    notes = [note(1, "A", venueid="X.org/2026/Workshop/Submission"), note(2, "B", venueid=None)]
    with pytest.raises(ImportSourceError, match="all 2 papers are still undecided"):
        imported("openreview", written(tmp_path, notes))


def test_several_venues_are_asked_about(tmp_path):
    place = written(tmp_path, [note(1, "A"), {**note(2, "B", venueid="Y"), "invitations": []}])
    with pytest.raises(UnansweredError):
        imported("openreview", place)
    edition, _ = imported("openreview", place, venue_id="Y")
    assert [paper.title for paper in edition.papers] == ["B"]


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("ICML 2025 oral", "oral"),
        ("ICML 2025 spotlightposter", "spotlight"),
        ("NeurIPS 2024 Track Datasets and Benchmarks Poster", "poster"),
        ("X 2026 OralPoster", "oral"),
        ("X 2026 (Poster) ", "poster"),
        ("ResponsibleFM @ NeurIPS 2025", ""),
    ],
)
def test_the_type_is_read_of_the_venues_words(tmp_path, venue, expected):
    edition, _ = imported("openreview", written(tmp_path, [note(1, "A", venue=venue)]))
    assert edition.papers[0].type == expected


def test_authors_in_one_text_are_not_taken_apart_by_guessing(tmp_path):
    place = written(tmp_path, [note(1, "A", authors=["Ann Roe and Bob Poe"])])
    _, answers = imported("openreview", place)
    assert [q.line for q in answers.required] == ['--answer "authors.forum1=Ann Roe; Bob Poe"']
    edition, _ = imported("openreview", place, **{"authors.forum1": "Ann Roe; Bob Poe"})
    assert [author.name for author in edition.papers[0].authors] == ["Ann Roe", "Bob Poe"]


def test_a_word_before_the_last_name_is_dropped_and_told(tmp_path):
    place = written(tmp_path, [note(1, "A", authors=["Ann Roe", "and Bob Poe"])])
    edition, _ = imported("openreview", place)
    assert edition.papers[0].authors[1].name == "Bob Poe"
    assert [one.before for one in edition.notes if one.field == "authors"] == ["and Bob Poe"]


def test_authors_may_be_objects(tmp_path):
    institutions = [{"name": "Uni", "domain": "uni.edu", "country": "DE"}]
    person = {"fullname": "Ann Roe", "username": "~Ann_Roe1", "institutions": institutions}
    edition, _ = imported("openreview", written(tmp_path, [note(1, "A", authors=[person])]))
    (author,) = edition.papers[0].authors
    assert (author.key, author.affiliations[0].country) == ("~Ann_Roe1", "DE")
    assert "authors.affiliations" in edition.carries


def test_a_profile_is_a_key_and_an_address_never_is(tmp_path):
    edition, _ = imported("openreview", written(tmp_path, [note(1, "A")]))
    assert [author.key for author in edition.papers[0].authors] == ["~Ada_Lovelace1", ""]


def test_the_check_of_browsers_is_named(tmp_path):
    place = tmp_path / "notes.json"
    place.write_text("<!DOCTYPE html><html><title>OpenReview</title>")
    with pytest.raises(ImportSourceError, match="OpenReview's check of browsers"):
        detect(Source.open([place]))


def test_the_recorded_notes(shared):
    place = shared / "samples/more/openreview-v2/recorded_notes.json"
    venue = "ICML.cc/2025/Conference"
    edition, _ = imported("openreview", place, venue_id=venue)
    assert [(p.key, len(p.authors), p.type) for p in edition.papers] == [
        ("L8hYdTQVcs", 7, "poster"),
        ("otNB7BzsiR", 5, "spotlight"),
        ("l19DmXbwPK", 16, "oral"),
    ]
    assert edition.excluded == {"of another venue": 2, "withdrawn": 1}
