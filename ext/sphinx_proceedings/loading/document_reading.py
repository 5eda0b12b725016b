"""Read a data file: from the cache, or its values alone; positions only when they are asked for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.yaml.characters import clean
from sphinx_proceedings.loading.yaml.yaml_text import Document, decoded, read_content, read_text
from sphinx_proceedings.loading.yaml.yaml_values import UnclearError, read_values

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_proceedings.loading.reading_cache import ReadingCache
    from sphinx_proceedings.loading.yaml.positions import Mark


def read_document(file: Path, path: str, cache: ReadingCache) -> Document:
    """Read *file* as `yaml_text.read` does, with the same result, but sooner.

    The marks of what is right are read from the file when they are first asked for.
    """
    document = Document(path, unread=True)
    content = read_content(file, document)
    if content is None:
        return document
    file = file.absolute()
    name = str(file)
    kept = cache.get(name, content)
    if kept is None:
        text = decoded(content, document)
        if text is None:
            return document
        cleaned, bad = clean(text)
        with suppress(UnclearError):
            kept = None if bad else (read_values(cleaned), [])
        if kept is None:
            read = read_text(text, path)
            if read.problems or read.unread or not isinstance(read.value, dict):
                return read
            kept = (read.value, read.blanks)
        cache.put(name, content, kept)
    value, blanks = kept

    def place() -> Mark:
        again = Document(path)
        found = read_content(file, again)
        # Where the file was changed meanwhile, all that is known is the file.
        text = decoded(found, again) if found == content else None
        return (1, 1) if text is None else read_text(text, path).marks

    return Document(path, value, place, blanks=blanks)
