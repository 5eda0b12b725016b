"""Addresses that were and lead elsewhere now: of former sites, with whatever ending they had."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_proceedings.model.records.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition
    from sphinx_proceedings.model.records.papers import Paper, Talk


class OldAddress(NamedTuple):
    """What was asked for, from the root of the site, and the page that it leads to.

    ``path`` has its ending, if it had one other than ``.html``. ``page`` is the name of the page
    that a static host serves there: of a path with an ending, the index of a folder of that name.
    """

    path: str
    target: str
    listed: bool = True
    """Whether files that list redirects name it: not where the address is a former name."""

    @property
    def page(self) -> str:
        """The name of the page that leads on."""
        folder, _, name = self.path.rpartition("/")
        if not name:
            return f"{folder}/index"
        return f"{self.path}/index" if "." in name else self.path


def from_root(edition: Edition, address: str) -> str:
    """Return an address of a redirect from the root of the site, without ``.html``."""
    path = address[1:] if address.startswith("/") else f"{edition.key}/{address}"
    return path.removesuffix(".html")


def old_addresses(catalogue: Catalogue) -> Iterator[OldAddress]:
    """Yield the old addresses of renamed records and people, and those that editions name."""
    records: tuple[Paper | Talk | Person, ...] = (
        *catalogue.papers.values(),
        *catalogue.talks.values(),
        *catalogue.people.values(),
    )
    for record in records:
        folder, _, _ = record.key.rpartition("/")
        for old in record.former_ids:
            yield OldAddress(f"{folder}/{old}", record.key)
        for name in record.former_names if isinstance(record, Person) else ():
            if name.slug not in catalogue.people:
                yield OldAddress(f"{folder}/{name.slug}", record.key, listed=False)
    for edition in catalogue.editions.values():
        for redirect in edition.redirects:
            target = from_root(edition, redirect.new)
            yield OldAddress(from_root(edition, redirect.old), target)
