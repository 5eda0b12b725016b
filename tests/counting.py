"""Count the work that something takes: the same on any machine, as no time is."""

from __future__ import annotations

import sys
from collections.abc import Callable


def python_calls(do: Callable[[], object]) -> int:
    """Call *do*, and return how many functions of Python it called; what it raises is raised."""
    made = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return made
