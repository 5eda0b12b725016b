"""The best assignment of one side to the other: no exchange of partners could add up to more.

Shortest augmenting paths over the pairs that are worth anything, with prices kept on both sides
(Kuhn and Munkres; sparse as by Jonker and Volgenant). The prices prove it: by duality, pairs that
are as dear as they are worth, and none worth more than its prices, add up to the greatest sum.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def best_assignment(worth: Sequence[Mapping[int, float]]) -> list[int | None]:
    """Return for each row the column that it is assigned, or None; each column is taken once.

    *worth* has for each row its columns with a worth above 0. The sum over all rows is the
    greatest there is. Where pairs are few and clear, the time grows with their number.
    """
    search = _Search(worth)
    for row in range(len(worth)):
        search.place(row)
    return [column if column is not None and column >= 0 else None for column in search.column_of]


class _Search:
    """Rows are placed one after another; a row may displace others along the cheapest path.

    Each row has a column of its own, ``-1 - row``, that is worth nothing: to be left over.
    """

    def __init__(self, worth: Sequence[Mapping[int, float]]) -> None:
        self.worth = worth
        self.column_of: list[int | None] = [None] * len(worth)
        self.row_of: dict[int, int] = {}
        self.row_price = [max(columns.values(), default=0.0) for columns in worth]
        self.column_price: dict[int, float] = {}

    def place(self, row: int) -> None:
        """Place *row*: find the shortest path to a free column, shift along it, set the prices."""
        cost = {row: 0.0}
        from_row: dict[int, int] = {}
        distance: dict[int, float] = {}
        done: set[int] = set()
        heap: list[tuple[float, int]] = []
        here, length = row, 0.0
        while True:
            for column, worth in (*self.worth[here].items(), (-1 - here, 0.0)):
                slack = self.row_price[here] + self.column_price.get(column, 0.0) - worth
                reached = length + max(slack, 0.0)
                if column not in done and reached < distance.get(column, float("inf")):
                    distance[column] = reached
                    from_row[column] = here
                    heapq.heappush(heap, (reached, column))
            length, column = heapq.heappop(heap)
            while column in done:
                length, column = heapq.heappop(heap)
            done.add(column)
            if column not in self.row_of:
                break
            here = self.row_of[column]
            cost[here] = length
        for visited, at in cost.items():
            self.row_price[visited] -= length - at
        for visited in done:
            price = self.column_price.get(visited, 0.0)
            self.column_price[visited] = price + length - distance[visited]
        self._shift(row, column, from_row)

    def _shift(self, row: int, column: int, from_row: Mapping[int, int]) -> None:
        while True:
            here = from_row[column]
            before = self.column_of[here]
            self.column_of[here], self.row_of[column] = column, here
            if here == row:
                return
            assert before is not None  # noqa: S101 - all but the new row had a column
            column = before
