"""Whether the ink of a PDF keeps clear of the edges of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.pdf_audit.audit_codes import Code
from sphinx_proceedings.pdf_audit.reading.ink_margins import ink_margins
from sphinx_proceedings.pdf_audit.reading.parallel_reading import each_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.finding import Finding
    from sphinx_proceedings.pdf_audit.matching.edition_files import EditionFiles
    from sphinx_proceedings.pdf_audit.reading.ink_margins import Margins


def margin_findings(
    pairs: Sequence[ComparedPair], files: EditionFiles, least: float
) -> Iterator[Finding]:
    """Yield a finding for each PDF with ink nearer than *least* millimetres to an edge."""
    measured = each_file(ink_margins, [files.path(pair.file) for pair in pairs])
    for pair, pages in zip(pairs, measured, strict=True):
        narrow = [text for page in pages if (text := _narrow(page, least))]
        if narrow:
            more = f" and {len(narrow) - 3} more" if len(narrow) > 3 else ""
            message = f"ink is nearer than {least:g} mm to an edge: {', '.join(narrow[:3])}{more}"
            hint = "ask for the right template"
            yield pair.finding(Code.MARGINS, message, hint, Severity.WARNING)


def _narrow(page: Margins, least: float) -> str:
    """Name the sides of a page that have too little white."""
    sides = zip(page._fields[1:], page[1:], strict=True)
    found = [f"{name} {white:g} mm" for name, white in sides if white < least]
    return f"page {page.page} {' and '.join(found)}" if found else ""
