"""What is known of a person: what their own record says, else what was printed with their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_proceedings.model.views.participation import credits_by_edition

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.people import Person
    from sphinx_proceedings.model.richtext import RichText
    from sphinx_proceedings.model.values.identifiers import Orcid, WebUrl


@dataclass(frozen=True, slots=True)
class Profile:
    """A person over all editions, for the person's page.

    Attributes: ``homepages`` are the record's own first, then as given with a name, newest edition
    first; ``bio`` is their biography and ``bio_edition`` the key of the edition that it was given
    in, None for the record's own; ``bios`` maps the key of an edition to the biographies given
    there that are neither that one nor shown on the page of a talk.
    """

    orcid: Orcid | None
    homepages: tuple[WebUrl, ...]
    bio: RichText | None
    bio_edition: str | None
    bios: dict[str, tuple[RichText, ...]]


def profile_of(catalogue: Catalogue, person: Person) -> Profile:
    """Return what is known of *person*; the newest edition's word counts where there is no own."""
    orcid, bio, bio_edition = person.orcid, person.bio, None
    homepages = dict.fromkeys([person.url] if person.url else [])
    bios: dict[str, dict[RichText, None]] = {}
    for edition, found in credits_by_edition(catalogue, person):
        for role, _, contribution in found:
            orcid = orcid or contribution.orcid
            if contribution.url:
                homepages.setdefault(contribution.url)
            if contribution.bio:
                if bio is None:
                    bio, bio_edition = contribution.bio, edition.key
                if contribution.bio != bio and role != "speaker":
                    bios.setdefault(edition.key, {}).setdefault(contribution.bio)
    others = {key: tuple(texts) for key, texts in bios.items()}
    return Profile(orcid, tuple(homepages), bio, bio_edition, others)
