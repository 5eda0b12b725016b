"""Typed links of records, by which programs find what a page is about (signposting.org, FAIR).

Level 1 are ``<link>`` in the head of a page, level 2 is a linkset beside it (RFC 9264): the
persistent identifier (``cite-as``), authors, the kind of record, its files, its metadata, its
licence, and what it is part of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.formats.citations.bibtex import BIBTEX
from sphinx_proceedings.exporting.formats.citations.csl import CSL_JSON
from sphinx_proceedings.exporting.formats.citations.ris import RIS
from sphinx_proceedings.exporting.formats.web.markdown_records import MARKDOWN
from sphinx_proceedings.exporting.json_text import indented
from sphinx_proceedings.exporting.protocol import ExportContext, Format, Scope, Selection
from sphinx_proceedings.exporting.requirements import address_wanted, require_valid
from sphinx_proceedings.model.records.editions import Edition
from sphinx_proceedings.model.records.papers import Paper, ResourceType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.records.papers import Talk

_LANDING_PAGE: Final = "https://schema.org/AboutPage"
_DESCRIPTIONS: Final = (BIBTEX, RIS, CSL_JSON, MARKDOWN)
"""Formats of which each record has a file beside its page."""
MEDIA_TYPE: Final = "application/linkset+json"
SUFFIX: Final = ".linkset.json"


class TypedLink(NamedTuple):
    """A link from a page: its relation (IANA's registry), its absolute address, the media type."""

    rel: str
    href: str
    type: str = ""


def typed_links(context: ExportContext, record: Paper | Talk) -> tuple[TypedLink, ...]:
    """Return the links of a record's page; none where the site has no address, or it is withdrawn.

    Authors are those with an ORCID, as a relation leads to an identifier and not to a name.
    """
    if context.base_url is None or cite(context, record).withdrawn:
        return ()
    return tuple(_links(context, record))


def _links(context: ExportContext, record: Paper | Talk) -> Iterator[TypedLink]:
    c = cite(context, record)
    if identifier := c.doi.url if c.doi else c.url:
        yield TypedLink("cite-as", identifier)
    yield TypedLink("type", _LANDING_PAGE)
    kind = "ScholarlyArticle" if isinstance(record, Paper) else "PresentationDigitalDocument"
    yield TypedLink("type", f"https://schema.org/{kind}")
    for orcid in dict.fromkeys(name.orcid for name in c.authors):
        if orcid:
            yield TypedLink("author", f"https://orcid.org/{orcid}")
    for resource in c.resources:
        if resource.file and (file := context.file_url(c.edition.key, resource.file)):
            pdf = resource.type is ResourceType.PDF
            yield TypedLink("item", file, "application/pdf" if pdf else "")
    for format_ in _DESCRIPTIONS:
        path = f"{record.key}{format_.suffix}"
        yield TypedLink("describedby", context.absolute(path) or path, format_.media_type)
    if c.licence:
        yield TypedLink("license", c.licence.url)
    if collection := context.url(c.edition):
        yield TypedLink("collection", collection, "text/html")


def linkset_link(context: ExportContext, record: Paper | Talk | Edition) -> TypedLink:
    """Return the link to the linkset of a record."""
    path = f"{record.key}{SUFFIX}"
    return TypedLink("linkset", context.absolute(path) or path, MEDIA_TYPE)


def _write(context: ExportContext, selection: Selection) -> bytes:
    require_valid(_no_address(context, selection))
    records: tuple[Paper | Talk, ...] = (*selection.papers, *selection.talks)
    if selection.scope is Scope.PAPER:
        sets = [_context(context.url(records[0]), typed_links(context, records[0]))]
    else:
        edition = selection.editions[0]
        links = [TypedLink("type", _LANDING_PAGE), TypedLink("type", "https://schema.org/Event")]
        links += [TypedLink("item", context.url(r) or r.key, "text/html") for r in records]
        sets = [_context(context.url(edition), tuple(links))]
    return indented({"linkset": sets}) + b"\n"


def _context(anchor: str | None, links: tuple[TypedLink, ...]) -> dict[str, object]:
    """Return a link context object (RFC 9264, 4.2.2): the targets by their relation."""
    found: dict[str, object] = {"anchor": anchor}
    for relation in dict.fromkeys(link.rel for link in links):
        found[relation] = [
            {"href": link.href, **({"type": link.type} if link.type else {})}
            for link in links
            if link.rel == relation
        ]
    return found


def _no_address(context: ExportContext, _selection: Selection) -> list[str]:
    return [] if context.base_url else [address_wanted("a linkset holds absolute addresses")]


LINKSET = Format(
    name="linkset",
    title="Linkset (Signposting)",
    media_type=MEDIA_TYPE,
    suffix=SUFFIX,
    scopes=frozenset({Scope.PAPER, Scope.EDITION}),
    write=_write,
    reads_abstracts=False,
    validate=_no_address,
)
"""The exporter of linksets."""
