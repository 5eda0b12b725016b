"""Page shells: a theme's page rendered once for many records, and filled for each of them.

A document under a theme costs tens of milliseconds, a filled shell a tenth of one. What a shell
gives is, byte for byte, what `StandaloneHTMLBuilder.handle_page` writes for the same record;
where that cannot be had, the page is made by `handle_page` itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.matching import patmatch

from sphinx_proceedings.folders.scratch import scratch_folder
from sphinx_proceedings.sphinx.output.file_writing import write_file
from sphinx_proceedings.sphinx.shells.shell_marks import Probe, Shell, ShellError, probe, read_shell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

logger = logging.getLogger(__name__)

_TEMPLATES = Path(__file__).parents[1] / "templates"
_DEFAULT_TEMPLATE = "proceedings/record.html"

_FIELDS = ("title", "head", "body")
_ALL = (True, True, True)

# Names that Sphinx or a theme treats by name, and characters that URLs treat by themselves.
_NAMED_BY_SPHINX = frozenset({"index", "search", "genindex", "modindex", "opensearch"})
_ORDINARY_LEAF = re.compile(r"[\w~-](?:[\w.~-]*[\w~-])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """What is a record's own on its page; everything else is the theme's.

    name: page name without suffix, as Sphinx writes them ("enlsp/2022/papers/5").
    kind: "paper", "talk" …; the template is `proceedings/<kind>.html` where there is one,
        else `proceedings/record.html`.
    title: HTML, escaped as Sphinx's own titles are.
    head: HTML for the head: meta, link and script tags.
    body: HTML of the content.
    lang: language of the record (BCP 47) where it is not the site's, else None.
    alone: whether it is the only page of its kind in its directory, so that a shell would not pay.
    """

    name: str
    kind: str
    title: str
    head: str
    body: str
    lang: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Key:
    """What a shell is one of: pages with the same key differ in their values alone."""

    directory: str  # with its slash at the end, or empty
    template: str
    kind: str
    lang: str | None
    given: tuple[bool, ...]  # which of title, head and body are not empty: templates ask


def add_template_path(_app: Sphinx, config: Config) -> None:
    """Handle `config-inited`: our templates are found after the project's own."""
    config.templates_path = [*config.templates_path, str(_TEMPLATES)]


def page_context(page: GeneratedPage) -> dict[str, Any]:
    """What `handle_page` is told about a record's page, beside what it gives to every page.

    The same keys as `StandaloneHTMLBuilder.get_doc_context` has for documents (`parents` and
    `rellinks` stay the builder's), for themes and extensions ask for them without looking. An
    `html-page-context` handler recognises a record's page by `record_kind`, and is asked once
    a directory and kind.
    """
    return {
        "title": str(page.title),
        "metatags": str(page.head),
        "body": str(page.body),
        "lang": page.lang,
        "record_kind": page.kind,
        "prev": None,
        "next": None,
        "meta": {},
        "toc": "",
        "display_toc": False,
        "sourcename": "",
        "page_source_suffix": "",
    }


