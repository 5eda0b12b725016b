"""What an exporter is: its protocol, what it is asked for, and what it may ask in turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable
from urllib.parse import quote

from sphinx_proceedings.model.addresses import Addressable, address
from sphinx_proceedings.model.records.papers import Paper, Talk
from sphinx_proceedings.model.views.arrangement import ordered

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.model.records.editions import Edition


T = TypeVar("T")


class Scope(StrEnum):
    """How much is exported at once."""

    PAPER = "paper"
    """One paper, or one talk."""
    EDITION = "edition"
    """One edition with all its papers."""
    SITE = "site"
    """All editions."""


class ExportError(ValueError):
    """A selection that a format cannot say; the message tells a user what to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is to be exported; papers stand in the order of their table of contents."""

    scope: Scope
    editions: tuple[Edition, ...]
    papers: tuple[Paper, ...] = ()
    talks: tuple[Talk, ...] = ()

    @classmethod
    def of_record(cls, catalogue: Catalogue, record: Paper | Talk) -> Selection:
        """Select one paper or talk."""
        editions = (catalogue.edition_of(record),)
        if isinstance(record, Paper):
            return cls(scope=Scope.PAPER, editions=editions, papers=(record,))
        return cls(scope=Scope.PAPER, editions=editions, talks=(record,))

    @classmethod
    def of_edition(cls, catalogue: Catalogue, edition: Edition) -> Selection:
        """Select one edition."""
        return cls(
            scope=Scope.EDITION,
            editions=(edition,),
            papers=ordered(catalogue, edition),
            talks=edition.talks,
        )

    @classmethod
    def of_site(cls, catalogue: Catalogue) -> Selection:
        """Select everything, by series and year."""
        editions = tuple(catalogue.editions.values())
        return cls(
            scope=Scope.SITE,
            editions=editions,
            papers=tuple(p for edition in editions for p in ordered(catalogue, edition)),
            talks=tuple(talk for edition in editions for talk in edition.talks),
        )

    def parts(self, catalogue: Catalogue) -> tuple[Selection, ...]:
        """Return what this holds edition by edition, in order; itself if it is no more than one."""
        if self.scope is not Scope.SITE:
            return (self,)
        return tuple(Selection.of_edition(catalogue, edition) for edition in self.editions)

    @property
    def records(self) -> tuple[Paper | Talk, ...]:
        """What a list of references holds: the papers, or the one talk that was asked for."""
        return self.talks if self.scope is Scope.PAPER and not self.papers else self.papers

    @property
    def key(self) -> str:
        """Its scope and what it holds: no other selection of a catalogue has it."""
        return f"{self.scope.value} {self.label}"

    @property
    def stem(self) -> str:
        """Where an export is filed, without its ending: ``enlsp/2022/enlsp-2022``."""
        if self.scope is Scope.SITE:
            return "site/site"
        edition = self.editions[0]
        name = edition.key.replace("/", "-")
        if self.scope is Scope.EDITION:
            return f"{edition.key}/{name}"
        record = self.records[0]
        folder = record.key.removeprefix(f"{edition.key}/").partition("/")[0]
        return f"{edition.key}/{folder}/{name}-{record.id}"

    @property
    def label(self) -> str:
        """What was selected, for messages: a key of the catalogue, or ``the site``."""
        if self.scope is Scope.SITE:
            return "the site"
        return self.editions[0].key if self.scope is Scope.EDITION else self.records[0].key


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """What every format may ask: the records, and where they are published."""

    catalogue: Catalogue
    base_url: str | None = None
    """Public address of the site; without it there are no absolute addresses."""
    page_suffix: str = ".html"
    """Ending of page addresses."""
    says_places: bool = True
    """Whether validation errors say where in the data files they are: those are read for it."""
    generated_at: dt.datetime | None = None
    """The moment an export says it was generated, aware; never a clock's."""

    options: Mapping[str, str] = field(default_factory=dict)
    """What a format asks for besides the data, such as who deposits; each format names its own."""
    _memos: dict[Callable[..., Any], dict[str, Any]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def memo(self, function: Callable[..., T]) -> dict[str, T]:
        """Return what `memo.memoized` keeps of *function*: its results by the keys of subjects."""
        return self._memos.setdefault(function, {})

    def forget(self, module: str) -> None:
        """Forget what functions of *module* have computed: nobody will ask them again."""
        for function in [f for f in self._memos if f.__module__ == module]:
            del self._memos[function]

    def stamp(self, edition: Edition) -> dt.datetime:
        """Return the moment that *edition*'s exports say they were generated, in UTC.

        Without `generated_at`, it is midnight of the day of publication, or of the event.
        """
        if self.generated_at is not None:
            return self.generated_at.astimezone(dt.UTC)
        day = self.catalogue.published_edition(edition).day
        return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)

    def url(self, record: Addressable) -> str | None:
        """Return the absolute address of a record's page, None when the site has none."""
        return self.absolute(address(record).uri(self.page_suffix))

    def file_url(self, edition_key: str, name: str) -> str | None:
        """Return the absolute address of a file of an edition; it lies beside the pages."""
        return self.absolute(f"{edition_key}/{quote(name)}")

    def absolute(self, path: str) -> str | None:
        """Return the absolute address of a path below the site's root."""
        return f"{self.base_url.rstrip('/')}/{path}" if self.base_url else None


