"""Check that every reference leads somewhere and every printed name to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.loading.codes import Code
from sphinx_proceedings.model.problems import Problem
from sphinx_proceedings.model.text import did_you_mean
from sphinx_proceedings.model.walking import rich_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.loading.validation import Records
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.editions import Edition

    Steps = tuple[str | int, ...]

_RECORDS = ("papers", "talks", "panels", "sessions")


def reference_problems(catalogue: Catalogue, records: Records) -> Iterator[Problem]:
    """Yield dangling references, doubly used ids over files, and unresolved names.

    A reference to a record that exists but is itself wrong is no problem of its own.
    """
    checker = _Checker(catalogue, records.broken)
    yield from checker.people(records)
    for edition in catalogue.editions.values():
        yield from checker.edition(edition)
        yield from checker.former_ids(edition)
    yield from checker.names()
    yield from checker.texts()


class _Checker:
    def __init__(self, catalogue: Catalogue, broken: set[str]) -> None:
        self.catalogue = catalogue
        self.broken = broken

    def _dangling(
        self, owner: str, steps: Steps, what: str, target: str, known: Iterable[str]
    ) -> Problem:
        guess = did_you_mean(target, list(known))
        hint = f"did you mean {guess!r}?" if guess else f"add the {what} or correct the id"
        place = self.catalogue.locate(owner, *steps)
        return Problem(place, Code.DANGLING, f"there is no {what} {target!r}", hint=hint)

    def _is_broken(self, edition: str, table: str, target: str) -> bool:
        names = (edition, f"{edition}/{table}", f"{edition}/{table}/{target}")
        return any(name in self.broken for name in names)

    def _wanted(self, edition: Edition) -> Iterator[tuple[Steps, str, str]]:
        """Yield (steps, table, id) for each reference by id inside an edition."""
        for i, session in enumerate(edition.sessions):
            here: Steps = ("sessions", i)
            for j, slot in enumerate(session.slots):
                for name in ("paper", "talk", "panel"):
                    target = getattr(slot, name)
                    if target is not None:
                        yield (*here, "slots", j, name), f"{name}s", target
            for j, target in enumerate(session.papers):
                yield (*here, "papers", j), "papers", target
            if session.track is not None:
                yield (*here, "track"), "tracks", session.track
        for i, paper in enumerate(edition.papers):
            if paper.track is not None:
                yield ("papers", i, "track"), "tracks", paper.track
        for i, award in enumerate(edition.awards):
            for j, target in enumerate(award.papers):
                yield ("awards", i, "papers", j), "papers", target
        for i, sponsor in enumerate(edition.sponsors):
            if sponsor.tier is not None:
                yield ("sponsors", i, "tier"), "sponsor_tiers", sponsor.tier
        for i, group in enumerate(edition.call.topic_groups if edition.call else ()):
            if group.track is not None:
                yield ("call", "topic_groups", i, "track"), "tracks", group.track

    def edition(self, edition: Edition) -> Iterator[Problem]:
        known: dict[str, set[str]] = {}
        for steps, table, target in self._wanted(edition):
            if table not in known:
                known[table] = {str(record.id) for record in getattr(edition, table)}
            if str(target) in known[table] or self._is_broken(edition.key, table, target):
                continue
            what = table.removesuffix("s").replace("_", " ")
            record_steps = self._own(edition, steps)
            yield self._dangling(*record_steps, what, target, known[table])

    def _own(self, edition: Edition, steps: Steps) -> tuple[str, Steps]:
        """Turn steps from the edition into its record's key and steps from there.

        After a wrong record was left out the index counts the valid ones only, so the position
        must be asked of the record, never of the list.
        """
        table, *rest = steps
        if table in (*_RECORDS, "awards") and isinstance(rest[0], int):
            record = getattr(edition, str(table))[rest[0]]
            return f"{edition.key}/{table}/{record.id}", tuple(rest[1:])
        return edition.key, steps

    def people(self, records: Records) -> Iterator[Problem]:
        for table, items in (("people", records.people), ("organizations", records.organizations)):
            seen: set[str] = set()
            for item in items:
                folded = item.id.casefold()
                if folded in seen and f"{table}/{item.id}" not in self.broken:
                    place = self.catalogue.locate(f"{table}/{item.id}", "id")
                    message = f"id {str(item.id)!r} is used twice in {table}"
                    yield Problem(place, Code.DUPLICATE_ID, message, hint="rename one")
                seen.add(folded)
        ids = self.catalogue.people
        for person in records.people:
            for index, other in enumerate(person.not_same_as):
                if other not in ids and f"people/{other}" not in self.broken:
                    yield self._dangling(person.key, ("not_same_as", index), "person", other, ids)

    def former_ids(self, edition: Edition) -> Iterator[Problem]:
        for table, items in (("papers", edition.papers), ("talks", edition.talks)):
            ids = {item.id.casefold() for item in items}
            for item in items:
                for index, old in enumerate(item.former_ids):
                    if old.casefold() in ids:
                        place = self.catalogue.locate(item.key, "former_ids", index)
                        message = f"former id {str(old)!r} is in use in {table}"
                        hint = "an address can lead to one record only; remove it"
                        yield Problem(place, Code.DUPLICATE_ID, message, hint=hint)
                    ids.add(old.casefold())

    def names(self) -> Iterator[Problem]:
        for key, steps, unresolved in self.catalogue.unresolved:
            contribution = unresolved.contribution
            place = self.catalogue.locate(key, *steps)
            if contribution.person is not None:
                if f"people/{contribution.person}" not in self.broken:
                    yield self._dangling(
                        key, (*steps, "person"), "person", contribution.person,
                        self.catalogue.people,
                    )
                continue
            several = ", ".join(unresolved.candidates)
            message = f"{contribution.name.display!r} may be one of these persons: {several}"
            hint = "add person: <id>, or a record in people.yaml for somebody else of that name"
            yield Problem(place, Code.AMBIGUOUS_NAME, message, hint=hint)

    def texts(self) -> Iterator[Problem]:
        for edition in self.catalogue.editions.values():
            for record in (
                edition, *edition.papers, *edition.talks, *edition.panels, *edition.sessions
            ):
                skip = _RECORDS if record is edition else ()
                yield from self._text_of(record.key, rich_texts(record, *skip), edition.key)
        for person in self.catalogue.people.values():
            yield from self._text_of(person.key, rich_texts(person), None)
        for series in self.catalogue.series.values():
            yield from self._text_of(series.key, rich_texts(series), None)

    def _text_of(
        self, key: str, texts: Iterable[tuple[Steps, object]], edition: str | None
    ) -> Iterator[Problem]:
        for steps, text in texts:
            for reference in getattr(text, "references", ()):
                role, target = reference.role, reference.target
                if self.catalogue.resolve(role, target, edition) is not None:
                    continue
                owner, _, identifier = target.rpartition("/")
                place = f"{owner or edition}"
                if role in {"paper", "talk", "session"} and self._is_broken(
                    place, f"{role}s", identifier
                ):
                    continue
                if target in self.broken or f"people/{target}" in self.broken:
                    continue
                yield self._dangling(key, steps, role, target, self._known(role, place))

    def _known(self, role: str, edition: str) -> Iterable[str]:
        if role == "person":
            return self.catalogue.people
        if role == "edition":
            return self.catalogue.editions
        found = self.catalogue.editions.get(edition)
        records = getattr(found, f"{role}s", ()) if found else ()
        return [str(record.id) for record in records]
