"""The settings that a project's conf.py can make, with their defaults and meanings."""

from __future__ import annotations

from dataclasses import dataclass, fields
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

    only: str = ""
    """Key of the one edition to be built (``enlsp/2022``), as for its archive; empty for all."""

    @classmethod
    def of(cls, config: Config) -> Settings:
        """Read the settings from Sphinx's configuration."""
        return cls(**{f.name: getattr(config, PREFIX + f.name) for f in fields(cls)})

    def folder(self, app: Sphinx) -> Path:
        """Return the data folder."""
        return Path(app.confdir, self.data)


def add_settings(app: Sphinx) -> None:
    """Register every setting; a change of one makes a full build."""
    for field in fields(Settings):
        kind = type(field.default)
        app.add_config_value(PREFIX + field.name, field.default, "env", (kind,))
