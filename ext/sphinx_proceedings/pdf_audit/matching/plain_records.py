"""Match PDFs with records that are no more than YAML yet: some have no authors, no abstract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.model.values.names import PersonName
from sphinx_proceedings.pdf_audit.matching.assignment import best_assignment
from sphinx_proceedings.pdf_audit.matching.audited_paper import segments
from sphinx_proceedings.pdf_audit.matching.evidence import Candidates, evidence, title_evidence
from sphinx_proceedings.pdf_audit.reading.letters import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_proceedings.pdf_audit.reading.paper_head import PaperHead

_LEAST = 0.6
"""Worth of a pair that is taken for one without being asked about."""
_SURE = 0.8
"""A title this much alike is the record's, whatever authors it has."""


@dataclass(frozen=True, slots=True)
class PlainRecord:
    """What a record of a data file says, as far as a PDF says it too."""

    title_forms: tuple[tuple[str, ...], ...]
    title_words: tuple[str, ...]
    persons: tuple[PersonName, ...]
    abstract_words: tuple[str, ...]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> PlainRecord:
        """Take what is there; what cannot be read as what it should be is left out."""
        title = _text(record.get("title"))
        abstract = _text(record.get("abstract"))
        return cls(
            title_forms=(segments(title),) if title else (),
            title_words=tuple(split_words(to_plain(title))) if title else (),
            persons=tuple(_names(record.get("authors"))),
            abstract_words=tuple(split_words(to_plain(abstract))) if abstract else (),
        )


def _text(value: Any) -> RichText | None:
    try:
        return RichText(str(value)) if value else None
    except ValueError:
        return None


def _names(people: Any) -> list[PersonName]:
    found = []
    for one in people if isinstance(people, list) else ():
        name = one.get("name") if isinstance(one, dict) else one
        kind = one.get("kind", "person") if isinstance(one, dict) else "person"
        if kind == "person" and isinstance(name, str):
            try:
                found.append(PersonName.parse(name))
            except ValueError:
                continue
    return found


def matched_records(
    heads: Mapping[str, PaperHead], records: Sequence[Mapping[str, Any]]
) -> dict[str, int]:
    """Return the places of the records that PDFs are of, by the keys of *heads*.

    The best assignment of all to all, of pairs for which enough speaks.
    """
    plain = [PlainRecord.of(record) for record in records]
    candidates = Candidates(plain)
    worth: list[dict[int, float]] = []
    for head in heads.values():
        row: dict[int, float] = {}
        for place in candidates.of(head):
            found = evidence(head, plain[place]).worth
            sure = title_evidence(head, plain[place]) >= _SURE
            if found >= _LEAST or sure:
                row[place] = max(found, _LEAST)
        worth.append(row)
    assigned = best_assignment(worth)
    pairs = zip(heads, assigned, strict=True)
    return {key: place for key, place in pairs if place is not None}
