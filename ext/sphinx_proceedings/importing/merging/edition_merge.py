"""Merge what a source says with an edition: records matched, fields merged, files to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_proceedings.importing.cleaning.record_cleaning import wished_id, without_keys
from sphinx_proceedings.importing.cleaning.session_cleaning import resolved
from sphinx_proceedings.importing.merging.added_fields import added_fields, lacking_fields
from sphinx_proceedings.importing.merging.author_merge import merge_people
from sphinx_proceedings.importing.merging.comparing import same
from sphinx_proceedings.importing.merging.conflicts import Conflict, Decisions
from sphinx_proceedings.importing.merging.field_merge import Merge, merge_fields
from sphinx_proceedings.importing.merging.record_matching import RecordIndex, title_fold
from sphinx_proceedings.importing.merging.snapshot import Snapshot, SnapshotRecord
from sphinx_proceedings.importing.parsed_texts import title_slug
from sphinx_proceedings.importing.report import Outcome
from sphinx_proceedings.importing.yaml_editing.yaml_writing import in_order
from sphinx_proceedings.model.values.text import fold

if TYPE_CHECKING:
    from sphinx_proceedings.importing.cleaning.clean_records import CleanEdition, CleanRecord
    from sphinx_proceedings.importing.merging.merged_files import EditionFiles
    from sphinx_proceedings.importing.report import Report


_NAMES: Final = ("title", "short_title")


@dataclass(slots=True)
class Merged:
    """What a merge comes to."""

    snapshot: Snapshot
    conflicts: list[Conflict] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    """Ids of new records."""
    changed: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    """Id, field, value before and after."""
    gone: list[str] = field(default_factory=list)
    """Ids of records that the source does not have any more."""
    pruned: list[str] = field(default_factory=list)


class EditionMerge:
    """The merge of one source into one edition."""

    def __init__(
        self,
        files: EditionFiles,
        clean: CleanEdition,
        before: Snapshot,
        decisions: Decisions,
        report: Report,
        *,
        prune: bool = False,
    ) -> None:
        self.files, self.clean, self.before = files, clean, before
        self.decisions, self.report, self.prune = decisions, report, prune
        self.merged = Merged(Snapshot())

    def run(self) -> Merged:
        """Change the values of the files; nothing is written."""
        self._facts()
        self._tracks()
        papers = self._papers_given_as_talks() if self.clean.papers_as_talks else {}
        for kind in ("papers", "talks", "sessions"):
            if kind == "sessions":
                self._resolve(papers)
            records = [record for record in self.clean.records if record.kind == kind]
            if records or any(one.kind == kind for one in self.before.records.values()):
                self._records(kind, records)
        return self.merged

    def _facts(self) -> None:
        """Merge the edition's own keys."""
        merge = Merge(kind="edition", record="edition", decisions=self.decisions)
        facts = self.merged.snapshot.facts
        facts.update(self.before.facts)
        for name, theirs in self.clean.facts.items():
            yours = self.files.get(name)
            if self.files.is_new and yours is not None:  # a title that was asked for
                facts[name] = theirs
                continue
            old = self.before.facts.get(name)
            if name in _NAMES and old is None and yours not in (None, theirs):
                why = f"the source calls the edition so; yours is kept: {yours}"
                self.report.add(Outcome.ASKED, field=name, before=str(theirs), why=why)
                facts[name] = theirs
                continue
            value, base = merge.value(name, old, yours, theirs)
            if not same("edition", name, value, yours):
                self.files.put(name, value)
            if base is not None:
                facts[name] = base
        self._collect(merge)

    def _tracks(self) -> None:
        """Give papers the ids of the edition's tracks, and add the tracks that are not there."""
        known: dict[str, str] = {}
        for track in self.files.get("tracks") or []:
            if isinstance(track, dict):
                known[fold(str(track.get("title", "")))] = str(track.get("id"))
                known.setdefault(str(track.get("id")).casefold(), str(track.get("id")))
        before = {
            str(record.fields["track"])
            for record in self.before.records.values()
            if "track" in record.fields
        }
        new = []
        renamed: dict[str, str] = {}
        for identifier, title in self.clean.tracks.items():
            found = known.get(fold(title)) or known.get(identifier.casefold())
            if found:
                renamed[identifier] = found
            elif identifier not in before:
                new.append({"id": identifier, "title": title})
        for record in self.clean.records:
            if (track := record.fields.get("track")) in renamed:
                record.fields["track"] = renamed[track]
        self.files.append("tracks", new)

    def _papers_given_as_talks(self) -> dict[str, str]:
        """Return the ids of the edition's papers by the keys of talks that have their titles."""
        titles = {
            title_fold(paper): str(paper.get("id"))
            for paper in self.files.get("papers") or []
            if isinstance(paper, dict)
        }
        found = {
            record.key: titles[title]
            for record in self.clean.records
            if record.kind == "talks" and (title := title_fold(record.fields)) in titles
        }
        self.clean.records = [
            record
            for record in self.clean.records
            if record.kind != "talks" or record.key not in found
        ]
        return found

    def _resolve(self, papers: dict[str, str]) -> None:
        """Give sessions the ids of the papers and talks in them."""
        ids = {place: one.id for place, one in self.merged.snapshot.records.items()}
        ids |= {("papers", key): identifier for key, identifier in papers.items()}
        for record in self.clean.records:
            for slot in record.fields.get("slots", ()) if record.kind == "sessions" else ():
                if slot.get("talk") in papers:
                    slot["paper"] = slot.pop("talk")
        for record in self.clean.records:
            if record.kind == "sessions":
                record.fields, lost = resolved(record.fields, ids)
                if lost:
                    why = f"{lost} papers or talks in it were not imported, or are not accepted"
                    self.report.add(Outcome.LEFT_OUT, record.key, "slots", why=why)

    def _records(self, kind: str, records: list[CleanRecord]) -> None:
        there = [record for record in self.files.get(kind) or [] if isinstance(record, dict)]
        index = RecordIndex.of(there)
        taken: set[int] = set()
        ids = {str(record.get("id")).casefold() for record in there}
        new: list[dict[str, Any]] = []
        # A source may give a record another key; it is then found by its title or DOI.
        keys = {record.key for record in records}
        renamed = {
            one.id.casefold(): one
            for (of, key), one in self.before.records.items()
            if of == kind and key not in keys
        }
        matches = self.clean.matches(there) if self.clean.matches and kind == "papers" else {}
        for record in records:
            known = self.before.records.get((kind, record.key))
            place = index.of_snapshot(known) if known else matches.get(record.key)
            if known is None and place is None:
                place = index.of_source(record)
            if known is None and place is not None:
                known = renamed.pop(str(there[place].get("id")).casefold(), None)
            if place is not None and place in taken:
                place = None
            if place is not None:
                taken.add(place)
                self._merge(kind, record, there[place], known)
            elif known is not None and self._stays_deleted(kind, record, known):
                continue
            elif self.clean.adds_only:
                why = "no such record in the data, and this source only adds to what is there"
                self.report.add(Outcome.LEFT_OUT, record.key, why=why)
            else:
                new.append(self._new(kind, record, ids))
        self.files.append(kind, new)
        self._gone(kind, records, index)

    def _merge(
        self, kind: str, record: CleanRecord, own: dict[str, Any], known: SnapshotRecord | None
    ) -> None:
        identifier = str(own.get("id"))
        merge = Merge(
            kind=kind, record=identifier, decisions=self.decisions, carries=self.clean.carries
        )
        yours = {name: value for name, value in own.items() if name != "id"}
        base = known.fields if known else {}
        theirs = record.fields
        if self.clean.adds_only:
            theirs = added_fields(theirs, yours)
        elif self.clean.fills_only and "title" not in base:  # of another source, or written by hand
            filled = {**base, **{name: theirs[name] for name in ("abstract",) if name in theirs}}
            filled = {name: value for name, value in filled.items() if name in base}
            lacking = lacking_fields(theirs, yours)
            base = {**{name: yours[name] for name in lacking.keys() & yours.keys()}, **base}
            theirs = {**lacking, **filled}
        merged, new_base = merge_fields(merge, base, yours, theirs, merge_people)
        if merge.changes:
            own_id = own["id"]
            own.clear()
            own.update({"id": own_id, **merged})
        self._collect(merge)
        self._note(kind, record.key, identifier, new_base)

    def _collect(self, merge: Merge) -> None:
        self.merged.conflicts += merge.conflicts
        self.merged.changed += [(merge.record, *change) for change in merge.changes]

    def _note(self, kind: str, key: str, identifier: str, fields: dict[str, Any]) -> None:
        self.merged.snapshot.records[kind, key] = SnapshotRecord(
            kind=kind, key=key, id=identifier, fields=fields
        )

    def _stays_deleted(self, kind: str, record: CleanRecord, known: SnapshotRecord) -> bool:
        """Whether a record that was taken out of the data by hand is to stay out."""
        if self.decisions.of(known.id) == "take":
            return False
        why = f"it was taken out of the data by hand; --take {known.id} brings it back"
        self.report.add(Outcome.LEFT_OUT, record.key, why=why)
        self._note(kind, record.key, known.id, known.fields)
        return True

    def _new(self, kind: str, record: CleanRecord, ids: set[str]) -> dict[str, Any]:
        identifier = _free_id(record, ids)
        ids.add(identifier.casefold())
        self._note(kind, record.key, identifier, record.fields)
        self.merged.added.append(identifier)
        return in_order({"id": identifier, **without_keys(record.fields)})

    def _gone(self, kind: str, records: list[CleanRecord], index: RecordIndex) -> None:
        """Keep, report and perhaps prune what the source does not have any more."""
        if self.clean.adds_only:
            return
        now = {record.key for record in records}
        again = {one.id for one in self.merged.snapshot.records.values() if one.kind == kind}
        for (known_kind, key), known in sorted(self.before.records.items()):
            if known_kind != kind or key in now or known.id in again:
                continue
            place = index.of_snapshot(known)
            if place is None:
                continue
            own = index.records[place]
            identifier = str(own.get("id"))
            if self.prune and self._is_untouched(kind, own, known):
                self._cut(kind, identifier)
                self.merged.pruned.append(identifier)
                continue
            self.merged.gone.append(identifier)
            self._note(kind, key, identifier, known.fields)

    def _is_untouched(self, kind: str, own: dict[str, Any], known: SnapshotRecord) -> bool:
        merge = Merge(kind=kind, record="", decisions=Decisions(take=("all",)))
        yours = {name: value for name, value in own.items() if name != "id"}
        if set(yours) - set(known.fields):
            return False
        merged, _ = merge_fields(merge, {}, yours, known.fields, merge_people)
        return not merge.changes and merged.keys() == known.fields.keys()

    def _cut(self, kind: str, identifier: str) -> None:
        for file in self.files.having(kind):
            file.new[kind] = [
                record for record in file.new[kind] if str(record.get("id")) != identifier
            ]


def _free_id(record: CleanRecord, ids: set[str]) -> str:
    """Return an id that no other record has: the wished one, or one made of the title."""
    for wish in (record.wish, record.key):
        wished = wished_id(wish)
        if wished and wished.casefold() not in ids:
            return wished
    made = title_slug(str(record.fields["title"]))
    number = 1
    identifier = made
    while identifier.casefold() in ids:
        number += 1
        identifier = f"{made[:90]}-{number}"
    return identifier
