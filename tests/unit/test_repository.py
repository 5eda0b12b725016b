"""What the repository promises as a whole: its commands, its locks, and no trace of one machine."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

COMMANDS = [
    "python -m pip install nox && python -m nox -s html",
    "python -m pip install nox && python -m nox -s tests",
]
# A package index, or a place in the file system of one machine. Written so that this file is clean.
TRACES = re.compile(
    r"""(?x)
      --(?:extra-)?index-url | --find-links | --trusted-host     # options of an installer
    | \bpypi[.]org/simple | \bfiles[.]pythonhosted\b | \bregistry[.]npmjs\b
    | (?<![\w./:~-])/(?:home|Users|root|work|farm)/\w            # absolute, not the end of a URL
    | (?<!\w)[A-Z]:\\Users\\
    """
)


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[Path]:
    """Every file that git knows."""
    if not (repository / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git the reader of the tests uses
        cwd=repository,
        capture_output=True,
        check=True,
        text=True,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return [path for name in names if (path := repository / name).is_file()]


def test_the_readme_shows_the_two_commands_first(repository: Path):
    shown = re.findall(
        r"^\$ (.+)$", (repository / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert shown[:2] == COMMANDS


def test_continuous_integration_takes_its_commands_from_the_readme(repository: Path):
    script = (repository / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert not any(command in script for command in COMMANDS)
    if sys.platform != "win32":
        assert (repository / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def test_every_session_of_the_readme_exists(repository: Path):
    readme = (repository / "README.md").read_text(encoding="utf-8")
    noxfile = (repository / "noxfile.py").read_text(encoding="utf-8")
    sessions = re.findall(r"^@nox[.]session.*\ndef (\w+)\(", noxfile, re.MULTILINE)
    assert "html" in sessions
    assert re.findall(r"^\| `(\w+)` +\|", readme, re.MULTILINE) == sessions


def traces(text: str) -> list[str]:
    """Find what betrays one machine in a text."""
    return [match.group() for match in TRACES.finditer(text)]


def test_no_file_carries_a_trace_of_one_machine(tracked: list[Path], repository: Path):
    found = {}
    for path in tracked:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        if path != Path(__file__) and (left := traces(text)):
            found[path.relative_to(repository).as_posix()] = left
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "pip install --index-url x",
        "# /home/ada/site",
        'path = "/Users/ada/site"',
        "see /root/x",
        "C:\\Users\\ada",
        "https://pypi.org/simple",
    ],
)
def test_a_trace_is_found(text: str):
    assert traces(text)


@pytest.mark.parametrize("text", ["https://example.org/home/ada", "a/work/b", "home/x", "~/root/x"])
def test_an_address_is_no_trace(text: str):
    assert traces(text) == []


def unexplained(pyproject: str) -> list[str]:
    """Find the ignored rules of ruff that no comment explains."""
    section = pyproject.partition("[tool.ruff.lint]")[2].partition("\n[tool.mypy]")[0]
    entry = re.compile(
        r'^ +"(?P<rule>[A-Z]+[0-9]*)",?[ ]*(?:# *(?P<reason>\S.{10,}))?$', re.MULTILINE
    )
    return [match["rule"] for match in entry.finditer(section) if not match["reason"]]


def test_every_ignored_rule_says_why(repository: Path):
    text = (repository / "pyproject.toml").read_text(encoding="utf-8")
    assert unexplained(text) == []
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    listed = [
        *lint["ignore"],
        *(rule for some in lint["per-file-ignores"].values() for rule in some),
    ]
    read = re.findall(r'^ +"([A-Z]+[0-9]*)",? *#', text, re.MULTILINE)
    assert read == listed, "each ignored rule stands on a line of its own"


def test_an_ignored_rule_without_reason_is_found():
    text = '[tool.ruff.lint]\nignore = [\n  "S101", # a good and long reason\n  "D105",\n]\n'
    assert unexplained(text) == ["D105"]


def test_every_noqa_says_why(tracked: list[Path], repository: Path):
    bare = re.compile(r"#\s*noqa(?:\s*$|:\s*[A-Z0-9, ]+$)", re.MULTILINE)
    assert bare.search("x = 1  # noqa: E741")
    assert not bare.search("x = 1  # noqa: E741 - the letter of the formula")
    python = [path for path in tracked if path.suffix == ".py" and path != Path(__file__)]
    assert python
    silent = [path for path in python if bare.search(path.read_text(encoding="utf-8"))]
    assert [path.relative_to(repository).as_posix() for path in silent] == []


def test_locks_pin_everything_by_hash(repository: Path):
    locks = sorted((repository / "requirements").glob("*.txt"))
    assert locks
    chosen = (repository / "constraints.txt").read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([\w.-]+)==([\w.]+)", chosen, re.MULTILINE))
    for lock in locks:
        text = lock.read_text(encoding="utf-8").replace("\\\n", "")
        pins = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert pins
        for pin in pins:
            name, _, rest = pin.partition("==")
            version = rest.split()[0]
            assert versions[name] == version, f"{lock.name}: constraints.txt has another {name}"
            assert "--hash=sha256:" in pin, f"{lock.name}: {name} has no hash"


def test_locks_hold_every_dependency(repository: Path):
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"])
    for some in project["project"]["optional-dependencies"].values():
        wanted += some
    for some in project["dependency-groups"].values():
        wanted += [requirement for requirement in some if isinstance(requirement, str)]
    chosen = (repository / "constraints.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", chosen, re.MULTILINE))
    missing = [
        requirement
        for requirement in map(Requirement, wanted)
        if not requirement.specifier.contains(pinned.get(requirement.name.lower(), "0"))
    ]
    assert not missing, "run: python -m nox -s lock"


def test_data_files_name_their_schema(repository: Path):
    data = repository / "data"
    files = sorted(path for path in data.rglob("*") if path.suffix in {".yaml", ".yml"})
    if not files:
        pytest.skip("there is no data yet")
    modeline = re.compile(r"# yaml-language-server: \$schema=\S+\n")
    bare = [path for path in files if not modeline.match(path.read_text(encoding="utf-8"))]
    assert [path.relative_to(repository).as_posix() for path in bare] == []
