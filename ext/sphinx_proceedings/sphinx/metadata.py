"""What the head of a page tells reference managers, indexers and link previews.

The ``citation_`` tags follow what Zotero's "Embedded Metadata" and Google Scholar read: one tag an
author, no empty tags, and the title of the proceedings before the name of the conference, because
the last of the two decides that it is a conference paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from urllib.parse import quote, urlencode

from sphinx_proceedings.model.papers import Paper, Talk
from sphinx_proceedings.model.people import Person
from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.sphinx.domain import title_of
from sphinx_proceedings.sphinx.words import WORDS

if TYPE_CHECKING:
    import datetime as dt

    from sphinx_proceedings.model.editions import Edition, Series
    from sphinx_proceedings.model.keywords import Keyword
    from sphinx_proceedings.model.names import PersonName
    from sphinx_proceedings.sphinx.site import Page

Shown: TypeAlias = "Series | Edition | Paper | Talk | Person | Keyword"

DESCRIPTION_LENGTH = 200
"""Characters of a description; search engines show about as many."""


class Tag(NamedTuple):
    """A meta tag: its name, or property, and content."""

    name: str
    content: str


def citation_name(name: PersonName) -> str:
    """Return a name that readers of ``citation_author`` take for one person: Given Family.

    They split at semicolons, and at commas between words; so there are none.
    """
    if name.is_literal:
        shown = name.display
    else:
        plain = name.display.removesuffix(name.suffix).rstrip(" ,") if name.suffix else name.display
        shown = f"{plain} {name.suffix}".strip()
    return " ".join(shown.replace(";", " ").replace(",", " ").split())


def published(page: Page, record: Paper | Edition) -> dt.date | None:
    """Return the formal date of publication: the paper's, else the volume's, else the event's."""
    edition = page.site.catalogue.edition_of(record) if isinstance(record, Paper) else record
    own = record.date if isinstance(record, Paper) else None
    volume = edition.volume.date if edition.volume else None
    return own or volume or edition.start_date


def proceedings_title(edition: Edition) -> str:
    """Return the title of what the papers are printed in."""
    return edition.volume.title if edition.volume else edition.title


def citation_tags(page: Page, paper: Paper) -> list[Tag]:
    """Return the ``citation_`` tags of a paper, in the order in which they have to stand."""
    catalogue = page.site.catalogue
    edition = catalogue.edition_of(paper)
    series, volume = catalogue.series_of(edition), edition.volume
    date = published(page, paper)
    found: list[tuple[str, object]] = [("title", full_title(page, paper))]
    found += [("author", citation_name(c.name)) for c in paper.authors]
    found += [
        ("publication_date", date.strftime("%Y/%m/%d") if date else edition.year[:4]),
        ("inbook_title", proceedings_title(edition)),
        ("conference_title", edition.title),
        ("series_title", series.title if volume and volume.number else None),
        ("volume", volume.number if volume else None),
    ]
    found += [("editor", citation_name(c.name)) for c in (volume.editors if volume else ())]
    found += [
        ("publisher", (volume.publisher if volume else None) or series.publisher),
        ("firstpage", paper.pages.first if paper.pages else None),
        ("lastpage", paper.pages.last if paper.pages else None),
        ("doi", paper.doi),
        ("isbn", volume.isbn if volume else None),
        ("issn", (volume.issn if volume else None) or series.issn),
        ("arxiv_id", paper.arxiv),
        ("language", paper.language or edition.language),
        ("keywords", "; ".join(word.replace(";", ",") for word in paper.keywords)),
        ("abstract", plain_line(page, paper.abstract)),
        ("public_url", page.site.absolute(page.name)),
        ("abstract_html_url", page.site.absolute(page.name)),
        ("pdf_url", pdf_url(page, paper)),
    ]
    return [Tag(f"citation_{name}", str(value)) for name, value in found if value]


def talk_tags(page: Page, talk: Talk) -> list[Tag]:
    """Return the tags that make a talk a presentation to Zotero; no ``citation_`` tag does."""
    edition = page.site.catalogue.edition_of(talk)
    found: list[tuple[str, object]] = [
        ("z:itemType", "presentation"),
        ("DC.title", title_of(talk)),
        *(("z:presenters", citation_name(c.name)) for c in talk.speakers),
        ("DC.date", edition.start_date or edition.year[:4]),
        ("DC.language", talk.language or edition.language),
    ]
    return [Tag(name, str(value)) for name, value in found if value]


