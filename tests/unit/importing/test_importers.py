"""Importers: found by entry points, chosen by what a source holds."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import Detection, Format
from sphinx_proceedings.importing.importer_registry import GROUP, detect, importers
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers, Question, UnansweredError
from sphinx_proceedings.importing.records import ImportedEdition


def made(name, score, reason="because"):
    return Format(
        name=name,
        title=name.title(),
        recognize=lambda _: Detection(score, reason),
        take=lambda _, __: ImportedEdition(),
    )


ALPHA = made("alpha", 60)


@pytest.fixture
def source(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n")
    return Source.open([tmp_path / "x.csv"])


def points(*named):
    return [EntryPoint(name, value, GROUP) for name, value in named]


def test_what_is_no_importer_is_refused():
    with pytest.raises(ImportSourceError, match="is not an importer of that name"):
        importers(points(("json", "json:loads")))


def test_the_best_is_chosen_with_its_reason(source):
    found = detect(source, [made("alpha", 30, "a table"), made("beta", 90, "has PaperID")])
    assert (found.importer.name, found.detection.reason) == ("beta", "has PaperID")


def test_an_unknown_source_names_the_two_nearest(source):
    known = [made("alpha", 0, "no JSON"), made("beta", 10, "a word"), made("gamma", 5, "a sign")]
    with pytest.raises(ImportSourceError, match=r"Nearest are beta: a word; gamma: a sign\."):
        detect(source, known)


def test_two_that_fit_equally_are_asked_about(source):
    with pytest.raises(ImportSourceError, match="Say which with --as"):
        detect(source, [made("alpha", 60), made("beta", 60)])


def test_answers_are_found_by_id_and_missing_ones_are_noted():
    zone = Question(id="time-zone", text="Which?", option="--time-zone", example="Europe/Rome")
    track = Question(id="track.A", text="What is A?", options=("keywords", "track"), required=False)
    answers = Answers({"track.A": "track"})
    assert answers.get(track) == "track"
    with pytest.raises(UnansweredError):
        answers.need(zone)
    assert answers.required == [zone]
    assert zone.line == '--time-zone "Europe/Rome"'
    assert track.line == '--answer "track.A=keywords"'


def test_an_answer_that_is_no_option_is_asked_again():
    question = Question(id="a", text="?", options=("yes", "no"))
    answers = Answers({"a": "maybe"})
    assert answers.get(question) is None
    assert answers.required == [question]
