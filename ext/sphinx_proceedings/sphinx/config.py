"""The settings that a project's conf.py can make, with their defaults and meanings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "proceedings_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings; in conf.py each name begins with ``proceedings_``."""

    data: str = "../data"
    """Folder with the data, relative to conf.py."""
    repository: str = ""
    """Where a correction can be made: an address with ``{path}`` and ``{line}``, such as
    ``https://github.com/me/site/edit/main/{path}#L{line}``; empty for no such link."""
    pages: bool = True
    """Whether pages of editions that are not written in docs/ are made from the data."""

    exports: bool = True
    """Whether the files of metadata, of each edition and of the site, and the JSON interface lie
    beside the pages; `proceedings export` writes them anywhere."""

    formats: tuple[str, ...] = ()
    """Metadata formats beside each paper's and talk's page, further to those for citing
    (BibTeX, RIS, CSL-JSON): names as `proceedings export --list` has them, or ``all``."""

    export_options: Mapping[str, str] = field(default_factory=dict)
    """What formats ask for besides the data, by names as `proceedings export --list` has them
    (``contact_email``); the files are as public as the site."""

    cards: int = 100
    """Up to how many papers each gets a card (the picture of a link to it) of its own; with more,
    they share their edition's; 0 for no cards. A card takes about 25 ms and 20 kB."""

    first_pages: int = 0
    """Up to how many papers with PDFs each shows the first page of its own as a picture, on its
    page and its card; 0 for none. A picture takes about 60 ms once, and 25 kB."""

    strict: bool = False
    """Whether a PDF of a published edition that is missing or cannot be used ends the build;
    else its paper is published without it, and the build says so."""

    only: str = ""
    """Key of the one edition to be built (``enlsp/2022``), as for its archive; empty for all."""

    @classmethod
    def of(cls, config: Config) -> Settings:
        """Read the settings from Sphinx's configuration."""
        values = {f.name: getattr(config, PREFIX + f.name) for f in fields(cls)}
        formats = values["formats"]
        values["formats"] = (formats,) if isinstance(formats, str) else tuple(formats)
        values["export_options"] = {str(k): str(v) for k, v in values["export_options"].items()}
        return cls(**values)

    def folder(self, app: Sphinx) -> Path:
        """Return the data folder, without the ``..`` of the setting: messages name it."""
        return Path(os.path.normpath(Path(app.confdir, self.data)))


def add_settings(app: Sphinx) -> None:
    """Register every setting; a change of one makes a full build."""
    for setting in fields(Settings):
        name = PREFIX + setting.name
        if setting.name == "formats":  # a list, so that -D proceedings_formats=mods,jats works
            app.add_config_value(name, [], "env", (str, list, tuple))
        elif setting.name == "export_options":
            app.add_config_value(name, {}, "env", (dict,))
        else:
            app.add_config_value(name, setting.default, "env", (type(setting.default),))
