"""Find the exporters: ours and those of other packages, by an entry-point group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.protocol import Exporter, ExportError
from sphinx_proceedings.model.values.text import did_you_mean
from sphinx_proceedings.plug_ins import plug_ins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.metadata import EntryPoint

GROUP = "sphinx_proceedings.exporters"
"""Name of the entry-point group; each entry point is named after its format."""


def exporters(found: Iterable[EntryPoint] | None = None) -> Mapping[str, Exporter]:
    """Return every exporter by its name, in alphabetical order.

    Raises:
        ExportError: two packages offer the same name, or one offers something else.
    """
    try:
        # mypy wants a class here that can be made; a protocol is one that can be asked for.
        return plug_ins(GROUP, Exporter, "an exporter", found)  # type: ignore[type-abstract]
    except LookupError as failure:
        raise ExportError(str(failure)) from None


def exporter(name: str) -> Exporter:
    """Return the exporter called *name*; `ExportError` with the nearest name if there is none."""
    known = exporters()
    if name not in known:
        near = did_you_mean(name, known)
        advice = f"did you mean {near}?" if near else f"there are {', '.join(known) or 'none'}"
        raise ExportError(f"there is no export format {name!r}; {advice}")
    return known[name]
