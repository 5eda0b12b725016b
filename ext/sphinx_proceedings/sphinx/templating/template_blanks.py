"""Take out of the theme's templates what indents them: a tenth of a page, which no reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.lexer import Token
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import TokenStream
    from sphinx.application import Sphinx

_BLANK = re.compile(r"[ \t]*\n\s*")
# Where blanks are text, or where a line ends what began on it.
_KEPT = re.compile(r"(?is)<(pre|textarea|script|style)\b(?:(?!</\1).)*(?:</\1|\Z)")
_ENDS = "</{}"


class TrimmedTemplates(Extension):
    """Leaves one line end of all blanks around it in the text of templates.

    Blanks are kept inside elements that show them, and in messages, which are found as they are.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template; scripts and style sheets are left as they are."""
        if not (stream.name or "").endswith(".html"):
            yield from stream
            return
        kept, said, begins = "", False, False
        for token in stream:
            if begins and token.type == "name":
                said = token.value == "trans" or (said and token.value != "endtrans")
            begins = token.type == "block_begin"
            if token.type == "data" and not said:
                text, kept = _trimmed(token.value, kept)
                yield Token(token.lineno, "data", text)
            else:
                yield token


def _trimmed(text: str, kept: str) -> tuple[str, str]:
    """Return *text* trimmed, and the element in which it ends whose blanks are kept.

    *kept* is the one in which it begins.
    """
    start = 0
    if kept:
        end = text.lower().find(_ENDS.format(kept))
        if end < 0:
            return text, kept
        start = end
    pieces = [text[:start]]
    for found in _KEPT.finditer(text, start):
        pieces += [_BLANK.sub("\n", text[start : found.start()]), found[0]]
        start = found.end()
        kept = found[1].lower()
        if not found[0].lower().endswith(_ENDS.format(kept)):
            return "".join(pieces), kept
    return "".join([*pieces, _BLANK.sub("\n", text[start:])]), ""


def trim_templates(app: Sphinx) -> None:
    """Handle builder-inited: read the templates of the theme without what indents them."""
    bridge = getattr(app.builder, "templates", None)
    if isinstance(bridge, BuiltinTemplateLoader):
        bridge.environment.add_extension(TrimmedTemplates)
