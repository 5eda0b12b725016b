"""Check the old addresses that records keep: none may be in use, and none may lead out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_proceedings.loading.problem_codes import Code, error
from sphinx_proceedings.model.old_addresses import from_root
from sphinx_proceedings.model.values.identifiers import RecordId
from sphinx_proceedings.model.values.text_value import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.problems import Problem
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk
    from sphinx_proceedings.model.records.people import Person


def address_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield former ids and redirects that cannot be kept."""
    taken = {key.casefold(): key for table in (catalogue.papers, catalogue.talks) for key in table}
    taken |= {
        f"{record.edition_key}/{resource.file}".casefold(): str(resource.file)
        for table in (catalogue.papers, catalogue.talks)
        for record in table.values()
        for resource in record.resources
        if resource.file
    }
    taken |= {f"people/{identifier}".casefold(): identifier for identifier in catalogue.people}
    records: tuple[Paper | Talk | Person, ...] = (
        *catalogue.papers.values(),
        *catalogue.talks.values(),
        *catalogue.people.values(),
    )
    for record in records:
        folder = record.key.rpartition("/")[0]
        for index, old in enumerate(record.former_ids):
            address = f"{folder}/{old}".casefold()
            if address in taken:
                place = catalogue.locate(record.key, "former_ids", index)
                message = f"former id {shown(str(old))} is in use"
                hint = "an address leads to one record only; remove it"
                yield error(place, Code.DUPLICATE_ID, message, hint)
            taken.setdefault(address, str(old))
    for edition in catalogue.editions.values():
        yield from _redirects(catalogue, edition, taken)


def _redirects(catalogue: Catalogue, edition: Edition, taken: dict[str, str]) -> Iterator[Problem]:
    for index, redirect in enumerate(edition.redirects):
        for name in ("old", "new"):
            text = getattr(redirect, name)
            reason = _no_page_name(text)
            if reason:
                place = catalogue.locate(edition.key, "redirects", index, name)
                message = f"{name!r}: {shown(text)} is not the name of a page: {reason}"
                hint = "write it relative to the edition, papers/5, or from the root: /2019/cfp.php"
                yield error(place, Code.INVALID_VALUE, message, hint)
        address = from_root(edition, redirect.old).casefold()
        if address in taken:
            place = catalogue.locate(edition.key, "redirects", index, "old")
            message = f"the old address {shown(redirect.old)} is in use"
            yield error(
                place, Code.DUPLICATE_ID, message, "an address leads to one page; remove it"
            )
        taken.setdefault(address, redirect.old)


def _no_page_name(text: str) -> str:
    """Say why *text* cannot be a page below an edition; empty when it can."""
    for part in text.removeprefix("/").removesuffix("/").split("/"):
        if part == "index":
            continue
        try:
            RecordId(part)
        except ValueError as failure:
            return re.sub(r"^id ", "", str(failure))
    return ""
