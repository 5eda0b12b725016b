"""Three-way merge of the people on a record: each by sub-field, their order on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from sphinx_proceedings.importing.cleaning.author_cleaning import KEY
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.values.names import PersonName

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_proceedings.importing.merging.field_merge import Merge

People = list[dict[str, Any]]
_NEVER_MERGED: Final = frozenset([KEY])


def merge_people(
    merge: Merge, name: str, base: Any, yours: Any, theirs: Any
) -> tuple[People | None, People | None]:
    """Return the merged list of people and its new base.

    Who is who is told by the source's key, then ORCID, then name, then place. What was added to a
    person by hand stays.
    """
    before, now = list(base or ()), list(theirs or ())
    own = [dict(one) for one in yours or ()]
    if not now or before == now:
        return yours, base
    if not own and not before:
        merge.changes.append((name, None, _shown(now)))
        return [_data(one) for one in now], now
    return _PeopleMerge(merge, name, before, own, now).run()


class _PeopleMerge:
    def __init__(self, merge: Merge, name: str, before: People, own: People, now: People) -> None:
        self.merge, self.name = merge, name
        self.before, self.own, self.now = before, own, now
        self.before_of_now = _pairs(now, before)
        self.own_of_before = _pairs(before, own)
        left = [place for place in range(len(own)) if place not in self.own_of_before.values()]
        fresh = [place for place in range(len(now)) if place not in self.before_of_now]
        # Whom the source has new may stand in the data already.
        found = _pairs([now[i] for i in fresh], [own[i] for i in left], by_place=not before)
        self.own_of_fresh = {fresh[i]: left[j] for i, j in found.items()}

    def run(self) -> tuple[People | None, People | None]:
        merged = [dict(one) for one in self.own]
        new_base: list[dict[str, Any] | None] = []
        added: dict[int, dict[str, Any]] = {}
        for place, person in enumerate(self.now):
            old_place = self.before_of_now.get(place)
            old = self.before[old_place] if old_place is not None else {}
            own_place = (
                self.own_of_before.get(old_place)
                if old_place is not None
                else self.own_of_fresh.get(place)
            )
            if own_place is not None:
                merged[own_place], kept = self._person(old, self.own[own_place], person)
                new_base.append(kept)
            elif old_place is not None:  # taken out by hand, and to stay so
                new_base.append(old)
            else:
                added[place] = _data(person)
                new_base.append(person)
        gone = self._gone(merged)
        if added and not self.before and self.own:
            return self._first_meeting(merged, added)
        order = self._order(merged, added, gone)
        if added or gone:
            self.merge.changes.append((self.name, _shown(self.own), _shown(order)))
        return order, [one for one in new_base if one]

    def _person(
        self, old: dict[str, Any], own: dict[str, Any], now: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Merge one person, sub-field by sub-field."""
        merged, kept = dict(own), dict(old)
        if KEY in now:
            kept[KEY] = now[KEY]
        for part in [*now, *(part for part in old if part not in now)]:
            if part in _NEVER_MERGED:
                continue
            if part not in now and f"{self.name}.{part}" not in self.merge.carries:
                continue
            label = f"{self.name}.{_label(own)}.{part}"
            value, base = self.merge.value(
                part, old.get(part), own.get(part), now.get(part), label=label, kind="people"
            )
            for fields, new in ((merged, value), (kept, base)):
                if new is None or (new is False and part not in fields):
                    fields.pop(part, None)
                else:
                    fields[part] = new
        return merged, kept

    def _gone(self, merged: People) -> set[int]:
        """Return the places in the data of those whom the source does not have any more."""
        gone = set()
        for old_place, old in enumerate(self.before):
            own_place = self.own_of_before.get(old_place)
            if own_place is None or old_place in self.before_of_now.values():
                continue
            label = f"{self.name}.{_label(merged[own_place])}"
            value, _ = self.merge.value(
                "name", old["name"], merged[own_place].get("name"), None, label=label, kind="people"
            )
            if value is None:
                gone.add(own_place)
        return gone

    def _first_meeting(
        self, merged: People, added: dict[int, dict[str, Any]]
    ) -> tuple[People | None, People | None]:
        """The data came first and has other people: which list is right is not to be guessed."""
        value, kept = self.merge.decided(self.name, None, self.own, self.now)
        if value is self.now:
            return self._order(merged, added, set(range(len(self.own))) - self._met()), self.now
        return value, kept

    def _met(self) -> set[int]:
        return set(self.own_of_fresh.values())

    def _order(self, merged: People, added: dict[int, dict[str, Any]], gone: set[int]) -> People:
        """Return the people in the order of the side that changed it."""
        place_of: dict[int, int] = {}
        for place in range(len(self.now)):
            old_place = self.before_of_now.get(place)
            own_place = (
                self.own_of_before.get(old_place)
                if old_place is not None
                else self.own_of_fresh.get(place)
            )
            if own_place is not None and own_place not in gone:
                place_of[place] = own_place
        theirs = list(place_of.values())
        mine = sorted(theirs)
        was = [
            self.own_of_before[old]
            for old in range(len(self.before))
            if self.own_of_before.get(old) in place_of.values()
        ]
        was += [place for place in mine if place not in was]
        common = [place for place in theirs if place in was]
        if common in (was, mine):
            order = mine
        elif mine == was and self.before:
            self.merge.changes.append(
                (f"{self.name}.order", _names(merged, mine), _names(merged, theirs))
            )
            order = theirs
        else:
            decision, _ = self.merge.decided(
                f"{self.name}.order", None, _names(merged, mine), _names(merged, theirs)
            )
            order = theirs if decision == _names(merged, theirs) else mine
        return self._placed(merged, added, gone, order, place_of)

    def _placed(
        self,
        merged: People,
        added: dict[int, dict[str, Any]],
        gone: set[int],
        order: list[int],
        place_of: dict[int, int],
    ) -> People:
        """Put the people of *order* where such stand, the added ones behind their neighbours."""
        rest = iter(order)
        known = set(order)
        people = [
            (next(rest) if place in known else place)
            for place in range(len(merged))
            if place not in gone
        ]
        result: list[tuple[int | None, dict[str, Any]]] = [(own, merged[own]) for own in people]
        for place in sorted(added):
            before = [place_of[one] for one in range(place) if one in place_of]
            at = 0
            if before:
                at = next(i for i, (own, _) in enumerate(result) if own == before[-1]) + 1
            while at < len(result) and result[at][0] is None:
                at += 1
            result.insert(at, (None, added[place]))
        return [person for _, person in result]


