"""What is computed once a context, by the function that computes it and the key of its subject."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.protocol import ExportContext


class Keyed(Protocol):
    """A record, or whatever else has a key that nothing of its kind has."""

    @property
    def key(self) -> str:
        """The key."""


S = TypeVar("S", bound=Keyed)
T = TypeVar("T")


def memoized(
    function: Callable[[ExportContext, S], T],
) -> Callable[[ExportContext, S], T]:
    """Compute *function* once for each subject in a context.

    Several formats, and the files of a paper, an edition and the site, want the same. Results are
    shared, so nobody may change them.
    """

    @wraps(function)
    def found(context: ExportContext, subject: S) -> T:
        memo = context.memo(function)
        key = subject.key
        if key not in memo:
            memo[key] = function(context, subject)
        return memo[key]

    return found