def full_title(page: Page, paper: Paper) -> str:
    """Return title and subtitle as one line of text."""
    titles = (plain_line(page, text) for text in (paper.title, paper.subtitle))
    return ": ".join(title for title in titles if title)


def pdf_url(page: Page, record: Paper | Talk) -> str | None:
    """Return where the PDF is, absolute where the site's address is known; our own copy first."""
    found = [r for r in record.resources if r.type.value == "pdf"]
    for resource in sorted(found, key=lambda r: r.file is None):
        return resource.url or file_url(page, record, str(resource.file))
    return None


def file_url(page: Page, record: Paper | Talk, name: str) -> str:
    """Return the address of a record's file, absolute where the site's address is known."""
    if not page.site.base_url:
        return page.file(record, name)
    return f"{page.site.base_url.rstrip('/')}/{quote(record.edition_key)}/{quote(name)}"


def plain_line(page: Page, text: RichText | None) -> str:
    """Return a rich text as one line, its references with the titles of what they mean."""
    return " ".join(to_plain(text, page).split()) if text is not None else ""


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Return *text*; if it has more than *length* characters, cut after a word and with …."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.–") + "…"


def description(page: Page, record: Shown) -> str:
    """Return a sentence or two on a record, for search engines and previews."""
    catalogue = page.site.catalogue
    if isinstance(record, Paper | Talk):
        edition = catalogue.edition_of(record)
        people = record.authors if isinstance(record, Paper) else record.speakers
        by = ", ".join(c.name.display for c in people)
        notice = record.withdrawn if isinstance(record, Paper) else None
        mark = f"{WORDS[notice.type.value]}. " if notice else ""
        text = plain_line(page, record.abstract) or f"{by}. {edition.title}"
        return shortened(mark + text)
    if isinstance(record, Person):
        bio = plain_line(page, record.bio)
        return shortened(bio or f"Papers, talks and roles of {record.name.display}")
    if (text := plain_line(page, getattr(record, "overview", None))) or (
        text := plain_line(page, getattr(record, "description", None))
    ):
        return shortened(text)
    title = getattr(record, "title", None) or getattr(record, "word", "")
    return shortened(f"Papers and talks: {title}")


def preview_tags(page: Page, record: Shown, part: str = "") -> list[Tag]:
    """Return the Open Graph tags of a record's page; few of them without the site's address."""
    site = page.site
    title = f"{part} · {title_of(record)}" if part else title_of(record)
    if isinstance(record, Paper):
        title = full_title(page, record)
        if notice := record.withdrawn:
            title = f"{WORDS[notice.type.value]}: {title}"
    kind = "website"
    if isinstance(record, Paper | Person):
        kind = "article" if isinstance(record, Paper) else "profile"
    found: list[tuple[str, object]] = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description(page, record)),
        ("og:site_name", site.title),
        ("og:url", site.absolute(page.name)),
    ]
    return [Tag(name, str(value)) for name, value in found if value]


def coins(page: Page, paper: Paper) -> str:
    """Return the COinS of a paper: an OpenURL in the title of ``<span class="Z3988">``.

    For listings alone: on a paper's own page it would win over the better ``citation_`` tags.
    """
    catalogue = page.site.catalogue
    edition = catalogue.edition_of(paper)
    volume, date = edition.volume, published(page, paper)
    isbn = volume.isbn if volume else None
    found: list[tuple[str, Any]] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "proceeding"),
        ("rft.atitle", full_title(page, paper)),
        ("rft.btitle", proceedings_title(edition)),
        ("rft.date", date.isoformat() if date else edition.year[:4]),
        ("rft.spage", paper.pages.first if paper.pages else None),
        ("rft.epage", paper.pages.last if paper.pages else None),
        ("rft.pub", volume.publisher if volume else None),
        ("rft.isbn", isbn),
        ("rft_id", f"info:doi/{paper.doi}" if paper.doi else page.site.absolute(paper.key)),
        ("rft.language", paper.language or edition.language),
    ]
    found += [("rft.au", citation_name(c.name)) for c in paper.authors]
    return urlencode([(name, str(value)) for name, value in found if value])
