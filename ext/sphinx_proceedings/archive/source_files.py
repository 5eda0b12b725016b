"""The data that an archive was made from: YAML as written, its schema, and pages by hand."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_proceedings.archive.site_build import written_pages
from sphinx_proceedings.loading.files.image_metadata import without_metadata
from sphinx_proceedings.loading.files.own_files import is_own_file
from sphinx_proceedings.loading.frozen_editions import frozen_file
from sphinx_proceedings.loading.json_schema import file_name, schemas
from sphinx_proceedings.model.record_digest import plain
from sphinx_proceedings.model.records.people import PeopleFile
from sphinx_proceedings.model.traversal import contributions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_proceedings.loading.data_sources import Sources
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.views.restriction import RestrictedCatalogue


def write_edition_sources(
    target: Path, sources: Sources, alone: RestrictedCatalogue, docs: Path
) -> None:
    """Write the data of the one edition in *alone*, so that it stands by itself."""
    (edition,) = alone.editions.values()
    (series,) = alone.series.values()
    data, folder = target / "data", sources.root / edition.key
    extra = [frozen_file(sources.root, edition), *sorted(folder.glob("*.json"))]
    files = [file for file in sources.files if file.is_relative_to(folder)]
    for file in dict.fromkeys([*files, *extra]):
        if is_own_file(file, sources.root):
            _copy(file, data / file.relative_to(sources.root))
    for name in _pictures(alone, edition):
        if is_own_file(file := sources.root / name, sources.root):
            place = data / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(without_metadata(file.read_bytes()))
    written = sources.root / edition.series_id / "series.yaml"
    if not frozen_file(sources.root, edition).is_file():
        _copy(written, data / edition.series_id / "series.yaml")
    else:  # as it was on the day of the freeze
        _dump(data / edition.series_id / "series.yaml", "../schema/series", plain(series))
    people = PeopleFile(
        people=alone.directory.records, organizations=tuple(alone.organizations.values())
    )
    _dump(data / "people.yaml", "schema/people", plain(people))
    _write_schemas(data / "schema")
    for path in written_pages(docs, edition.key):
        _copy(path, target / "docs" / path.relative_to(docs))


def write_site_sources(target: Path, sources: Sources, catalogue: Catalogue) -> None:
    """Write all data files as they are."""
    frozen = [frozen_file(sources.root, edition) for edition in catalogue.editions.values()]
    for file in [*sources.files, *(file for file in frozen if is_own_file(file, sources.root))]:
        _copy(file, target / "data" / file.relative_to(sources.root))
    _write_schemas(target / "data" / "schema")


def _pictures(alone: RestrictedCatalogue, edition: Edition) -> Iterator[str]:
    """Yield the photos and logos that the edition and its people name, below the data folder.

    Papers and slides are among the PDFs and the pages as they are; pictures are made smaller there.
    """
    for _, contribution in contributions(edition):
        if contribution.photo:
            yield f"{edition.key}/{contribution.photo}"
    brand = alone.published_edition(edition).brand
    yield from filter(None, (brand.logo, brand.logo_dark, brand.banner))
    for sponsor in edition.sponsors:
        for logo in (sponsor.logo, sponsor.logo_dark):
            if logo:
                yield f"{edition.key}/{logo}"
    for person in alone.directory.records:
        if person.photo:
            yield person.photo


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _dump(target: Path, schema: str, value: dict[str, Any]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
    head = f"# yaml-language-server: $schema={schema}.schema.json\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{head}{text}", encoding="utf-8", newline="\n")


def _write_schemas(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        folder.joinpath(file_name(kind)).write_text(f"{text}\n", encoding="utf-8", newline="\n")
