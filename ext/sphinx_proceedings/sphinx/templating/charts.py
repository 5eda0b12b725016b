"""Bars drawn as SVG that is read at any width: lengths in per cent, letters in pixels.

Nothing is scaled, so the labels are as large on a telephone as on a screen. The drawing is hidden
from screen readers: the table beside it says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW = 40
"""Height of a bar with its label above it, in pixels."""

_LONGEST_LABEL = 42


def bar_chart(counts: Sequence[tuple[str, int]]) -> Markup:
    """Return horizontal bars, one for each (label, count); nothing for no counts.

    The longest bar is the full width; counts are not negative.
    """
    if not counts:
        return Markup()
    largest = max(count for _, count in counts) or 1
    rows = [
        Markup(
            '<text x="0" y="{y}">{label}</text>'
            '<text class="proc-chart-value" x="100%" y="{y}" text-anchor="end">{count}</text>'
            '<rect class="proc-chart-track" x="0" y="{bar}" width="100%" height="10" rx="3"/>'
            '<rect class="proc-chart-bar" x="0" y="{bar}" width="{width}%" height="10" rx="3"/>'
        ).format(
            y=index * ROW + 14,
            bar=index * ROW + 20,
            label=_shortened(label),
            count=count,
            width=f"{100 * count / largest:.2f}".rstrip("0").rstrip("."),
        )
        for index, (label, count) in enumerate(counts)
    ]
    return Markup(
        '<svg class="proc-chart screen-only" height="{height}" aria-hidden="true" '
        'focusable="false">{rows}</svg>'
    ).format(height=len(counts) * ROW, rows=Markup().join(rows))


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
