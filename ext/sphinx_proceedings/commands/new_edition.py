"""``proceedings new-edition``: begin next year's edition with what remains of the last."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.commands import CommandError
from sphinx_proceedings.commands.shared_options import add_data
from sphinx_proceedings.folders.scratch import scratch_folder

if TYPE_CHECKING:
    import argparse

    from sphinx_proceedings.commands.shared_options import Subparsers
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition

MODELINE = "# yaml-language-server: $schema=../../schema/edition.schema.json\n"

_KEPT = ("time_zone", "mode", "language", "licence", "archival", "keywords", "tracks")
_PEOPLE = ("committees", "sponsor_tiers")
_CALL = ("overview", "topic_groups", "instructions")

_PLACE = """\
# venue: {name: Hall, city: City, country: CA}
#
# overview: |
#   What this edition is about.
"""
_COMMITTEES = """\
# committees:
#   - role: organizer
#     members:
#       - {name: Given Family, affiliations: University}
"""
_CALL_EXAMPLE = """\
# call:
#   overview: What is asked for.
"""
_PAPERS = """\
# papers:
#   - id: "1"
#     title: Title
#     authors:
#       - {name: Given Family, affiliations: University}
#     abstract: |
#       What it is about.
"""
_PROGRAMME = """\
# talks:
#   - id: keynote
#     title: Title
#     speakers: [{name: Given Family, bio: Who they are.}]
#
# sessions:
#   - id: morning
#     title: Talks
#     start: "09:00"
#     end: "10:00"
#     slots:
#       - {start: "09:00", end: "10:00", talk: keynote}
"""


def add(subparsers: Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "new-edition",
        help="begin next year's edition",
        description="Make the folder of a new edition with the committees, tracks, topics and "
        "tiers of the last one. Papers and talks are not copied; no file that is there changes.",
    )
    parser.add_argument("series", metavar="SERIES", help="id of the series")
    parser.add_argument("year", metavar="YEAR", help="name of the new folder: 2027, 2027-spring")
    parser.add_argument(
        "--from", dest="origin", metavar="YEAR", help="edition to copy (default: the newest)"
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the new folder, whole or not at all."""
    from sphinx_proceedings.loading import load
    from sphinx_proceedings.loading.reading_cache import cache_folder
    from sphinx_proceedings.loading.yaml_excerpts import LayoutError

    loaded = load(options.data, cache=cache_folder())
    if loaded.catalogue is None:
        raise CommandError("the data has errors; 'proceedings check' shows them")
    edition = _origin(loaded.catalogue, options.series, options.origin)
    target: Path = options.data / options.series / options.year
    _check_target(target, options.year)
    sources = [file for file in loaded.sources.files if _lies_in(file, options.data / edition.key)]
    try:
        texts = _files(edition, options.year, sources)
    except LayoutError as failure:
        raise CommandError(f"{failure}; nothing was written") from None
    with scratch_folder("new-edition", target.parent) as scratch:
        new = Path(scratch, "new")
        new.mkdir()
        for name, text in texts.items():
            (new / name).write_text(MODELINE + text, encoding="utf-8", newline="\n")
        _copy_photos(edition, options.data / edition.key, new)
        shutil.move(new, target)
    print(f"{target} is begun, after {edition.key}; its dates, place and call are yours to fill in")
    after = load(options.data, cache=cache_folder())
    for problem in after.problems:
        print(problem)
    return int(after.catalogue is None)


def _origin(catalogue: Catalogue, series: str, year: str | None) -> Edition:
    from sphinx_proceedings.model.values.text import did_you_mean

    if series not in catalogue.series:
        near = did_you_mean(series, catalogue.series)
        hint = f"did you mean {near!r}?" if near else f"there are: {', '.join(catalogue.series)}"
        raise CommandError(f"there is no series {series!r}; {hint}")
    editions = catalogue.editions_of(catalogue.series[series])
    found = [edition for edition in editions if year in (None, edition.year)]
    if not found:
        years = ", ".join(edition.year for edition in editions) or "none"
        raise CommandError(f"there is no edition {series}/{year}; there are: {years}")
    return found[0]


