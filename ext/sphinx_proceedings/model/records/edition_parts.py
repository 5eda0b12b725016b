"""What an edition says in a few keys each: place, host, sponsors, where else one is to go."""

from __future__ import annotations

from sphinx_proceedings.model.records.base import Record, Text
from sphinx_proceedings.model.values.identifiers import CountryCode, RecordId, WebUrl


class Venue(Record):
    """Where an edition takes place."""

    name: Text | None = None
    """Building or platform."""
    room: Text | None = None
    """Room."""
    city: Text | None = None
    """City."""
    region: Text | None = None
    """State or province."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code."""
    url: WebUrl | None = None
    """The venue's page."""


class HostEvent(Record):
    """The conference that a workshop is part of (schema.org superEvent)."""

    title: Text
    """Full title."""
    short_title: Text | None = None
    """"NeurIPS 2022"."""
    url: WebUrl | None = None
    """Its website."""


class SponsorTier(Record):
    """A level of sponsorship, in order of rank."""

    id: RecordId
    """Id used by sponsors."""
    title: Text
    """"Platinum"."""


class Sponsor(Record):
    """A sponsor."""

    name: Text
    """Its name."""
    tier: RecordId | None = None
    """Id of a tier."""
    url: WebUrl | None = None
    """Its website."""
    logo: Text | None = None
    """File below the edition's folder."""
    logo_dark: Text | None = None
    """Logo for a dark background."""


class NewerEdition(Record):
    """A newer edition that is not in this data, or the note that one is out."""

    title: Text
    """Its name."""
    url: WebUrl | None = None
    """Its site, when known."""


class Redirect(Record):
    """An old address that must keep working."""

    old: Text
    """Old address relative to the edition, or from the root of the site with / in front."""
    new: Text
    """Page name without .html, relative to the edition, or from the root with / in front."""
