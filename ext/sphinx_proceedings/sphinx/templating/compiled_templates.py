"""Compiled templates, kept between builds: compiling all of them takes as long as 200 papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import BytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_proceedings.loading.reading_cache import ReadingCache, cache_folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from sphinx.application import Sphinx


class CompiledTemplates(BytecodeCache):
    """Code by name and source of its template, and by what in *environment* decides what it is."""

    def __init__(self, environment: Environment) -> None:
        options = (
            jinja2.__version__,
            environment.trim_blocks,
            environment.lstrip_blocks,
            environment.autoescape is True,
            sorted(environment.extensions),
            environment.code_generator_class.__qualname__,
        )
        self._environment = f"template {options}"
        self._cache = ReadingCache(cache_folder())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill *bucket* with what is kept, if there is anything."""
        bucket.code = self._cache.get(f"{self._environment} {bucket.key}", self._content(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in *bucket*."""
        name = f"{self._environment} {bucket.key}"
        self._cache.put(name, self._content(bucket), bucket.code)

    @staticmethod
    def _content(bucket: Bucket) -> bytes:
        return bucket.checksum.encode()  # of the source


def keep_compiled(app: Sphinx) -> None:
    """Handle builder-inited: keep what the theme's templates are compiled to, too."""
    bridge = getattr(app.builder, "templates", None)
    if isinstance(bridge, BuiltinTemplateLoader):
        bridge.environment.bytecode_cache = CompiledTemplates(bridge.environment)
