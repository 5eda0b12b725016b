"""What the head of a page tells reference managers, indexers and link previews.

The ``citation_`` tags follow what Zotero's "Embedded Metadata" and Google Scholar read: one tag an
author, no empty tags, and the title of the proceedings before the name of the conference, because
the last of the two decides that it is a conference paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import urlencode

from sphinx_proceedings.exporting.citation import Citation, cite
from sphinx_proceedings.exporting.formats.web import signposting
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.records.papers import Paper, ResourceType, Talk
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.model.richtext import RichText, to_plain
from sphinx_proceedings.model.values.reduced_dates import slashed
from sphinx_proceedings.model.values.text import one_line

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.formats.web.signposting import TypedLink
    from sphinx_proceedings.exporting.protocol import ExportContext
    from sphinx_proceedings.model.keywords import Keyword
    from sphinx_proceedings.model.publication.cited_names import CitedName
    from sphinx_proceedings.model.records.editions import Edition, Series
    from sphinx_proceedings.sphinx.site.page import Page
    from sphinx_proceedings.sphinx.site.site import Site

Shown: TypeAlias = "Series | Edition | Paper | Talk | Person | Keyword"

NO_BREAK = "\N{NO-BREAK SPACE}"

DESCRIPTION_LENGTH = 200
"""Characters of a description; search engines show about as many."""


class Tag(NamedTuple):
    """A meta tag: its name, or property, and content."""

    name: str
    content: str


def citation_name(name: CitedName) -> str:
    """Return a name as readers of ``citation_author`` take it for one person: Family, Given.

    So no reader has to guess where a compound family name begins. A name without parts is whole,
    and has no comma by which a reader would turn it round. Zotero takes two parts that both have a
    space for two people: there, given names are kept together by spaces that do not break.
    """
    if name.literal or not name.given:
        return _without_signs(name.literal or f"{name.full_family} {name.suffix}")
    family = _without_signs(name.full_family)
    given = _without_signs(f"{name.given} {name.suffix}")
    return f"{family}, {given.replace(' ', NO_BREAK) if ' ' in family else given}"


def _without_signs(text: str) -> str:
    """Return a part of a name without what separates names."""
    return " ".join(text.replace(";", " ").replace(",", " ").split())


def cited(site: Site, record: Paper | Talk) -> Citation:
    """Return a record as it is cited."""
    return cite(site.export_context, record)


def citation_tags(page: Page, paper: Paper) -> list[Tag]:
    """Return the ``citation_`` tags of a paper, in the order in which they have to stand."""
    c = cited(page.site, paper)
    address = page.site.absolute(page.name)
    found: list[tuple[str, object]] = [("title", c.plain_marked_title)]
    found += [("author", citation_name(author)) for author in c.authors]
    found += [
        ("publication_date", slashed(c.date) if c.date else c.year),
        ("inbook_title", c.proceedings_title if c.in_proceedings else None),
        ("conference_title", c.edition.title),
        ("series_title", c.series.title if c.volume_number else None),
        ("volume", c.volume_number),
    ]
    found += [("editor", citation_name(editor)) for editor in c.editors]
    found += [
        ("publisher", c.publisher),
        ("firstpage", c.pages.first if c.pages else None),
        ("lastpage", c.pages.end if c.pages else None),
        ("doi", c.doi),
        ("isbn", c.isbn),
        ("issn", c.issn),
        ("arxiv_id", c.arxiv),
        ("language", c.language),
        ("keywords", "; ".join(word.replace(";", ",") for word in c.keywords)),
        ("abstract", one_line(c.plain_abstract)),
        ("public_url", address),
        ("abstract_html_url", address),
        ("pdf_url", pdf_url(page, paper)),
    ]
    return [Tag(f"citation_{name}", str(value)) for name, value in found if value]


def talk_tags(page: Page, talk: Talk) -> list[Tag]:
    """Return the tags that make a talk a presentation to Zotero; no ``citation_`` tag does."""
    c = cited(page.site, talk)
    found: list[tuple[str, object]] = [
        ("z:itemType", "presentation"),
        ("DC.title", c.plain_title),
        *(("z:presenters", citation_name(speaker)) for speaker in c.authors),
        ("DC.date", c.date or c.year),
        ("DC.language", c.language),
    ]
    return [Tag(name, str(value)) for name, value in found if value]


def typed_links(page: Page, record: Paper | Talk) -> tuple[TypedLink, ...]:
    """Return the typed links of a record's page, its linkset the last; see `signposting`."""
    if not page.site.settings.exports:
        return ()
    context = page.site.export_context
    found = signposting.typed_links(context, record)
    return (*found, signposting.linkset_link(context, record)) if found else ()


