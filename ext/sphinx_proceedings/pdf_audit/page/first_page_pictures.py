"""The first page of each PDF as a small picture, kept by content like what was read."""

from __future__ import annotations

import base64
import io
from functools import partial
from typing import TYPE_CHECKING

from sphinx_proceedings.pdf_audit.reading.page_pictures import first_page
from sphinx_proceedings.pdf_audit.reading.parallel_reading import each_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_proceedings.pdf_audit.audit import Audit

_WIDTH = 440
"""Pixels; the text of a first page can just be read."""
_QUALITY = 45


def pictures(made: Audit, cache: Path | None) -> Mapping[str, str]:
    """Return ``data:`` addresses by file, for the PDFs that could be read."""
    files = {name: fact.sha256 for name, fact in made.facts.items() if not fact.unusable}
    missing = [name for name in files if _kept(cache, files[name]) is None]
    paths = [made.files.path(name) for name in missing]
    drawn = dict(zip(missing, each_file(partial(_picture, width=_WIDTH), paths), strict=True))
    for name, picture in drawn.items():
        _keep(cache, files[name], picture)
    shown = {name: drawn.get(name) or _kept(cache, sha) or b"" for name, sha in files.items()}
    return {
        name: f"data:image/webp;base64,{base64.b64encode(picture).decode()}"
        for name, picture in shown.items()
        if picture
    }


def _picture(path: Path, width: int) -> bytes:
    """Draw the first page as WebP; nothing when it cannot be drawn."""
    picture = first_page(path, width)
    if picture is None:
        return b""
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY)
    return stream.getvalue()


def _place(cache: Path, sha: str) -> Path:
    return cache / "pictures" / f"{sha}-{_WIDTH}.webp"


def _kept(cache: Path | None, sha: str) -> bytes | None:
    try:
        return _place(cache, sha).read_bytes() if cache else None
    except OSError:
        return None


def _keep(cache: Path | None, sha: str, picture: bytes) -> None:
    if cache is None or not picture:
        return
    try:
        _place(cache, sha).parent.mkdir(parents=True, exist_ok=True)
        _place(cache, sha).write_bytes(picture)
    except OSError:  # a cache that cannot be written costs time, nothing else
        return
