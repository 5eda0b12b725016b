"""What a record inherits is decided in the model: no other room asks the edition in its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "ext/sphinx_proceedings"
OWNERS = {"edition", "series", "volume", "person"}
"""What a record inherits from: names of variables, and of attributes that hold one."""
INHERITED = {
    "archival",
    "date",
    "doi",
    "editors",
    "end_date",
    "isbn",
    "issn",
    "language",
    "licence",
    "number",
    "orcid",
    "place",
    "publisher",
    "start_date",
}
"""Facts that a record has from itself or from one of these."""
_OWNER = rf"(?:\w+\.)*(?:{'|'.join(sorted(OWNERS))})"
_FACT = rf"(?:{'|'.join(sorted(INHERITED))})\b(?!\.|\()"
_IN_TEMPLATE = re.compile(
    rf"\b(?:or|else) {_OWNER}\.{_FACT}|{_OWNER}\.{_FACT} if (?:\w+\.)*volume\b|\.volume else"
)


def inherits(node: ast.expr) -> bool:
    """Whether an expression is a fact of what a record inherits from: ``plan.edition.licence``."""
    if isinstance(node, ast.IfExp):
        return inherits(node.body) or inherits(node.orelse)
    if not isinstance(node, ast.Attribute) or node.attr not in INHERITED:
        return False
    owner = node.value
    name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
    return name in OWNERS


def decisions(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of ``x.fact or edition.fact`` and ``volume.fact if volume else …``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            if any(map(inherits, node.values[1:])):
                yield node.lineno
        elif isinstance(node, ast.IfExp) and inherits(node.orelse):
            yield node.lineno
        elif isinstance(node, ast.IfExp) and inherits(node.body):
            test = ast.unparse(node.test).rpartition(".")[2]
            if test in OWNERS:
                yield node.lineno


def found(repository: Path) -> list[str]:
    """Every place outside the model where an inherited fact is decided."""
    top = repository / PACKAGE
    places = []
    for module in sorted(top.rglob("*.py")):
        name = module.relative_to(top).as_posix()
        # Rules of `loading` and `checks` are about what the data itself says.
        if name.partition("/")[0] not in {"model", "loading", "checks"}:
            tree = ast.parse(module.read_text(encoding="utf-8"))
            places += [f"{name}:{line}" for line in decisions(tree)]
    for template in sorted(top.rglob("*.html")):
        lines = template.read_text(encoding="utf-8").splitlines()
        name = template.relative_to(top).as_posix()
        places += [f"{name}:{n}" for n, line in enumerate(lines, 1) if _IN_TEMPLATE.search(line)]
    return places


def test_no_room_but_the_model_decides_what_is_inherited(repository: Path):
    assert found(repository) == []


@pytest.mark.parametrize(
    "source",
    [
        "paper.licence or edition.licence",
        "str(talk.language or self.edition.language)",
        "(edition.volume.date if edition.volume else None) or edition.start_date",
        "volume.publisher if volume else None",
        "own if own is not None else plan.edition.archival",
        "contribution.orcid or (person.orcid if person else None)",
    ],
)
def test_a_decision_is_found(source: str):
    assert list(decisions(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "edition.speakers or edition.talks",
        "published.licence or nothing",
        "edition.licence",
        "edition.mode.value if edition.mode else None",
        "edition.start_date.isoformat() if edition.start_date else None",
    ],
)
def test_what_decides_nothing_is_left_alone(source: str):
    assert list(decisions(ast.parse(source))) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% set licence = record.licence or edition.licence %}",
        "{% set archival = own if own is not none else edition.archival %}",
        "{{ edition.volume.title if edition.volume else edition.title }}",
    ],
)
def test_a_decision_in_a_template_is_found(source: str):
    assert _IN_TEMPLATE.search(source)
