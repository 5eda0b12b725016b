"""A small project to import into, and the command run in it as a user would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from sphinx_proceedings import cli
from sphinx_proceedings.importing.importer_registry import importer
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers


@dataclass
class Project:
    """A folder with data/, and what the last command printed."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def run(self, *arguments):
        """Run ``proceedings`` here and return the exit status."""
        status = cli.main([str(one) for one in arguments])
        self.out, self.err = self.capture.readouterr()
        return status

    def take(self, source, *options, edition="demo/2026"):
        """Import *source*: a path, or a value that is written as JSON first."""
        if not isinstance(source, str | Path):
            place = self.folder / "export.json"
            place.write_text(json.dumps(source), encoding="utf-8")
            source = place
        return self.run("import", source, "--edition", edition, *options)

    def read(self, name="papers.yaml", edition="demo/2026"):
        """Return the text of a data file."""
        return (self.folder / "data" / edition / name).read_text(encoding="utf-8")

    def write(self, text, name="papers.yaml", edition="demo/2026"):
        """Write a data file."""
        place = self.folder / "data" / edition / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def edit(self, old, new, name="papers.yaml"):
        """Change a data file by hand."""
        text = self.read(name)
        assert text.count(old) == 1, text
        self.write(text.replace(old, new), name)

    def tree(self):
        """Return every file below data/ with its bytes."""
        data = self.folder / "data"
        return {
            file.relative_to(data).as_posix(): file.read_bytes()
            for file in sorted(data.rglob("*"))
            if file.is_file()
        }


@pytest.fixture
def project(tmp_path, monkeypatch, capsys):
    """A project with a series that has no edition yet."""
    monkeypatch.chdir(tmp_path)
    series = tmp_path / "data" / "demo" / "series.yaml"
    series.parent.mkdir(parents=True)
    series.write_text("title: Demonstrations\nshort_title: DEMO\n", encoding="utf-8")
    return Project(tmp_path, capsys)


def imported(name, *paths, **given):
    """Return what an importer reads of files, and the questions it has."""
    answers = Answers({key.replace("_", "-"): value for key, value in given.items()})
    return importer(name).read(Source.open(paths), answers), answers


def note(number, title, *, venueid="X.org/2026/Workshop", venue="X 2026 poster", **content):
    """Return a note of OpenReview's API 2."""
    values = {
        "title": title,
        "authors": ["Ada Lovelace", "Charles Babbage"],
        "authorids": ["~Ada_Lovelace1", "charles@example.org"],
        "abstract": "An engine weaves patterns.",
        "keywords": ["engines", "looms"],
        "venue": venue,
        "venueid": venueid,
        **content,
    }
    return {
        "id": f"forum{number}",
        "forum": f"forum{number}",
        "number": number,
        "invitations": ["X.org/2026/Workshop/-/Submission"],
        "content": {name: {"value": value} for name, value in values.items() if value is not None},
    }
