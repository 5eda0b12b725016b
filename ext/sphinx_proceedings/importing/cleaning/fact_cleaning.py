"""What a source says of the edition itself as the plain data of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from sphinx_proceedings.importing.cleaning.author_cleaning import KEY
from sphinx_proceedings.importing.records import ImportedAuthor
from sphinx_proceedings.importing.report import Outcome
from sphinx_proceedings.model.records.editions import Edition

if TYPE_CHECKING:
    from sphinx_proceedings.importing.cleaning.author_cleaning import AuthorCleaner
    from sphinx_proceedings.importing.cleaning.text_cleaning import TextCleaner

_BLOCKS: Final = frozenset(["overview", "description", "preface", "bio", "announcements"])
_NAMES: Final = {"title": "x", "short_title": "x"}


def clean_facts(facts: dict[str, Any], texts: TextCleaner, people: AuthorCleaner) -> dict[str, Any]:
    """Return *facts* cleaned; a key that the model refuses is left out and told."""
    made: dict[str, Any] = {}
    for name, value in facts.items():
        cleaned = _clean(name, value, texts, people)
        if cleaned in ("", [], {}):
            continue
        try:
            Edition.model_validate({**_NAMES, name: cleaned}, context={"edition": "x/2000"})
        except ValidationError as failure:
            error = failure.errors(include_url=False, include_context=False)[0]
            where = ".".join(map(str, error["loc"]))
            texts.report.add(Outcome.LEFT_OUT, field=where, before=str(value), why=error["msg"])
        else:
            made[name] = cleaned
    return made


def _clean(name: str, value: Any, texts: TextCleaner, people: AuthorCleaner) -> Any:
    if isinstance(value, str):
        if name in _BLOCKS:
            return texts.rich(value, "", name, inline=False)
        return texts.plain(value, "", name)
    if isinstance(value, ImportedAuthor):
        found = people.clean([value], "", name)
        return {part: one for part, one in found[0].items() if part != KEY} if found else ""
    if isinstance(value, dict):
        cleaned = {key: _clean(key, inner, texts, people) for key, inner in value.items()}
        return {key: inner for key, inner in cleaned.items() if inner not in ("", [], {})}
    if isinstance(value, list | tuple):
        inners = [_clean(name, inner, texts, people) for inner in value]
        return [inner for inner in inners if inner not in ("", {})]
    return value
