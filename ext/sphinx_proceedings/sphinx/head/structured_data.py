"""The JSON-LD in the head of a page: its record in schema.org's words, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from sphinx_proceedings.exporting.formats.web import schema_org
from sphinx_proceedings.model.keywords import Keyword
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.sphinx.head.meta_tags import Shown, description

if TYPE_CHECKING:
    from sphinx_proceedings.sphinx.site.page import Page

Thing: TypeAlias = dict[str, Any]


def structured_data(page: Page, record: Shown, part: str = "") -> Markup:
    """Return the script element that describes a record and where it stands.

    *part* is the title of a page of an edition other than its first; the edition is described on
    the first alone, the others tell the way to themselves.
    """
    things = [] if part else [_thing(page, record)]
    found = schema_org.document(*things, _breadcrumbs(page, record, part))
    script = Markup(schema_org.script(found))  # noqa: S704 - it is made for this place
    return Markup('<script type="application/ld+json">{}</script>').format(script)


def _thing(page: Page, record: Shown) -> Thing:
    context = page.site.export_context
    match record:
        case Paper():
            # Its abstract stands in citation_abstract, where reference managers look for it.
            article = schema_org.article(context, record)
            return {name: value for name, value in article.items() if name != "abstract"}
        case Talk():
            return schema_org.talk(context, record)
        case Person():
            return schema_org.person(context, record)
        case Edition():
            return schema_org.event(context, record)
        case Series():
            return _series(page, record)
        case Keyword():
            return {"@type": "DefinedTerm", "name": record.word}


def _series(page: Page, series: Series) -> Thing:
    thing: Thing = {
        "@type": "EventSeries",
        "name": series.title,
        "alternateName": series.short_title,
        "description": description(page, series),
        "subEvent": [
            {"@type": "Event", "name": edition.title, "url": _url(page, f"{edition.key}/index")}
            for edition in page.site.catalogue.editions_of(series)
        ],
    }
    same = [url for url in (series.url, series.doi.url if series.doi else None) if url]
    return {**thing, "sameAs": same} if same else thing


def _breadcrumbs(page: Page, record: Shown, part: str) -> Thing:
    _ = page.site.language.gettext
    steps = [(_("Home"), page.site.root_doc), *_above(page, record, part)]
    steps.append((part or title_of(record), page.name))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": _url(page, target)}
            for number, (name, target) in enumerate(steps, 1)
        ],
    }


def _above(page: Page, record: Shown, part: str) -> list[tuple[str, str]]:
    """Return titles and pages between the home page and that of a record."""
    catalogue, _ = page.site.catalogue, page.site.language.gettext
    if isinstance(record, Person):
        return [(_("People"), "people/index")]
    if isinstance(record, Keyword):
        return [(_("Keywords"), "keywords/index")]
    if isinstance(record, Series):
        return []
    edition = record if isinstance(record, Edition) else catalogue.edition_of(record)
    series = catalogue.series_of(edition)
    steps = [(series.short_title, f"{series.key}/index")]
    if edition is not record or part:
        steps.append((edition.short_title, f"{edition.key}/index"))
    if isinstance(record, Paper):
        steps.append((_("Papers"), f"{edition.key}/papers"))
    if isinstance(record, Talk):
        steps.append((_("Speakers"), f"{edition.key}/speakers"))
    return steps


def _url(page: Page, name: str) -> str:
    return page.site.absolute(name) or page.link_to(name)
