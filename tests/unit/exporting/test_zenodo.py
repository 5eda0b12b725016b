"""Zenodo's metadata, by what its deposit interface documents."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from sphinx_proceedings.exporting.formats.registries.zenodo import ZENODO
from sphinx_proceedings.exporting.protocol import ExportError, Selection

# The relations of Zenodo's documentation for related_identifiers.
RELATIONS = {"isPublishedIn", "isPartOf", "isNewVersionOf", "isIdenticalTo", "isObsoletedBy",
             "isDocumentedBy", "isSupplementedBy"}  # fmt: skip
# Its fields for what is a publication or a presentation.
FIELDS = set(
    """access_right communities conference_acronym conference_dates conference_place
    conference_session conference_title conference_url contributors creators description doi
    image_type imprint_isbn imprint_place imprint_publisher keywords language license notes
    partof_pages partof_title publication_date publication_type related_identifiers title
    upload_type""".split()
)


class _Text(HTMLParser):
    """Text of paragraphs, a line between them."""

    def __init__(self, source):
        super().__init__()
        self.paragraphs = []
        self.feed(source)

    def handle_starttag(self, _tag, _attributes):
        self.paragraphs.append("")

    def handle_data(self, data):
        self.paragraphs[-1] += data


@pytest.fixture(scope="module")
def metadata(depositing, deposited):
    return [
        json.loads(
            ZENODO.export(depositing, Selection.of_record(depositing.catalogue, citation.record))
        )["metadata"]
        for citation in deposited
    ]


def test_facts_come_back(metadata, deposited):
    for fields, citation in zip(metadata, deposited, strict=True):
        assert fields["title"] == citation.plain_marked_title
        assert [c["name"] for c in fields["creators"]] == [n.inverted for n in citation.authors]
        text = "\n\n".join(_Text(fields["description"]).paragraphs)
        assert text == (citation.plain_abstract or citation.plain_marked_title)
        assert fields.get("partof_pages") == (citation.pages and str(citation.pages))
        assert fields.get("doi") == (citation.doi and str(citation.doi))
        assert fields["publication_date"] == citation.date.isoformat()
        notes = fields.get("notes", "").split("\n")
        assert notes[: len(citation.remarks)] == list(citation.remarks)
        assert {r["relation"] for r in fields.get("related_identifiers", ())} <= RELATIONS


def test_fields_are_those_of_the_deposit_interface(metadata):
    for fields in metadata:
        assert set(fields) <= FIELDS
        assert {"title", "creators", "description", "upload_type", "publication_date"} <= set(
            fields
        )
        assert fields["upload_type"] in {"publication", "poster", "presentation"}
        assert ("publication_type" in fields) == (fields["upload_type"] == "publication")
        people = (*fields["creators"], *fields.get("contributors", ()))
        assert {key for one in people for key in one} <= {"affiliation", "name", "orcid", "type"}
        texts = {type(value) for key, value in fields.items() if key not in LISTS}
        assert texts == {str}


LISTS = {"contributors", "creators", "keywords", "related_identifiers"}


def test_a_licence_is_never_made_up(metadata, deposited):
    for fields, citation in zip(metadata, deposited, strict=True):
        known = citation.licence and citation.licence.spdx
        assert fields["license"] == (known.lower() if known else "other-closed")
    assert {"cc-by-4.0", "cc0-1.0", "other-closed"} >= {fields["license"] for fields in metadata}


def test_languages_have_three_letters(depositing_nasty):
    catalogue = depositing_nasty.catalogue
    found = {}
    for identifier in ("braces", "cjk", "rtl", "corrected"):
        paper = catalogue.papers[f"edge/2025/papers/{identifier}"]
        exported = ZENODO.export(depositing_nasty, Selection.of_record(catalogue, paper))
        found[identifier] = json.loads(exported)["metadata"]["language"]
    assert found == {"braces": "eng", "cjk": "zho", "rtl": "ara", "corrected": "deu"}


def test_a_talk_is_a_presentation(nasty):
    talk = next(iter(nasty.catalogue.talks.values()))
    exported = ZENODO.export(nasty, Selection.of_record(nasty.catalogue, talk))
    assert json.loads(exported)["metadata"]["upload_type"] == "presentation"


def test_without_a_day_it_is_refused(real):
    edition = real.catalogue.editions["enlsp/2022"]
    undated = edition.model_copy(update={"start_date": None})
    catalogue = type(real.catalogue)(
        series=real.catalogue.series.values(), editions=[undated], people=()
    )
    paper = catalogue.papers["enlsp/2022/papers/5"]
    context = type(real)(catalogue=catalogue)
    with pytest.raises(ExportError, match="wants the day of publication; add date to the paper"):
        ZENODO.export(context, Selection.of_record(catalogue, paper))
