"""Give each embedded paper its place in the volume's structure tree: one article, page by page.

What the volume says itself is tagged by Typst. The papers' own pages are drawn as they are; for who
reads by structure each is one element with its title (ISO 32000-1, 14.7.4 and 14.8.4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_table
from sphinx_proceedings.volume.typst.typesetting import need

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_DEPTH = 40


class EmbeddedPaper(NamedTuple):
    """A paper whose own pages are in the volume."""

    title: str
    language: str
    first: int
    """Index of its first page."""
    page_count: int


def tag_papers(volume: Any, papers: Sequence[EmbeddedPaper]) -> None:
    """Add an element for each paper to a volume that is tagged; to another nothing."""
    root = volume.Root.get("/StructTreeRoot")
    if root is None or not papers:
        return
    tagger = _Tagger(volume, root)
    made = [(paper.first, tagger.article(paper)) for paper in papers]
    tagger.put_in_order(made)


class _Tagger:
    def __init__(self, volume: Any, root: Any) -> None:
        pikepdf = need("pikepdf")
        self.volume, self.root = volume, root
        self.pages = [page.obj for page in volume.pages]
        kids = root.K
        self.document = kids[0] if is_array(kids) else kids
        self.tree = pikepdf.NumberTree(root.ParentTree)
        self.next_key = max((int(key) for key in self.tree), default=-1) + 1

    def article(self, paper: EmbeddedPaper) -> Any:
        """Make the element of a paper, and mark its content on each of its pages."""
        pikepdf = need("pikepdf")
        element = self.volume.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem,
                S=pikepdf.Name.Art,
                P=self.document,
                T=pikepdf.String(paper.title),
                Lang=pikepdf.String(paper.language),
            )
        )
        own = self.pages[paper.first : paper.first + paper.page_count]
        marks = [
            pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, MCID=self._marked(page, element))
            for page in own
        ]
        element.K = pikepdf.Array(marks)
        return element

    def _marked(self, page: Any, element: Any) -> int:
        """Mark the paper's content on a page as the element's; return the number of the mark."""
        pikepdf = need("pikepdf")
        if "/StructParents" not in page:
            page.StructParents = self.next_key
            self.tree[self.next_key] = self.volume.make_indirect(pikepdf.Array([]))
            self.next_key += 1
            self.root.ParentTreeNextKey = self.next_key
        elements = self.tree[int(page.StructParents)]
        number = len(elements)
        elements.append(element)
        drawn = page.Contents[0]  # `embed` puts the paper under everything else
        content = drawn.read_bytes()
        drawn.write(b"/Art <</MCID %d>> BDC\n%s\nEMC\n" % (number, content.strip()))
        return number

    def put_in_order(self, made: Iterable[tuple[int, Any]]) -> None:
        """Let the articles stand among the document's elements in the order of the pages."""
        pikepdf = need("pikepdf")
        places = {page.objgen: at for at, page in enumerate(self.pages)}
        kids = self.document.K
        there = list(kids) if is_array(kids) else [kids]
        ordered: list[tuple[int, int, Any]] = []
        page = 0
        for kid in there:
            page = max(page, self._page_of(kid, places, 0, page))
            ordered.append((page, 0, kid))
        ordered += [(first, 1, element) for first, element in made]
        ordered.sort(key=lambda entry: entry[:2])
        self.document.K = pikepdf.Array([kid for _, _, kid in ordered])

    def _page_of(self, kid: Any, places: dict[tuple[int, int], int], depth: int, last: int) -> int:
        """Return the page on which an element begins; *last* where it says nothing of pages."""
        if not is_table(kid) or depth > _MOST_DEPTH:
            return last
        if "/Pg" in kid:
            return places.get(kid.Pg.objgen, last)
        inner = kid.get("/K")
        for child in (inner if is_array(inner) else [inner])[:1] if inner is not None else []:
            return self._page_of(child, places, depth + 1, last)
        return last
