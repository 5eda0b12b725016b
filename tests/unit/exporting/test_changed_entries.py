"""A file with the entry of one paper changed is the file that is made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sphinx_proceedings.exporting.changed_entries import with_changes
from sphinx_proceedings.exporting.protocol import ExportError, Scope, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.folders.zip_writing import zipped
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.former_abstracts import with_abstracts_of
from sphinx_proceedings.model.richtext import RichText

ABSTRACTS = (
    "Zebras & <quaggas>.",
    "Of $x_1^2$ and *more*:\n\n- one\n- two `{}`\n\nÆon “quoted”, 100% _x005F_ \\ done; 'so'.",
    "=1+1",
)


def _catalogue(of: Catalogue, editions) -> Catalogue:
    return Catalogue(
        series=of.series.values(),
        editions=editions,
        people=of.people.values(),
        organizations=of.organizations.values(),
    )


def _papers(catalogue: Catalogue):
    """Papers whose abstracts refer to nothing, as the new ones."""
    return [p for p in catalogue.papers.values() if p.abstract and not [*p.abstract.references]]


def _exported(context, exporter, selection):
    try:
        return exporter.export(context, selection)
    except ExportError:
        return None


def _selections(catalogue, edition_key, scopes):
    if Scope.EDITION in scopes:
        yield Selection.of_edition(catalogue, catalogue.editions[edition_key])
    if Scope.SITE in scopes:
        yield Selection.of_site(catalogue)


@pytest.mark.parametrize("name", exporters())
def test_a_changed_entry_is_all_that_a_changed_abstract_changes(depositing, name):
    exporter: Any = exporters()[name]
    old = _catalogue(depositing.catalogue, depositing.catalogue.editions.values())
    before = replace(depositing, catalogue=old)
    for number, paper in enumerate(_papers(old)):
        text = RichText(ABSTRACTS[number % len(ABSTRACTS)])
        other = paper.model_copy(update={"abstract": text})
        editions = [
            edition.model_copy(
                update={"papers": tuple(other if p is paper else p for p in edition.papers)}
            )
            for edition in old.editions.values()
        ]
        new = _catalogue(depositing.catalogue, editions)
        after = replace(depositing, catalogue=new)
        # The old one is asked for as an update has it: in place of the new.
        back = replace(depositing, catalogue=with_abstracts_of(new, [paper]))
        for selection in _selections(old, paper.edition_key, exporter.scopes):
            file = _exported(before, exporter, selection)
            if file is None:
                continue
            now = next(s for s in _selections(new, paper.edition_key, {selection.scope}))
            entries = exporter.entries_of(back, now, paper)
            if entries is None:
                continue
            others = exporter.entries_of(after, now, other)
            made = with_changes(file, zip(entries, others, strict=True))
            wanted = _exported(after, exporter, now)
            if made is None:
                assert paper.withdrawn or paper.retracted_or_withdrawn
                continue
            assert made == wanted
        if number == 12:
            break


def test_formats_know_their_entries(nasty):
    paper = _papers(nasty.catalogue)[0]
    site = Selection.of_site(nasty.catalogue)
    formats: dict[str, Any] = dict(exporters())
    edition = Selection.of_edition(nasty.catalogue, nasty.catalogue.edition_of(paper))
    known = {
        name
        for name, e in formats.items()
        if e.entries_of(nasty, site if Scope.SITE in e.scopes else edition, paper)
    }
    assert known == {
        *("bibtex", "bibtex-ascii", "biblatex", "ris", "endnote", "csl-json"),
        *("json", "mods", "schema-org", "csv", "xlsx", "icalendar"),
        *("acl-anthology", "aclpub2"),
    }


def test_an_entry_that_is_not_there_once_is_not_changed():
    assert with_changes(b"a b a", [(b"a", b"c")]) is None
    assert with_changes(b"a b", [(b"c", b"d")]) is None
    assert with_changes(b"a b", [(b"", b"d")]) is None
    assert with_changes(b"a b", [(b"a", b"c"), (b"b", b"d")]) == b"c d"
    packed = zipped({"one": b"a", "other": b"a b"})
    assert with_changes(packed, [(b"a", b"c")]) is None
    assert with_changes(packed, [(b"b", b"c")]) == zipped({"one": b"a", "other": b"a c"})
    assert with_changes(packed, []) == packed
