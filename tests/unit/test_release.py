"""A release: the same bytes from the same files, a bill of its parts, a licence for each."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

BUILD = """
import hatchling.build as build, os, sys
os.chdir(sys.argv[1])
for make in (build.build_sdist, build.build_wheel):
    make(sys.argv[2])
"""


def built(repository: Path, folder: Path, umask: int) -> dict[str, str]:
    """Build an sdist and a wheel of a copy; return their digests."""
    git = str(shutil.which("git"))
    listing = [git, "ls-files", "-z"]
    tracked = subprocess.run(listing, cwd=repository, capture_output=True, check=True)
    source = folder / "source"
    for name in filter(None, tracked.stdout.decode().split("\0")):
        place = source / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if (repository / name).is_file():
            shutil.copyfile(repository / name, place)
    target = folder / "dist"
    target.mkdir()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1750000000", "PYTHONHASHSEED": str(umask)}
    command = [sys.executable, "-c", BUILD, str(source), str(target)]
    subprocess.run(command, check=True, env=environment, umask=umask, capture_output=True)
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(target.iterdir())}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no umask")
def test_sdist_and_wheel_are_the_same_anywhere(repository, tmp_path):
    pytest.importorskip("hatchling")
    if not (repository / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a clone")
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    first = built(repository, tmp_path / "one", 0o022)
    assert len(first) == 2
    assert first == built(repository, tmp_path / "other", 0o077)


def test_every_dependency_has_its_licence_and_reason(repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(one for extra in extras for one in extra)]
    page = (repository / "docs/contributing/dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| (\S[^|]*) \| (\S[^|]*) \|$", page, re.MULTILINE)
    named = [name for name, *_ in rows if name not in {"Package", "---"}]
    assert sorted(named) == sorted(Requirement(one).name for one in wanted)


def test_the_bill_has_every_part_with_its_hashes(repository):
    spec = importlib.util.spec_from_file_location(
        "bill_of_materials", repository / "tools/bill_of_materials.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locked = (repository / "requirements/pdf.txt").read_text("utf-8")
    made = module.bill(locked, "1.2.3")
    pins = re.findall(r"^([\w.-]+)==", locked, re.MULTILINE)
    assert [part["name"] for part in made["components"]] == pins
    assert sum(len(part["hashes"]) for part in made["components"]) == locked.count("--hash=sha256:")
    assert all(part["hashes"] for part in made["components"])


def test_a_release_is_published_without_a_secret(repository):
    text = (repository / ".github/workflows/release.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert "secrets." not in text
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"id-token": "write"}
    assert workflow["jobs"]["publish"]["needs"] == "build"


def test_what_is_new_is_said(repository):
    text = (repository / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (Unreleased|\d+\.\d+)", text, re.MULTILINE)
