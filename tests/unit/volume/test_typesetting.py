"""Typst in its own process: what it makes, and how it fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pikepdf
import pytest

from sphinx_proceedings.volume import VolumeError
from sphinx_proceedings.volume.typst.typesetting import Typesetter


def test_a_document_is_set_into_a_file_with_what_was_asked_for(tmp_path):
    source = "#metadata((1, 2)) <asked>\nText #pagebreak() more"
    made = Typesetter(tmp_path).pdf(source, standards=["1.7"], timestamp=0, selector="<asked>")
    assert json.loads(made.found) == [1, 2]
    with pikepdf.open(made.path) as pdf:
        assert len(pdf.pages) == 2


GROWTH = """
import resource, sys
from pathlib import Path
from sphinx_proceedings.volume.typst.typesetting import Typesetter
typesetter = Typesetter(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
typesetter.pdf("#for n in range(600) [#lorem(300) #pagebreak()]", standards=["1.7"], timestamp=0)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print((after - before) / before)
"""


def test_the_memory_that_typst_takes_is_not_kept(tmp_path, repository):
    """One process for each document: the next volume of a site does not come on top."""
    pytest.importorskip("resource")
    run = subprocess.run(
        [sys.executable, "-c", GROWTH, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(repository / "ext")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(run.stdout) < 0.1


def test_what_typst_refuses_is_said(tmp_path):
    with pytest.raises(VolumeError, match=r"(?s)cannot set the volume.*unknown variable: nothing"):
        Typesetter(tmp_path).pdf("#nothing", standards=["1.7"], timestamp=0)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for Python")
def test_a_process_that_is_killed_is_an_error_that_says_so(tmp_path, monkeypatch):
    killed = tmp_path / "python"
    killed.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    killed.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(killed))
    with pytest.raises(VolumeError, match=f"code -{signal.SIGKILL:d}: there may be too little"):
        Typesetter(tmp_path).pdf("", standards=["1.7"], timestamp=0)
