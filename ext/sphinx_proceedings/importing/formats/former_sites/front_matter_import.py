"""Pages with front matter, a paper each: Hugo and HugoBlox, Quarto, al-folio, PMLR's posts.

What is published on a site is accepted; drafts, and pages that are not published, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_proceedings.importing.formats.bibliographies.reference_items import (
    is_paper,
    iso_date,
    leave_out,
)
from sphinx_proceedings.importing.formats.former_sites.page_authors import (
    PageAuthors,
    authors_given,
)
from sphinx_proceedings.importing.formats.former_sites.page_resources import (
    RESOURCE_KEYS,
    resources_of,
)
from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import LIKELY, NO, POSSIBLE, Detection, Format
from sphinx_proceedings.importing.page_heads import body, front_matter
from sphinx_proceedings.importing.records import ImportedEdition, ImportedPaper, Markup
from sphinx_proceedings.importing.report import Note, Outcome
from sphinx_proceedings.importing.yaml_source import text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_MARKS: Final = frozenset(
    ["abstract", "publication_types", "publication", "doi", "url_pdf", "pdf", "hugoblox"]
)
"""Keys that papers have and posts of a blog have not."""
_EVENT: Final = frozenset(["event", "event_url", "date_end", "all_day"])
"""Keys of HugoBlox's pages of talks, which have an abstract too."""
_USED: Final = RESOURCE_KEYS | frozenset(
    """id title subtitle author authors author_notes affiliations abstract keywords tags date doi
    publication_types page pages lang license draft hidden published""".split()
)
_CARRIES: Final = frozenset(
    """title subtitle authors authors.affiliations authors.orcid authors.corresponding authors.note
    abstract keywords date doi pages language licence resources arxiv""".split()
)
_PAPERS: Final = frozenset(
    ["", "0", "1", "2", "3", "6", "paper-conference", "article-journal", "article", "chapter"]
)
"""CSL's types, and the numbers that Academic, the former HugoBlox, had for them."""
_NUMBERED: Final = {"4": "report", "5": "book", "7": "thesis", "8": "patent"}
_DATED: Final = re.compile(r"^\d{4}-\d{2}-\d{2}-")
_TRANSLATED: Final = re.compile(r"\.[a-z]{2}(?:-[a-z]{2,4})?$", re.IGNORECASE)


class _Page(NamedTuple):
    file: SourceFile
    item: dict[str, Any]

    @property
    def is_marked(self) -> bool:
        keys = self.item.keys()
        if keys & _EVENT:
            return False
        return bool(keys & _MARKS) or text_in(self.item, "layout") == "distill"


def _pages(source: Source, notes: list[Note]) -> Iterator[_Page]:
    """Yield the pages with a title and authors, or that call themselves a publication.

    One with faulty YAML or TOML becomes a note.
    """
    for file in source.files:
        try:
            item = front_matter(file)
        except ImportSourceError as failure:
            notes.append(Note(outcome=Outcome.LEFT_OUT, why=str(failure)))
            continue
        if not item or not text_in(item, "title"):
            continue
        if authors_given(item) or item.get("publication_types"):
            yield _Page(file, item)


def _recognize(source: Source) -> Detection:
    pages = [*_pages(source, [])]
    marked = sum(page.is_marked for page in pages)
    if marked:
        reason = f"{marked} pages whose front matter has title, authors and what papers have"
        return Detection(LIKELY + 5, reason)
    if pages:
        return Detection(POSSIBLE + 5, f"{len(pages)} pages with title and authors")
    return Detection(NO, "no page whose front matter has title and authors")


