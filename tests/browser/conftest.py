"""A site of made-up data, built and served once, and a browser that sees nothing but it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1] / "roots" / "test-browser"
REPOSITORY = Path(__file__).parents[2]
SUB_PATH = "/made/up/"
NEW_SITE = REPOSITORY / "ext/sphinx_proceedings/commands/new_site"
POLICY = next(
    line.partition(": ")[2]
    for line in (NEW_SITE / "docs/headers/_headers").read_text("utf-8").splitlines()
    if "Content-Security-Policy" in line
)
"""What the site is served under: each violation is an error on the console."""

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class Site:
    """A built site: its folder, the address that it is served under, and its own host."""

    folder: Path
    address: str

    @property
    def host(self) -> str:
        return self.address.split("/")[2]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under SUB_PATH as a static host does: with its 404 page, and silently."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory, "nothing-here"))
        return super().translate_path(path[len(SUB_PATH) - 1 :])

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        del arguments


def failed(request) -> list[str]:
    """Return what a request failed of; one that the next page broke off has not failed."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


def add_files(data: Path) -> None:
    """Draw the pictures and write the files that the data names; the repository has none."""
    edition = data / "lab" / "2030"
    for name, size, background in (
        ("people/ada.jpg", (640, 800), "#7a6"),
        ("lab/mark.png", (300, 120), "#0bb"),
        ("lab/wide.jpg", (1800, 400), "#357"),
        ("lab/2030/portraits/ada-2030.png", (300, 200), "#a67"),
        ("lab/2030/logos/gold.png", (400, 120), "#fd0"),
        ("lab/2030/logos/gold-dark.png", (400, 120), "#430"),
    ):
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image = Image.new("RGB", size, background)
        ImageDraw.Draw(image).ellipse((size[0] // 4, 10, size[0] // 2, 90), fill="#333")
        image.save(path)
    for name in ("papers/1.pdf", "slides/opening.pdf"):
        path = edition / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.4\n%made up\nstartxref\n0\n%%EOF\n")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Build the made-up site with warnings as errors, and serve it under a sub-path."""
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT, source, dirs_exist_ok=True)
    add_files(source / "data")
    with served(source, tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture(scope="session")
def editions(tmp_path_factory):
    """Build the repository's own site, with its three editions, and serve it in the same way."""
    with served(REPOSITORY / "docs", tmp_path_factory.mktemp("editions")) as found:
        yield found


@contextlib.contextmanager
def served(source: Path, folder: Path):
    """Build a project and serve it under a sub-path."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    )
    address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    with server:
        build(source, folder, address)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, address)
        server.shutdown()


def build(source: Path, folder: Path, address: str, *options: str) -> None:
    """Run Sphinx as a user does, warnings being errors."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "--keep-going"]
    command += ["-D", f"html_baseurl={address}", *options, str(source), str(folder)]
    path = os.pathsep.join(filter(None, (str(REPOSITORY / "ext"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def chromium():
    """Start the browser that is installed; the environment variable CHROMIUM names another."""
    sync_api = pytest.importorskip("playwright.sync_api")
    named = os.environ.get("CHROMIUM")
    program = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.fail("there is no Chromium; install it, or name it in CHROMIUM")
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    arguments += ["--disable-sync", "--no-first-run", "--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to sandbox root
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def opened(site, chromium):
    """Give a function that opens a page: it fails on console errors and on other hosts."""
    with contextlib.ExitStack() as stack:
        wrong: list[str] = []

        def go(path: str = "", *, expected: int = 200, width: int = 1280, **options):
            context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.on("console", heard)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", asked)
            response = page.goto(site.address + path)
            assert response.status == expected
            if expected != 200:
                wrong.clear()  # the browser tells the console of a page that is not found
            return page

        def heard(message) -> None:
            if message.type == "error":
                wrong.append(message.text)

        def asked(request) -> None:
            if not request.url.startswith((site.address, "data:", "blob:")):
                wrong.append(f"asks for {request.url}")

        yield go
        assert wrong == []
