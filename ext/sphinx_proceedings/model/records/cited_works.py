"""What a paper cites, as its PDF prints it: lines of text, written by a program."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from sphinx_proceedings.model.records.base import Record, Text, as_list
from sphinx_proceedings.model.values.identifiers import Doi, RecordId

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_BEHIND = ".,;:'\u2019\u201d"


class References(Record):
    """The references of one paper, as ``proceedings check --pdfs --references`` writes them."""

    paper: RecordId
    """Id of a paper of the edition."""
    listed: Annotated[tuple[Text, ...], BeforeValidator(as_list)]
    """The references in their order, a line each; a DOI is found in it."""


def cited_doi(text: str) -> Doi | None:
    """Return the DOI that stands in a reference; None when there is none."""
    match = _DOI.search(text)
    if match is None:
        return None
    found = match.group().rstrip(_BEHIND)
    for opening, closing in ("()", "[]"):
        while found.endswith(closing) and found.count(closing) > found.count(opening):
            found = found[:-1].rstrip(_BEHIND)
    try:
        return Doi(found)
    except ValueError:
        return None
