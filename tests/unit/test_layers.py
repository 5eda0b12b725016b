"""The house rules: imports go down, never in a circle; one room knows Sphinx; modules are small."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

PACKAGE = "sphinx_proceedings"
# A room may import the rooms on the floors below its own, and nothing beside it.
FLOORS = (
    {"folders", "phase_times", "plug_ins"},
    {"model"},
    {"foreign_text", "loading"},
    {"checks"},
    {"pdf_audit"},
    {"importing", "exporting"},
    {"volume"},
    {"archive"},
    {"sphinx"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
SPHINX = {"docutils", "myst_parser", "sphinx", "sphinx_design", "pydata_sphinx_theme"}
# These know the room `sphinx` and Sphinx itself, but only from inside the functions that need them:
# `proceedings check` runs without Sphinx, and importing any room imports the package's __init__.
LATE = {"", "commands", "cli", "__main__"}
MOST_LINES = 320
# A folder that one can still see through; __init__.py does not count.
MOST_MODULES = 16


@dataclass(frozen=True)
class Import:
    """One import statement: the full dotted name it asks for and whether it runs at import time."""

    name: str
    line: int
    late: bool


def imports(module: Path, package: str, top: Path) -> Iterator[Import]:
    """All imports of a module, those in functions, branches and TYPE_CHECKING blocks too."""
    inside = [package, *module.relative_to(top).with_suffix("").parts]

    def walk(node: ast.AST, *, late: bool) -> Iterator[Import]:
        late = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(alias.name, node.lineno, late)
            case ast.ImportFrom(module=source, names=names, level=level):
                base = inside[: len(inside) - level] if level else []
                base = [*base, *(source.split(".") if source else [])]
                for alias in names:
                    yield Import(".".join([*base, alias.name]), node.lineno, late)
            case ast.If(test=test) if ast.unparse(test).endswith("TYPE_CHECKING"):
                # Not run, so it does not load Sphinx; it is still an import that must point down.
                for statement in node.body:
                    yield from walk(statement, late=True)
                for statement in node.orelse:
                    yield from walk(statement, late=late)
            case _:
                for child in ast.iter_child_nodes(node):
                    yield from walk(child, late=late)

    yield from walk(ast.parse(module.read_text(encoding="utf-8"), str(module)), late=False)


def room_of(dotted: str, top: Path) -> str | None:
    """The room that a dotted name of the package lies in; "" for the package itself."""
    package, _, rest = dotted.partition(".")
    if package != top.name:
        return None
    room = rest.partition(".")[0]
    inhabited = (top / room).is_dir() or (top / f"{room}.py").is_file()
    return room if room and (inhabited or room in FLOOR) else ""


def verdict(room: str, wanted: Import, top: Path) -> str | None:
    """Say what is wrong with one import in a room; None when it is in order."""
    outside = wanted.name.partition(".")[0]
    target = room_of(wanted.name, top)
    if outside in SPHINX or target == "sphinx":
        if room in LATE:
            return None if wanted.late else f"imports {wanted.name} outside a function"
        if room != "sphinx":
            return f"imports {wanted.name}, which only the room sphinx knows"
    if not target or target == room or not room:
        return None
    if target not in FLOOR:
        return f"imports {wanted.name}, which is in no room"
    if FLOOR[target] >= FLOOR[room]:
        return f"imports {wanted.name}: {room} is not above {target}"
    return None


def module_of(dotted: str, top: Path) -> Path | None:
    """The file, below the package's folder, that a dotted name is imported from."""
    package, *steps = dotted.split(".")
    if package != top.name:
        return None
    # The name itself may be a module, or what its module defines.
    for end in (len(steps), len(steps) - 1):
        path = Path(*steps[: max(end, 0)])
        if path.parts and (top / path.with_suffix(".py")).is_file():
            return path.with_suffix(".py")
        if (top / path / "__init__.py").is_file():
            return path / "__init__.py"
    return None


def circles(top: Path) -> list[str]:
    """The circles inside each room and its folders; modules and sub-folders are a box each."""
    boxes: dict[Path, dict[str, set[str]]] = {}
    for module in sorted(top.rglob("*.py")):
        inner = module.relative_to(top)
        targets = {module_of(wanted.name, top) for wanted in imports(module, top.name, top)}
        for folder in inner.parents[:-1]:  # the rooms themselves stand on floors
            depth = len(folder.parts)
            inside = boxes.setdefault(folder, {}).setdefault(inner.parts[depth], set())
            inside |= {
                target.parts[depth]
                for target in targets
                if target and folder in target.parents and target.parts[depth] != inner.parts[depth]
            }
    return [
        f"{folder.as_posix()}: a circle through {', '.join(sorted(circle))}"
        for folder, arrows in sorted(boxes.items())
        if (circle := {box for box in arrows if box in reachable(box, arrows)})
    ]


def reachable(start: str, arrows: dict[str, set[str]]) -> set[str]:
    """All boxes that one can get to from a box, itself only where there is a way back."""
    seen: set[str] = set()
    waiting = list(arrows.get(start, ()))
    while waiting:
        box = waiting.pop()
        if box not in seen:
            seen.add(box)
            waiting += arrows.get(box, ())
    return seen


def crowded(top: Path) -> list[str]:
    """The folders with too many modules, and the module names that stand in several of them."""
    folders = Counter(module.parent for module in top.rglob("*.py") if module.stem != "__init__")
    names = Counter(module.stem for module in top.rglob("*.py") if module.stem[0] != "_")
    return [
        *(
            f"{folder.relative_to(top).as_posix()}: {count} modules in one folder"
            for folder, count in sorted(folders.items())
            if count > MOST_MODULES
        ),
        *(f"{name}.py: {count} modules of this name" for name, count in names.items() if count > 1),
    ]