def _pairs(ones: People, others: People, *, by_place: bool = True) -> dict[int, int]:
    """Return which of *others* is which of *ones*, by their places."""
    found: dict[int, int] = {}

    def match(key: Callable[[dict[str, Any]], Any]) -> None:
        places: dict[Any, list[int]] = {}
        for place, other in enumerate(others):
            if place not in found.values() and (value := key(other)):
                places.setdefault(value, []).append(place)
        for place, one in enumerate(ones):
            value = key(one)
            if place not in found and value and places.get(value):
                found[place] = places[value].pop(0)

    match(lambda person: person.get(KEY))
    match(lambda person: person.get("orcid"))
    match(lambda person: name_fold(person.get("name")))
    if by_place and len(ones) == len(others):
        for place in range(len(ones)):
            if place not in found and place not in found.values():
                found[place] = place
    return found


def name_fold(name: Any) -> str:
    """Return a name, in one line or in parts, for matching; empty if it is none."""
    try:
        person = Contribution.model_validate({"name": name})
    except ValidationError:
        return ""
    return person.name.fold


def _label(person: dict[str, Any]) -> str:
    try:
        return Contribution.model_validate({"name": person.get("name")}).name.slug
    except ValidationError:
        return "unknown"


def _data(person: dict[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in person.items() if part != KEY}


def _names(people: People, places: list[int]) -> list[str]:
    return [_display(people[place]) for place in places]


def _shown(people: People) -> list[str]:
    return [_display(person) for person in people]


def _display(person: dict[str, Any]) -> str:
    name = person.get("name")
    try:
        found = PersonName.build(name) if isinstance(name, dict) else PersonName.parse(str(name))
    except ValueError:
        return str(name)
    return found.display
