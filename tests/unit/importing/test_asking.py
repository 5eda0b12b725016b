"""Questions at a terminal: a number chooses, nothing leaves one, a full stop leaves the rest."""

from __future__ import annotations

import io

from sphinx_proceedings.commands import import_output
from sphinx_proceedings.importing.questions import Question

from .conftest import note

VENUE = Question(id="venue-id", text="Which?", options=("A", "B"))
NAMES = [Question(id=f"name.{n}", text=f"{n}?", example=n, required=False) for n in "xyz"]


def ask(monkeypatch, questions, typed):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return import_output.ask(questions)


def test_a_number_chooses_an_option(monkeypatch):
    assert ask(monkeypatch, [VENUE], "2\n") == {"venue-id": "B"}
    assert ask(monkeypatch, [VENUE], "A\n") == {"venue-id": "A"}
    assert ask(monkeypatch, [VENUE], "") == {}


def test_optional_questions_can_be_left(monkeypatch, capsys):
    assert ask(monkeypatch, NAMES, "\nY\n.\n") == {"name.y": "Y"}
    assert "3 more questions" in capsys.readouterr().err


def test_a_question_is_asked_and_the_answer_remembered(project, monkeypatch):
    notes = [note(1, "A"), {**note(2, "B", venueid="Y"), "invitations": []}]
    monkeypatch.setattr(import_output, "is_interactive", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n.\n"))
    assert project.take(notes) == 0, project.err
    assert "title: B\n" in project.read()
    monkeypatch.setattr("sys.stdin", io.StringIO(".\n"))
    before = project.tree()
    assert project.take(notes) == 0
    assert project.tree() == before
