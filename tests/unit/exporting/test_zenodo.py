"""Drafts for Zenodo, by the schemas and vocabularies of InvenioRDM."""

from __future__ import annotations

import copy
import importlib.util
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.registries.zenodo import ZENODO
from sphinx_proceedings.exporting.protocol import ExportError, Selection

# Ids of InvenioRDM's vocabularies (fixtures/data/vocabularies), those that can come.
RELATIONS = {"ispublishedin", "ispartof", "isnewversionof", "isidenticalto", "isobsoletedby",
             "isdocumentedby", "issupplementedby"}  # fmt: skip
KINDS = {"publication-conferencepaper", "poster", "presentation"}
SCHEMES = {"arxiv", "doi", "isbn", "url"}
# Keys of MetadataSchema and the custom fields of meetings and imprints.
FIELDS = set(
    """additional_descriptions contributors creators dates description languages
    publication_date publisher related_identifiers resource_type rights subjects title""".split()
)
MEETING = {"acronym", "dates", "place", "session", "title", "url"}
IMPRINT = {"isbn", "pages", "place", "title"}


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
def drafts(depositing, deposited):
    return [
        json.loads(
            ZENODO.export(depositing, Selection.of_record(depositing.catalogue, citation.record))
        )
        for citation in deposited
    ]


def test_facts_come_back(drafts, deposited):
    for draft, c in zip(drafts, deposited, strict=True):
        fields = draft["metadata"]
        assert fields["title"] == c.plain_marked_title
        people = [one["person_or_org"] for one in fields["creators"]]
        for person, name in zip(people, c.authors, strict=True):
            if person["type"] == "organizational":
                assert person["name"] == name.display
            else:
                parts = (person["family_name"], person.get("given_name", ""))
                suffix = f" {name.suffix}" if name.suffix else ""
                assert parts == (f"{name.full_family}{suffix}", name.given)
        text = "\n\n".join(_Text(fields["description"]).paragraphs)
        assert text == (c.plain_abstract or c.plain_marked_title)
        assert draft.get("pids", {}).get("doi", {}).get("identifier") == (c.doi and str(c.doi))
        imprint = draft.get("custom_fields", {}).get("imprint:imprint", {})
        assert imprint.get("pages") == (str(c.pages) if c.pages else None)
        assert fields["publication_date"] == c.date.isoformat()
        remarks = [d["description"] for d in fields.get("additional_descriptions", ())]
        assert ["\n\n".join(_Text(remark).paragraphs) for remark in remarks] == list(c.remarks)


def test_keys_and_words_are_those_of_the_schema(drafts):
    for draft in drafts:
        assert draft.keys() <= {"access", "custom_fields", "files", "metadata", "pids"}
        fields = draft["metadata"]
        assert fields.keys() <= FIELDS
        assert {"title", "creators", "resource_type", "publication_date"} <= fields.keys()
        assert fields["resource_type"]["id"] in KINDS
        for one in (*fields["creators"], *fields.get("contributors", ())):
            person = one["person_or_org"]
            wanted = "family_name" if person["type"] == "personal" else "name"
            assert person[wanted]
            names = [a.get("id") or a.get("name") for a in one.get("affiliations", ())]
            assert len(set(names)) == len(names)
        for related in fields.get("related_identifiers", ()):
            assert related["relation_type"]["id"] in RELATIONS
            assert related["scheme"] in SCHEMES
        for right in fields.get("rights", ()):
            assert right.keys() in ({"id"}, {"title", "link"})
        custom = draft.get("custom_fields", {})
        assert custom.get("meeting:meeting", {}).keys() <= MEETING
        assert custom.get("imprint:imprint", {}).keys() <= IMPRINT


def test_drafts_are_valid_by_its_own_schema(drafts):
    """Where invenio-rdm-records is at hand; it is not imported, for it wants a whole server."""
    found = importlib.util.find_spec("invenio_rdm_records")
    if found is None or found.origin is None:
        pytest.skip("invenio-rdm-records is not installed")
    folder = Path(found.origin).parent / "records/jsonschemas"
    whole = json.loads((folder / "records/record-v6.0.0.json").read_text(encoding="utf-8"))

    def local(uri):
        path = folder / "records" / uri.removeprefix("local://").removeprefix("records/")
        return Resource.from_contents(
            json.loads(path.read_text(encoding="utf-8")), default_specification=DRAFT7
        )

    schema = {**whole["properties"]["metadata"], "$id": "local://records/record-v6.0.0.json"}
    registry: Any = Registry(retrieve=local)  # type: ignore[call-arg] # attrs hides it from mypy
    validator = jsonschema.Draft7Validator(schema, registry=registry)
    for draft in drafts:
        stored = copy.deepcopy(draft["metadata"])
        stored.pop("custom_fields", None)
        assert [error.message for error in validator.iter_errors(stored)] == []


def test_a_licence_is_never_made_up(drafts, deposited):
    for draft, citation in zip(drafts, deposited, strict=True):
        rights = draft["metadata"].get("rights", [])
        licence = citation.licence
        if licence is None:
            assert rights == []
        elif licence.spdx:
            assert rights == [{"id": licence.spdx.lower()}]
        else:
            assert rights[0]["link"] == licence.url


def test_languages_have_three_letters(depositing_nasty):
    catalogue = depositing_nasty.catalogue
    found = {}
    for identifier in ("braces", "cjk", "rtl", "corrected"):
        paper = catalogue.papers[f"edge/2025/papers/{identifier}"]
        exported = ZENODO.export(depositing_nasty, Selection.of_record(catalogue, paper))
        (language,) = json.loads(exported)["metadata"]["languages"]
        found[identifier] = language["id"]
    assert found == {"braces": "eng", "cjk": "zho", "rtl": "ara", "corrected": "deu"}


def test_a_talk_is_a_presentation(nasty):
    talk = next(talk for talk in nasty.catalogue.talks.values() if cite(nasty, talk).date)
    exported = ZENODO.export(nasty, Selection.of_record(nasty.catalogue, talk))
    assert json.loads(exported)["metadata"]["resource_type"] == {"id": "presentation"}


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
