"""What is added to the typeset volume: outline, page labels, metadata, and stable bytes."""

from __future__ import annotations

import io
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.volume.pages.front_matter import copyright_line
from sphinx_proceedings.volume.pdf.embedding import embed
from sphinx_proceedings.volume.pdf.paper_tags import EmbeddedPaper, tag_papers
from sphinx_proceedings.volume.typst.typesetting import need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinx_proceedings.model.records.papers import Panel, Talk
    from sphinx_proceedings.volume.plan import Plan

POINTS_PER_MM = 72 / 25.4
HEAD_MM, FOOT_MM = 10.5, 11.0
"""What running head and foot take from the page of an embedded paper."""

AT_ONCE = 200
"""Papers whose files are open at the same time."""

INDEXES = ("chapter/authors", "chapter/keywords")


LEAVES = ("/notices", "/notices/end")
"""What the labels of the first and the last of the leaves behind a paper end with."""


class Place(NamedTuple):
    """Where something stands: index of the page, from 0, and the number printed on it."""

    page_index: int
    number: int


def finish(
    typeset: Path, plan: Plan, places: Mapping[str, Place], chapters: Sequence[tuple[str, str]]
) -> bytes:
    """Add the papers' own pages and everything that makes a file a book for a reader's program."""
    pikepdf = need("pikepdf")
    embedded = _embedded(typeset, plan, places)
    with pikepdf.open(embedded) as volume:
        tag_papers(volume, _embedded_papers(plan, places))
        _outline(volume, plan, places, chapters)
        _label(volume, plan, places)
        people = [name.display for name in plan.published.responsible]
        describe(volume, {"dc:creator": people, **_metadata(plan)})
        return saved(volume)


def _embedded(typeset: Path, plan: Plan, places: Mapping[str, Place]) -> Path:
    """Put the papers' own pages in, some papers at a time; return the file that has them all.

    What is copied out of a file is read when the copy is saved, and until then the file is open:
    a thousand at once are more than many systems allow.
    """
    pikepdf = need("pikepdf")
    width, height = (side * POINTS_PER_MM for side in plan.size)
    area = (0.0, FOOT_MM * POINTS_PER_MM, width, height - HEAD_MM * POINTS_PER_MM)
    papers = [(planned.paper.key, planned.pdf) for planned in plan.papers if planned.pdf]
    for begin in range(0, len(papers), AT_ONCE):
        target = typeset.with_name(f"embedded-{begin}.pdf")
        with ExitStack() as opened:
            volume = opened.enter_context(pikepdf.open(typeset))
            pages = list(volume.pages)
            for key, pdf in papers[begin : begin + AT_ONCE]:
                source = opened.enter_context(pikepdf.open(pdf.copy or pdf.path))
                embed(volume, pages, places[key].page_index, source, area)
            # As they are: the last time that it is saved, everything is packed.
            volume.save(
                target,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            )
        typeset.unlink()
        typeset = target
    return typeset


def _embedded_papers(plan: Plan, places: Mapping[str, Place]) -> list[EmbeddedPaper]:
    """The papers whose own pages are in the volume, with where they are."""
    return [
        EmbeddedPaper(
            title_of(planned.paper),
            str(plan.catalogue.published(planned.paper).language),
            places[planned.paper.key].page_index,
            planned.pdf.count,
        )
        for planned in plan.papers
        if planned.pdf
    ]


