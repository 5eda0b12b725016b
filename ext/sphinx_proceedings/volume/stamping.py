"""Each camera-ready PDF as the site offers it: stamped on its first page, described, cleaned.

The file stays the author's own in everything else; pages, links and outline are not touched.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.folders.scratch import scratch_folder
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.volume.camera_ready import camera_ready
from sphinx_proceedings.volume.finishing import describe, saved
from sphinx_proceedings.volume.plan import make_plan
from sphinx_proceedings.volume.typst.typesetting import HERE, Typesetter, need
from sphinx_proceedings.volume.typst_text import array, call, content, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.model.values.page_ranges import Pages
    from sphinx_proceedings.volume.camera_ready import CameraReady
    from sphinx_proceedings.volume.plan import Plan, Planned


def stamped_papers(
    catalogue: Catalogue,
    edition: Edition,
    data: Path,
    pages: Mapping[str, Pages],
    *,
    fonts: Sequence[Path] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield (id, PDF) for each paper of *edition* with a usable camera-ready PDF.

    *pages* are those of the volume. What is wrong with the others was told when that was made.

    Raises:
        VolumeError: a package that this needs is not installed.
    """
    pikepdf = need("pikepdf")
    usable, _ = camera_ready(catalogue, edition, data)
    plan = make_plan(catalogue, edition, usable, {})
    chosen = [(p, p.pdf) for p in plan.papers if p.pdf is not None]
    if not chosen:
        return
    with pikepdf.open(io.BytesIO(_stamps(plan, chosen, pages, fonts))) as stamps:
        watermarks = iter(stamps.pages[len(chosen) :])
        for stamp, (planned, source) in zip(stamps.pages, chosen, strict=False):
            paper = planned.paper
            with pikepdf.open(source.path) as pdf:
                _clean(pdf)
                _overlay(pdf, pdf.pages[0], stamp, "/VolumeStamp")
                if planned.watermark:
                    watermark = next(watermarks)
                    for page in pdf.pages:
                        _overlay(pdf, page, watermark, "/Watermark")
                with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
                    xmp["dc:title"] = title_of(paper)
                    xmp["dc:creator"] = [name.display for name in catalogue.published(paper).names]
                describe(pdf, _metadata(plan, paper))
                pdf.Root.Lang = pikepdf.String(str(catalogue.published(paper).language))
                yield str(paper.id), saved(pdf)


def _stamps(
    plan: Plan,
    chosen: Sequence[tuple[Planned, CameraReady]],
    pages: Mapping[str, Pages],
    fonts: Sequence[Path],
) -> bytes:
    """One empty page for each paper, of the size of its first, with the line for its foot.

    Behind them is a page with the watermark of each that has one.
    """
    parts, watermarks = [], []
    for planned, source in chosen:
        paper = planned.paper
        width, height = _shown_size(source)
        licence = plan.catalogue.published(paper).licence
        first = f"#emph[{prose(plan.title)}]"
        if paper.id in pages:
            span = pages[paper.id]
            single = span.first == span.last
            form = plan.language.ngettext(", page {pages}", ", pages {pages}", 1 if single else 2)
            first += prose(form.format(pages=str(span).replace("-", "–")))
        held = [_held(plan), "" if _held(plan) else plan.published.year]
        rest = [
            *(text for text in held if text),
            paper.doi.url if paper.doi else "",
            licence.label if licence else "",
        ]
        second = prose(" · ".join(text for text in rest if text))
        size = (f"{width}pt", f"{height}pt")
        parts.append(call("stamp", *size, content(first), content(second)))
        if planned.watermark:
            watermarks.append(call("watermark-page", *size, content(prose(planned.watermark))))
    parts += watermarks
    with scratch_folder("stamps") as folder:
        root = Path(folder)
        shutil.copy(HERE / "book.typ", root)
        typesetter = Typesetter(root, fonts)
        asked = {c for part in parts for c in part if not c.isascii()}
        language = str(plan.edition.language)
        if typesetter.uncovered(asked, language):
            typesetter = Typesetter(root, fonts, system=True)
        stack = array(f'"{name}"' for name in typesetter.stack(language))
        head = f'#import "book.typ": *\n#set text(font: {stack})\n'
        made = typesetter.pdf(head + "".join(parts), standards=("1.7",), timestamp=0, tags=False)
        return made.path.read_bytes()


def _held(plan: Plan) -> str:
    edition = plan.edition
    if edition.start_date is None:
        return edition.short_title
    days = plan.language.date_range(edition.start_date, edition.end_date)
    return f"{edition.short_title}, {days}"


def _shown_size(source: CameraReady) -> tuple[float, float]:
    """Width and height of the first page in points, as a reader sees it."""
    with need("pikepdf").open(source.path) as pdf:
        page = pdf.pages[0]
        x0, y0, x1, y1 = (float(side) for side in page.trimbox)
        size = (abs(x1 - x0), abs(y1 - y0))
        turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    return (size[1], size[0]) if turned else size


def _overlay(pdf: Any, page: Any, stamp: Any, called: str) -> None:
    """Lay *stamp* over a page, under a name that is the same each time."""
    pikepdf = need("pikepdf")
    form = pdf.copy_foreign(stamp.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(called))
    area = pikepdf.Rectangle(page.trimbox)
    placed = page.calc_form_xobject_placement(form, name, area)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + placed)


def _clean(pdf: Any) -> None:
    """Take out scripts, actions that run by themselves, and attached files."""
    for key in ("/OpenAction", "/AA", "/AF", "/Collection"):
        if key in pdf.Root:
            del pdf.Root[key]
    names = pdf.Root.get("/Names")
    if names is not None:
        for key in ("/JavaScript", "/EmbeddedFiles"):
            if key in names:
                del names[key]
    if "/AcroForm" in pdf.Root and "/XFA" in pdf.Root.AcroForm:
        del pdf.Root.AcroForm["/XFA"]
    for page in pdf.pages:
        if "/AA" in page.obj:
            del page.obj["/AA"]
        kept = [a for a in page.obj.get("/Annots", None) or [] if _is_harmless(a)]
        if "/Annots" in page.obj:
            page.obj.Annots = need("pikepdf").Array(kept)


def _is_harmless(annotation: Any) -> bool:
    if str(annotation.get("/Subtype")) in {"/FileAttachment", "/RichMedia", "/Screen", "/Movie"}:
        return False
    action = annotation.get("/A")
    kind = str(action.get("/S")) if action is not None else "/GoTo"
    return "/AA" not in annotation and kind in {"/GoTo", "/URI", "/Named"}


def _metadata(plan: Plan, paper: Paper) -> dict[str, str | list[str]]:
    published = plan.catalogue.published(paper)
    licence = published.licence
    return {
        "dc:identifier": f"doi:{paper.doi}" if paper.doi else "",
        "dc:source": plan.title,
        "dc:publisher": [published.container.publisher] if published.container.publisher else [],
        "dc:rights": licence.full_name if licence else "",
        "dc:subject": list(paper.keywords),
        "dc:language": [str(published.language)],
        "xmpRights:Marked": "True",
        "xmpRights:WebStatement": licence.url if licence else "",
    }
