"""``proceedings export``: write metadata of a paper, an edition or the site in any format."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.commands import CommandError, catalogue_reading
from sphinx_proceedings.commands.output_folders import refuse_output
from sphinx_proceedings.commands.shared_options import add_data, add_folder, generated_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_proceedings.commands.shared_options import Subparsers
    from sphinx_proceedings.exporting.protocol import ExportContext, Exporter, Selection
    from sphinx_proceedings.model.catalogue import Catalogue

ALL: Final = "all"
_KINDS: Final = ("papers", "talks")
SITE: Final = "site"
_SHOWN = 3  # lines of what a format says when every format is written


def add(subparsers: Subparsers) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "export",
        help="write metadata: BibTeX, RIS, Crossref, calendars …",
        description="Write metadata in one format, or in all, below build/exports/. What a "
        "format cannot say is told; exit status 1 when something asked for cannot be written.",
    )
    parser.add_argument("format", nargs="?", metavar="FORMAT", help="bibtex, ris …, or all")
    parser.add_argument(
        "selection",
        nargs="*",
        metavar="WHAT",
        help="series/year, series/year/papers (each of them) or /papers/id, the same with "
        "talks, or site (default: the site and every edition)",
    )
    parser.add_argument("--list", action="store_true", help="list the formats and stop")
    add_data(parser)
    add_folder(parser, "--output", "build/exports", "where files go")
    parser.add_argument(
        "--stdout", action="store_true", help="print the one file that is asked for instead"
    )
    parser.add_argument(
        "--base-url", metavar="URL", type=_address, help="public address of the site, for links"
    )
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        type=_option,
        metavar="NAME=VALUE",
        help="what a format asks for besides the data, such as who deposits; --list names them",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load, select and write."""
    from sphinx_proceedings.exporting.protocol import ExportContext, ExportError
    from sphinx_proceedings.exporting.registry import exporter, exporters

    try:
        if options.list:
            return _list(exporters())
        if options.format is None:
            raise CommandError("which format? Name one, or all; --list shows them")
        everything = options.format == ALL
        formats = list(exporters().values()) if everything else [exporter(options.format)]
        _known_options(dict(options.option), formats)
    except ExportError as failure:
        raise CommandError(str(failure)) from None
    catalogue, _ = catalogue_reading.read(options.data, "nothing was exported")
    context = ExportContext(
        catalogue=catalogue,
        base_url=options.base_url,
        generated_at=generated_at(),
        options=dict(options.option),
    )
    asked = [one for key in options.selection for one in _select(context.catalogue, key)]
    if options.stdout:
        if everything or len(asked) != 1:
            raise CommandError("--stdout prints one file: name one format and one selection")
        return _print(formats[0], context, asked[0])
    selections = asked or _every(context.catalogue)
    exactly = bool(asked) and not everything
    jobs = {one.name: list(_jobs(one, catalogue, selections, exactly=exactly)) for one in formats}
    count = sum(map(len, jobs.values()))
    if not count:
        raise CommandError(f"there is nothing in the data to write as {formats[0].title}")
    refuse_output(options.output, options.data)
    made: Counter[str] = Counter()
    modules = [_module(one) for one in formats]
    for number, one in enumerate(formats):
        for selection in jobs[one.name]:
            made[one.name] += _write(one, context, selection, options.output, brief=everything)
        if modules[number] not in modules[number + 1 :]:
            context.forget(modules[number])  # the texts of a large site would fill the memory
    if everything:
        _sum_up(formats, made, options.output)
    written = made.total()
    return int(not written or (exactly and written < count))


def _module(one: Exporter) -> str:
    """Return the module whose functions write a format; its own name where none is known."""
    return str(getattr(getattr(one, "write", None), "__module__", one.name))


def _jobs(
    one: Exporter, catalogue: Catalogue, selections: list[Selection], *, exactly: bool
) -> Iterator[Selection]:
    """Yield what is written in a format: what was selected, or each paper of it.

    Unless just these were asked for, what a format is not made for is not worth a word.
    """
    from sphinx_proceedings.exporting.protocol import Scope, Selection

    for selection in selections:
        if selection.scope in one.scopes:
            yield selection
        elif one.scopes == {Scope.PAPER} and selection.papers:
            if exactly or selection.scope is Scope.EDITION:
                for paper in selection.papers:
                    yield Selection.of_record(catalogue, paper)
        elif exactly:
            yield selection


def _known_options(given: Mapping[str, str], formats: list[Exporter]) -> None:
    from sphinx_proceedings.model.values.text import did_you_mean

    known = list(dict.fromkeys(name for one in formats for name in one.options))
    for name in given:
        if name in known:
            continue
        near = did_you_mean(name, known)
        if near:
            advice = f"did you mean {near}?"
        elif known:
            advice = f"there are {', '.join(known)}"
        else:
            advice = "it takes none"
        what = "any format" if len(formats) > 1 else formats[0].title
        raise CommandError(f"{name!r} is no option of {what}; {advice}")


