"""RichText, the value of titles, abstracts, bios, overviews and calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from markdown_it.token import Token
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from sphinx_proceedings.model.richtext.node import Node, Packed, TreeStore, pack, unpack
from sphinx_proceedings.model.richtext.references import Reference
from sphinx_proceedings.model.richtext.source import MAX_LENGTH, check_nesting, clean, escape
from sphinx_proceedings.model.richtext.syntax import tokenize
from sphinx_proceedings.model.richtext.tree import (
    UNCONVERTED,
    is_plain,
    merged,
    plain_tree,
    read_tree,
)

_MARKUP: Final = (
    "*emphasis*, **strong**, `code`, H~2~O, x^2^, $maths$, [links](https://…), roles such as "
    "{paper}`id` or {person}`shown text <id>`, and {nocase}`BERT` for capitals to keep."
)
_DESCRIPTIONS: Final = {
    True: f"One paragraph of text, with {_MARKUP}",
    False: f"Text in paragraphs, with lists, quotations, {_MARKUP}",
}
_RULE = r":?-+:?[ \t]*"
_SECTIONS = re.compile(
    r"^ {0,3}(?:#{1,6}[ \t]+\S.*"
    rf"|\|?[ \t]*{_RULE}(?:\|[ \t]*{_RULE})+\|?|\|[ \t]*{_RULE}\|)[ \t]*$",
    re.MULTILINE,
)
"""A heading, or the line below the head of a table."""


class RichText:
    """A checked text; make one with :meth:`parse`, render it with the functions of this package.

    Immutable; equal and hashed by its source and by whether it is inline. The tree of a text
    without markup is made when it is first asked for; any other was made by the check and is kept.

    Not a dataclass, since pydantic would take one apart in the defaults of a JSON schema.
    """

    __slots__ = ("_tree", "inline", "sections", "source")

    source: str
    """The text as written, in NFC, without space around it."""
    inline: bool
    """Whether it is one paragraph, a title say."""
    sections: bool
    """Whether its headings and tables are drawn; elsewhere they stay text."""
    _tree: Node | Packed | None

    def __init__(
        self,
        source: str,
        *,
        inline: bool = False,
        sections: bool = False,
        known: TreeStore | None = None,
    ) -> None:
        # The constructor checks as parse does, so that no unchecked text can exist.
        source = clean(source)
        sections = sections and bool(_SECTIONS.search(source))
        tree: Node | Packed | None = None
        if sections:
            check_nesting(source)
            tree = read_tree(source, inline=False, sections=True)
        elif not is_plain(source, inline=inline):
            tree = known.get(source, inline=inline) if known is not None else None
            if tree is None:
                check_nesting(source)
                tree = read_tree(source, inline=inline)
                if known is not None:
                    known.put(source, pack(tree), inline=inline)
        put = object.__setattr__
        put(self, "source", source)
        put(self, "inline", inline)
        put(self, "sections", sections)
        put(self, "_tree", tree)

    def __setattr__(self, name: str, _value: object) -> None:
        raise AttributeError(f"RichText is immutable, {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"RichText is immutable, {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RichText):
            return NotImplemented
        # A joined text of the same source may have another tree.
        return (
            type(self) is type(other)
            and self.source == other.source
            and self.inline == other.inline
            and self.sections == other.sections
        )

    def __hash__(self) -> int:
        return hash((self.source, self.inline))

    def __repr__(self) -> str:
        return f"RichText({self.source!r}, inline={self.inline})"

    @classmethod
    def parse(
        cls, source: str, *, inline: bool = False, known: TreeStore | None = None
    ) -> RichText:
        """Check a text and return it; ``inline`` texts are one paragraph (titles).

        What is in *known* was checked before.

        Raises:
            RichTextError: the text has characters, markup, links, references or maths that
                cannot be published; it says where and what to do.
        """
        return cls(source, inline=inline, known=known)

    @classmethod
    def from_plain(cls, text: str, *, inline: bool = False) -> RichText:
        """Make a text in which nothing is markup, whatever characters it has."""
        return cls(escape(text), inline=inline)

    @classmethod
    def join(cls, texts: Iterable[RichText], between: str = " ") -> RichText:
        """Put texts of one paragraph one after the other, with the plain text *between* them.

        Their trees are joined: nothing of one text can be read as markup together with another.
        """
        first, *others = texts
        pieces: list[RichText | str] = [first]
        for other in others:
            pieces += (between, other)
        return _Joined(tuple(pieces))

    def with_prefix(self, plain: str) -> RichText:
        """Return this text, of one paragraph, with a plain text in front."""
        return _Joined((plain, self))

    def __bool__(self) -> bool:
        return bool(self.source)

    def __str__(self) -> str:
        return self.source

    def __reduce__(self) -> tuple[Callable[..., RichText], tuple[Any, ...]]:
        return (_again, (self.source, self.inline, self.sections))

    @property
    def tree(self) -> Node:
        """The document node; see :class:`Node` for what each kind carries."""
        tree = self._tree
        if not isinstance(tree, Node):
            tree = plain_tree(self.source, inline=self.inline) if tree is None else unpack(tree)
            object.__setattr__(self, "_tree", tree)
        return tree

    def walk(self) -> Iterator[Node]:
        """Yield every node in reading order."""
        return self.tree.walk()

    @property
    def tokens(self) -> Sequence[Token]:
        """The markdown-it tokens, read anew; mutable, so the caller's own."""
        return tokenize(self.source, inline=self.inline)

    @property
    def undrawn(self) -> str | None:
        """The first heading or table that is printed as typed, for this text takes none."""
        found = None if self.inline or self.sections else _SECTIONS.search(self.source)
        return found[0].strip() if found else None

    @property
    def unconverted(self) -> tuple[tuple[str, str], ...]:
        """The formulas that cannot be set, each with what is wrong; they show as their source."""
        if "$" not in self.source:
            return ()
        return tuple(
            (node.text, node.attrs[UNCONVERTED])
            for node in self.walk()
            if UNCONVERTED in node.attrs
        )

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references to records, in reading order, repeated ones repeated."""
        if "}`" not in self.source:
            return ()
        return tuple(
            Reference(node.attrs["role"], node.attrs["target"], node.text or None)
            for node in self.walk()
            if node.kind == "reference"
        )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return _schema(inline=False)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return _json_schema(inline=False)


class _Joined(RichText):
    """What `RichText.join` makes: its tree is not read from its source, which only describes it."""

    __slots__ = ("_pieces",)

    _pieces: tuple[RichText | str, ...]

    def __init__(self, pieces: tuple[RichText | str, ...]) -> None:
        nodes: list[Node] = []
        sources = []
        for piece in pieces:
            if isinstance(piece, str):
                nodes.append(Node("text", text=piece))
                sources.append(escape(piece))
            elif piece.inline:
                nodes += piece.tree.children
                sources.append(piece.source)
            else:
                raise ValueError("only texts of one paragraph can be joined")
        put = object.__setattr__
        put(self, "source", "".join(sources))
        put(self, "inline", True)
        put(self, "sections", False)
        put(self, "_tree", Node("document", merged(nodes)))
        put(self, "_pieces", pieces)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RichText):
            return NotImplemented
        return isinstance(other, _Joined) and self._pieces == other._pieces

    def __hash__(self) -> int:
        return hash(self._pieces)

    def __reduce__(self) -> tuple[Callable[..., RichText], tuple[Any, ...]]:
        return (_Joined, (self._pieces,))


@dataclass(frozen=True, slots=True)
class _As:
    """Marks a field as inline or block text, the latter perhaps with headings and tables."""

    inline: bool
    sections: bool = False

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return _schema(inline=self.inline, sections=self.sections)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return _json_schema(inline=self.inline, sections=self.sections)


Inline = Annotated[RichText, _As(inline=True)]
"""A field that holds one paragraph: titles, names of sessions, captions."""

Block = Annotated[RichText, _As(inline=False)]
"""A field that holds paragraphs: abstracts, bios."""

Prose = Annotated[RichText, _As(inline=False, sections=True)]
"""A field that holds paragraphs with headings and tables: overviews, calls."""


def _again(source: str, inline: bool, sections: bool) -> RichText:  # noqa: FBT001 - pickle does so
    return RichText(source, inline=inline, sections=sections)


def _schema(*, inline: bool, sections: bool = False) -> CoreSchema:
    def validate(value: Any, info: ValidationInfo) -> RichText:
        if isinstance(value, RichText):
            return value if value.inline == inline else RichText.parse(value.source, inline=inline)
        if not isinstance(value, str):
            raise PydanticKnownError("string_type")
        if not value.strip():
            raise PydanticKnownError("string_too_short", {"min_length": 1})
        known = info.context.get("texts") if isinstance(info.context, dict) else None
        return RichText(value, inline=inline, sections=sections, known=known)

    return core_schema.with_info_plain_validator_function(
        validate,
        serialization=core_schema.plain_serializer_function_ser_schema(
            lambda value: value.source, return_schema=core_schema.str_schema()
        ),
    )


def _json_schema(*, inline: bool, sections: bool = False) -> JsonSchemaValue:
    described = _DESCRIPTIONS[inline]
    if sections:
        described = described.replace("with lists", "with headings, tables, lists")
    return {"type": "string", "maxLength": MAX_LENGTH, "description": described}
