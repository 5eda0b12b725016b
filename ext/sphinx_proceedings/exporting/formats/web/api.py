"""All data as JSON, a stable interface beside the pages: ``api/v1/``.

A document holds the record as it stands in the data (``record``, complete) and what the catalogue
makes of it (``resolved``: persons, instants, addresses, plain text). Within version 1 keys are only
ever added. The JSON Schema is made from the same models and lies at ``api/v1/schema.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import models_json_schema

from sphinx_proceedings.exporting.formats.web.api_documents import (
    VERSION,
    Dump,
    EditionDocument,
    Index,
    IndexedEdition,
    PaperDocument,
    PersonDocument,
    SeriesDocument,
    TalkDocument,
)
from sphinx_proceedings.exporting.formats.web.api_resolving import (
    edition_document,
    paper_document,
    person_document,
    series_document,
    talk_document,
)
from sphinx_proceedings.exporting.json_text import compact
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import (
    ALL_SCOPES,
    ExportContext,
    Format,
    Scope,
    Selection,
)
from sphinx_proceedings.model.records.field_docs import describe, records_of
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.programme import Poster

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sphinx_proceedings.model.records.people import Person

ROOT: Final = "api/v1"
SCHEMA: Final = f"{ROOT}/schema.json"
_DOCUMENTS: Final = (
    Index, SeriesDocument, EditionDocument, PaperDocument, TalkDocument, PersonDocument, Dump,
)  # fmt: skip


def api_files(context: ExportContext) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the interface: its path below the site's root, and its content."""
    catalogue = context.catalogue
    yield from overview_files(context)
    records: tuple[Paper | Talk | Person, ...] = (
        *catalogue.papers.values(),
        *catalogue.talks.values(),
        *catalogue.people.values(),
    )
    for record in records:
        yield record_file(context, record)


def overview_files(context: ExportContext) -> Iterator[tuple[str, bytes]]:
    """Yield what lists the records: the schema, the index, and each series and edition."""
    catalogue = context.catalogue
    yield SCHEMA, _bytes(schema())
    yield f"{ROOT}/index.json", written(index(context))
    for series in catalogue.series.values():
        yield f"{ROOT}/{series.key}/series.json", written(series_document(context, series))
    for edition in catalogue.editions.values():
        document = edition_document(context, edition)
        yield f"{ROOT}/{edition.key}/edition.json", written(document)


def record_file(context: ExportContext, record: Paper | Talk | Person) -> tuple[str, bytes]:
    """Return the file of one paper, talk or person: its path below the root, and its content."""
    return f"{ROOT}/{record.key}.json", _record(context, record) + b"\n"


@memoized
def _record(context: ExportContext, record: Paper | Talk | Person) -> bytes:
    """Return the document of a record as written, in its own file and among others."""
    return _compact(_document(context, record))


def _document(context: ExportContext, record: Paper | Talk | Person) -> BaseModel:
    if isinstance(record, Paper):
        return paper_document(context, record)
    if isinstance(record, Talk):
        return talk_document(context, record)
    return person_document(context, record)


def index(context: ExportContext) -> Index:
    """Return what there is, and where."""
    catalogue = context.catalogue
    return Index(
        version=VERSION,
        series=tuple(catalogue.series),
        editions=tuple(
            IndexedEdition(
                key=edition.key,
                title=edition.title,
                papers=len(edition.papers),
                talks=len(edition.talks),
                url=context.url(edition),
            )
            for edition in catalogue.editions.values()
        ),
        people=tuple(sorted(str(person) for person in catalogue.people)),
        organizations=tuple(catalogue.organizations.values()),
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema of all documents, each under ``$defs`` by its name."""
    _, made = models_json_schema(
        [(model, "serialization") for model in _DOCUMENTS],
        title="Proceedings, version 1",
        description="Each document names its kind in 'kind'; its schema is in $defs.",
    )
    definitions = made["$defs"]
    describe(definitions, records_of(_DOCUMENTS))
    poster = definitions[Poster.__name__]  # a paper without a board is its id alone
    definitions[Poster.__name__] = {"anyOf": [{"type": "string"}, poster]}
    names = [model.__name__ for model in _DOCUMENTS]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in names],
    }


def written(document: BaseModel) -> bytes:
    """Write a document; values that are not there are left out of records, not of what we add."""
    return _compact(document) + b"\n"


def _compact(document: BaseModel) -> bytes:
    # In bytes, which model_dump_json has and takes for text first.
    return document.__pydantic_serializer__.to_json(document, by_alias=True)


def _bytes(value: object) -> bytes:
    return compact(value) + b"\n"


def _write(context: ExportContext, selection: Selection) -> bytes:
    whole = selection.scope is not Scope.PAPER
    series = dict.fromkeys(edition.series_id for edition in selection.editions)
    keys = {edition.key for edition in selection.editions}
    people = [
        person
        for person in context.catalogue.people.values()
        if selection.scope is Scope.SITE
        or any(c.record.edition_key in keys for c in context.catalogue.credits_of(person))
    ]
    dump = Dump(
        version=VERSION,
        series=tuple(
            series_document(context, context.catalogue.series[i]) for i in series if whole
        ),
        editions=tuple(edition_document(context, e) for e in selection.editions if whole),
        papers=(),
        talks=(),
        people=(),
        organizations=tuple(context.catalogue.organizations.values()) if whole else (),
    )
    # Documents that are written already are put in as they are.
    records: dict[str, Iterable[Paper | Talk | Person]] = {
        "papers": selection.papers,
        "talks": selection.talks,
        "people": people if whole else (),
    }
    parts = []
    for name, value in dump.model_dump(mode="json", by_alias=True).items():
        written_already = [_record(context, record) for record in records.get(name, ())]
        content = b"[%s]" % b",".join(written_already) if name in records else compact(value)
        parts.append(b"%s:%s" % (compact(name), content))
    return b"{%s}\n" % b",".join(parts)


def _entries(context: ExportContext, _selection: Selection, paper: Paper) -> tuple[bytes, ...]:
    return (_record(context, paper),)


JSON = Format(
    name="json",
    title="JSON",
    media_type="application/json",
    suffix=".json",
    scopes=ALL_SCOPES,
    write=_write,
    entries=_entries,
)
