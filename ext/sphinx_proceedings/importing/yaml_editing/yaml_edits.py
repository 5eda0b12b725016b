"""Change a YAML text so that it holds a new value, touching only what differs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sphinx_proceedings.importing.yaml_editing import yaml_writing as writing
from sphinx_proceedings.importing.yaml_editing.yaml_nodes import YamlNode, read_nodes
from sphinx_proceedings.loading.yaml.yaml_text import read_text


class YamlEditError(ValueError):
    """A text that cannot be changed at places without changing more; says where and why."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters *start* up to *end* are replaced."""

    start: int
    end: int
    new: str


def as_text(value: Any) -> Any:
    """Return plain data as the loader reads it: every scalar is text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {name: as_text(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(inner) for inner in value]
    return value if isinstance(value, str) else str(value)


def changed(text: str, new: dict[str, Any], name: str) -> str:
    """Return *text*, the content of the file *name*, with the values of *new* in it.

    Texts that differ in where their lines end only are left as they are, as are the comments and
    the layout of everything that does not change. What comes of it is read again and compared.

    Raises:
        YamlEditError: the result would not be what was wanted, so that nothing may be written.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix("\ufeff")
    windows = "\r\n" in body
    body = body.replace("\r\n", "\n")
    if body and not body.endswith("\n"):
        body += "\n"
    root = read_nodes(body)
    if root.plain == as_text(new):
        return text
    editor = _Editor(body)
    if not root.entries:
        made = f"{body}{writing.block_mapping(new, 0)}\n"
    else:
        editor.edit(root, new)
        made = editor.applied()
    document = read_text(made, name)
    left = [problem for problem in document.problems if problem.severity.value == "error"]
    if left or not _equal(document.value or {}, as_text(new)):
        reason = str(left[0]) if left else f"{name}: the change cannot be made at its place"
        raise YamlEditError(f"{reason}; write the part in another way, then import again")
    return bom + (made.replace("\n", "\r\n") if windows else made)


