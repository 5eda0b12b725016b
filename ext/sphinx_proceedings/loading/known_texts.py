"""The trees of texts that were checked before, so that their markup is not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from sphinx_proceedings.loading.reading_cache import ReadingCache


class KnownTexts:
    """A `TreeStore` that outlives the run: what was asked for in it is kept at its end."""

    def __init__(self, root: Path, cache: ReadingCache) -> None:
        self._name = f"texts of {root.absolute()}"
        self._cache = cache
        self._known: dict[tuple[str, bool], Any] = cache.get(self._name, b"") or {}
        self._used: dict[tuple[str, bool], Any] = {}

    def get(self, source: str, *, inline: bool) -> Any:
        """Return the packed tree of a clean text with markup; None if it is not known."""
        key = (source, inline)
        found = self._known.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def put(self, source: str, packed: Any, *, inline: bool) -> None:
        """Keep the tree of a text that was found to be right."""
        self._used[source, inline] = packed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None and self._used.keys() != self._known.keys():
            self._cache.put(self._name, b"", self._used)
