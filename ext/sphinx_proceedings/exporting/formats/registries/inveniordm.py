"""The parts of an InvenioRDM record, which Zenodo and many repositories of universities take.

Rule: the schemas of invenio-rdm-records (``services/schemas/metadata.py``, ``contrib/meeting`` and
``contrib/imprint``). The body is that of a new draft (``POST /api/records``): nobody sees it until
somebody publishes it there.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.model.values.dates import format_date_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_proceedings.model.publication.cited_names import CitedName
    from sphinx_proceedings.model.publication.published_edition import PublishedEdition
    from sphinx_proceedings.model.values.identifiers import Licence

Fields = dict[str, Any]


def draft(metadata: Fields, custom: Fields, doi: object = None) -> bytes:
    """Return the body of a new draft; what is empty is left out.

    A DOI is one that somebody else registered: the repository gives none of its own then.
    """
    made: Fields = {
        "access": {"record": "public", "files": "public"},
        "files": {"enabled": True},
        "metadata": filled(metadata),
        "custom_fields": filled({key: filled(value) for key, value in custom.items()}),
    }
    if doi:
        made["pids"] = {"doi": {"identifier": str(doi), "provider": "external"}}
    return f"{json.dumps(filled(made), ensure_ascii=False, indent=2)}\n".encode()


def filled(fields: Fields) -> Fields:
    """Return the fields that have a value."""
    return {key: value for key, value in fields.items() if value}


def creators(names: Iterable[CitedName], role: str = "") -> list[Fields]:
    """Return names as creators, or as contributors with a *role* of the vocabulary."""
    return [
        filled(
            {
                "person_or_org": _person_or_organization(name),
                "role": {"id": role} if role else None,
                "affiliations": _affiliations(name),
            }
        )
        for name in names
    ]


def _person_or_organization(name: CitedName) -> Fields:
    if not name.contribution.is_person:
        return {"type": "organizational", "name": name.display}
    family = " ".join(filter(None, (name.full_family, name.suffix)))
    made: Fields = {"type": "personal", "family_name": family, "given_name": name.given}
    if name.orcid:
        made["identifiers"] = [{"scheme": "orcid", "identifier": str(name.orcid)}]
    return filled(made)


def _affiliations(name: CitedName) -> list[Fields]:
    """Return each affiliation once, as its schema wants it: by its ROR id, or by its name."""
    found = {a.name: {"id": a.ror.url.rpartition("/")[2]} if a.ror else {"name": a.name}
             for a in name.affiliations}  # fmt: skip
    unique = {json.dumps(one): one for one in found.values()}
    return list(unique.values())


def rights(licence: Licence | None) -> list[Fields]:
    """Return a licence by its SPDX id, or as a text with its address; none is never made up."""
    if licence is None:
        return []
    if licence.spdx:
        return [{"id": licence.spdx.lower()}]
    return [{"title": {"en": licence.label}, "link": licence.url}]


def meeting(published: PublishedEdition, url: str | None, session: str = "") -> Fields:
    """Return what is said of the event, *url* being its address."""
    edition = published.edition
    start, end = edition.start_date, edition.last_day
    return {
        "title": edition.title,
        "acronym": edition.short_title,
        "dates": format_date_range(start, end) if start else "",
        "place": published.event_place or "",
        "url": url or "",
        "session": session,
    }


def imprint(published: PublishedEdition, pages: object = None) -> Fields:
    """Return what is said of the volume: title, ISBN, place, pages; nothing of an event alone."""
    if published.is_event:
        return {}
    return {
        "title": published.title,
        "isbn": str(published.isbn or ""),
        "place": published.publisher_place or "",
        "pages": str(pages or ""),
    }


def relation(target: object, kind: str, scheme: str, resource: str = "") -> Fields:
    """Return a related identifier; *kind* and *resource* are ids of vocabularies."""
    return filled(
        {
            "identifier": str(target),
            "scheme": scheme,
            "relation_type": {"id": kind},
            "resource_type": {"id": resource} if resource else None,
        }
    )


def paragraphs(text: str) -> str:
    """Return a plain text as HTML, its paragraphs apart."""
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in text.split("\n\n"))
