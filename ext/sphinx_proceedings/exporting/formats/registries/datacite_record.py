"""The content of a DataCite record, in the names of DataCite's own JSON (schema 4.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.model.records.papers import NoticeType, Paper, ResourceType
from sphinx_proceedings.model.richtext import to_plain

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.model.values.identifiers import Licence

SCHEMA: Final = "http://datacite.org/schema/kernel-4"
Fields = dict[str, Any]
_TYPES: Final = {
    ResourceType.SUPPLEMENT: "Other",
    ResourceType.POSTER: "Poster",
    ResourceType.SLIDES: "Presentation",
    ResourceType.VIDEO: "Audiovisual",
    ResourceType.CODE: "Software",
    ResourceType.DATA: "Dataset",
    ResourceType.MODEL: "Model",
}
_GONE: Final = (NoticeType.RETRACTION, NoticeType.WITHDRAWAL)


def of_citation(citation: Citation) -> Fields:
    """Return the record of a paper that has a DOI and a publisher."""
    kind = citation.record.type
    return {
        **_common(citation),
        "doi": str(citation.doi),
        "url": citation.url,
        "types": {
            "resourceTypeGeneral": "ConferencePaper",
            "resourceType": f"{kind.replace('-', ' ')} paper" if kind else "Paper",
        },
        "creators": [_name(name) for name in citation.authors],
        "titles": [
            {"title": citation.plain_marked_title, "lang": str(citation.language)},
            *_translated_titles(citation),
        ],
        "subjects": [{"subject": keyword} for keyword in citation.keywords],
        "contributors": [],
        "dates": _dates(citation),
        "language": str(citation.language),
        "alternateIdentifiers": _alternates(citation),
        "relatedIdentifiers": _related(citation),
        "formats": ["application/pdf"] if citation.pdf_url else [],
        "rightsList": _rights(citation.licence),
        "descriptions": _descriptions(citation),
        "relatedItems": [_volume(citation)] if citation.in_proceedings else [],
        **({"fundingReferences": _funding(citation)} if citation.funding else {}),
    }


def _translated_titles(citation: Citation) -> list[Fields]:
    return [
        {
            "title": to_plain(title, citation.links),
            "titleType": "TranslatedTitle",
            "lang": str(tag),
        }
        for tag, title in citation.translated_titles.items()
    ]


def _funding(citation: Citation) -> list[Fields]:
    """Return a reference for each grant; one for a funder without numbers."""
    found = []
    for one in citation.funding:
        made: Fields = {"funderName": one.funder}
        if one.ror:
            kind = {"funderIdentifierType": "ROR"}
            made |= {"funderIdentifier": one.ror.url, **kind}
        elif one.doi:
            kind = {"funderIdentifierType": "Crossref Funder ID"}
            made |= {"funderIdentifier": one.doi.url, **kind}
        found += [{**made, "awardNumber": award} for award in one.award] or [made]
    return found


def of_volume(citations: tuple[Citation, ...]) -> Fields:
    """Return the record of the volume that holds *citations*, at least one; it has a DOI."""
    first = citations[0]
    volume, edition = first.edition_volume, first.edition
    parts = [_relation(str(c.doi), "DOI", "HasPart", "ConferencePaper") for c in citations if c.doi]
    if volume.isbn:
        parts.append(_relation(str(volume.isbn), "ISBN", "IsIdenticalTo"))
    if volume.issn:
        parts.append(_relation(str(volume.issn), "ISSN", "IsPartOf"))
    return {
        **_common(first),
        "doi": str(volume.doi),
        "url": first.context.url(edition),
        "publicationYear": volume.year,
        "types": {
            "resourceTypeGeneral": "ConferenceProceeding",
            "resourceType": "Workshop proceedings",
        },
        "creators": [_name(name) for name in volume.editors],
        "titles": [{"title": volume.title, "lang": str(edition.language)}],
        "subjects": [{"subject": keyword} for keyword in edition.keywords],
        "contributors": [{**_name(name), "contributorType": "Editor"} for name in volume.editors],
        "dates": ([{"date": volume.date.isoformat(), "dateType": "Issued"}] if volume.date else [])
        + _event_date(first),
        "language": str(edition.language),
        "alternateIdentifiers": [],
        "relatedIdentifiers": parts,
        "formats": [],
        "rightsList": _rights(volume.licence),
        "descriptions": [],
        "relatedItems": [],
    }


def _common(citation: Citation) -> Fields:
    return {
        "publisher": {"name": citation.edition_volume.publisher or ""},
        "publicationYear": citation.year,
        "schemaVersion": SCHEMA,
    }


def _name(name: CitedName) -> Fields:
    # A single name is a person's as well; only a group is an organization.
    personal = name.contribution.is_person
    made: Fields = {
        "name": name.inverted,
        "nameType": "Personal" if personal else "Organizational",
    }
    if not name.literal:
        if name.given:
            made["givenName"] = name.given
        made["familyName"] = name.full_family
    if name.orcid:
        identifier = f"https://orcid.org/{name.orcid}"
        scheme = {"nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
        made["nameIdentifiers"] = [{"nameIdentifier": identifier, **scheme}]
    affiliations = [
        {
            "name": affiliation.name,
            **(
                {
                    "affiliationIdentifier": affiliation.ror.url,
                    "affiliationIdentifierScheme": "ROR",
                    "schemeUri": "https://ror.org",
                }
                if affiliation.ror
                else {}
            ),
        }
        for affiliation in name.affiliations
    ]
    return {**made, "affiliation": affiliations} if affiliations else made


def _dates(citation: Citation) -> list[Fields]:
    dates: list[Fields] = []
    if citation.date:
        dates.append({"date": citation.date.isoformat(), "dateType": "Issued"})
    for notice in citation.notices:
        kind = "Withdrawn" if notice.type in _GONE else "Updated"
        information = notice.type.value.replace("-", " ")
        date = notice.date.isoformat()
        dates.append({"date": date, "dateType": kind, "dateInformation": information})
    return dates + _event_date(citation)


def _event_date(citation: Citation) -> list[Fields]:
    start, end = citation.edition.start_date, citation.edition.end_date
    if start is None:
        return []
    days = f"{start.isoformat()}/{end.isoformat()}" if end and end != start else start.isoformat()
    return [{"date": days, "dateType": "Other", "dateInformation": citation.edition.title}]


def _alternates(citation: Citation) -> list[Fields]:
    number = citation.record.number if isinstance(citation.record, Paper) else None
    if not number:
        return []
    kind = "Submission number"
    return [{"alternateIdentifier": number, "alternateIdentifierType": kind}]


def _relation(target: str, kind: str, relation: str, resource: str | None = None) -> Fields:
    made = {
        "relatedIdentifier": target,
        "relatedIdentifierType": kind,
        "relationType": relation,
    }
    return {**made, "resourceTypeGeneral": resource} if resource else made


def _related(citation: Citation) -> list[Fields]:
    found = []
    if citation.container.doi:
        doi = str(citation.container.doi)
        found.append(_relation(doi, "DOI", "IsPublishedIn", "ConferenceProceeding"))
    if citation.isbn:
        found.append(_relation(str(citation.isbn), "ISBN", "IsPartOf", "ConferenceProceeding"))
    if citation.arxiv:
        arxiv = f"arXiv:{citation.arxiv}"
        found.append(_relation(arxiv, "arXiv", "IsNewVersionOf", "Preprint"))
    for notice in citation.notices:
        relation = "IsObsoletedBy" if notice.type in _GONE else "IsDocumentedBy"
        if notice.doi:
            found.append(_relation(str(notice.doi), "DOI", relation, "Text"))
        elif notice.url:
            found.append(_relation(str(notice.url), "URL", relation, "Text"))
    for resource in citation.resources:
        if resource.url and resource.type in _TYPES:
            kind = _TYPES[resource.type]
            found.append(_relation(str(resource.url), "URL", "IsSupplementedBy", kind))
    return found


def _rights(licence: Licence | None) -> list[Fields]:
    if licence is None:
        return []
    made = {"rights": licence.full_name, "rightsUri": licence.url}
    if not licence.spdx:
        return [made]
    scheme = {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}
    return [{**made, "rightsIdentifier": licence.spdx.lower(), **scheme}]


def _descriptions(citation: Citation) -> list[Fields]:
    found = []
    if citation.plain_abstract:
        language = str(citation.language)
        abstract = {"description": citation.plain_abstract, "descriptionType": "Abstract"}
        found.append({**abstract, "lang": language})
    for tag, other in citation.translated_abstracts.items():
        text = to_plain(other, citation.links)
        found.append({"description": text, "descriptionType": "Abstract", "lang": str(tag)})
    found += [{"description": remark, "descriptionType": "Other"} for remark in citation.remarks]
    return found


def _volume(citation: Citation) -> Fields:
    """Return the volume as a related item: where pages, series number and editors are told."""
    made: Fields = {
        "relatedItemType": "ConferenceProceeding",
        "relationType": "IsPublishedIn",
        "titles": [{"title": citation.proceedings_title}],
        "contributors": [
            {**_plain(name), "contributorType": "Editor"} for name in citation.editors
        ],
    }
    volume = citation.container
    if volume.doi or citation.isbn:
        kind = "DOI" if volume.doi else "ISBN"
        made["relatedItemIdentifier"] = {
            "relatedItemIdentifier": str(volume.doi or citation.isbn),
            "relatedItemIdentifierType": kind,
        }
    if volume.date:
        made["publicationYear"] = volume.year
    if citation.volume_number:
        made["volume"] = citation.volume_number
    if citation.article_number:
        made |= {"number": citation.article_number, "numberType": "Article"}
    elif citation.pages:
        made["firstPage"] = citation.pages.first
        if citation.pages.end:
            made["lastPage"] = citation.pages.end
    if citation.publisher:
        made["publisher"] = citation.publisher
    return made


def _plain(name: CitedName) -> Fields:
    # Names in a related item have no identifiers and affiliations.
    keep = ("name", "nameType", "givenName", "familyName")
    return {key: value for key, value in _name(name).items() if key in keep}