def saved(pdf: Any) -> bytes:
    """The file's bytes, the same each time."""
    pikepdf = need("pikepdf")
    stream = io.BytesIO()
    pdf.save(
        stream,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return stream.getvalue()


def _outline(
    volume: Any, plan: Plan, places: Mapping[str, Place], chapters: Sequence[tuple[str, str]]
) -> None:
    """Write the outline: front matter, talks, papers by group, indexes."""
    _ = plan.language.gettext
    pikepdf = need("pikepdf")

    def leaf(title: str, name: str) -> Any:
        return pikepdf.OutlineItem(title, places[name].page_index, pikepdf.PageLocation.Fit)

    with volume.open_outline() as outline:
        outline.root.clear()
        outline.root.append(pikepdf.OutlineItem(_("Cover"), 0, pikepdf.PageLocation.Fit))
        outline.root.append(pikepdf.OutlineItem(_("Title page"), 2, pikepdf.PageLocation.Fit))
        indexes = [c for c in chapters if c[0] in INDEXES]
        outline.root.extend(
            leaf(title, name) for name, title in chapters if (name, title) not in indexes
        )
        spoken: list[Talk | Panel] = [*plan.edition.talks, *plan.edition.panels]
        spoken.sort(key=lambda record: places[record.key].page_index)
        talks = [leaf(title_of(record), record.key) for record in spoken]
        if talks:
            item = leaf(_("Talks and panels") if plan.edition.panels else _("Talks"), spoken[0].key)
            item.is_closed = True
            item.children.extend(talks)
            outline.root.append(item)
        for group in plan.groups:
            papers = [leaf(title_of(paper), paper.key) for paper in group.papers]
            title = to_plain(group.title) if group.title else _("Papers")
            item = leaf(
                title, min(group.papers, key=lambda paper: places[paper.key].page_index).key
            )
            item.is_closed = len(plan.groups) > 1
            item.children.extend(papers)
            outline.root.append(item)
        outline.root.extend(leaf(title, name) for name, title in indexes)


def _label(volume: Any, plan: Plan, places: Mapping[str, Place]) -> None:
    """Label the cover, which has no number, and what follows the front matter.

    Typst labelled the front matter. Of the numbers that papers keep, its counter knows nothing.
    """
    pikepdf, _ = need("pikepdf"), plan.language.gettext
    labels = pikepdf.NumberTree(volume.Root.PageLabels)
    labels[0] = pikepdf.Dictionary(P=pikepdf.String(_("Cover")))
    labels[1] = pikepdf.Dictionary(P=pikepdf.String(_("Cover verso")))
    names = [*(planned.paper.key for planned in plan.papers), *INDEXES]
    arabic = sorted(places[name] for name in names if name in places)
    for index in [index for index in labels if arabic and index >= arabic[0].page_index]:
        del labels[index]
    leaves = {
        places[p.paper.key + LEAVES[0]].page_index: places[p.paper.key + "/end"].number
        for p in plan.papers
        if p.leaf_notices
    }
    for index, number in leaves.items():
        labels[index] = pikepdf.Dictionary(S=pikepdf.Name.a, P=pikepdf.String(str(number)))
    shift = None
    behind = iter(sorted(leaves))
    leaf = next(behind, None)
    for index, number in arabic:
        if leaf is not None and leaf < index:
            shift, leaf = None, next((at for at in behind if at > index), None)
        if number - index != shift:
            labels[index] = pikepdf.Dictionary(S=pikepdf.Name.D, St=number)
            shift = number - index


def describe(pdf: Any, metadata: Mapping[str, str | list[str]]) -> None:
    """Add *metadata* to the XMP packet, where there is something to add."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for key, value in metadata.items():
            if value:
                xmp[key] = value


def _metadata(plan: Plan) -> dict[str, str | list[str]]:
    volume = plan.published
    licence = volume.licence
    rights = copyright_line(plan)
    identifier = ""
    if volume.doi:
        identifier = f"doi:{volume.doi}"
    elif volume.isbn:
        identifier = f"urn:isbn:{volume.isbn}"
    return {
        "dc:identifier": identifier,
        "dc:publisher": [volume.publisher] if volume.publisher else [],
        "dc:rights": f"{rights} {licence.full_name}" if licence else rights,
        "dc:type": ["Text"],
        "xmpRights:Marked": "True",
        "xmpRights:WebStatement": licence.url if licence else "",
    }
