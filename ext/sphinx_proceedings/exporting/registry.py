"""Find the exporters: ours and those of other packages, by an entry-point group."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.protocol import Exporter, ExportError
from sphinx_proceedings.model.values.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GROUP = "sphinx_proceedings.exporters"
"""Name of the entry-point group; each entry point is named after its format."""


def exporters(found: Iterable[EntryPoint] | None = None) -> Mapping[str, Exporter]:
    """Return every exporter by its name, in alphabetical order.

    Raises:
        ExportError: two packages offer the same name, or one offers something else.
    """
    # A package that is installed in two places is found twice; its entry points are equal.
    points = dict.fromkeys(entry_points(group=GROUP) if found is None else found)
    exporters: dict[str, Exporter] = {}
    for point in sorted(points, key=lambda p: (p.name, p.value)):
        exporter = point.load()
        if not isinstance(exporter, Exporter) or exporter.name != point.name:
            raise ExportError(
                f"entry point {point.name!r} ({point.value}) of {GROUP} is not an exporter of "
                "that name; correct or remove the package that brings it"
            )
        if point.name in exporters:
            raise ExportError(
                f"two packages offer an exporter {point.name!r}, one of them {point.value}; "
                "remove one"
            )
        exporters[point.name] = exporter
    return exporters


def exporter(name: str) -> Exporter:
    """Return the exporter called *name*; `ExportError` with the nearest name if there is none."""
    known = exporters()
    if name not in known:
        near = did_you_mean(name, known)
        advice = f"did you mean {near}?" if near else f"there are {', '.join(known) or 'none'}"
        raise ExportError(f"there is no export format {name!r}; {advice}")
    return known[name]