def _equal(one: Any, other: Any) -> bool:
    """Whether two values agree but for the layout of long texts."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one == other or one.split() == other.split()
    return bool(one == other)


class _Editor:
    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []

    def applied(self) -> str:
        pieces, at = [], 0
        for edit in sorted(self.edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start < at:
                raise YamlEditError("two changes meet at one place")
            pieces += [self.text[at : edit.start], edit.new]
            at = edit.end
        return "".join([*pieces, self.text[at:]])

    def put(self, start: int, end: int, new: str) -> None:
        self.edits.append(Edit(start, end, new))

    def column(self, at: int) -> int:
        return at - (self.text.rfind("\n", 0, at) + 1)

    def line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def next_line(self, at: int) -> int:
        return min(self.line_end(at) + 1, len(self.text))

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    # Mappings

    def edit(self, node: YamlNode, new: dict[str, Any]) -> None:
        """Make the mapping at *node* hold *new*."""
        if node.flow:
            self._rewrite_flow(node, new)
            return
        entries = node.entries or []
        indent = self.column(entries[0][0].start)
        kept = [(key, value) for key, value in entries if str(key.text) in new or value.blank]
        if not kept or kept[0][0] is not entries[0][0]:
            self._replace_block(node, new, indent)
            return
        for key, value in entries:
            name = str(key.text)
            if name not in new:
                if not value.blank:
                    self._remove(key, value)
            elif value.blank or not _equal(value.plain, as_text(new[name])):
                self._edit_value(key, value, new[name], indent)
        self._insert(kept, new, indent)

    def _replace_block(self, node: YamlNode, new: dict[str, Any], indent: int) -> None:
        self.put(node.start, node.end, writing.block_mapping(new, indent).lstrip(" "))

    def _remove(self, key: YamlNode, value: YamlNode) -> None:
        """Take out the lines of an entry that is not the first of its mapping."""
        self.put(self.line_start(key.start), self.next_line(max(value.end, key.end)), "")

    def _edit_value(self, key: YamlNode, value: YamlNode, new: Any, indent: int) -> None:
        name = str(key.text)
        if value.entries and isinstance(new, dict) and new:
            self.edit(value, new)
            return
        if value.items and isinstance(new, list) and new:
            if not value.flow:
                self._edit_list(value, new, name)
                return
            if self._edit_flow_list(value, new):
                return
        colon = self.text.index(":", key.end)
        made = writing.behind_key(name, new, indent, self.column(colon) + 1)
        self.put(colon + 1, max(value.end, colon + 1), made)

    def _insert(
        self, kept: list[tuple[YamlNode, YamlNode]], new: dict[str, Any], indent: int
    ) -> None:
        """Add the entries that are not there, each behind what comes before it in the data."""
        kind = writing.kind_of(new)
        there = {str(key.text) for key, _ in kept}
        added: dict[int, list[str]] = {}
        for name, value in writing.in_order(
            {k: v for k, v in new.items() if k not in there}
        ).items():
            rank = writing.rank(name, kind)
            before = [
                index
                for index, (key, _) in enumerate(kept)
                if writing.rank(str(key.text), kind) <= rank
            ]
            place = before[-1] if before else 0
            added.setdefault(place, []).append(writing.entry(name, value, indent))
        for place, lines in added.items():
            key, value = kept[place]
            at = self.next_line(max(value.end, key.end))
            self.put(at, at, "".join(f"{line}\n" for line in lines))

    def _rewrite_flow(self, node: YamlNode, new: dict[str, Any]) -> None:
        """Change a mapping in braces in place; write it anew when it would get too long."""
        inner = _Editor(self.text)
        entries = node.entries or []
        there = {str(key.text): (key, value) for key, value in entries}
        simple = all(name in new for name in there)
        for name, (_, value) in there.items():
            if name in new and not _equal(value.plain, as_text(new[name])):
                inner.put(value.start, value.end, writing.flow(new[name]))
        for name, value in writing.in_order(new).items():
            if name not in there:
                rank = writing.rank(name)
                before = [k for k in there if writing.rank(k) <= rank]
                at = there[before[-1]][1].end if before else node.start + 1
                written = f"{writing.scalar(name)}: {writing.flow(value)}"
                inner.put(at, at, f", {written}" if before else f"{written}, ")
        width = self.column(node.start) + (node.end - node.start)
        grown = width + sum(len(edit.new) - (edit.end - edit.start) for edit in inner.edits)
        if simple and entries and (grown <= writing.WIDTH or grown <= width):
            self.edits += inner.edits
            return
        line = writing.flow(new)
        column = self.column(node.start)
        item = self.text[self.line_start(node.start) : node.start].lstrip(" ") == "- "
        if item and column + len(line) > writing.WIDTH:
            line = writing.block_mapping(new, column).lstrip(" ")
        self.put(node.start, node.end, line)

    # Lists

    def _edit_list(self, node: YamlNode, new: list[Any], name: str) -> None:
        """Make the block list at *node* hold *new*: items are changed, added and cut whole."""
        items = node.items or []
        old_ids = [_identity(item.plain) for item in items]
        new_ids = [_identity(as_text(item)) for item in new]
        dashes = [self._dash(item) for item in items]
        indent = self.column(dashes[0])
        separated = name in writing.SEPARATED and (len(items) < 2 or self._is_separated(dashes[1]))
        gap = "\n" if separated else ""
        matcher = SequenceMatcher(None, old_ids, new_ids, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            changed_in_place = i2 - i1 == j2 - j1 and not old_ids[i1].startswith("id=")
            if tag == "equal" or (tag == "replace" and changed_in_place):
                for item, value in zip(items[i1:i2], new[j1:j2], strict=True):
                    self._edit_item(item, value)
                continue
            if tag in ("insert", "replace"):
                record = name in writing.SEPARATED
                texts = [writing.item(value, indent, record=record) for value in new[j1:j2]]
                if i1 == 0:
                    at = self._with_comments(dashes[0])
                    self.put(at, at, "".join(f"{text}\n{gap}" for text in texts))
                else:
                    at = self.next_line(items[i1 - 1].end)
                    self.put(at, at, "".join(f"{gap}{text}\n" for text in texts))
            if tag in ("delete", "replace"):
                for index in range(i1, i2):
                    last = i2 == len(items)
                    start = (
                        self.next_line(items[index - 1].end)
                        if index and last
                        else self._with_comments(dashes[index])
                    )
                    self._cut_item(items[index], start, last=last)

    def _edit_flow_list(self, node: YamlNode, new: list[Any]) -> bool:
        """Change a list in brackets, in brackets again; False when it would get too long."""
        items = node.items or []
        if len(items) == len(new):
            inner = _Editor(self.text)
            for item, value in zip(items, new, strict=True):
                if _equal(item.plain, as_text(value)):
                    continue
                if item.entries and isinstance(value, dict):
                    inner.edit(item, value)
                else:
                    inner.put(item.start, item.end, writing.flow(value))
            grown = sum(len(edit.new) - (edit.end - edit.start) for edit in inner.edits)
            if self.column(node.end) + grown <= max(writing.WIDTH, self.column(node.end)):
                self.edits += inner.edits
                return True
        line = writing.flow(new)
        plain = not any(isinstance(value, dict) for value in new)
        if plain or self.column(node.start) + len(line) > writing.WIDTH:
            return False
        self.put(node.start, node.end, line)
        return True

    def _edit_item(self, item: YamlNode, new: Any) -> None:
        if _equal(item.plain, as_text(new)):
            return
        if item.entries and isinstance(new, dict):
            self.edit(item, new)
            return
        column = self.column(item.start)
        made = writing.item(new, max(column - 2, 0)).lstrip(" ").removeprefix("- ")
        self.put(item.start, item.end, made)

    def _dash(self, item: YamlNode) -> int:
        """Return where the dash of an item stands."""
        at = len(self.text[: item.start].rstrip()) - 1
        if at < 0 or self.text[at] != "-":
            line = self.text.count("\n", 0, item.start) + 1
            raise YamlEditError(f"line {line}: a comment stands between a dash and its item")
        return at

    def _is_separated(self, dash: int) -> bool:
        before = self.text[: self.line_start(dash)]
        lines = before.split("\n")
        while len(lines) > 1 and lines[-2].lstrip().startswith("#"):
            lines.pop(-2)
        return len(lines) > 1 and not lines[-2].strip()

    def _with_comments(self, dash: int) -> int:
        """Return where an item begins, with the comments right above it."""
        start = self.line_start(dash)
        while start:
            above = self.line_start(start - 1)
            if not self.text[above : start - 1].lstrip().startswith("#"):
                break
            start = above
        return start

    def _cut_item(self, item: YamlNode, start: int, *, last: bool) -> None:
        """Cut an item from *start*, and the empty lines behind it.

        The last items of a list are cut from the end of the one before, and what stands behind
        the list stays.
        """
        end = self.next_line(item.end)
        while not last and end < len(self.text) and not self.text[end : self.line_end(end)].strip():
            end = self.next_line(end)
        self.put(start, end, "")


def _identity(value: Any) -> str:
    """Return what makes an item of a list the same before and after a change."""
    if isinstance(value, dict):
        for name in ("id", "name", "url", "file", "role", "title"):
            if name in value:
                return f"{name}={json.dumps(value[name], ensure_ascii=False, sort_keys=True)}"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
