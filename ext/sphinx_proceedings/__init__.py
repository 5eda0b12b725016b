"""Conference and workshop proceedings for Sphinx: one set of data, and all that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx (``extensions = ["sphinx_proceedings"]``)."""
    from sphinx_proceedings.sphinx.registration import register  # noqa: PLC0415 - only with Sphinx

    register(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