class Shells:
    """The page shells of a build, made when first asked for."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._theme: str = builder.theme.name
        self._encoding: str = builder.config.html_output_encoding
        self._patterns = _name_patterns(builder)
        self._usual_matches: dict[str, list[bool]] = {}  # by directory
        self._templates: dict[str, str] = {}
        self._shells: dict[_Key, Shell | None] = {}
        self._not_followed: set[str] = set()  # templates
        self._verified: set[_Key] = set()

    def page(self, page: GeneratedPage) -> str:
        """HTML of a record's page. Raises what `handle_page` raises: ThemeError, ExtensionError."""
        directory, slash, leaf = page.name.rpartition("/")
        directory += slash
        template = self.template(page.kind)
        followed = not page.alone and template not in self._not_followed
        if followed and self._is_ordinary(directory, leaf):
            given = (bool(page.title), bool(page.head), bool(page.body))
            key = _Key(directory, template, page.kind, page.lang, given)
            if key not in self._shells:
                self._shells[key] = self._shell(key, page)
            if shell := self._shells[key]:
                return shell.fill(_values(page))
        return self._handle_page(page)

    def write(self, page: GeneratedPage) -> None:
        """Write a record's page to where the builder has pages of this name, if it has changed.

        A document of the same name stands: then a warning says so and nothing is written.
        """
        if page.name in self._builder.env.all_docs:
            logger.warning(
                "the page of a %s has the name of a document, which stays; rename one of them",
                page.kind,
                location=page.name,
                type="proceedings",
                subtype="page",
            )
            return
        data = self.page(page).encode(self._encoding, "xmlcharrefreplace")
        write_file(str(self._builder.get_outfilename(page.name)), data)

    def template(self, kind: str) -> str:
        """Name of the template that makes the pages of a kind."""
        if kind not in self._templates:
            name = f"proceedings/{kind}.html"
            templates: Any = self._builder.templates  # a project may bring its own bridge
            try:
                templates.get_source(getattr(templates, "environment", None), name)
            except (TemplateNotFound, AttributeError):
                name = _DEFAULT_TEMPLATE
            self._templates[kind] = name
        return self._templates[kind]

    def _is_ordinary(self, directory: str, leaf: str) -> bool:
        """Whether the page is like its neighbours as far as its name goes."""
        if leaf in _NAMED_BY_SPHINX or not _ORDINARY_LEAF.fullmatch(leaf):
            return False
        if not self._patterns:
            return True
        if directory not in self._usual_matches:
            self._usual_matches[directory] = self._matches(directory + _probes(_ALL)[0].value)
        return self._usual_matches[directory] == self._matches(directory + leaf)

    def _matches(self, name: str) -> list[bool]:
        return [patmatch(name, pattern) is not None for pattern in self._patterns]

    def _shell(self, key: _Key, first: GeneratedPage) -> Shell | None:
        """Shell for the pages of a key; None where the builder has to make each of them."""
        probes = _probes(key.given)
        values = {probe.field: probe.value for probe in probes}
        stand_in = GeneratedPage(
            name=key.directory + values["name"],
            kind=key.kind,
            title=values.get("title", ""),
            head=values.get("head", ""),
            body=values.get("body", ""),
            lang=key.lang,
        )
        alike = _Key("", key.template, key.kind, key.lang, key.given)
        try:
            shell = read_shell(self._handle_page(stand_in), probes, self._theme)
            if alike not in self._verified:
                _verify(shell.fill(_values(first)), self._handle_page(first), self._theme)
                self._verified.add(alike)
        except SphinxError as error:  # ours, a template's, or that of somebody's handler
            self._not_followed.add(key.template)
            logger.info(
                "pages of kind %r are rendered one by one, which is slower: %s", key.kind, error
            )
            return None
        return shell

    def _handle_page(self, page: GeneratedPage) -> str:
        """Page as the builder makes it, the slow way."""
        with scratch_folder("page-shell") as directory:
            scratch = Path(directory, "page.html")
            self._builder.handle_page(
                page.name, page_context(page), self.template(page.kind), outfilename=scratch
            )
            if not scratch.exists():  # it has warned why
                raise ShellError(f"the theme {self._theme!r} made no page for {page.name!r}")
            return scratch.read_bytes().decode(self._encoding)


def _values(page: GeneratedPage) -> dict[str, str]:
    return {
        "name": page.name.rpartition("/")[2],
        "title": str(page.title),
        "head": str(page.head),
        "body": str(page.body),
    }


@cache
def _probes(given: tuple[bool, ...]) -> tuple[Probe, ...]:
    """Probe for the page's name, and for each of title, head and body that is given."""
    fields = [name for name, is_given in zip(_FIELDS, given, strict=True) if is_given]
    return (probe("name", 0, leaf=True), *(probe(name, n) for n, name in enumerate(fields, 1)))


def _verify(filled: str, rendered: str, theme: str) -> None:
    """Raise ShellError unless a filled shell is the page that the builder rendered."""
    if filled == rendered:
        return
    pairs = zip(filled, rendered, strict=False)
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), len(filled))
    around = rendered[max(0, at - 40) : at + 40]
    raise ShellError(
        f"the theme {theme!r}, or an extension, makes more of a page's values than showing them, "
        f"near {around!r}"
    )


def _name_patterns(builder: StandaloneHTMLBuilder) -> tuple[str, ...]:
    """Patterns of names by which a project chooses sidebars, in Sphinx's option or a theme's."""
    options: list[Any] = [builder.get_builder_config("sidebars", "html")]
    options += builder.theme_options.values()
    patterns = {str(key) for option in options if isinstance(option, dict) for key in option}
    return tuple(sorted(patterns))
