"""What kind of thing an object of a PDF is; pikepdf is imported only when a volume is made."""

from __future__ import annotations

from typing import Any

from sphinx_proceedings.volume.typst.typesetting import need


def is_array(item: Any) -> bool:
    """Whether *item* is an array."""
    return isinstance(item, need("pikepdf").Array)


def is_table(item: Any) -> bool:
    """Whether *item* is a dictionary or a stream, which has one."""
    pikepdf = need("pikepdf")
    return isinstance(item, pikepdf.Dictionary | pikepdf.Stream)


def is_stream(item: Any) -> bool:
    """Whether *item* is a stream."""
    return isinstance(item, need("pikepdf").Stream)


def streams(contents: Any) -> list[Any]:
    """The parts of a page's contents, whether they are one stream or several."""
    if contents is None:
        return []
    return list(contents) if is_array(contents) else [contents]
