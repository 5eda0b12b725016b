"""The first page of a PDF as a picture."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

_TALLEST = 4
"""Times the width that a page may be high: what is higher is no page to be shown."""


def first_page(path: Path, width: int) -> Image | None:
    """Draw the first page, *width* pixels wide; None when nothing can draw it."""
    if importlib.util.find_spec("pypdfium2") is None:
        return None
    import pypdfium2  # noqa: PLC0415 - the extra `pdf`

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        return None
    try:
        page = document[0]
        across, along = page.get_size()
        if across <= 0 or along > _TALLEST * across:
            return None
        picture: Image = page.render(scale=width / across).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return None
    else:
        return picture
    finally:
        document.close()
