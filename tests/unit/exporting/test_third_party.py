"""A format of somebody else's package: installed, it is listed, written and offered as ours are."""

from __future__ import annotations

import importlib
import sys

import pytest

from sphinx_proceedings.cli import main
from sphinx_proceedings.exporting.registry import GROUP, exporters

MODULE = """
from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, Format


def _write(context, selection):
    sign = context.options.get("shout_sign", "!")
    titles = [cite(context, paper).plain_marked_title for paper in selection.papers]
    return "".join(f"{title.upper()}{sign}\\n" for title in titles).encode()


SHOUT = Format(
    name="shout",
    title="Shouted titles",
    media_type="text/plain",
    suffix=".shout.txt",
    scopes=ALL_SCOPES,
    write=_write,
    options={"shout_sign": "what ends a title; ! when absent"},
)
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A made-up distribution on the path, as pip would leave it."""
    place = tmp_path / "site-packages"
    about = place / "made_up_formats-1.0.dist-info"
    about.mkdir(parents=True)
    (place / "made_up_formats.py").write_text(MODULE, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up-formats\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nshout = made_up_formats:SHOUT\n")
    monkeypatch.syspath_prepend(str(place))
    importlib.invalidate_caches()
    yield tmp_path
    sys.modules.pop("made_up_formats", None)


@pytest.mark.usefixtures("installed")
def test_it_is_found_among_ours():
    assert exporters()["shout"].title == "Shouted titles"
    assert "bibtex" in exporters()


def test_the_command_lists_and_writes_it(installed, repository, capfd):
    assert main(["export", "--list"]) == 0
    said = capfd.readouterr().out
    assert "Shouted titles (.shout.txt): edition, paper, site" in said
    assert "--option shout_sign=… what ends a title; ! when absent" in said
    data = repository / "tests" / "data" / "exporting" / "nasty"
    given = ["export", "shout", "edge/2025/papers/retracted", "--option", "shout_sign=?"]
    assert main([*given, "--data", str(data), "--output", str(installed / "out")]) == 0
    file = installed / "out/edge/2025/papers/edge-2025-retracted.shout.txt"
    assert file.read_text() == "RETRACTED: A RESULT THAT WAS TOO GOOD?\n"
    assert main(["export", "shuot"]) == 1
    assert "did you mean shout?" in capfd.readouterr().err


def test_without_the_package_there_is_no_such_format():
    assert "shout" not in exporters()
