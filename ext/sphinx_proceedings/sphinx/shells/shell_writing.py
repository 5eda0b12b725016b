"""Writing the pages of many records, in several processes where the build allows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError

from sphinx_proceedings.sphinx.shells.page_shells import Shells
from sphinx_proceedings.sphinx.shells.parallel_work import can_share, run_forked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.application import Sphinx

    from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage

T = TypeVar("T")

# Below this the processes cost more than they save.
PARALLEL_FROM = 2_000  # pages


def write_pages(
    app: Sphinx, records: Sequence[T], render: Callable[[T], GeneratedPage | None]
) -> list[str]:
    """Write the page of each record, and give the pages' names in the records' order.

    `render` is called where the page is written, so the bodies are made in the workers; what
    it changes there is lost. It gives None for what has files but no page. The files are the same
    in one process and in many.

    Raises what `render` and the builder raise: SphinxParallelError, with the same message, if it
    was in a worker; ExtensionError if two records have a page of the same name, or if the
    builder makes no HTML pages.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        raise ExtensionError(f"the builder {builder.name!r} has no pages for records")
    shells = Shells(builder)

    def write(record: T) -> str | None:
        page = render(record)
        if page is None:
            return None
        shells.write(page)
        return page.name

    workers = app.parallel if builder.parallel_ok and len(records) >= PARALLEL_FROM else 1
    if workers > 1 and can_share():
        written = run_forked(records, write, workers)
    else:
        written = [write(record) for record in records]
    names = [name for name in written if name is not None]
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise ExtensionError(f"several records have the same page: {', '.join(twice)}")
    return names
