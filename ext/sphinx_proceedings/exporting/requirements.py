"""What formats ask of the data: validation errors that name the record, its place, the remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.protocol import ExportError

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.protocol import ExportContext, Selection
    from sphinx_proceedings.model.records.editions import Edition


_MAIL: Final = re.compile(r"[^\s@<>,;:]+@([\w-]+\.)+[\w-]{2,}")


def missing(context: ExportContext, key: str, wants: str, add: str) -> str:
    """Return ``data/…:6:5: enlsp/2022/papers/5: Crossref wants a DOI; add doi to the paper``."""
    place = context.catalogue.locate(key) if context.says_places else None
    return f"{f'{place}: ' if place else ''}{key}: {wants}; {add}"


def address_wanted(wants: str) -> str:
    """Return ``Crossref wants …; set the site's base URL (--base-url …)``."""
    return f"{wants}; set the site's base URL (--base-url, or html_baseurl in conf.py)"


def option_wanted(wants: str, name: str) -> str:
    """Return ``Crossref wants …; give the option depositor_name (--option depositor_name=…)``."""
    return f"{wants}; give the option {name} (--option {name}=…)"


def mail_problems(context: ExportContext, wants: str, name: str) -> list[str]:
    """Say what is wrong with an option that has to be an e-mail address, if anything is."""
    given = context.options.get(name)
    if not given:
        return [option_wanted(wants, name)]
    if not _MAIL.fullmatch(given):
        return [f"{wants}; {given!r} is no e-mail address, correct the option {name}"]
    return []


def dates_and_editors(context: ExportContext, edition: Edition, who: str) -> list[str]:
    """Say whether the edition lacks its dates, or anybody who could be its editor."""
    problems = []
    if edition.start_date is None:
        wants = f"{who} wants the dates of the event"
        problems.append(missing(context, edition.key, wants, "add start_date to the edition"))
    published = context.catalogue.published_edition(edition)
    if not (published.volume_editors or published.organizers):
        wants = f"{who} wants editors"
        problems.append(missing(context, edition.key, wants, "add editors to volume"))
    return problems


def only_papers(context: ExportContext, selection: Selection, title: str) -> tuple[Citation, ...]:
    """Return the papers selected, as cited; `ExportError` when there are none."""
    if not selection.papers:
        raise ExportError(
            f"{title} lists papers, and {selection.label} has none; choose a paper or an edition "
            "with papers"
        )
    return tuple(cite(context, paper) for paper in selection.papers)


def cited_records(context: ExportContext, selection: Selection, title: str) -> tuple[Citation, ...]:
    """Return the papers selected, or the one talk, as cited; `ExportError` when there are none."""
    if not selection.records:
        return only_papers(context, selection, title)
    return tuple(cite(context, record) for record in selection.records)


def citable_records(
    context: ExportContext, selection: Selection, title: str
) -> tuple[Citation, ...]:
    """Return what is selected, as cited, but for papers that were withdrawn.

    Lists that people cite from leave them out; records for libraries and registries keep them and
    say what became of them. `ExportError` when nothing is left.
    """
    found = cited_records(context, selection, title)
    kept = tuple(citation for citation in found if not citation.withdrawn)
    if not kept:
        raise ExportError(
            f"{title} is for citing, and what {selection.label} has was withdrawn; choose a format "
            "for libraries (mods, jats, crossref …), which says so"
        )
    return kept


def require_valid(problems: list[str]) -> None:
    """Raise `ExportError` with all problems, a line each, if there are any."""
    if problems:
        raise ExportError("\n".join(problems))


def one_edition(selection: Selection) -> Edition:
    """Return the edition that is exported."""
    return selection.editions[0]
