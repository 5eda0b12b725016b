"""What a camera wrote into a picture is in no output: pages, archive, its source, the volume."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from sphinx_proceedings import cli
from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.frozen_editions import frozen_file

WORDS = b"serial 4711"
PEOPLE = "people:\n  - {id: ada-lovelace, name: Ada Lovelace, photo: ada.jpg}\n"
MORE = """
sponsors: [{name: Acme, logo: acme.png}]
talks:
  - {id: t, title: T, speakers: [{name: Ada Lovelace, photo: talk.webp}],
     resources: [{type: poster, file: poster.jpg}, {type: other, file: again.png}]}
"""


def photo(form: str) -> bytes:
    stream = io.BytesIO()
    made = Image.Exif()
    made[0xA431] = WORDS.decode()
    made.get_ifd(0x8825)[1] = "N"
    Image.linear_gradient("L").convert("RGB").save(stream, form, exif=made)
    assert WORDS in stream.getvalue()
    return stream.getvalue()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("privacy")
    assert cli.main(["init", str(folder), "--year=2026", "--series=loom"]) == 0
    edition = folder / "data/loom/2026"
    (folder / "data/people.yaml").write_text(PEOPLE)
    (edition / "more.yaml").write_text(MORE)
    for name, form in (
        (folder / "data/ada.jpg", "JPEG"),
        (edition / "acme.png", "PNG"),
        (edition / "talk.webp", "WEBP"),
        (edition / "poster.jpg", "JPEG"),
        (edition / "again.png", "PNG"),
    ):
        name.write_bytes(photo(form))
    return folder


def run(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "sphinx_proceedings", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pages_have_nothing_of_it(project):
    run(project, "build", "html")
    site = project / "build/html"
    assert (site / "loom/2026/poster.jpg").is_file()
    assert list(site.glob("_images/people/*.webp"))
    assert [p.name for p in site.rglob("*") if p.is_file() and WORDS in p.read_bytes()] == []


def test_an_archive_has_nothing_of_it(project):
    run(project, "build", "archive", "loom/2026")
    made = [p for p in (project / "build/archive").iterdir() if p.suffix != ".sha256"]
    assert {path.suffix for path in made} == {".zip", ".epub"}
    for path in made:
        with ZipFile(path) as archive:
            found = {name: archive.read(name) for name in archive.namelist()}
        assert [name for name, content in found.items() if WORDS in content] == []
        if path.suffix == ".zip":
            ending = ("ada.jpg", "acme.png", "talk.webp")
            assert sum("source/data" in name and name.endswith(ending) for name in found) == 3


def test_a_volume_has_nothing_of_it(project):
    pytest.importorskip("typst")
    run(project, "build", "pdf")
    for path in (project / "build/pdf").glob("*.pdf"):
        assert WORDS not in path.read_bytes()


def test_the_record_of_a_freeze_fits_both(project, tmp_path):
    catalogue = load(project / "data").catalogue
    assert catalogue is not None
    (edition,) = catalogue.editions.values()
    place = project / "data/loom/2026/edition.yaml"
    before = place.read_text("utf-8")
    place.write_text(before.replace("status: published", "status: frozen"), encoding="utf-8")
    assert "status: frozen" in place.read_text("utf-8")
    try:
        run(project, "archive", "freeze", "loom/2026", "--date=2026-01-01")
        run(project, "build", "archive", "loom/2026", "--output", str(tmp_path))
        with ZipFile(tmp_path / "loom-2026.zip") as archive:
            archive.extractall(tmp_path)
        source = load(tmp_path / "loom-2026/data/source/data")
        assert [str(problem) for problem in source.problems if problem.code == "PP113"] == []
        # As earlier releases recorded it.
        file = frozen_file(project / "data", edition)
        recorded = json.loads(file.read_text("utf-8"))
        whole = hashlib.sha256((project / "data/loom/2026/acme.png").read_bytes()).hexdigest()
        assert recorded["files"]["acme.png"] != whole
        recorded["files"]["acme.png"] = whole
        file.write_text(json.dumps(recorded), encoding="utf-8")
        assert [p for p in load(project / "data").problems if p.code == "PP113"] == []
    finally:
        place.write_text(before, encoding="utf-8")
        frozen_file(project / "data", edition).unlink(missing_ok=True)
