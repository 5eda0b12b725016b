"""aclpub2: the YAML files from which ACL venues make their volumes, in one ZIP archive.

Rule: the documentation of aclpub2. Texts are LaTeX, times are those of the event's own clocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.bibtex import latex
from sphinx_proceedings.exporting.formats.publishers.aclpub2_programme import identifier, programme
from sphinx_proceedings.exporting.protocol import Format, Scope
from sphinx_proceedings.exporting.requirements import (
    missing,
    one_edition,
    only_papers,
    require_valid,
)
from sphinx_proceedings.folders.zip_writing import zipped
from sphinx_proceedings.model.publication.cited_names import cited_names
from sphinx_proceedings.model.records.editions import Role
from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.model.richtext import to_latex

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation, CitedName
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.model.records.editions import Edition

Fields = dict[str, Any]
_ATTACHMENTS: Final = {
    ResourceType.SUPPLEMENT: "attachment",
    ResourceType.CODE: "software",
    ResourceType.DATA: "data",
    ResourceType.SLIDES: "presentation",
    ResourceType.POSTER: "poster",
    ResourceType.VIDEO: "video",
}
_PROGRAMME_ROLES: Final = (Role.COMMITTEE, Role.REVIEWER)


def _validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    edition = one_edition(selection)
    if edition.start_date is not None:
        return []
    wants = "aclpub2 wants the dates of the event"
    return [missing(context, edition.key, wants, "add start_date to the edition")]


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_validation_errors(context, selection))
    edition = one_edition(selection)
    cited = only_papers(context, selection, "aclpub2")
    committees = {"organizing_committee": "members", "program_committee": "entries"}
    files: dict[str, object] = {
        "conference_details": _details(cited[0]),
        "papers": [_paper(citation) for citation in cited],
        "program": programme(context, edition),
        **{
            name: [
                {
                    "role": committee.title or committee.role.value.replace("-", " ").title(),
                    people: [
                        _person(name) for name in cited_names(context.catalogue, committee.members)
                    ],
                }
                for committee in edition.committees
                if (committee.role in _PROGRAMME_ROLES) == (name == "program_committee")
            ]
            for name, people in committees.items()
        },
        "sponsors": _sponsors(edition),
    }
    texts = {f"{name}.yml": _yaml(content) for name, content in files.items() if content}
    texts |= _talks(context, edition)
    preface = cited[0].edition_volume.preface
    if preface:
        texts["prefaces.yml"] = _yaml([{"title": "Preface", "file": "preface.tex"}])
        links = cited[0].links
        texts["prefaces/preface.tex"] = f"{to_latex(preface, links)}\n"
    return zipped({name: text.encode() for name, text in texts.items()})


def _details(citation: Citation) -> Fields:
    edition, doi = citation.edition, citation.edition_volume.doi
    start = edition.start_date
    details = {
        "book_title": latex(citation.edition_volume.title),
        "event_name": latex(edition.title),
        "volume_name": "1",
        "cover_subtitle": "Proceedings of the Workshop",
        "anthology_venue_id": citation.series.short_title,
        "start_date": start,
        "end_date": edition.last_day,
        "isbn": str(citation.edition_volume.isbn) if citation.edition_volume.isbn else None,
        "doi": str(doi) if doi else None,
        "location": latex(citation.event_place or "Virtual"),
        "editors": [
            _person(name) for name in citation.edition_volume.editors or citation.organizers
        ],
        "publisher": latex(citation.edition_volume.publisher)
        if citation.edition_volume.publisher
        else None,
    }
    return {key: value for key, value in details.items() if value}


def _paper(citation: Citation) -> Fields:
    record = citation.record
    resources = citation.resources
    attributes = {
        "paper_type": record.type,
        "presentation_type": record.type,
        "submitted_area": getattr(record, "track", None),
    }
    paper = {
        "id": identifier(record.id),
        "title": to_latex(citation.marked_title, citation.links, hyperlinks=False),
        "authors": [_person(name) for name in citation.authors],
        "abstract": citation.latex_abstract,
        "file": next((r.file for r in resources if r.type is ResourceType.PDF and r.file), None),
        "doi": str(citation.doi) if citation.doi else None,
        "pages": str(citation.pages) if citation.pages else None,
        "language": str(citation.language),
        "license": citation.licence.spdx or citation.licence.url if citation.licence else None,
        "note": latex(" ".join(citation.remarks)) or None,
        "attributes": {key: str(value) for key, value in attributes.items() if value},
        "attachments": [
            {"type": _ATTACHMENTS[r.type], "file": r.file or str(r.url)}
            for r in resources
            if r.type in _ATTACHMENTS
        ],
    }
    filled = {key: value for key, value in paper.items() if value}
    return filled if citation.archival is None else {**filled, "archival": citation.archival}


def _person(name: CitedName) -> Fields:
    family = " ".join(part for part in (name.full_family, name.suffix) if part)
    person = {
        "first_name": latex(name.given),
        "last_name": latex(family),
        "orcid": str(name.orcid) if name.orcid else None,
        "institution": latex("; ".join(a.name for a in name.affiliations)),
    }
    return {key: value for key, value in person.items() if value}


def _sponsors(edition: Edition) -> list[Fields]:
    tiers: dict[str | None, str] = {tier.id: tier.title for tier in edition.sponsor_tiers}
    found: dict[str, list[str]] = {}
    for sponsor in edition.sponsors:
        if sponsor.logo:
            found.setdefault(tiers.get(sponsor.tier, "Sponsors"), []).append(sponsor.logo)
    return [{"tier": latex(tier), "logos": logos} for tier, logos in found.items()]


def _talks(context: ExportContext, edition: Edition) -> dict[str, str]:
    talks, texts = [], {}
    for record in edition.talks:
        citation = cite(context, record)
        speakers = [name.display for name in citation.authors]
        talk = {
            "title": to_latex(record.title, citation.links, hyperlinks=False),
            "speaker_name": latex(", ".join(speakers)),
            "institution": latex(
                "; ".join(a.name for n in citation.authors for a in n.affiliations)
            ),
        }
        if record.abstract:
            talk["abstract_file"] = f"{record.id}.tex"
            texts[f"invited_talks/{record.id}.tex"] = to_latex(record.abstract, citation.links)
        bios = [speaker.bio for speaker in record.speakers if speaker.bio]
        if bios:
            talk["bio_file"] = f"{record.id}_bio.tex"
            text = "\n\n".join(to_latex(bio, citation.links) for bio in bios)
            texts[f"invited_talks/{record.id}_bio.tex"] = text
        for appearance in context.catalogue.appearances(record)[:1]:
            interval = appearance.interval
            timed: Fields = {
                "date": interval.start.replace(tzinfo=None) if interval else None,
                "location": latex(appearance.room or ""),
                "chair": latex(", ".join(c.name.display for c in appearance.session.chairs)),
            }
            talk |= timed
        talks.append({key: value for key, value in talk.items() if value})
    return {"invited_talks.yml": _yaml(talks), **texts} if talks else {}


# libyaml writes the same ten times as fast, where PyYAML was built with it.
_BASE: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_BASE):  # type: ignore[misc]
    """Writes values; no tag depends on where a value stands, so nobody is told of it."""

    def descend_resolver(self, _node: object, _index: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


def _yaml(content: object) -> str:
    return str(yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96))


ACLPUB2 = Format(
    name="aclpub2",
    title="aclpub2 YAML",
    media_type="application/zip",
    suffix=".aclpub2.zip",
    scopes=frozenset({Scope.EDITION}),
    write=_write,
    validate=_validation_errors,
)
"""The exporter of aclpub2's files."""
