"""aclpub2: the YAML files from which ACL venues make their volumes, in one ZIP archive.

Rule: the documentation of aclpub2, and its code (generate.py, config.py), which stops at a paper
that is archival and has no file, and at a name without a ``first_name``. Texts are LaTeX, times
are those of the event's own clocks. The PDFs belong into ``papers/`` beside these files, by the
names that papers.yml has for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.publishers.aclpub2_programme import identifier, programme
from sphinx_proceedings.exporting.formats.publishers.aclpub2_text import (
    escaped_later,
    rich,
    text,
    title,
)
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
from sphinx_proceedings.model.records.papers import Paper, ResourceType

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


def _undated(context: ExportContext, selection: Selection) -> list[str]:
    edition = one_edition(selection)
    if edition.start_date is not None:
        return []
    wants = "aclpub2 wants the dates of the event"
    return [missing(context, edition.key, wants, "add start_date to the edition")]


def _validation_errors(context: ExportContext, selection: Selection) -> list[str]:
    wants = "aclpub2 leaves a paper without a PDF out of the volume"
    return [
        *_undated(context, selection),
        *(
            missing(context, paper.key, wants, "add a resource of type pdf with its file")
            for paper in selection.papers
            if not paper.withdrawn and _pdf(cite(context, paper)) is None
        ),
    ]


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_undated(context, selection))
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
                    "role": text(committee.title or committee.role.value.replace("-", " ").title()),
                    people: [
                        _escaped_later(_person(name)) if people == "entries" else _person(name)
                        for name in cited_names(context.catalogue, committee.members)
                    ],
                }
                for committee in edition.committees
                if committee.members
                and (committee.role in _PROGRAMME_ROLES) == (name == "program_committee")
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
        texts["prefaces/preface.tex"] = f"{rich(preface, links)}\n"
    return zipped({name: content.encode() for name, content in texts.items()})


def _entries(context: ExportContext, _selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    return (_yaml([_paper(cite(context, paper))]).encode(),)


def _details(citation: Citation) -> Fields:
    edition, volume = citation.edition, citation.edition_volume
    start = edition.start_date
    details = {
        "book_title": text(volume.title),
        "event_name": text(edition.title),
        "volume_name": "1",
        "cover_subtitle": "Proceedings of the Workshop",
        "anthology_venue_id": text(citation.series.short_title),
        "start_date": start,
        "end_date": edition.last_day,
        # It looks each of these up, also where there is nothing.
        "isbn": str(volume.isbn or ""),
        "location": text(citation.event_place or "Virtual"),
        "editors": [_person(name) for name in volume.editors or citation.organizers],
        "publisher": text(volume.publisher or ""),
        **({"doi": str(volume.doi)} if volume.doi else {}),
    }
    return _escaped_later(details)


def _escaped_later(fields: Fields) -> Fields:
    return {k: escaped_later(v) if isinstance(v, str) else v for k, v in fields.items()}


def _pdf(citation: Citation) -> str | None:
    """Return the name of a paper's PDF below aclpub2's folder ``papers/``."""
    files = (r.file for r in citation.resources if r.type is ResourceType.PDF and r.file)
    return next((file.removeprefix("papers/") for file in files), None)


def _paper(citation: Citation) -> Fields:
    record = citation.record
    file = _pdf(citation)
    attributes = {
        "paper_type": record.type,
        "presentation_type": record.type,
        "submitted_area": getattr(record, "track", None),
    }
    paper = {
        "id": identifier(record.id),
        "title": title(citation.marked_title, citation.links),
        "authors": [_person(name) for name in citation.authors],
        "abstract": rich(citation.abstract, citation.links) if citation.abstract else None,
        "file": file,
        "doi": str(citation.doi) if citation.doi else None,
        "pages": str(citation.pages) if citation.pages else None,
        "language": str(citation.language),
        "license": citation.licence.spdx or citation.licence.url if citation.licence else None,
        "note": text(" ".join(citation.remarks)) or None,
        "attributes": {key: str(value) for key, value in attributes.items() if value},
        "attachments": [
            {"type": _ATTACHMENTS[r.type], "file": r.file or str(r.url)}
            for r in citation.resources
            if r.type in _ATTACHMENTS
        ],
    }
    filled = {key: value for key, value in paper.items() if value}
    archival = citation.archival if file else False
    return filled if archival is None else {**filled, "archival": archival}


def _person(name: CitedName) -> Fields:
    """Return a name with both of its parts, as aclpub2 reads them both of everybody."""
    family = " ".join(part for part in (name.full_family, name.suffix) if part)
    more = {
        "orcid": str(name.orcid) if name.orcid else None,
        "institution": text("; ".join(a.name for a in name.affiliations)),
    }
    parts = {"first_name": text(name.given), "last_name": text(family)}
    return parts | {key: value for key, value in more.items() if value}


def _sponsors(edition: Edition) -> list[Fields]:
    tiers: dict[str | None, str] = {tier.id: tier.title for tier in edition.sponsor_tiers}
    found: dict[str, list[str]] = {}
    for sponsor in edition.sponsors:
        if sponsor.logo:
            found.setdefault(tiers.get(sponsor.tier, "Sponsors"), []).append(sponsor.logo)
    return [{"tier": text(tier), "logos": logos} for tier, logos in found.items()]


def _talks(context: ExportContext, edition: Edition) -> dict[str, str]:
    talks, texts = [], {}
    for record in edition.talks:
        citation = cite(context, record)
        speakers = [name.display for name in citation.authors]
        talk = {
            "title": rich(record.title, citation.links),
            "speaker_name": text(", ".join(speakers)),
            "institution": text(
                "; ".join(a.name for n in citation.authors for a in n.affiliations)
            ),
        }
        if citation.abstract:
            talk["abstract_file"] = f"{record.id}.tex"
            texts[f"invited_talks/{record.id}.tex"] = rich(citation.abstract, citation.links)
        bios = [speaker.bio for speaker in record.speakers if speaker.bio]
        if bios:
            talk["bio_file"] = f"{record.id}_bio.tex"
            told = "\n\n".join(rich(bio, citation.links) for bio in bios)
            texts[f"invited_talks/{record.id}_bio.tex"] = told
        for appearance in context.catalogue.appearances(record)[:1]:
            interval = appearance.interval
            timed: Fields = {
                "date": interval.start.replace(tzinfo=None) if interval else None,
                "location": text(appearance.room or ""),
                "chair": text(", ".join(c.name.display for c in appearance.session.chairs)),
            }
            talk |= timed
        talks.append({key: value for key, value in talk.items() if value})
    return {"invited_talks.yml": _yaml(talks), **texts} if talks else {}


# libyaml writes the same ten times as fast, where PyYAML was built with it.
_BASE: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_BASE):  # type: ignore[misc]
    """Writes values as its base does, with fewer questions about texts and mappings.

    Nearly all is these. No tag depends on where a value stands, so nobody is told of that.
    """

    def represent_data(self, data: Any) -> yaml.Node:
        """Return the node of a value."""
        if type(data) is str:
            return yaml.ScalarNode("tag:yaml.org,2002:str", data)
        if type(data) is dict:
            pairs = [(self.represent_data(key), self.represent_data(data[key])) for key in data]
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
        return super().represent_data(data)  # type: ignore[no-any-return]

    def ignore_aliases(self, _data: object) -> bool:
        """Write each value out; not every reader knows anchors."""
        return True

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
    entries=_entries,
    validate=_validation_errors,
)
"""The exporter of aclpub2's files."""
