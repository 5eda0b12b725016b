"""Old addresses in the words of hosts that redirect by themselves, with the status 301.

``_redirects`` is read by Netlify and Cloudflare Pages, ``.htaccess`` by Apache; ``redirects.map``
is for a ``map`` of nginx. Where nothing reads them, the pages at the old addresses lead on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from sphinx_proceedings.model.old_addresses import old_addresses
from sphinx_proceedings.sphinx.builders import is_for_the_web
from sphinx_proceedings.sphinx.output.file_writing import write_file
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx


def write_redirects(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: write the files of redirects, if there are any."""
    site = Site.of(app)
    if is_for_the_web(app):
        root = urlsplit(site.base_url or "").path.rstrip("/")
        pairs = [
            (f"{root}/{quote(_asked(old.path))}", f"{root}/{quote(site.uri(old.target))}")
            for old in old_addresses(site.catalogue)
            if old.listed
        ]
        for name, data in redirect_files(pairs).items():
            # Files of the project's own (html_extra_path) are copied later and stay.
            write_file(f"{app.outdir}/{name}", data)
    yield from ()


def _asked(path: str) -> str:
    """Return what a browser asks for: pages without an ending of their own had ``.html``."""
    name = path.rpartition("/")[2]
    return path if "." in name or not name else f"{path}.html"


def redirect_files(pairs: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files by name for pairs of an old and a new path; none for no pairs."""
    if not pairs:
        return {}
    netlify = (f"{old} {new} 301\n" for old, new in pairs)
    apache = (f"RedirectMatch 301 ^{re.escape(old)}$ {new}\n" for old, new in pairs)
    nginx = (f"{old} {new};\n" for old, new in pairs)
    return {
        "_redirects": "".join(netlify).encode(),
        ".htaccess": "".join(apache).encode(),
        "redirects.map": "".join(nginx).encode(),
    }
