"""Scratch folders: gone afterwards, and what a killed process left is gone after the next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_proceedings.folders.exchange import replace_folder, rescue_folder
from sphinx_proceedings.folders.scratch import remove_dead, scratch_folder

fcntl = pytest.importorskip("fcntl", reason="folders cannot be locked here")

DIES = """
import os, signal, sys
from pathlib import Path
from sphinx_proceedings.folders.scratch import scratch_folder
deadly = getattr(signal, sys.argv[2])
if deadly != signal.SIGKILL:
    signal.signal(deadly, signal.SIG_DFL)  # under nohup one is ignored, and children inherit that
with scratch_folder("it", Path(sys.argv[1])) as folder:
    folder.joinpath("half").mkdir()
    os.kill(os.getpid(), deadly)
"""
WAITS = """
import sys
from pathlib import Path
from sphinx_proceedings.folders.scratch import scratch_folder
with scratch_folder("it", Path(sys.argv[1])) as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path, signal):
    subprocess.run([sys.executable, "-c", DIES, str(tmp_path), signal], check=False)
    (left,) = names(tmp_path)
    assert left.startswith(".proceedings-it-")
    with scratch_folder("it", tmp_path) as folder:
        assert names(tmp_path) == [folder.name]
    assert names(tmp_path) == []


def test_what_a_living_process_works_in_stays(tmp_path):
    command = [sys.executable, "-c", WAITS, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        theirs = Path(other.stdout.readline().strip())
        remove_dead("it", tmp_path)
        assert theirs.is_dir()
        other.stdin.close()


def test_what_only_looks_like_ours_stays(tmp_path):
    kept = [".proceedings-it-mine", ".proceedings-other-abcdefgh", "proceedings-it-abcdefgh"]
    for name in kept:
        (tmp_path / name).mkdir()
    (tmp_path / ".proceedings-it-abcdefgh").write_text("a file")
    (tmp_path / ".proceedings-it-12345678").symlink_to(tmp_path / kept[0])
    before = names(tmp_path)
    remove_dead("it", tmp_path)
    assert names(tmp_path) == before


def whole(folder: Path, text: str) -> Path:
    folder.mkdir()
    folder.joinpath("index.html").write_text(text)
    return folder


@pytest.mark.parametrize("atomic", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path, monkeypatch, atomic):
    if not atomic:
        monkeypatch.setattr("sphinx_proceedings.folders.exchange._exchanged", lambda *_: False)
    place = whole(tmp_path / "html", "old")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    whole(scratch / "new", "new")
    replace_folder(place, scratch)
    assert (place / "index.html").read_text() == "new"
    assert len(names(scratch)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="another system has other means")
def test_there_is_no_moment_without_a_folder(tmp_path, monkeypatch):
    place, scratch = whole(tmp_path / "html", "old"), tmp_path / "scratch"
    scratch.mkdir()
    whole(scratch / "new", "new")
    monkeypatch.setattr(Path, "rename", None)  # two steps would need it
    replace_folder(place, scratch)
    assert (place / "index.html").read_text() == "new"


KILLED_BETWEEN = """
import os, signal, sys
from pathlib import Path
from sphinx_proceedings.folders import exchange, scratch
exchange._exchanged = lambda *_: False
rename = Path.rename
def first_only(self, target):
    if self.name == "new":
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename = first_only
home = Path(sys.argv[1])
with scratch.scratch_folder("html", home) as folder:
    folder.joinpath("new").mkdir()
    exchange.replace_folder(home / "html", folder)
"""


def test_what_was_lost_between_two_steps_is_brought_back(tmp_path):
    place = whole(tmp_path / "html", "old")
    subprocess.run([sys.executable, "-c", KILLED_BETWEEN, str(tmp_path)], check=False)
    assert not place.exists()
    remove_dead("html", tmp_path, rescue=lambda dead: rescue_folder(place, dead))
    assert (place / "index.html").read_text() == "old"
    assert names(tmp_path) == ["html"]
