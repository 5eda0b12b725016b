"""Work shared out among processes: all of it, once, and nobody idle."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.shells.parallel_work import run_forked

if TYPE_CHECKING:
    from collections.abc import Callable


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60  # lest a failing test waits for ever
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)


def test_results_come_in_the_order_of_the_work():
    for workers in (1, 2, 3, 7):
        assert run_forked("abcde", str.upper, workers) == list("ABCDE")
    assert run_forked("", str.upper, 2) == []


def test_everything_is_done_once_and_each_begins_with_its_own(tmp_path):
    begun = tmp_path / "begun"
    begun.mkdir()

    def do(number):
        (begun / str(number)).touch()
        if number in {0, 100}:
            _wait_until(lambda: {p.name for p in begun.iterdir()} >= {"0", "100"})
        with (tmp_path / f"{os.getpid()}.txt").open("a") as done:
            done.write(f"{number}\n")

    run_forked(range(200), do, 2)
    by_process = [[int(n) for n in file.read_text().split()] for file in tmp_path.glob("*.txt")]
    assert sorted(number for numbers in by_process for number in numbers) == list(range(200))
    assert {numbers[0] for numbers in by_process} == {0, 100}


def test_who_has_done_its_own_takes_what_others_have_left(tmp_path):
    def do(number):
        if number == 0:  # the first is not done before all others are
            _wait_until(lambda: len(list(tmp_path.iterdir())) == 9)
        done = len(list(tmp_path.iterdir()))
        (tmp_path / str(number)).touch()
        return done

    before = run_forked(range(10), do, 2)
    assert before[0] == 9
    assert before[5:] == [0, 1, 2, 3, 4]
    assert before[1:5] == [8, 7, 6, 5]  # from the back: those that the first comes to last
