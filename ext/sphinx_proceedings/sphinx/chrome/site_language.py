"""The language of the site: our words for templates of the theme and for scripts of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_proceedings.model.languages.language import DOMAIN, LOCALES, Language

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SCRIPT = f"{DOMAIN}.js"
"""Name of the script that tells those of the pages how to say things."""

logger = logging.getLogger(__name__)


def add_language(app: Sphinx, config: Config) -> None:
    """Handle config-inited: let ``_`` know our messages, and scripts those that they say.

    Templates that Sphinx renders ask its own catalogue first, then ours. An English site has no
    script more: the others say English of themselves.
    """
    language = Language.of(str(config.language or "en"))
    if not language.is_translated:
        logger.info(
            "proceedings: there are no words in %r; generated pages say them in English",
            language.tag,
        )
        return
    app.translator.add_fallback(language.translations)
    script = LOCALES / language.folder / "LC_MESSAGES" / SCRIPT
    if not language.speaks_english and script.is_file():
        config.html_static_path = [*config.html_static_path, str(script)]
        app.add_js_file(SCRIPT, loading_method="defer", priority=400)