def _check_target(target: Path, year: str) -> None:
    from sphinx_proceedings.loading.data_folders import is_year
    from sphinx_proceedings.model.values.identifiers import RecordId

    try:
        RecordId(year)
    except ValueError as failure:
        raise CommandError(str(failure)) from None
    if not is_year(year):
        raise CommandError(f"{year!r} names no edition; write a year: 2027, 2027b, 2027-spring")
    if target.exists():
        raise CommandError(f"{target} is there already; it stays as it is")


def _lies_in(file: Path, folder: Path) -> bool:
    return folder.resolve() in file.resolve().parents


def _files(edition: Edition, year: str, sources: list[Path]) -> dict[str, str]:
    """Return the new files' texts by name."""
    from sphinx_proceedings.loading.yaml_excerpts import Slices

    slices = Slices(sources)

    def copied(*names: str, below: str = "", between: str = "\n") -> str:
        parts = (slices.text(name, below=below) for name in names)
        return between.join(_with_full_references(part, edition.key) for part in parts if part)

    call = copied(*_CALL, below="call")
    host = "".join(f"# {line}\n" for line in copied("host_event").splitlines())
    return {
        "edition.yaml": f"{_head(edition, year)}{copied(*_KEPT, between='')}\n{host}{_PLACE}",
        "people.yaml": copied(*_PEOPLE) or _COMMITTEES,
        "call.yaml": (f"call:\n{call}" if call else _CALL_EXAMPLE) + _dates(edition),
        "papers.yaml": _PAPERS,
        "programme.yaml": _PROGRAMME,
    }


def _head(edition: Edition, year: str) -> str:
    title, short = (
        _quoted(_next(text, edition, year)) for text in (edition.title, edition.short_title)
    )
    number = f"number: {edition.number + 1}\n" if edition.number else ""
    return (
        f"title: {title}\nshort_title: {short}\n{number}status: call\n"
        f"# start_date: {year[:4]}-01-31\n# end_date: {year[:4]}-02-01\n"
    )


_WORDS = "Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split()


def _next(title: str, edition: Edition, year: str) -> str:
    """Return *title* with the year and the number of the edition moved on."""
    title = title.replace(edition.year[:4], year[:4])
    if edition.number is None:
        return title
    number = edition.number
    title = re.sub(rf"\b{number}(?:st|nd|rd|th)\b", _ordinal(number + 1), title)
    if number + 1 < len(_WORDS):
        title = re.sub(rf"\b{_WORDS[number]}\b", _WORDS[number + 1], title)
    return title


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _dates(edition: Edition) -> str:
    """Return the dates of the last call as comments, to be filled in."""
    if edition.call is None or not edition.call.dates:
        return ""
    text = "\n  # dates:\n"
    for date in edition.call.dates:
        zone = f", time_zone: {date.time_zone}" if date.time_zone else ""
        zone += f", kind: {date.kind}" if date.kind else ""
        text += f"  #   - {{title: {_quoted(date.title)}, date: (was {date.date}){zone}}}\n"
    return text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_LOCAL = re.compile(r"(\{(?:paper|talk|panel|session)\}`)([^`<>/]+)(`)")
_LOCAL_WITH_TEXT = re.compile(r"(\{(?:paper|talk|panel|session)\}`[^`<>]*<)([^`<>/]+)(>\s*`)")


def _with_full_references(text: str, key: str) -> str:
    """Let references to records of the old edition go on leading there."""
    for pattern in (_LOCAL, _LOCAL_WITH_TEXT):
        text = pattern.sub(lambda found: f"{found[1]}{key}/{found[2].strip()}{found[3]}", text)
    return text


def _copy_photos(edition: Edition, old: Path, new: Path) -> None:
    for committee in edition.committees:
        for member in committee.members:
            if member.photo:
                (new / member.photo).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(old / member.photo, new / member.photo)
