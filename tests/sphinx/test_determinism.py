"""The same data gives the same bytes, whatever the machine, its language and the day."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_proceedings import cli

PLAIN = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"}
STRANGE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "de_DE.UTF-8",  # where it is not installed too
    "LANGUAGE": "de",
    "PYTHONIOENCODING": "ascii",
}
OUTPUTS = (
    ("build", "html"),
    ("export", "all", "loom/2026"),
    ("build", "archive", "loom/2026"),
)


def proceedings(folder: Path, environment: dict[str, str], *arguments: str, umask: int) -> None:
    names = {"SOURCE_DATE_EPOCH", "LANG", *PLAIN, *STRANGE}
    clean = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_proceedings", *arguments],
        cwd=folder,
        env={**clean, **environment},
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode in {0, 1} if arguments[0] == "export" else done.returncode == 0, (
        done.stdout + done.stderr
    )


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("same") / "site"
    assert cli.main(["init", str(folder), "--year=2026", "--series=loom"]) == 0
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="no umask and no such time zones")
def test_one_digest_for_each_file_of_each_output(project, tmp_path):
    other = Path(shutil.copytree(project, tmp_path / "elsewhere" / "Ünïcode"))
    for path in sorted(other.rglob("*")):
        os.utime(path, (86400, 86400))
    outputs = [*OUTPUTS]
    try:
        import typst  # noqa: F401, PLC0415 - the volume is an extra
    except ImportError:
        pass
    else:
        outputs.append(("build", "pdf"))
    for output in outputs:
        one, two = (["--jobs", "1"], ["--jobs", "2"]) if output[1] == "html" else ([], [])
        proceedings(project, PLAIN, *output, *one, umask=0o022)
        proceedings(other, STRANGE, *output, *two, umask=0o077)
    first, second = digests(project / "build"), digests(other / "build")
    assert len(first) > 100
    assert {name for name in first.keys() | second if first.get(name) != second.get(name)} == set()


@pytest.mark.parametrize("locale", ["de_DE.UTF-8", "xx_YY", "en_US.ISO-8859-1"])
def test_a_language_that_the_machine_has_not_is_no_matter(project, locale, tmp_path):
    environment = {"LC_ALL": locale, "PYTHONIOENCODING": "ascii"}
    output = f"--output={tmp_path / 'html'}"
    proceedings(project, environment, "build", "html", output, umask=0o022)
    assert (tmp_path / "html/index.html").is_file()
