"""Changes at random to real editions: a report with places, no exception, no record lost."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.problems import Severity

EDITIONS = ("enlsp/2021", "enlsp/2022", "haet/2021")
# Of a tab within a text the two parsers of PyYAML think differently; loading uses this one.
TEXT_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
USUAL = 100  # of Hypothesis; reading three editions takes too long for as many each time
TOKENS = (
    *("#", " #", ": ", "- ", "\t", '"', "'", "[", "]", "{", "}", "&a ", "*a", "!x ", "|", ">", "%"),
    *("---\n", "\u202e", "\x00", "\ufeff", "<script>", "$", "`", "{paper}`", "~", "null", "No"),
)


def mutated(text: str, chance: random.Random) -> str:
    """Return *text* with one to three changes."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        line = lines[at]
        column = chance.randrange(len(line) + 1)
        match chance.randrange(7):
            case 0:
                del lines[at]
                lines = lines or [""]
            case 1:
                lines.insert(at, line)
            case 2:
                lines[at] = line[:column] + chance.choice(TOKENS) + line[column:]
            case 3:
                lines[at] = line[:column] + line[column + 1 :]
            case 4:
                lines[at] = " " * chance.randint(1, 3) + line
            case 5:
                lines[at] = line[chance.randint(1, 4) :]
            case _:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def folder(repository):
    with tempfile.TemporaryDirectory() as name:
        yield Path(shutil.copytree(repository / "data", Path(name) / "data"))


@settings(
    max_examples=settings().max_examples if settings().max_examples > USUAL else 30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edition=st.sampled_from(EDITIONS), seed=st.integers(0, 2**32))
def test_whatever_is_changed_is_reported_or_read(folder, edition, seed):
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    files = sorted((folder / edition).rglob("*.yaml"))
    file = chance.choice(files)
    before = file.read_text("utf-8")
    after = mutated(before, chance)
    try:
        file.write_text(after, encoding="utf-8", newline="\n")
        loaded = load(folder)
        for problem in loaded.problems:
            assert problem.location is not None
            assert problem.location.line >= 1
        errors = [p for p in loaded.problems if p.severity is Severity.ERROR]
        assert (loaded.catalogue is None) == bool(errors)
        if loaded.catalogue is None:
            return
        wanted: set[str] = set()
        for one in files:
            content = yaml.load(one.read_text("utf-8"), TEXT_LOADER) or {}  # noqa: S506 - text
            wanted |= {str(paper["id"]) for paper in content.get("papers") or ()}
        assert {str(p.id) for p in loaded.catalogue.editions[edition].papers} == wanted
    finally:
        file.write_text(before, encoding="utf-8", newline="\n")
