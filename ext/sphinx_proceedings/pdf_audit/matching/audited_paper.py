"""What a record says of its paper, prepared for comparing with a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_proceedings.model.records.papers import ResourceType
from sphinx_proceedings.model.records.pdf_decisions import PdfState
from sphinx_proceedings.model.richtext import to_plain
from sphinx_proceedings.pdf_audit.reading.letters import letters, split_words

if TYPE_CHECKING:
    from sphinx_proceedings.loading.files.file_checks import UnusablePdf
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.model.richtext import Node, RichText
    from sphinx_proceedings.model.values.names import PersonName


@dataclass(frozen=True)
class AuditedPaper:
    """A paper of an edition; hashed and compared by identity of its record's key."""

    paper: Paper
    lost: UnusablePdf | None = None
    """A PDF that the record names and that is not there or cannot be used."""

    def __hash__(self) -> int:
        return hash(self.paper.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AuditedPaper) and other.paper.key == self.paper.key

    @property
    def id(self) -> str:
        """Id of the record."""
        return str(self.paper.id)

    @cached_property
    def title(self) -> str:
        """Title in plain text."""
        return to_plain(self.paper.title)

    @cached_property
    def full_title(self) -> str:
        """Title with subtitle in plain text."""
        subtitle = self.paper.subtitle
        return f"{self.title}: {to_plain(subtitle)}" if subtitle else self.title

    @cached_property
    def title_forms(self) -> tuple[tuple[str, ...], ...]:
        """The title as letters with and without the subtitle, taken apart where it has maths."""
        alone = segments(self.paper.title)
        if self.paper.subtitle is None:
            return (alone,)
        subtitle = segments(self.paper.subtitle)
        return ((*alone, *subtitle), alone)

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """The words of title and subtitle as letters."""
        return tuple(split_words(self.full_title))

    @cached_property
    def persons(self) -> tuple[PersonName, ...]:
        """The names of the authors that are persons, in order."""
        return tuple(author.name for author in self.paper.authors if author.is_person)

    @property
    def is_anonymous(self) -> bool:
        """Whether the record itself withholds the names."""
        return any(author.kind == "anonymous" for author in self.paper.authors)

    @cached_property
    def abstract_words(self) -> tuple[str, ...]:
        """The words of the abstract as letters."""
        abstract = self.paper.abstract
        return tuple(split_words(to_plain(abstract))) if abstract else ()

    @cached_property
    def resource(self) -> tuple[int, str] | None:
        """The resource that is the paper's own PDF: its place in the list and its file."""
        for index, resource in enumerate(self.paper.resources):
            if resource.type is ResourceType.PDF and resource.file:
                return index, resource.file
        return None

    @property
    def file(self) -> str:
        """The paper's own PDF below the edition's folder; empty when it has none."""
        return self.resource[1] if self.resource else (self.lost.name if self.lost else "")

    @property
    def is_awaited(self) -> bool:
        """Whether the record says that its PDF is still to come."""
        said = self.paper.pdf is PdfState.AWAITED
        return self.lost.is_awaited if self.lost else said


def segments(title: RichText) -> tuple[str, ...]:
    """Return the letters of a title, apart at its maths, which PDFs spell in many ways."""
    parts: list[list[str]] = [[]]

    def walk(node: Node) -> None:
        if node.kind in {"math", "superscript", "subscript"}:
            parts.append([])
            return
        elif node.kind in {"soft_break", "hard_break"}:
            parts[-1].append(" ")
        elif node.text:
            parts[-1].append(node.text)
        for child in node.children:
            walk(child)

    walk(title.tree)
    found = tuple(made for part in parts if (made := letters("".join(part))))
    return found or (letters(to_plain(title)),)
