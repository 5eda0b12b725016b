"""Problems: one line that an editor can follow, in the order of the files."""

from __future__ import annotations

from sphinx_proceedings.model.problems import Location, Problem, Severity


def test_a_problem_is_one_line_with_its_place_first():
    problem = Problem(
        Location("data/enlsp/2022/papers.yaml", 12, 3),
        "PP104",
        "unknown key 'absract'",
        hint="did you mean 'abstract'?",
    )
    assert str(problem) == (
        "data/enlsp/2022/papers.yaml:12:3: PP104 unknown key 'absract' (did you mean 'abstract'?)"
    )
    assert problem.severity is Severity.ERROR


def test_a_problem_may_be_nowhere():
    assert str(Problem(None, "PP001", "there is no data", Severity.WARNING)) == (
        "PP001 there is no data"
    )


def test_problems_are_reported_in_the_order_of_places():
    nowhere = Problem(None, "PP002", "b")
    first = Problem(Location("a.yaml", 2, 1), "PP103", "b")
    second = Problem(Location("a.yaml", 10, 1), "PP101", "a")
    last = Problem(Location("b.yaml", 1, 1), "PP101", "a")
    mixed = [last, second, nowhere, first]
    assert sorted(mixed, key=lambda problem: problem.sort_key) == [nowhere, first, second, last]