@runtime_checkable
class Exporter(Protocol):
    """One format. An entry point of the group `registry.GROUP` names an object like this."""

    @property
    def name(self) -> str:
        """Short name, as on the command line: ``bibtex``; the same as the entry point's."""

    @property
    def title(self) -> str:
        """Name for readers: ``BibTeX``."""

    @property
    def media_type(self) -> str:
        """Type of the content: ``application/x-bibtex``."""

    @property
    def suffix(self) -> str:
        """Ending of file names: ``.bib``."""

    @property
    def scopes(self) -> frozenset[Scope]:
        """What can be exported at once."""

    @property
    def options(self) -> Mapping[str, str]:
        """Names of the `ExportContext.options` that it reads, and what each is."""

    def export(self, context: ExportContext, selection: Selection) -> bytes:
        """Return the file: a pure function, the same bytes for the same data.

        Raises:
            ExportError: the selection cannot be said in this format.
        """

    def validation_errors(self, context: ExportContext, selection: Selection) -> list[str]:
        """Say what stands in the way of an export or is left out of it, a sentence each."""


def no_validation_errors(_context: ExportContext, _selection: Selection) -> list[str]:
    """Return no refusal: the format can say everything."""
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An `Exporter` made of a function that writes; checks the selection before it does."""

    name: str
    title: str
    media_type: str
    suffix: str
    scopes: frozenset[Scope]
    write: Callable[[ExportContext, Selection], bytes]
    joins_files: bool = False
    """Whether the file of a paper stands, as it is, in those of its edition and of the site."""
    entries: Callable[[ExportContext, Selection, Paper], tuple[bytes, ...]] | None = None
    """What a file says of one paper, with what tells it from others: see `entries_of`."""
    reads_abstracts: bool = True
    """Whether files of editions, or of the site, have something of the abstracts of papers."""
    validate: Callable[[ExportContext, Selection], list[str]] = no_validation_errors
    options: Mapping[str, str] = field(default_factory=dict)

    def export(self, context: ExportContext, selection: Selection) -> bytes:
        """Return the file; see `Exporter.export`."""
        if selection.scope not in self.scopes:
            known = ", ".join(sorted(self.scopes))
            raise ExportError(
                f"{self.title} is not made for {selection.label}: it covers one {known} at a time"
            )
        if not selection.editions:
            raise ExportError(f"there is no edition to write as {self.title}; add one to the data")
        return self.write(context, selection)

    def entries_of(
        self, context: ExportContext, selection: Selection, paper: Paper
    ) -> tuple[bytes, ...] | None:
        """Return the parts of the file of *selection* that depend on the abstract of *paper*.

        Each is as it stands there (in what is packed: unpacked), with whatever tells it from the
        same of another paper. None where nobody can tell: the file has to be made anew.
        """
        if not self.reads_abstracts:
            return ()
        if self.joins_files:
            try:
                return (self.write(context, Selection.of_record(context.catalogue, paper)),)
            except ExportError:
                return None
        return self.entries(context, selection, paper) if self.entries else None

    def validation_errors(self, context: ExportContext, selection: Selection) -> list[str]:
        """Say what cannot be exported; see `Exporter.validation_errors`."""
        return self.validate(context, selection)


ALL_SCOPES = frozenset(Scope)