def _take(source: Source, answers: Answers) -> ImportedEdition:
    edition = ImportedEdition(carries=_CARRIES)
    excluded, unused = Counter[str](), Counter[str]()
    pages = [*_pages(source, edition.notes)]
    if marked := [page for page in pages if page.is_marked]:
        excluded["pages of talks, or without an abstract or another mark of a paper"] = len(
            pages
        ) - len(marked)
        pages = marked
    public = [page for page in pages if not _is_hidden(page.item)]
    excluded["drafts or hidden"] = len(pages) - len(public)
    own = [page for page in public if not _is_translation(page, source)]
    excluded["translations of a page"] = len(public) - len(own)
    edition.excluded = dict(+excluded)
    people = PageAuthors(source, [page.item for page in own], answers)
    for page in own:
        kind = _kind(page.item)
        if not is_paper(kind, _PAPERS, answers):
            leave_out(edition, kind)
            continue
        edition.papers.append(_paper(source, page, people, edition.notes, unused))
        used = _USED if text_in(page.item, "abstract") else _USED | {"description"}
        unused.update(name for name in page.item.keys() - used if page.item[name])
        unused["text below the front matter"] += bool(body(page.file).strip())
    edition.notes += people.notes
    edition.unused = dict(+unused)
    edition.markup = _markup(own)
    if not edition.papers:
        raise ImportSourceError(f"{source.label}: there is no page of a paper in it")
    return edition


def _markup(pages: list[_Page]) -> Markup:
    """Return what texts are written in: Markdown, but PMLR's posts were made of BibTeX."""
    pmlr = all(text_in(page.item, "layout") == "inproceedings" for page in pages)
    return Markup.FOUND if pmlr else Markup.MARKDOWN


def _is_hidden(item: dict[str, Any]) -> bool:
    return any(
        text_in(item, name).casefold() in ("true", "yes") for name in ("draft", "hidden")
    ) or text_in(item, "published").casefold() in ("false", "no")


def _is_translation(page: _Page, source: Source) -> bool:
    """Whether it is ``index.de.md`` beside an ``index.md``."""
    path = PurePosixPath(page.file.name)
    plain = _TRANSLATED.sub("", path.stem)
    return plain != path.stem and source.named(str(path.with_stem(plain))) is not None


def _kind(item: dict[str, Any]) -> str:
    given = item.get("publication_types")
    first = given[0] if isinstance(given, list) and given else given
    kind = first.strip() if isinstance(first, str) else ""
    return _NUMBERED.get(kind, kind)


def _paper(
    source: Source, page: _Page, people: PageAuthors, notes: list[Note], unused: Counter[str]
) -> ImportedPaper:
    item = page.item
    key = text_in(item, "id") or _name(page.file)
    doi, arxiv, resources = resources_of(source, page.file.name, item, unused)
    return ImportedPaper(
        key=key,
        place=page.file.name,
        title=text_in(item, "title"),
        subtitle=text_in(item, "subtitle"),
        authors=people.read(item, key),
        abstract=_abstract(item, key, notes),
        keywords=_words(item),
        pages=text_in(item, "page", "pages"),
        doi=doi,
        arxiv=arxiv,
        licence=text_in(item, "license"),
        language=text_in(item, "lang"),
        date=_date(item, key, notes),
        resources=resources,
    )


def _name(file: SourceFile) -> str:
    """Return what a page is called: its folder's name for an index, its own without a date else."""
    path = PurePosixPath(file.name)
    if path.stem in ("index", "_index"):
        return path.parent.name or file.path.resolve().parent.name
    return _DATED.sub("", path.stem)


def _abstract(item: dict[str, Any], key: str, notes: list[Note]) -> str:
    """Return the abstract; distill's posts print the description as such."""
    if text := text_in(item, "abstract"):
        return text
    text = text_in(item, "description")
    if text:
        why = "there is no abstract; the description is taken"
        notes.append(Note(outcome=Outcome.CHANGED, record=key, field="abstract", why=why))
    return text


def _words(item: dict[str, Any]) -> tuple[str, ...]:
    given = item.get("keywords") or item.get("tags") or []
    words = given.split(",") if isinstance(given, str) else given
    found = [one.strip() for one in words if isinstance(one, str)]
    return tuple(one for one in found if one)


def _date(item: dict[str, Any], key: str, notes: list[Note]) -> str:
    said = text_in(item, "date")
    found = iso_date(said[:10])
    if said and not found:
        why = "not a date with year, month and day in numbers"
        note = Note(outcome=Outcome.LEFT_OUT, record=key, field="date", before=said, why=why)
        notes.append(note)
    return found


FRONT_MATTER_IMPORT: Final = Format(
    name="front-matter",
    title="pages with front matter (Hugo, Quarto, al-folio)",
    recognize=_recognize,
    take=_take,
)
