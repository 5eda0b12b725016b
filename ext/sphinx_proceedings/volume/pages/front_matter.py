"""The pages before the papers: cover, title page, imprint, preface, people, programme, contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.model.publication.artwork import tiles
from sphinx_proceedings.model.richtext import typst_string
from sphinx_proceedings.model.values.dates import format_date_range
from sphinx_proceedings.volume.pages.print_images import logo_file
from sphinx_proceedings.volume.typst_text import array, call, content, prose, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_proceedings.model.publication.artwork import Tile
    from sphinx_proceedings.model.publication.published_edition import PublishedEdition
    from sphinx_proceedings.model.records.people import Contribution
    from sphinx_proceedings.volume.plan import Plan
    from sphinx_proceedings.volume.typst_text import VolumeLinks


def cover(plan: Plan, names: Iterable[str]) -> str:
    """The cover; *names* are the labels whose places Python wants to know."""
    edition = plan.edition
    lines = [line for line in (_place(plan), _days(plan), _host(plan)) if line]
    options = {
        "short": content(prose(edition.short_title)),
        "title": content(prose(plan.title)),
        "lines": array(content(prose(line)) for line in lines),
        "publisher": content(prose(plan.published.publisher) if plan.published.publisher else None),
        "tiles": _tiles(tiles(edition.series_id, edition.key)),
        "palette": _palette(plan),
        "size": _size(plan),
        "short-size": _fitting(edition.short_title, {12: 40, 18: 30, 30: 24}, 17),
        "title-size": _fitting(plan.title, {140: 15.5, 240: 13}, 10.5),
        "after": f"places({array(map(typst_string, names))})",
    }
    return call("cover", options=options) + "#counter(page).update(1)\n"


def title_page(plan: Plan, links: VolumeLinks) -> str:
    """The title page."""
    edition, published, _ = plan.edition, plan.published, plan.language.gettext
    series, number = published.series, published.volume_number
    place_date = " · ".join(line for line in (_place(plan), _days(plan)) if line)
    options = {
        "edition": content(
            prose(f"{series.short_title} {number}" if number else edition.short_title)
        ),
        "title": content(prose(plan.title)),
        "subtitle": content(links.heading(edition.theme) if edition.theme else None),
        "by": content(prose(_("edited by") if published.volume_editors else _("organized by"))),
        "people": array(content(prose(name.display)) for name in published.responsible),
        "place-date": content(prose(place_date)),
        "publisher": content(prose(plan.published.publisher) if plan.published.publisher else None),
        "device": f"device(6mm, {_tiles(tiles(edition.series_id, edition.key, 6))}, "
        f"{_palette(plan)})",
        "size": _fitting(plan.title, {110: 23, 180: 19}, 15),
    }
    return call("title-page", options=options)


def imprint(plan: Plan) -> str:
    """The imprint: publisher, identifiers, licence, where the volume comes from."""
    edition, volume, _ = plan.edition, plan.published, plan.language.gettext
    lines = [f"#strong[{prose(plan.title)}]"]
    if volume.volume_editors:
        lines.append(said(_("Edited by {names}"), names=_editors(volume)))
    publisher = ", ".join(p for p in (volume.publisher, volume.publisher_place) if p)
    if publisher:
        lines.append(prose(f"{publisher}, {volume.year}"))
    title = edition.title
    if plan.language.speaks_english:
        title = re.sub("^The ", "the ", title)
    event = ", ".join(p for p in (title, _place(plan), _days(plan)) if p)
    lines.append(said(_("Papers and talks of {event}."), event=prose(event)))
    if edition.host_event:
        lines.append(said(_("Held with {event}."), event=prose(edition.host_event.title)))
    identifiers = [
        f"ISBN {volume.isbn}" if volume.isbn else "",
        f"ISSN {volume.issn}" if volume.issn else "",
    ]
    lines += [prose(text) for text in identifiers if text]
    if volume.doi:
        lines.append(_link(volume.doi.url, volume.doi.url))
    whole = volume.licence
    if whole and whole != edition.licence:
        licence = _link(whole.url, whole.full_name)
        message = _("The volume as a whole is published under {licence}.")
        lines.append(said(message, licence=licence))
    if edition.licence:
        licence = _link(edition.licence.url, edition.licence.full_name)
        message = _("Unless a paper says otherwise, its text is published under {licence}.")
        lines.append(f"{said(message, licence=licence)} {prose(copyright_line(plan))}")
    else:
        lines.append(prose(copyright_line(plan)))
    if edition.archival is False:
        lines.append(
            prose(_("The event is non-archival: its papers may be published elsewhere as well."))
        )
    lines.append(said(_("Set in {typeface}."), typeface="Libertinus Serif"))
    return call("imprint", *(content(line) for line in lines))


def _editors(published: PublishedEdition) -> str:
    return ", ".join(prose(name.display) for name in published.volume_editors)


def copyright_line(plan: Plan) -> str:
    """Whose the texts are."""
    return plan.language.gettext("Copyright remains with the authors.")


def preface(plan: Plan, links: VolumeLinks) -> Iterator[Chapter]:
    """The preface, or what the edition is about when nobody wrote one."""
    edition, _ = plan.edition, plan.language.gettext
    text = plan.published.preface
    written, title = text is not None, _("Preface")
    if text is None:
        text, title = edition.overview, _("About the workshop")
        if "workshop" not in edition.title.casefold():
            title = _("About this edition")
    if text is None:
        return
    body = links.markup(text)
    if written and plan.published.volume_editors:
        names = _editors(plan.published)
        body += f"\n\n#block(above: 6mm, width: 100%, align(right, emph[{names}]))"
    yield chapter(plan, "preface", title, body)


def committees(plan: Plan) -> Iterator[Chapter]:
    """Who ran the edition, and who paid for it."""
    _ = plan.language.gettext
    parts = []
    for committee in plan.edition.committees:
        title = committee.title or plan.language.plural(committee.role)
        parts.append(f"#heading(level: 2)[{prose(title)}]\n" + members(committee.members))
    if parts:
        yield chapter(plan, "committees", _("Committees"), "".join(parts))
    parts = list(_sponsors(plan))
    if parts:
        yield chapter(plan, "sponsors", _("Sponsors"), "".join(parts))


def _sponsors(plan: Plan) -> Iterator[str]:
    edition = plan.edition
    tiers = [(tier.id, tier.title) for tier in edition.sponsor_tiers]
    known = {tier for tier, _ in tiers}
    for tier, title in [*tiers, (None, "")]:
        sponsors = [s for s in edition.sponsors if (s.tier if s.tier in known else None) == tier]
        if not sponsors:
            continue
        if title:
            yield f"#heading(level: 2)[{prose(title)}]\n"
        entries = []
        for sponsor in sponsors:
            file = plan.images.get(logo_file(edition, sponsor) or "")
            logo = (
                f"image({typst_string(file)}, alt: {typst_string(sponsor.name)})"
                if file
                else "none"
            )
            name = prose(sponsor.name)
            name = _link(sponsor.url, sponsor.name) if sponsor.url else name
            entries.append(array([content(name), logo]))
        yield call("sponsors", *entries)


class Chapter(NamedTuple):
    """A chapter: its label, its title as plain text, its markup."""

    name: str
    title: str
    markup: str


def chapter(plan: Plan, name: str, title: str, body: str, **options: str) -> Chapter:
    """A chapter with a heading; its label is ``chapter/<name>``."""
    markup = call(
        "chapter",
        typst_string(f"chapter/{name}"),
        content(prose(title)),
        content(prose(plan.published.short_title)),
        content(body),
        options=options,
    )
    return Chapter(f"chapter/{name}", title, markup)


def name_of(person: Contribution) -> str:
    """A printed name as markup; its words stay together on a line only if they fit."""
    return prose(person.name.display)


def affiliation_of(person: Contribution) -> str | None:
    """Affiliations as printed, in one line; None when there are none."""
    return prose("; ".join(a.name for a in person.affiliations)) if person.affiliations else None


def members(people: Iterable[Contribution]) -> str:
    """Names and affiliations in two columns."""
    pairs = (array([content(name_of(p)), content(affiliation_of(p))]) for p in people)
    return call("members", *pairs)


def _place(plan: Plan) -> str:
    venue = plan.edition.venue
    mode = plan.edition.mode
    if venue is None or not (venue.city or venue.name):
        return plan.language.gettext("Online") if mode and mode.value == "virtual" else ""
    return ", ".join(p for p in (venue.city or venue.name, venue.region) if p)


def _days(plan: Plan) -> str:
    edition = plan.edition
    if edition.start_date is None:
        return edition.year
    return format_date_range(edition.start_date, edition.end_date, edition.language)


def _host(plan: Plan) -> str:
    host = plan.edition.host_event
    at = plan.language.gettext("at {event}")
    return at.format(event=host.short_title or host.title) if host else ""


def _link(url: str, text: str) -> str:
    return f"#link({typst_string(url)})[{prose(text)}];"


def _tiles(made: Iterable[Tile]) -> str:
    return array(array(map(str, tile)) for tile in made)


def _palette(plan: Plan) -> str:
    colours = plan.published.brand.palette
    return array(f"rgb({typst_string(colour)})" for colour in colours)


def _fitting(text: str, sizes: dict[int, float], least: float) -> str:
    """The size in points for a text of up to so many characters; *least* for a longer one."""
    return f"{next((size for most, size in sizes.items() if len(text) <= most), least)}pt"


def _size(plan: Plan) -> str:
    return f"({plan.size[0]}mm, {plan.size[1]}mm)"
