"""Each pair of data and expected warnings below tests/data/checks, and the registry of rules."""

from __future__ import annotations

import re
from pathlib import Path

from tests.counting import python_calls

from sphinx_proceedings.checks import RULES, check
from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.problem_codes import Code
from sphinx_proceedings.model.problems import Severity

CASES = Path(__file__).parents[2] / "data" / "checks"


def test_the_warnings_are_those_expected(case, make_data):
    loaded = load(make_data(case.files))
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.catalogue is not None
    found = check(loaded.catalogue)
    assert [str(problem) for problem in found] == case.problems
    assert {problem.severity for problem in found} <= {Severity.WARNING}


def test_every_rule_has_a_case():
    text = "".join(file.read_text(encoding="utf-8") for file in CASES.glob("*.txt"))
    assert {rule.code for rule in RULES} == set(
        re.findall(r"^data/\S+: (PP\d+) ", text, re.MULTILINE)
    )


def test_every_rule_has_a_code_of_its_own_a_title_and_help():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert set(codes).isdisjoint(Code)
    assert all(re.fullmatch(r"PP2\d\d", code) for code in codes)
    for rule in RULES:
        assert rule.title
        assert not rule.title.endswith(".")
        assert (rule.__doc__ or "").endswith(".")


def test_every_warning_says_where_and_what_to_do(case, make_data):
    loaded = load(make_data(case.files))
    assert loaded.catalogue is not None
    for problem in check(loaded.catalogue):
        assert problem.location is not None
        assert problem.hint


def test_warnings_about_the_real_editions(repository):
    loaded = load(repository / "data")
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
    found = [str(problem) for problem in check(loaded.catalogue)]
    # The sources themselves: speakers announced without a talk, an oral that runs into a break.
    assert sum("PP220" in line and "haet/2021" in line for line in found) == 5
    assert sum("PP211" in line and "enlsp/2022" in line for line in found) == 3


def test_checking_takes_work_in_proportion_to_the_edition(synthetic, tmp_path):
    def calls(papers: int) -> int:
        synthetic(tmp_path / str(papers), papers=papers)
        catalogue = load(tmp_path / str(papers)).catalogue
        assert catalogue is not None
        return python_calls(lambda: check(catalogue))

    assert calls(400) < 3 * calls(200)
