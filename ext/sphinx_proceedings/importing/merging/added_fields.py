"""What a second source may add to a record: what it owns, or only what the record lacks."""

from __future__ import annotations

from typing import Any, Final

from sphinx_proceedings.importing.merging.author_merge import name_fold

_ADDED: Final = ("doi", "pages", "date")


def lacking_fields(theirs: dict[str, Any], yours: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of *theirs* that a record lacks; a PDF beside other resources too."""
    lacking = {name: value for name, value in theirs.items() if not yours.get(name)}
    if _are_anonymous(lacking.get("authors") or theirs.get("authors")):
        lacking.pop("authors", None)
    elif _are_anonymous(yours.get("authors")):
        lacking["authors"] = theirs["authors"]
    there = [one for one in yours.get("resources") or () if isinstance(one, dict)]
    if there and not any(one.get("type") == "pdf" for one in there):
        lacking["resources"] = [*there, *theirs.get("resources", ())]
    return lacking


def _are_anonymous(people: Any) -> bool:
    known = [one for one in people or () if isinstance(one, dict)]
    return bool(known) and all(one.get("kind") == "anonymous" for one in known)


def added_fields(theirs: dict[str, Any], yours: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of *theirs* that a second source owns.

    People are those of *yours*, in their order and as they are written there, with the ORCID iDs
    of those who have the same name in the source.
    """
    added: dict[str, Any] = {name: theirs[name] for name in _ADDED if name in theirs}
    known = {
        name_fold(one.get("name")): one["orcid"]
        for one in theirs.get("authors", ())
        if one.get("orcid")
    }
    people = [one for one in yours.get("authors") or () if isinstance(one, dict)]
    named = [(one, known.get(name_fold(one.get("name")))) for one in people]
    if any(orcid for _, orcid in named):
        added["authors"] = [
            {"name": one["name"], **({"orcid": orcid} if orcid else {})} for one, orcid in named
        ]
    return added
