"""sitemap.xml and robots.txt: which pages there are, for those who index them.

Both need the site's public address (``html_baseurl``) and are not written without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lxml import etree

from sphinx_proceedings.sphinx.builders import is_for_the_web
from sphinx_proceedings.sphinx.output.file_writing import write_file
from sphinx_proceedings.sphinx.publishing.generated_pages import page_jobs
from sphinx_proceedings.sphinx.publishing.record_pages import REDIRECT
from sphinx_proceedings.sphinx.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NSMAP: dict[Any, str] = {None: NAMESPACE}
MOST_URLS = 45_000
"""URLs a file; the protocol allows 50,000 (sitemaps.org)."""
NAME = "sitemap.xml"


def write_sitemap(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Handle html-collect-pages: write sitemap.xml (and its parts) and robots.txt."""
    site = Site.of(app)
    if is_for_the_web(app) and site.base_url:
        for name, data in sitemap_files(site.base_url, [site.uri(p) for p in pages(site)]).items():
            write_file(f"{app.outdir}/{name}", data)
        robots = f"User-agent: *\nAllow: /\n\nSitemap: {address(site.base_url, NAME)}\n"
        # A robots.txt of the project's own (html_extra_path) is copied later and stays.
        write_file(f"{app.outdir}/robots.txt", robots.encode())
    yield from ()


def pages(site: Site) -> list[str]:
    """Return the names of all pages that are meant to be found, in order."""
    made = (job.name for job in page_jobs(site) if job.kind is not REDIRECT)
    withdrawn = {key for key, paper in site.catalogue.papers.items() if paper.withdrawn}
    return sorted({*site.all_docs, *made} - withdrawn)


def address(base_url: str, path: str) -> str:
    """Return the public address of a path below the site's root."""
    return f"{base_url.rstrip('/')}/{quote(path)}"


def sitemap_files(base_url: str, paths: Sequence[str], most: int = MOST_URLS) -> dict[str, bytes]:
    """Return the files of a sitemap by name: one, or an index and its parts."""
    if len(paths) <= most:
        return {NAME: _file("urlset", "url", [address(base_url, path) for path in paths])}
    parts = [paths[start : start + most] for start in range(0, len(paths), most)]
    files: dict[str, bytes] = {}
    for number, part in enumerate(parts, 1):
        files.update({f"sitemap-{number}.xml": sitemap_files(base_url, part, most)[NAME]})
    index = _file("sitemapindex", "sitemap", [address(base_url, name) for name in files])
    return {NAME: index, **files}


def _file(root_name: str, entry_name: str, addresses: Sequence[str]) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}{root_name}", nsmap=_NSMAP)
    for text in addresses:
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}{entry_name}")
        etree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
