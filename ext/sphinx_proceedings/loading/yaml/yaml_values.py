"""Read the values of clean YAML without positions: half the time of reading both."""

from __future__ import annotations

from typing import Any

import yaml

from sphinx_proceedings.loading.yaml import yaml_text
from sphinx_proceedings.loading.yaml.yaml_messages import sharp_lines

_SCALAR, _ALIAS, _DOCUMENT = yaml.ScalarEvent, yaml.AliasEvent, yaml.DocumentStartEvent
_MAPPING, _SEQUENCE = yaml.MappingStartEvent, yaml.SequenceStartEvent
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class UnclearError(Exception):
    """There is something in the text that `yaml_text.read_text` has to look at."""


def read_values(text: str) -> dict[str, Any]:
    """Return the mapping that a cleaned *text* is, with what `read_text` would have as its value.

    Raises `UnclearError` for whatever `read_text` reports, warns of or leaves out: only then are
    positions needed.
    """
    if sharp_lines(text):
        raise UnclearError
    parser = yaml_text.new_parser(text)
    try:
        return _read(parser.get_event)
    except yaml.YAMLError:
        raise UnclearError from None
    finally:
        parser.dispose()


def _read(next_event: Any) -> dict[str, Any]:  # noqa: C901, PLR0915 - calls are a third more
    most = yaml_text.MAX_NODES
    top: list[Any] = []
    stack: list[Any] = []
    here: Any = top  # the collection that is being read
    key: str | None = None
    keyed = False  # whether it is a mapping
    nodes = documents = 0
    value: Any
    known: dict[str, str] = {}  # one string for all that are equal: a smaller, quicker cache
    while True:
        event = next_event()
        kind = type(event)
        if kind is _SCALAR or kind is _MAPPING or kind is _SEQUENCE:
            nodes += 1
            many = yaml_text.MAX_KEYS if keyed else yaml_text.MAX_ITEMS
            if event.anchor or event.tag or nodes > most or len(here) >= many:
                raise UnclearError
            if kind is _SCALAR:
                text = event.value
                value = known.get(text)
                if value is None:
                    if not text.isprintable() and not text.replace("\n", "").isprintable():
                        raise UnclearError
                    known[text] = value = text
                if keyed and key is None:
                    if value in here:
                        raise UnclearError
                    key = value
                    continue
                if value in ("", "~"):  # nothing at all, perhaps
                    raise UnclearError
            else:
                value = {} if kind is _MAPPING else []
            if not keyed:
                here.append(value)
            elif key is None:  # a collection as a key
                raise UnclearError
            else:
                here[key] = value
                key = None
            if kind is not _SCALAR:
                if len(stack) >= yaml_text.MAX_DEPTH:
                    raise UnclearError
                stack.append(here)
                here, keyed = value, kind is _MAPPING
        elif kind in _ENDS:
            here = stack.pop()
            keyed = type(here) is dict
        elif kind is _ALIAS:
            raise UnclearError
        elif kind is _DOCUMENT:
            documents += 1
        elif kind is yaml.StreamEndEvent:
            if documents != 1 or type(top[0]) is not dict:
                raise UnclearError
            return top[0]