def _list(formats: Mapping[str, Exporter]) -> int:
    width = max(map(len, formats), default=0)
    for name, one in formats.items():
        scopes = ", ".join(sorted(one.scopes))
        sys.stdout.write(f"{name:{width}}  {one.title} ({one.suffix}): {scopes}\n")
        for option, meaning in one.options.items():
            sys.stdout.write(f"{'':{width}}    --option {option}=… {meaning}\n")
    return 0


def _every(catalogue: Catalogue) -> list[Selection]:
    from sphinx_proceedings.exporting.protocol import Selection

    editions = catalogue.editions.values()
    return [
        Selection.of_site(catalogue),
        *(Selection.of_edition(catalogue, edition) for edition in editions),
    ]


def _select(catalogue: Catalogue, key: str) -> list[Selection]:
    from sphinx_proceedings.exporting.protocol import Selection
    from sphinx_proceedings.model.values.text import did_you_mean

    if key == SITE:
        return [Selection.of_site(catalogue)]
    if key in catalogue.editions:
        return [Selection.of_edition(catalogue, catalogue.editions[key])]
    record = catalogue.papers.get(key) or catalogue.talks.get(key)
    if record is not None:
        return [Selection.of_record(catalogue, record)]
    edition, _, kind = key.rpartition("/")
    if kind in _KINDS and edition in catalogue.editions:
        whole = Selection.of_edition(catalogue, catalogue.editions[edition])
        records = whole.papers if kind == "papers" else whole.talks
        if not records:
            raise CommandError(f"{edition} has no {kind}")
        return [Selection.of_record(catalogue, one) for one in records]
    near = did_you_mean(key, [SITE, *catalogue.editions, *catalogue.papers, *catalogue.talks])
    advice = f"did you mean {near}?" if near else "write series/year or series/year/papers/id"
    raise CommandError(f"there is no {key!r} in the data; {advice}")


def _print(one: Exporter, context: ExportContext, selection: Selection) -> int:
    from sphinx_proceedings.exporting.protocol import ExportError

    try:
        content = one.export(context, selection)
    except ExportError as failure:
        raise CommandError(str(failure)) from None
    for line in one.validation_errors(context, selection):
        sys.stderr.write(f"{one.name}: {line}\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    return 0


def _write(
    one: Exporter, context: ExportContext, selection: Selection, folder: Path, *, brief: bool
) -> bool:
    """Write one file and tell about it; False when the format cannot say the selection."""
    from sphinx_proceedings.exporting.protocol import ExportError

    file = folder / f"{selection.stem}{one.suffix}"
    try:
        content = one.export(context, selection)
    except ExportError as failure:
        _tell(one, selection, str(failure).splitlines(), brief=brief)
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as failure:
        raise CommandError(f"{file}: it cannot be written: {failure.strerror}") from None
    _tell(one, selection, one.validation_errors(context, selection), brief=brief)
    if not brief:
        sys.stdout.write(f"{file}\n")
    return True


def _sum_up(formats: list[Exporter], made: Counter[str], folder: Path) -> None:
    """Say how many files of each format there are; a site of a thousand papers has thousands."""
    width = max(len(one.name) for one in formats)
    for one in formats:
        sys.stdout.write(f"{one.name:{width}}  {made[one.name]:5}  {one.title}\n")
    sys.stdout.write(f"{made.total()} files in {len(+made)} formats: {folder}\n")


def _tell(one: Exporter, selection: Selection, lines: list[str], *, brief: bool) -> None:
    shown = lines[:_SHOWN] if brief else lines
    for line in shown:
        sys.stderr.write(f"{one.name}, {selection.label}: {line}\n")
    if left := len(lines) - len(shown):
        key = SITE if selection.scope == SITE else selection.label
        advice = f"'proceedings export {one.name} {key}' tells all"
        sys.stderr.write(f"{one.name}, {selection.label}: and {left} more; {advice}\n")


def _address(text: str) -> str:
    from sphinx_proceedings.model.values.identifiers import WebUrl

    try:
        return str(WebUrl(text))
    except ValueError as failure:
        raise argparse.ArgumentTypeError(str(failure)) from None


def _option(text: str) -> tuple[str, str]:
    from sphinx_proceedings.model.values.text import check_text

    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not an option; write it as name=value")
    try:
        return name, check_text(value)
    except ValueError as failure:
        raise argparse.ArgumentTypeError(f"{name}: {failure}") from None
