"""Make a volume: look at the papers, arrange them, typeset, put their pages in, and number them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.checks.text_rules import UnconvertedMaths
from sphinx_proceedings.folders.scratch import scratch_folder
from sphinx_proceedings.model.languages.counts import counted
from sphinx_proceedings.model.problems import Problem, Severity
from sphinx_proceedings.model.richtext import to_plain, typst_string
from sphinx_proceedings.model.values.page_ranges import Pages
from sphinx_proceedings.model.views.record_references import RecordReferences
from sphinx_proceedings.model.views.restriction import restricted
from sphinx_proceedings.volume.camera_ready import camera_ready
from sphinx_proceedings.volume.finishing import LEAVES, Place, finish
from sphinx_proceedings.volume.pages import book_indexes, front_matter, paper_pages, programme_pages
from sphinx_proceedings.volume.pages.print_images import prepare_images
from sphinx_proceedings.volume.plan import Plan, is_awaited, last_page, make_plan
from sphinx_proceedings.volume.typst.missing_characters import Piece, missing_characters
from sphinx_proceedings.volume.typst.typesetting import HERE, Typesetter
from sphinx_proceedings.volume.typst_text import VolumeLinks, array, page_forms
from sphinx_proceedings.volume.volume_problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition

ABSTRACTS = ("a-2a", "ua-1")
PAPERS = ("a-2b",)


@dataclass(frozen=True, slots=True)
class Volume:
    """A made volume; ``pdf`` is None when a problem that is an error stood in the way."""

    pdf: bytes | None
    problems: tuple[Problem, ...]
    pages: Mapping[str, Pages]
    """Pages of each paper by its id."""
    standards: tuple[str, ...]
    """What the file conforms to: ``a-2a`` and ``ua-1``, ``a-2b``, or nothing."""
    awaited: frozenset[str] = frozenset()
    """Ids of papers whose PDF is still to come, so that their pages are not the last word."""


def make_volume(
    catalogue: Catalogue,
    edition: Edition,
    data: Path,
    *,
    fonts: Sequence[Path] = (),
    generated_at: dt.datetime | None = None,
    rasterise: bool = False,
) -> Volume:
    """Make the volume of *edition*, whose files lie below *data*.

    Fonts are those of this package and of the folders *fonts*; the system's are used only when
    the edition has characters that those lack. With *rasterise* a paper that cannot be made
    archival is in it as pictures of its pages. The file is dated by the day of publication; by
    *generated_at* where no day is known.

    Raises:
        VolumeError: a package that this needs is not installed.
    """
    own = restricted(catalogue, edition)
    with scratch_folder("volume") as folder:
        root = Path(folder)
        copies = root / "papers"
        copies.mkdir()
        pdfs, problems = camera_ready(catalogue, edition, data, copies=copies, rasterise=rasterise)
        problems += UnconvertedMaths().check(own)
        images, image_problems = prepare_images(catalogue, edition, data, root)
        problems += image_problems
        plan = make_plan(catalogue, edition, pdfs, images)
        pieces, chapters = _pieces(plan)
        language = str(edition.language)
        typesetter = Typesetter(root, fonts)
        missing = missing_characters(catalogue, typesetter, pieces, language)
        if missing.characters:
            typesetter = Typesetter(root, fonts, system=True)
            missing = missing_characters(catalogue, typesetter, pieces, language)
        problems += missing.problems
        archival = not any(pdf.fault for pdf in pdfs.values())
        standards = (PAPERS if archival else ()) if plan.embeds else ABSTRACTS
        shutil.copy(HERE / "book.typ", root)
        moment = _moment(plan, generated_at)
        source = missing.boxed(_source(plan, moment, pieces, typesetter.stack(language)))
        typeset = typesetter.pdf(
            source,
            standards=standards or ("1.7",),
            timestamp=int(moment.timestamp()),
            selector="<places>",
        )
        places = _places(plan, json.loads(typeset.found))
        pages = _pages(plan, places)
        misplaced = _misplaced(plan, pages)
        problems += misplaced
        if any(problem.severity is Severity.ERROR for problem in misplaced):
            return Volume(None, tuple(problems), {}, ())
        made = finish(typeset.path, plan, places, chapters)
    awaited = frozenset(str(p.id) for p in edition.papers if is_awaited(p, pdfs))
    return Volume(made, tuple(problems), pages, standards, awaited)


def _pieces(plan: Plan) -> tuple[list[Piece], list[tuple[str, str]]]:
    """The markup of the volume, piece by piece, and its chapters as (label, title)."""
    links = VolumeLinks(plan.catalogue, plan.edition)
    key = plan.edition.key
    before = list(front_matter.preface(plan, links))
    after = [*front_matter.committees(plan), *programme_pages.programme(plan, links)]
    chapters = [(c.name, c.title) for c in (*before, *after)]
    pieces: list[Piece] = [
        (key, front_matter.title_page(plan, links)),
        (key, front_matter.imprint(plan)),
    ]
    pieces += [(key, c.markup) for c in before]
    table = book_indexes.contents(plan, links, chapters)
    pieces += [(key, c.markup) for c in (table, *after)]
    pieces += programme_pages.talks(plan, links)
    pieces += paper_pages.papers(plan, links)
    indexes = list(book_indexes.indexes(plan))
    pieces += [(key, c.markup) for c in indexes]
    chapters = [
        *((c.name, c.title) for c in (*before, table, *after)),
        *((c.name, c.title) for c in indexes),
    ]
    names = [
        *(name for name, _ in chapters),
        *(talk.key for talk in plan.edition.talks),
        *(panel.key for panel in plan.edition.panels),
        *(planned.paper.key + end for planned in plan.papers for end in ("", "/end")),
        *(p.paper.key + end for p in plan.papers if p.leaf_notices for end in LEAVES),
    ]
    return [(key, front_matter.cover(plan, names)), *pieces], chapters


def _source(plan: Plan, date: dt.date, pieces: Sequence[Piece], fonts: Sequence[str]) -> str:
    edition = plan.edition
    language, _, rest = str(edition.language).partition("-")
    region = next((part for part in rest.split("-") if len(part) == 2), None)
    options = {
        "title": typst_string(plan.title),
        "authors": array(typst_string(name.display) for name in plan.published.responsible),
        "description": typst_string(_description(plan)),
        "keywords": array(typst_string(word) for word in edition.keywords),
        "date": f"datetime(year: {date.year}, month: {date.month}, day: {date.day})",
        "lang": typst_string(language.lower()),
        "region": typst_string(region) if region else "none",
        "page-form": page_forms(plan.language)["page-form"],
        "fonts": array(map(typst_string, fonts)),
        "accent": f"rgb({typst_string(plan.published.brand.palette[0])})",
        "size": f"({plan.size[0]}mm, {plan.size[1]}mm)",
        "margin": f"(x: {plan.size[0] * 0.118:.1f}mm, top: 23mm, bottom: 24mm)",
    }
    named = ", ".join(f"{key}: {value}" for key, value in options.items())
    head = f'#import "book.typ": *\n#show: setup.with({named})\n'
    return head + "".join(markup for _, markup in pieces)


def _description(plan: Plan) -> str:
    edition = plan.edition
    if edition.theme:
        return to_plain(edition.theme, RecordReferences(plan.catalogue, edition.key))
    counts = (
        counted(plan.language, len(plan.papers), "paper"),
        counted(plan.language, len(edition.talks), "talk"),
    )
    what = plan.language.listed([count for count in counts if count])
    return plan.language.gettext("{counts} of {title}").format(counts=what, title=edition.title)


def _moment(plan: Plan, generated_at: dt.datetime | None) -> dt.datetime:
    """The time that the file carries: that of the volume, of the event, of its generation."""
    if plan.published.date is None and generated_at is not None:
        return generated_at.astimezone(dt.UTC)
    return dt.datetime.combine(plan.published.day, dt.time(), dt.UTC)


def _places(plan: Plan, found: Iterable[tuple[str, int, int]]) -> dict[str, Place]:
    """Where names stand by Typst, with the numbers of the papers that keep theirs."""
    places = {name: Place(page - 1, number) for name, page, number in found}
    for planned in plan.papers:
        if planned.first is not None:
            begin = places[planned.paper.key].page_index
            for name in (planned.paper.key, planned.paper.key + "/end"):
                index = places[name].page_index
                places[name] = Place(index, planned.first + index - begin)
    return places


def _pages(plan: Plan, places: Mapping[str, Place]) -> dict[str, Pages]:
    return {
        str(p.paper.id): Pages(
            (str(places[p.paper.key].number), str(places[p.paper.key + "/end"].number))
        )
        for p in plan.papers
    }


def _misplaced(plan: Plan, pages: Mapping[str, Pages]) -> list[Problem]:
    """A warning about each paper that is longer than the pages it keeps.

    It is an error where numbers would be printed twice: no index, link or citation could say which
    of the pages is meant.
    """
    problems = []
    kept = [planned for planned in plan.papers if planned.first is not None]
    for planned, following in zip_longest(kept, kept[1:]):
        paper = planned.paper
        last, end = last_page(paper), int(pages[paper.id].last)
        taken = following if following and (following.first or 0) <= end else None
        other = f"paper {taken.paper.id} has page {taken.first}" if taken else ""
        if last is not None and end > last:
            message = f"paper {paper.id} keeps pages {paper.pages} but now ends on page {end}"
            message += f", and {other}" if taken else ""
            hint = "shorten it, or delete its line from pages.yaml to move it behind the others"
        elif taken:
            message = f"paper {paper.id} keeps pages {paper.pages}, and {other}"
            hint = "correct the pages of one of them"
        else:
            continue
        place = plan.catalogue.locate(paper.key)
        severity = Severity.ERROR if taken else Severity.WARNING
        problems.append(Problem(place, Code.PAGES_MOVED, message, severity, hint))
    return problems