def pdf_url(page: Page, record: Paper | Talk) -> str | None:
    """Return where the PDF is, absolute where the site's address is known; our own copy first."""
    found = [r for r in record.resources if r.type is ResourceType.PDF]
    for resource in sorted(found, key=lambda r: r.file is None):
        if resource.file is None:
            return str(resource.url)
        context = page.site.export_context
        absolute = context.file_url(record.edition_key, resource.file) if context.base_url else None
        return absolute or page.file(record, resource.file)
    return None


def plain_line(page: Page, text: RichText | None) -> str:
    """Return a rich text as one line, its references with the titles of what they mean."""
    return one_line(to_plain(text, page)) if text is not None else ""


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Return *text*; if it has more than *length* characters, cut after a word and with …."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.–") + "…"


def description(page: Page, record: Shown, part: str = "") -> str:
    """Return a sentence or two on a record, for search engines and previews.

    *part* is the title of a page of an edition other than its first.
    """
    _ = page.site.language.gettext
    if part:
        return _("{page} of {title}").format(page=part, title=getattr(record, "title", ""))
    if isinstance(record, Paper | Talk):
        c = cited(page.site, record)
        by = ", ".join(author.display for author in c.authors)
        mark = c.mark.prefix if c.mark else ""
        return shortened(mark + (one_line(c.plain_shown_abstract) or f"{by}. {c.edition.title}"))
    if isinstance(record, Person):
        bio = plain_line(page, record.bio)
        said = _("Papers, talks and roles of {name}").format(name=record.name.display)
        return shortened(bio or said)
    if (text := plain_line(page, getattr(record, "overview", None))) or (
        text := plain_line(page, getattr(record, "description", None))
    ):
        return shortened(text)
    title = getattr(record, "title", None) or getattr(record, "word", "")
    return shortened(_("Papers and talks: {title}").format(title=title))


def preview_tags(page: Page, record: Shown, text: str, part: str = "") -> list[Tag]:
    """Return the Open Graph tags of a record's page, *text* being its description."""
    site = page.site
    title = f"{part} · {title_of(record)}" if part else title_of(record)
    if isinstance(record, Paper):
        title = cited(site, record).plain_marked_title
    kind = "website"
    if isinstance(record, Paper | Person):
        kind = "article" if isinstance(record, Paper) else "profile"
    found: list[tuple[str, object]] = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", text),
        ("og:site_name", site.title),
        ("og:url", site.absolute(page.name)),
    ]
    return [Tag(name, str(value)) for name, value in found if value]


def coins(page: Page, paper: Paper) -> str:
    """Return the COinS of a paper: an OpenURL in the title of ``<span class="Z3988">``.

    For listings alone: on a paper's own page it would win over the better ``citation_`` tags.
    """
    return _coins(page.site.export_context, paper)


@memoized
def _coins(context: ExportContext, paper: Paper) -> str:
    c = cite(context, paper)
    found: list[tuple[str, object]] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "proceeding"),
        ("rft.atitle", c.plain_marked_title),
        ("rft.btitle", c.proceedings_title),
        ("rft.date", c.date.isoformat() if c.date else c.year),
        ("rft.spage", c.pages.first if c.pages else None),
        ("rft.epage", c.pages.end if c.pages else None),
        ("rft.pub", c.publisher),
        ("rft.isbn", c.isbn),
        ("rft_id", f"info:doi/{c.doi}" if c.doi else context.url(paper)),
        ("rft.language", c.language),
    ]
    found += [("rft.au", citation_name(author)) for author in c.authors]
    return urlencode([(name, str(value)) for name, value in found if value])
