"""Pairs of data and the problems expected of it: read from tests/data, written, loaded."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"

BASE = {
    "demo/series.yaml": "title: Demonstrations\nshort_title: DEMO\n",
    "demo/2022/edition.yaml": (
        "title: Second Workshop on Demonstrations\n"
        "short_title: DEMO 2022\n"
        "start_date: 2022-12-02\n"
        "end_date: 2022-12-03\n"
        "time_zone: America/Chicago\n"
        "mode: hybrid\n"
    ),
}
"""The smallest data without a problem; a case adds files or writes others in their place."""


@dataclass
class Case:
    """A made-up data folder and the problems that it is to give."""

    title: str
    files: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_cases(file: Path) -> list[Case]:
    """Read ``=== title``, ``--- path`` and ``--- problems``, each with the lines that follow."""
    cases: list[Case] = []
    for block in ("\n" + file.read_text(encoding="utf-8")).split("\n=== ")[1:]:
        title, *sections = block.split("\n--- ")
        case = Case(f"{file.stem}: {title}")
        for section in sections:
            name, _, text = section.partition("\n")
            if name == "problems":
                case.problems = [line for line in text.split("\n") if line]
            else:
                case.files[name] = text + "\n" if text else ""
        cases.append(case)
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``case`` with each case in tests/data/<name of the room>."""
    if "case" in metafunc.fixturenames:
        room = DATA / Path(str(metafunc.module.__file__)).parent.name
        cases = [case for file in sorted(room.glob("*.txt")) for case in read_cases(file)]
        assert cases, f"there are no cases in {room}"
        metafunc.parametrize("case", cases, ids=lambda case: case.title)


@pytest.fixture
def make_data(tmp_path, monkeypatch):
    """Write files (path to text or bytes) over the base and return the data folder's path.

    The test runs beside the folder, so that it is shown as ``data`` in problems.
    """
    monkeypatch.chdir(tmp_path)

    def make(files, base=BASE):
        for name, content in {**base, **files}.items():
            if content is None:
                continue
            place = tmp_path / "data" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Path("data")

    return make


@pytest.fixture(scope="session")
def synthetic(repository):
    """``write(folder, papers=…, editions=…)`` of bench/synthetic.py."""
    spec = importlib.util.spec_from_file_location("synthetic", repository / "bench/synthetic.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.write
