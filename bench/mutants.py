"""Take out every escape and every check, one at a time, and see whether a test notices.

``python bench/mutants.py ext/…/svg_pictures.py --tests tests/unit/loading``
changes a copy of the package, runs these tests on it until the first failure, and prints
the changes that none of them noticed. Exit status 1 when there are any.

Changed is one at a time: a call of an escaping or checking function gives its argument back; a
condition that leads to an error, a refusal or a stop is never true.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "ext" / "sphinx_proceedings"
ESCAPES = frozenset(
    "escape _escape escaped quote quoted check_text clean fold folded without_metadata "
    "typst_string typst_text escape_latex escape_xml text_of".split()
)
MOST_SECONDS = 600


@dataclass(frozen=True)
class Mutant:
    """One change: what stands between two offsets of a file becomes something else."""

    line: int
    start: int
    end: int
    text: str
    what: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield the changes to a module, in the order of its lines."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offsets(node: ast.expr) -> tuple[int, int]:
        last, column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return starts[node.lineno - 1] + node.col_offset, starts[last - 1] + column

    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and len(node.args) == 1 and _name(node.func) in ESCAPES:
            text = f"({ast.unparse(node.args[0])})"
            yield Mutant(node.lineno, *offsets(node), text, f"no {_name(node.func)}")
        if isinstance(node, ast.If) and _refuses(node):
            parts = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
            for part in parts:
                never = "True" if _is_and(node.test) else "False"
                text = ast.unparse(part)
                yield Mutant(part.lineno, *offsets(part), never, f"{text} is {never.lower()}")


def _is_and(test: ast.expr) -> bool:
    return isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _refuses(node: ast.If) -> bool:
    """Whether what follows a condition is an error: raised, reported, or returned in words."""
    for inner in ast.walk(ast.Module(node.body, [])):
        if isinstance(inner, ast.Raise):
            return True
        if isinstance(inner, ast.Call) and _name(inner.func) in {"error", "warning", "report"}:
            return True
        if isinstance(inner, ast.Return) and isinstance(inner.value, ast.JoinedStr | ast.Tuple):
            return True
        if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Constant):
            return isinstance(inner.value.value, str) and inner.value.value != ""
    return False


def survives(package: Path, module: Path, mutant: Mutant, tests: list[str]) -> bool:
    """Run the tests on a package with one change; whether all of them pass."""
    place = package / module.relative_to(PACKAGE)
    before = module.read_bytes()
    place.write_bytes(before[: mutant.start] + mutant.text.encode() + before[mutant.end :])
    try:
        path = os.pathsep.join([str(package.parent), os.environ.get("PYTHONPATH", "")])
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
        done = subprocess.run(
            command,
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False  # a check against what never ends
    finally:
        place.write_bytes(before)
    return done.returncode == 0


def main() -> int:
    """Print the changes that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", type=Path, help="modules of the package")
    parser.add_argument("--tests", nargs="+", required=True, help="files or folders of tests")
    options = parser.parse_args()
    count = left = 0
    with tempfile.TemporaryDirectory() as folder:
        package = Path(shutil.copytree(PACKAGE, Path(folder) / PACKAGE.name))
        for named in options.modules:
            module = named.resolve()
            for mutant in mutants(module.read_text("utf-8")):
                count += 1
                if survives(package, module, mutant, options.tests):
                    left += 1
                    place = module.relative_to(REPOSITORY)
                    print(f"{place}:{mutant.line}: {mutant.what}", flush=True)
    print(f"{left} of {count} changes were noticed by no test")
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main())
