"""The domain ``proc``: what roles refer to, what objects.inv offers, which pages show data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from sphinx_proceedings.model.addresses import Addressable, address
from sphinx_proceedings.model.catalogue import Catalogue
from sphinx_proceedings.model.keywords import Keyword
from sphinx_proceedings.model.publication.titles import title_of
from sphinx_proceedings.model.records.editions import Edition, Series
from sphinx_proceedings.model.records.people import Person
from sphinx_proceedings.sphinx.builders import has_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

V = TypeVar("V", bound="View")


class View(Protocol):
    """What is made once a build of its application."""

    @classmethod
    def from_app(cls, app: Sphinx) -> Self:
        """Make it for the build of an application."""


ROLES = ("paper", "talk", "panel", "session", "person", "edition", "series", "keyword")


def inventory_name(record: Addressable) -> str:
    """Return the name under which a record is in objects.inv: what a role's target looks like."""
    if isinstance(record, Person | Keyword):
        return str(record.id)
    if isinstance(record, Edition | Series):
        return record.key
    return f"{record.edition_key}/{record.id}"


def edition_of_page(catalogue: Catalogue, docname: str) -> Edition | None:
    """Return the edition that a page lies in by its path, if any."""
    return catalogue.editions.get("/".join(docname.split("/")[:2]))


class ProceedingsDomain(Domain):
    """Proceedings.

    The Catalogue is held on the instance: in ``data`` it would be pickled in every worker.
    ``data["pages"]`` maps the pages that show data to the digest of the data they were read with.
    """

    name = "proc"
    label = "Proceedings"
    object_types: ClassVar[dict[str, ObjType]] = {role: ObjType(role, role) for role in ROLES}
    roles = {  # noqa: RUF012 - Sphinx's own type
        role: XRefRole(innernodeclass=nodes.inline, warn_dangling=True)  # titles are no code
        for role in ROLES
    }
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}}
    dangling_warnings = {  # noqa: RUF012 - Sphinx's own type
        role: f"there is no {role} %(target)r in the data; correct the id or add the record"
        for role in ROLES
    }
    data_version = 1

    _catalogue: Catalogue | None = None
    _digest: str = ""

    @classmethod
    def of(cls, env: BuildEnvironment) -> ProceedingsDomain:
        """Return the domain of an environment."""
        return cast("ProceedingsDomain", env.get_domain(cls.name))

    def set_catalogue(self, catalogue: Catalogue, digest: str) -> None:
        """Take the Catalogue of this build and the digest of the files it was made from."""
        self._catalogue = catalogue
        self._digest = digest
        self._views: dict[type, object] = {}

    def view(self, kind: type[V], app: Sphinx) -> V:
        """Return this build's one object of *kind*, made of *app* when first asked for.

        It lives as long as the Catalogue, and like it must not be pickled.
        """
        found = self._views.get(kind)
        if not isinstance(found, kind):
            found = self._views[kind] = kind.from_app(app)
        return found

    @property
    def catalogue(self) -> Catalogue:
        """The Catalogue of this build."""
        if self._catalogue is None:
            msg = "the Catalogue is asked for before builder-inited"
            raise RuntimeError(msg)
        return self._catalogue

    @property
    def pages(self) -> dict[str, str]:
        """Pages that show data, with the digest of the data they were read with."""
        return cast("dict[str, str]", self.data["pages"])

    def note_page(self, docname: str) -> None:
        """Remember that a page shows data."""
        self.pages[docname] = self._digest

    def outdated(self) -> list[str]:
        """Return the pages that were read with other data."""
        return sorted(name for name, digest in self.pages.items() if digest != self._digest)

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is removed or read again."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over from a worker what it noted of the pages that it read."""
        self.pages.update(
            (name, digest) for name, digest in otherdata["pages"].items() if name in docnames
        )

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Remember pages with roles of ours; directives note theirs themselves."""
        del env
        for node in document.findall(addnodes.pending_xref):
            if node.get("refdomain") == self.name:
                self.note_page(docname)
                return

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve a role; a short id belongs to the edition that the page lies in."""
        edition = edition_of_page(self.catalogue, fromdocname)
        record = self.catalogue.resolve(typ, target, edition.key if edition else None)
        if record is None:
            return None
        place = address(record)
        title = title_of(record)
        if not node["refexplicit"]:
            contnode = nodes.inline(title, title, classes=["xref", "proc", f"proc-{typ}"])
        if self.catalogue.get(record.key) is None:  # in the data, but not in this build
            base = str(env.config.html_baseurl or "").rstrip("/")
            if not base:
                return cast("nodes.reference", contnode)
            return nodes.reference("", "", contnode, refuri=f"{base}/{place.uri()}", internal=False)
        if has_records(builder) or place.page in env.found_docs:
            return make_refnode(builder, fromdocname, place.page, place.anchor, contnode, title)
        # Elsewhere the record has no page; the text stands for itself.
        return cast("nodes.reference", contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve ``any`` through full ids only; short ones would be guesses."""
        if "/" not in target and target not in self.catalogue.people:
            return []
        found = []
        for role in ROLES:
            if role == "keyword" or self.catalogue.resolve(role, target) is None:
                continue
            reference = self.resolve_xref(env, fromdocname, builder, role, target, node, contnode)
            if reference is not None:
                found.append((f"proc:{role}", reference))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every record for objects.inv: other projects link to it with intersphinx."""
        catalogue = self.catalogue
        tables: Sequence[tuple[str, Sequence[Addressable]]] = (
            ("series", tuple(catalogue.series.values())),
            ("edition", tuple(catalogue.editions.values())),
            ("paper", tuple(catalogue.papers.values())),
            ("talk", tuple(catalogue.talks.values())),
            ("panel", tuple(catalogue.panels.values())),
            ("session", tuple(catalogue.sessions.values())),
            ("person", tuple(catalogue.people.values())),
            ("keyword", tuple(catalogue.keywords.values())),
        )
        for role, records in tables:
            for record in records:
                place = address(record)
                yield inventory_name(record), title_of(record), role, place.page, place.anchor, 1

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Return the name that intersphinx looks for."""
        target = node.get("reftarget")
        return str(target) if target else None
