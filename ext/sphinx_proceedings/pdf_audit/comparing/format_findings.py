"""What a PDF is like as a file: paper, fonts, text, encryption, damage, size, links."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.values.text_value import shown
from sphinx_proceedings.pdf_audit.audit_codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.finding import Finding
    from sphinx_proceedings.pdf_audit.reading.pdf_facts import PdfFacts

_NAMED = {"A4": (595.0, 842.0), "Letter": (612.0, 792.0), "A5": (420.0, 595.0)}
_TOLERANCE = 4.0
"""Points by which a sheet may differ from its name."""
_MM = 25.4 / 72
_LEAST_LETTERS = 40
"""Letters a page has at least, on average, when its text can be read."""
_MOST = 0.6
"""Share of the PDFs that makes their paper the edition's."""
_MEGABYTE = 1_000_000


def paper_of(width: float, height: float) -> str:
    """Name a sheet, whichever way it is turned: ``A4``, ``Letter``, ``170 × 240 mm``."""
    short, long = sorted((width, height))
    for name, (w, h) in _NAMED.items():
        if abs(short - w) <= _TOLERANCE and abs(long - h) <= _TOLERANCE:
            return name
    return f"{short * _MM:.0f} × {long * _MM:.0f} mm"


def usual_paper(facts: Iterable[PdfFacts]) -> str:
    """Return the paper that most PDFs of an edition have; empty when there is no such."""
    counted = Counter(paper_of(*fact.sheets[0]) for fact in facts if fact.sheets)
    if not counted:
        return ""
    name, count = counted.most_common(1)[0]
    return name if count >= _MOST * counted.total() and counted.total() > 2 else ""


def format_findings(
    pair: ComparedPair, usual: str = "", most_megabytes: float | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with the file itself; *usual* is the paper that most others have."""
    yield from _sheets(pair, usual)
    yield from _fonts(pair)
    facts, warning = pair.facts, Severity.WARNING
    letters = sum(len("".join(text.split())) for text in facts.texts)
    if letters < _LEAST_LETTERS * facts.pages:
        message = "it has hardly any text that can be read: a scan, or outlines in place of letters"
        hint = "compare it by eye, and ask for a PDF with text"
        yield pair.finding(Code.NO_TEXT, message, hint, warning)
    if facts.encrypted:
        message = "it is encrypted, though it opens without a password"
        yield pair.finding(Code.ENCRYPTED, message, "ask for it without encryption", warning)
    if facts.damage:
        message = f"it is damaged: {facts.damage}"
        yield pair.finding(Code.DAMAGED, message, "ask for it to be saved anew", warning)
    if most_megabytes is not None and facts.size > most_megabytes * _MEGABYTE:
        message = f"it has {facts.size / _MEGABYTE:.1f} MB, {most_megabytes:g} are allowed"
        yield pair.finding(Code.TOO_LARGE, message, "ask for smaller pictures", warning)
    if facts.local_links:
        listed = ", ".join(map(shown, facts.local_links[:3]))
        message = f"links lead to the authors' own computer: {listed}"
        yield pair.finding(Code.LOCAL_LINK, message, "ask for the real addresses", warning)


def _sheets(pair: ComparedPair, usual: str) -> Iterator[Finding]:
    names = [paper_of(*sheet) for sheet in pair.facts.sheets]
    if not names:
        return
    others = [f"page {at} is {name}" for at, name in enumerate(names, 1) if name != names[0]]
    if others:
        message = f"its pages differ in size: page 1 is {names[0]}, {', '.join(others[:3])}"
        hint = "ask for one size"
        yield pair.finding(Code.SHEETS, message, hint, Severity.WARNING)
    if usual and names[0] != usual:
        message = f"it is on {names[0]}, most others are on {usual}"
        yield pair.finding(Code.SHEETS, message, f"ask for {usual}", Severity.WARNING)


def _fonts(pair: ComparedPair) -> Iterator[Finding]:
    if missing := pair.facts.not_embedded:
        listed = ", ".join(missing[:4]) + (" …" if len(missing) > 4 else "")
        message = f"fonts are not embedded: {listed}"
        yield pair.finding(Code.FONTS, message, "ask for all fonts in it", Severity.WARNING)
    if pair.facts.type3:
        message = f"{pair.facts.type3} of its fonts are of Type 3, which some publishers refuse"
        yield pair.finding(Code.TYPE3, message, "", Severity.NOTE)
