"""Write the pages of a volume where the data is, so that every output gives the same numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.values.page_ranges import Pages

FILE = "pages.yaml"
_HEAD = """\
# Pages of the papers in the volume, written when it is made. Keep this file with the data: a paper
# keeps its pages from then on. Delete a line to let a paper move behind all others.
volume_pages:
"""


def record_pages(edition: Edition, pages: Mapping[str, Pages], data: Path) -> Path | None:
    """Add the *pages* of papers that have none on record to the edition's ``pages.yaml``.

    What is there already stays as it is, and papers that give their own pages are left out.
    Returns the file, or None when there was nothing to add.
    """
    known = {str(entry.paper): entry.pages for entry in edition.volume_pages}
    own = {str(paper.id) for paper in edition.papers if paper.pages is not None}
    new = {name: value for name, value in pages.items() if name not in known and name not in own}
    if not new:
        return None
    every = sorted({**known, **new}.items(), key=lambda entry: int(entry[1].first))
    # JSON strings are YAML strings, whatever is in them.
    lines = [
        f"  - {{paper: {json.dumps(name)}, pages: {json.dumps(str(p))}}}\n" for name, p in every
    ]
    path = data / edition.key / FILE
    path.write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")
    return path
