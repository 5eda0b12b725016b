"""What a source said last time: a file for each source in the edition's hidden folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.privacy import scrubbed

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = ".import"
"""Hidden, so that the loader passes over it; git keeps it."""
_VERSION: Final = 1


@dataclass(slots=True, kw_only=True)
class SnapshotRecord:
    """An accepted paper or talk as the source had it, cleaned."""

    kind: str
    key: str
    id: str
    """Id of the record in the data when it was last imported."""
    fields: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Snapshot:
    """One source: accepted records only, and no address."""

    format: str = ""
    sha256: str = ""
    """Of the files that were read last."""
    answers: dict[str, str] = field(default_factory=dict)
    """What was answered, the meaning of columns included; valid the next time too."""
    facts: dict[str, Any] = field(default_factory=dict)
    records: dict[tuple[str, str], SnapshotRecord] = field(default_factory=dict)
    """By kind and key."""

    def dumps(self) -> str:
        """Return the file: a record a line, sorted, so that its differences read well."""
        head = {
            "version": _VERSION,
            "format": self.format,
            "sha256": self.sha256,
            "answers": dict(sorted(self.answers.items())),
            "facts": self.facts,
        }
        lines = [
            _line(
                {
                    "kind": record.kind,
                    "key": record.key,
                    "id": record.id,
                    "fields": dict(sorted(record.fields.items())),
                }
            )
            for _, record in sorted(self.records.items())
        ]
        return f"{_line(head)[:-1]}, " + '"records": [\n' + ",\n".join(lines) + "\n]}\n"


def _line(value: dict[str, Any]) -> str:
    return json.dumps(scrubbed(value), ensure_ascii=False)


def read_snapshot(file: Path) -> Snapshot:
    """Return the snapshot in *file*; an empty one when there is no such file.

    Raises:
        ImportSourceError: it was changed by hand, so that nothing can be compared with it.
    """
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Snapshot()
    except (OSError, ValueError) as failure:
        raise ImportSourceError(
            f"{file}: it cannot be read ({failure}); get it back from git, or remove it, and all "
            "that differs is shown anew"
        ) from None
    try:
        if value["version"] != _VERSION:
            msg = f"version {value['version']}"
            raise ValueError(msg)  # noqa: TRY301 - told with the other faults below
        records = [SnapshotRecord(**record) for record in value["records"]]
        return Snapshot(
            format=value["format"],
            sha256=value["sha256"],
            answers=value["answers"],
            facts=value["facts"],
            records={(record.kind, record.key): record for record in records},
        )
    except (KeyError, TypeError, ValueError) as failure:
        raise ImportSourceError(
            f"{file}: it is no snapshot of this program ({failure}); get it back from git, or "
            "remove it, and all that differs is shown anew"
        ) from None
