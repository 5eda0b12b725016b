"""Each pair of data and expected problems below tests/data/loading, and what they cover."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.problem_codes import Code
from sphinx_proceedings.model.problems import Severity

CASES = Path(__file__).parents[2] / "data" / "loading"


def test_the_problems_are_those_expected(case, make_data):
    loaded = load(make_data(case.files))
    assert [str(problem) for problem in loaded.problems] == case.problems
    wrong = any(problem.severity is Severity.ERROR for problem in loaded.problems)
    assert (loaded.catalogue is None) == wrong


def test_the_problems_are_the_same_from_the_cache(case, make_data, tmp_path):
    data = make_data(case.files)
    for _ in range(2):  # into the cache, then out of it
        loaded = load(data, cache=tmp_path / "cache")
        assert [str(problem) for problem in loaded.problems] == case.problems


def test_every_code_has_a_case():
    text = "".join(file.read_text(encoding="utf-8") for file in CASES.glob("*.txt"))
    shown = set(re.findall(r"^data/\S.*?:\d+:\d+: (PP\d+) ", text, re.MULTILINE))
    # What is frozen stands in a file of digests, which no case can write down.
    assert shown == set(Code) - {Code.FROZEN, Code.NOT_RECORDED}


def test_every_code_says_what_it_is():
    assert len(set(Code)) == len(Code.__members__)
    for code in Code:
        assert code.help.endswith(".")
