"""A YAML text as a tree of nodes that know where they begin and end in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

_Parser: Any
try:
    # libyaml, ten times as fast; its stubs do not export the class.
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # a PyYAML built without libyaml reads the same, more slowly
    from yaml import Loader as _Parser


@dataclass(slots=True)
class YamlNode:
    """A scalar, list or mapping; offsets count characters, the end is the one behind the last."""

    start: int
    end: int
    flow: bool = True
    """Whether it is in brackets, or a scalar that is not a block (``|`` or ``>``)."""
    text: str | None = None
    """Value of a scalar."""
    blank: bool = False
    """Whether nothing, or YAML's sign for it, stands there, which the loader reads as absent."""
    items: list[YamlNode] | None = None
    entries: list[tuple[YamlNode, YamlNode]] | None = None
    _plain: Any = field(default=None, repr=False)

    @property
    def plain(self) -> Any:
        """The value as text, lists and mappings only."""
        if self.text is not None:
            return self.text
        if self._plain is None:
            if self.items is not None:
                self._plain = [item.plain for item in self.items]
            else:
                self._plain = {
                    str(key.text): value.plain
                    for key, value in self.entries or ()
                    if not value.blank
                }
        return self._plain

    def value(self, name: str) -> YamlNode | None:
        """Return the value of a key of a mapping."""
        return next((value for key, value in self.entries or () if key.text == name), None)


def read_nodes(text: str) -> YamlNode:
    """Return the root of a YAML text that the loader has read without problems.

    That of an empty text is a mapping without entries.
    """
    parser = _Parser(text)
    try:
        return _Reader(text, parser).document()
    finally:
        parser.dispose()


def _index(mark: Any) -> int:
    return int(mark.index)


class _Reader:
    def __init__(self, text: str, parser: Any) -> None:
        self.text = text
        self.next_event = parser.get_event

    def document(self) -> YamlNode:
        event = self.next_event()
        while not isinstance(event, yaml.DocumentStartEvent):
            if isinstance(event, yaml.StreamEndEvent):
                return YamlNode(len(self.text), len(self.text), entries=[])
            event = self.next_event()
        return self._node(self.next_event())

    def _node(self, event: Any) -> YamlNode:
        start = event.start_mark.index
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, start)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self.next_event(), yaml.SequenceEndEvent):
                items.append(self._node(inner))
            end = _index(inner.end_mark) if event.flow_style or not items else items[-1].end
            return YamlNode(start, end, bool(event.flow_style), items=items)
        entries = []
        while not isinstance(inner := self.next_event(), yaml.MappingEndEvent):
            key = self._node(inner)
            entries.append((key, self._node(self.next_event())))
        end = _index(inner.end_mark) if event.flow_style or not entries else entries[-1][1].end
        return YamlNode(start, end, bool(event.flow_style), entries=entries)

    def _scalar(self, event: Any, start: int) -> YamlNode:
        end = event.end_mark.index
        block = event.style in ("|", ">")
        if block:  # its span runs on over the blank lines behind it, which are not its own
            end = start + len(self.text[start:end].rstrip())
        if not event.value and not event.style:  # a key with nothing behind it
            end = start
        blank = not event.style and event.value in ("", "~")
        return YamlNode(start, end, not block, text=event.value, blank=blank)
