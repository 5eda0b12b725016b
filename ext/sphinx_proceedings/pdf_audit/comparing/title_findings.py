"""Whether the title of a PDF is the record's, word for word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.model.values.text_value import shown
from sphinx_proceedings.pdf_audit.audit_codes import Code
from sphinx_proceedings.pdf_audit.matching.evidence import has_title, in_order
from sphinx_proceedings.pdf_audit.reading.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_proceedings.pdf_audit.comparing.compared_pair import ComparedPair
    from sphinx_proceedings.pdf_audit.finding import Finding

_LIGATURES = re.compile(r"[fil]+")
_KIND = (
    r"[\[(](?:[\w -]*\b(?:paper|abstract|track|demo|poster|submission)|blue sky(?: ideas?)?)[\])]"
)
_TAG = re.compile(rf"(?i)^\W*{_KIND}|{_KIND}\W*$")
"""What tells the kind of paper before or behind its title."""
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd]+")
_MOST_UNKNOWN = 12
_FEW_LINES = 5
_MORE = 4
"""Letters beyond the record's title that are no mark of a footnote."""
_NOISE = 0.35
"""A title less alike than this was probably not found in the text layer."""


def title_findings(pair: ComparedPair) -> Iterator[Finding]:
    """Yield a finding when the words differ; letters split, dropped or set otherwise do not."""
    title = pair.head.title_run.text
    if not title or not pair.facts.words:
        return
    forms = pair.paper.title_forms
    bare = letters(without_kind(pair.head.title_text))
    if any(_is_same(title, form) or _is_same(bare, form) for form in forms):
        return
    if any(_has_unknown(pair.head.title_text, form) for form in forms):
        return
    if all(word.page for word in pair.facts.words):
        return  # the first page has no text, and the second is no beginning
    more = _more(pair)
    if not more and any(has_title(pair.head, form) for form in forms):
        return
    found = pair.head.title_text
    hint = "correct the one that is wrong"
    if more and any(has_title(pair.head, form) for form in forms):
        message = f"its title has more than the record's: {shown(found)}"
    elif _likeness(pair.paper.full_title, found) < _NOISE:
        message = (
            f"the title of the record is not found in it; its largest type reads {shown(found)}"
        )
        hint = "look at the first page"
    else:
        message = f"its title reads {shown(found)}; {_differences(pair.paper.full_title, found)}"
    yield pair.finding(Code.TITLE, message, hint, Severity.WARNING, "title")


def _is_same(title: str, form: Sequence[str]) -> bool:
    """Whether they agree but for maths, marks of footnotes and ligatures that were lost."""
    wanted = "".join(form)
    if title == wanted or title.rstrip("0123456789") == wanted:
        return True
    if len(form) > 1 and in_order(title, form):
        return len(title) < 2 * len(wanted) + 40
    short, long = sorted((_LIGATURES.sub("", title), _LIGATURES.sub("", wanted)), key=len)
    # A ligature without a name in the font is lost, and nothing else with it.
    return short == long and len(title) < len(wanted)


def without_kind(title: str) -> str:
    """Return a title without what tells its kind, ``(Short Paper)``, unless it is nothing else."""
    return _TAG.sub("", title).strip() or title


def _has_unknown(title: str, form: Sequence[str]) -> bool:
    """Whether they agree but for letters that the font of the PDF does not name."""
    known = [letters(part) for part in _UNKNOWN.split(title)]
    wanted = "".join(form)
    if len(known) == 1 or sum(map(len, known)) < len(wanted) / 2:
        return False
    return bool(re.fullmatch(f".{{0,{_MOST_UNKNOWN}}}".join(map(re.escape, known)), wanted))


def _more(pair: ComparedPair) -> str:
    """Return what the title of the PDF has beyond the record's in the same type."""
    title = pair.head.title_run
    lines = {word.line for word in pair.head.title}
    wanted = max(("".join(form) for form in pair.paper.title_forms), key=len)
    at = title.text.find(wanted)
    if at < 0 or len(lines) > _FEW_LINES:
        return ""
    rest = title.text[:at] + title.text[at + len(wanted) :]
    names = {letters(name.full_family) for name in pair.paper.persons}
    if any(name in rest for name in names if len(name) > 2):
        return ""  # everything is in one size, and the authors follow
    return rest if len(rest.strip("0123456789")) >= _MORE else ""


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, letters(one), letters(other), autojunk=False).ratio()


def _differences(ours: str, theirs: str) -> str:
    """Name the words that differ: what the record has and the PDF has in its place."""
    left, right = ours.split(), theirs.split()
    matcher = SequenceMatcher(
        None, [letters(word) for word in left], [letters(word) for word in right], autojunk=False
    )
    parts = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or letters("".join(left[a:b])) == letters("".join(right[c:d])):
            continue
        mine, its = " ".join(left[a:b]), " ".join(right[c:d])
        if kind == "insert":
            parts.append(f"{shown(its)} is not in the record")
        elif kind == "delete":
            parts.append(f"it lacks {shown(mine)}")
        else:
            parts.append(f"{shown(its)} stands for {shown(mine)}")
    return ", ".join(parts[:3]) or "the words are set apart otherwise"
