"""Keep an output folder that lies in the source folder from being read as sources.

The Markdown beside the pages of records (`exporting.formats.web.markdown_records`) would be taken
for pages that somebody has written. Sphinx leaves out only what ``exclude_patterns`` says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def leave_out_output(app: Sphinx, config: Config) -> None:
    """Handle config-inited: add the output folder to ``exclude_patterns``, unless it is there."""
    source, output = Path(app.srcdir), Path(app.outdir)
    if output == source or not output.is_relative_to(source):
        return
    inner = output.relative_to(source)
    left_out = Matcher(config.exclude_patterns)
    if not any(left_out(place.as_posix()) for place in (inner, *inner.parents)):
        config.exclude_patterns = [*config.exclude_patterns, inner.as_posix()]
