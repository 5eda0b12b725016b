"""Every export format that there is, for one edition or for all, and what each refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.archive.readme import Notes
from sphinx_proceedings.exporting.protocol import ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_proceedings.exporting.protocol import ExportContext, Exporter

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
) -> Notes:
    """Write ``<prefix><format><suffix>`` for each selection; return what is to be said.

    Formats for one paper are written for each paper of an edition: ``<prefix>papers/<id><suffix>``.
    """
    notes = Notes()
    for prefix, selection in selections:
        for exporter in exporters().values():
            if selection.scope in exporter.scopes:
                file = folder / f"{prefix}{exporter.name}{exporter.suffix}"
                notes.add(_write(folder, file, exporter, context, selection))
            elif selection.scope is Scope.EDITION and exporter.scopes == {Scope.PAPER}:
                said = Notes()
                for paper in selection.papers:
                    one = Selection.of_record(context.catalogue, paper)
                    file = folder / f"{prefix}papers/{paper.id}{exporter.suffix}"
                    said.add(_write(folder, file, exporter, context, one))
                name = f"{prefix}papers/*{exporter.suffix} ({exporter.title})"
                notes.add(Notes(_few(said.absent, name), _few(said.warnings, name)))
    return notes


def _write(
    folder: Path, file: Path, exporter: Exporter, context: ExportContext, selection: Selection
) -> Notes:
    """Write one file."""
    name = f"{file.relative_to(folder).as_posix()} ({exporter.title})"
    try:
        content = exporter.export(context, selection)
    except ExportError as refusal:
        return Notes(absent=[f"{name} is not here: {placeless(str(refusal))}"])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    errors = [placeless(said) for said in exporter.validation_errors(context, selection)]
    return Notes(warnings=_few([f"{name}: {said}" for said in errors], name))


def _few(said: list[str], name: str) -> list[str]:
    """Return the first sentences, and how many more there are."""
    more = len(said) - _MOST_SAID
    return [*said[:_MOST_SAID], *([f"{name}: and {more} more of this kind"] if more > 0 else [])]
