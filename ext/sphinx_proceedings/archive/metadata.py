"""Every export format that there is, for one edition or for all, and what each refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.protocol import ExportError, Selection
from sphinx_proceedings.exporting.registry import exporters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_proceedings.exporting.protocol import ExportContext


_MOST_SAID = 3
"""Refusals of one format that are said one by one; as a rule, all papers lack the same."""
_PLACE = re.compile(r"^.*?:[0-9]+:[0-9]+: ", re.MULTILINE)


def placeless(message: str) -> str:
    """Return a message on one line and without places in files.

    Those are written as seen from the current folder, and lines move when other records are added.
    """
    return "; ".join(_PLACE.sub("", message).splitlines())


def write_metadata(
    folder: Path, context: ExportContext, selections: Iterable[tuple[str, Selection]]
) -> list[str]:
    """Write ``<prefix><format><suffix>`` for each selection; return what was left out and why."""
    left_out = []
    for prefix, selection in selections:
        for exporter in exporters().values():
            if selection.scope not in exporter.scopes:
                continue
            name = f"{prefix}{exporter.name}{exporter.suffix}"
            try:
                content = exporter.export(context, selection)
            except ExportError as refusal:
                left_out.append(f"{name} ({exporter.title}) is not here: {placeless(str(refusal))}")
                continue
            refusals = exporter.refusals(context, selection)
            left_out += [
                f"{name} ({exporter.title}): {placeless(said)}" for said in refusals[:_MOST_SAID]
            ]
            if len(refusals) > _MOST_SAID:
                more = len(refusals) - _MOST_SAID
                left_out.append(f"{name} ({exporter.title}): and {more} more of this kind")
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return left_out
