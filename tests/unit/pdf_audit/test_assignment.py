"""The assignment is the best there is: held against a search through all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.counting import python_calls

from sphinx_proceedings.pdf_audit.matching.assignment import best_assignment

WORTH = st.lists(
    st.dictionaries(st.integers(0, 5), st.sampled_from([0.1, 0.2, 0.5, 0.9, 1.0]), max_size=6),
    max_size=6,
)


def greatest_sum(worth: list[dict[int, float]], taken: frozenset[int] = frozenset()) -> float:
    """The most that can be had, by trying everything."""
    if not worth:
        return 0.0
    rest = worth[1:]
    choices = [
        value + greatest_sum(rest, taken | {column})
        for column, value in worth[0].items()
        if column not in taken
    ]
    return max([greatest_sum(rest, taken), *choices])


@given(WORTH)
def test_no_other_assignment_adds_up_to_more(worth):
    columns = best_assignment(worth)
    given_out = [column for column in columns if column is not None]
    assert len(set(given_out)) == len(given_out)
    total = sum(
        row[column] for row, column in zip(worth, columns, strict=True) if column is not None
    )
    assert abs(total - greatest_sum(worth)) < 1e-9


def test_a_row_gives_way_when_two_gain_more_than_it_loses():
    assert best_assignment([{0: 1.0, 1: 0.9}, {0: 0.8}]) == [1, 0]


def test_a_shift_by_one_costs_work_in_proportion_to_its_length():
    def shifted(count: int) -> int:
        worth = [{(at + 1) % count: 1.0, at: 0.5} for at in range(count)]
        assert best_assignment(worth) == [(at + 1) % count for at in range(count)]
        return python_calls(lambda: best_assignment(worth))

    assert shifted(2000) < 2.5 * shifted(1000)
