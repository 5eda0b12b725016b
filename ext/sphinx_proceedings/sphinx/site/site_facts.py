"""What a site is besides its data: settings, written pages, addresses; plain values only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_proceedings.sphinx.builders import has_default_theme, has_records
from sphinx_proceedings.sphinx.config import Settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What conf.py and the written pages say of a site."""

    settings: Settings
    base_url: str
    """Public address; empty where it is not known."""
    title: str
    author: str
    root_doc: str
    language: str
    builder: str
    """Name of Sphinx's builder."""
    is_html: bool
    """Whether records have pages of their own."""
    link_suffix: str
    """Ending of the addresses of pages, where each page is a file of its name."""
    has_default_theme: bool
    """Whether pages have the default theme, or one that is made from it."""
    written: frozenset[str]
    """Names of the written pages."""
    template_folders: tuple[str, ...]
    """Where templates are looked for, the project's own first."""
    data_folder: str
    project_root: str
    """The folder that holds both conf.py and the data, wherever the build was started."""

    @classmethod
    def of(cls, app: Sphinx) -> SiteFacts:
        """Read the facts of a build whose pages have been read."""
        config, settings = app.config, Settings.of(app.config)
        data = settings.folder(app)
        both = [path.resolve() for path in (Path(app.confdir), data)]
        return cls(
            settings=settings,
            base_url=str(config.html_baseurl or ""),
            title=str(config.html_title or config.project),
            author=str(config.author or ""),
            root_doc=config.root_doc,
            language=str(config.language or "en"),
            builder=app.builder.name,
            is_html=has_records(app.builder),
            link_suffix=str(getattr(app.builder, "link_suffix", ".html")),
            has_default_theme=has_default_theme(app),
            written=frozenset(app.env.all_docs),
            template_folders=tuple(str(app.confdir / path) for path in config.templates_path),
            data_folder=str(data),
            project_root=os.path.commonpath(both),
        )
