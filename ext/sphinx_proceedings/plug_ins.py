"""What packages offer in a group of entry points, by name: ours, and those of somebody else's."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Named(Protocol):
    """What an entry point names: it has the name of the entry point."""

    @property
    def name(self) -> str:
        """The name."""


T = TypeVar("T", bound=Named)


def plug_ins(
    group: str, protocol: type[T], called: str, found: Iterable[EntryPoint] | None = None
) -> dict[str, T]:
    """Return what is offered in *group* by name, in alphabetical order; *called* "an exporter".

    Raises:
        LookupError: two packages offer the same name, or one offers something else than *protocol*,
            a protocol that can be checked at run time.
    """
    # A package that is installed in two places is found twice; its entry points are equal.
    points = dict.fromkeys(entry_points(group=group) if found is None else found)
    known: dict[str, T] = {}
    for point in sorted(points, key=lambda p: (p.name, p.value)):
        offered = point.load()
        if not isinstance(offered, protocol) or offered.name != point.name:
            raise LookupError(
                f"entry point {point.name!r} ({point.value}) of {group} is not {called} of "
                "that name; correct or remove the package that brings it"
            )
        if point.name in known:
            raise LookupError(
                f"two packages offer {called} {point.name!r}, one of them {point.value}; remove one"
            )
        known[point.name] = offered
    return known
