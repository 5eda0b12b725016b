"""Check the RO-Crate metadata of an archive against the files that it describes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from sphinx_proceedings.archive.crate import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def crate_findings(
    sizes: Mapping[str, int], read: Callable[[str], bytes]
) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong); *sizes* are the files of the crate with their bytes."""
    if DESCRIPTOR not in sizes:
        yield DESCRIPTOR, "is missing: nothing says what the files are"
        return
    content = read(DESCRIPTOR)
    if not content:  # it is damaged, which was said
        return
    try:
        graph = json.loads(content.decode("utf-8"))["@graph"]
        entities = {str(entity["@id"]): entity for entity in graph}
    except (ValueError, KeyError, TypeError, RecursionError) as failure:
        yield DESCRIPTOR, f"is no RO-Crate metadata: {failure}"
        return
    about = _target(entities.get(DESCRIPTOR, {}).get("about"))
    if about != "./" or about not in entities:
        yield DESCRIPTOR, "does not say that it is about the root data entity ./"
        return
    described = set()
    for name, entity in entities.items():
        types = entity.get("@type", [])
        if "File" not in ([types] if isinstance(types, str) else types) or urlsplit(name).scheme:
            continue
        path = unquote(name.removeprefix("./"))
        described.add(path)
        if path not in sizes:
            yield DESCRIPTOR, f"describes {path}, which is not in the archive"
        elif str(entity.get("contentSize", sizes[path])) != str(sizes[path]):
            said = entity["contentSize"]
            yield DESCRIPTOR, f"says that {path} has {said} bytes, but it has {sizes[path]}"
    for name, entity in entities.items():
        for part in _targets(entity.get("hasPart")):
            if part not in entities:
                yield DESCRIPTOR, f"{name} has a part {part} that is described nowhere"


def _target(value: Any) -> str | None:
    return str(value["@id"]) if isinstance(value, dict) and "@id" in value else None


def _targets(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        target = _target(part)
        if target is not None:
            yield target