def faults(top: Path) -> list[str]:
    """Everything in a package that breaks a house rule, one line each."""
    found = []
    for module in sorted(top.rglob("*.py")):
        inner = PurePosixPath(module.relative_to(top).as_posix())
        room = inner.parts[0].removesuffix(".py").removesuffix("__init__")
        if room and room not in FLOOR:
            found.append(f"{inner}: {room!r} is not a room of the house")
            continue
        for wanted in imports(module, top.name, top):
            problem = verdict(room, wanted, top)
            found += [f"{inner}:{wanted.line}: {problem}"] if problem else []
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > MOST_LINES:
            found.append(f"{inner}: {lines} lines; is it still one thing?")
    return found + circles(top) + crowded(top)


def test_the_house_is_in_order(repository: Path):
    top = repository / "ext" / PACKAGE
    assert list(top.rglob("*.py")), "there is nothing to look at"
    assert faults(top) == []


def test_the_architecture_page_shows_the_rooms_as_they_are(repository: Path):
    page = repository / "docs" / "contributing" / "architecture.md"
    rows = re.findall(r"^\| (`.+?) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    shown = [set(re.findall(r"`(\w+)[/.]", row)) for row in rows]
    assert shown == [rooms for rooms in reversed(FLOORS) if rooms != {"__main__"}]


IN_ORDER = {
    "__init__.py": "def setup(app):\n    from .sphinx import register\n",
    "__main__.py": "from .cli import main\n",
    "cli.py": "from .archive import pack\n\ndef build():\n    import sphinx.application\n",
    "model/__init__.py": "from .papers import Paper\n",
    "model/papers.py": "import json\n",
    "loading/__init__.py": "from ..model import papers\nfrom .. import __version__\n",
    "exporting/bibtex.py": "from sphinx_proceedings.model.records.papers import Paper\n",
    "archive/__init__.py": "from ..exporting import bibtex\nfrom ..volume import make\n",
    "volume/__init__.py": "import typst\n",
    "sphinx/__init__.py": "from docutils import nodes\nfrom ..checks import RULES\n",
    "checks/__init__.py": "from ..loading import load\n",
}


def build_tree(top: Path, files: dict[str, str]) -> Path:
    """Write a made-up package."""
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    return top


def test_a_house_in_order_is_left_alone(tmp_path: Path):
    assert faults(build_tree(tmp_path / PACKAGE, IN_ORDER)) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "model/a.py",
            "from ..loading import x",
            "model/a.py:1: imports sphinx_proceedings.loading",
        ),
        ("model/a.py", "from .. import loading", "model is not above loading"),
        ("model/a/b.py", "\nfrom ...checks import x", "model/a/b.py:2: imports"),
        ("model/a/__init__.py", "from ...cli import main", "model is not above cli"),
        (
            "loading/a.py",
            "def f():\n    import sphinx_proceedings.checks",
            "loading/a.py:2: imports",
        ),
        (
            "checks/a.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..volume import make",
            "checks is not above volume",
        ),
        ("exporting/a.py", "from ..importing import x", "exporting is not above importing"),
        (
            "volume/a.py",
            "try:\n    from ..archive import x\nexcept ImportError:\n    x = 0",
            "above",
        ),
        ("sphinx/a.py", "from ..cli import main", "sphinx is not above cli"),
        ("model/a.py", "from docutils import nodes", "only the room sphinx knows"),
        ("exporting/a.py", "def f():\n    from sphinx.util import logging", "only the room sphinx"),
        ("archive/a.py", "from ..sphinx import x", "only the room sphinx knows"),
        ("loading/a.py", "import myst_parser.main", "only the room sphinx knows"),
        ("cli.py", "import sphinx.application", "outside a function"),
        ("cli.py", "from .sphinx import builders", "outside a function"),
        ("__init__.py", "from .sphinx import register", "outside a function"),
        ("utils/a.py", "x = 1", "'utils' is not a room"),
        ("utils.py", "x = 1", "'utils' is not a room"),
        ("model/a.py", "x = 1\n" * (MOST_LINES + 1), "321 lines"),
        (
            "model/papers.py",
            "from . import Paper",
            "model: a circle through __init__.py, papers.py",
        ),
        ("exporting/formats/bibtex.py", "x = 1", "bibtex.py: 2 modules of this name"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, name: str, text: str, problem: str):
    top = build_tree(tmp_path / PACKAGE, {**IN_ORDER, name: text})
    found = faults(top)
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    "backward",
    [
        "from ..records.editions import Edition",
        "def f():\n    from sphinx_proceedings.model.records import editions",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..records import editions",
    ],
)
def test_a_circle_between_sub_folders_is_found(tmp_path: Path, backward: str):
    files = {
        "model/records/editions.py": "from ..views.indexes import letters\n",
        "model/views/indexes.py": backward,
    }
    top = build_tree(tmp_path / PACKAGE, {**IN_ORDER, **files})
    assert faults(top) == ["model: a circle through records, views"]


def test_a_crowded_folder_is_found(tmp_path: Path):
    files = {f"checks/rule_{n}.py": "x = 1" for n in range(MOST_MODULES + 1)}
    top = build_tree(tmp_path / PACKAGE, {**IN_ORDER, **files})
    assert faults(top) == [f"checks: {MOST_MODULES + 1} modules in one folder"]


def test_the_command_line_starts_without_sphinx(repository: Path):
    if not (repository / "ext" / PACKAGE / "cli.py").is_file():
        pytest.skip("there is no command line yet")
    asked = f"import sys, {PACKAGE}.cli; print(*sorted({SPHINX!r} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
