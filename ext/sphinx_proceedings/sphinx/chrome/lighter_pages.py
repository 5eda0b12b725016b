"""The default theme sent lighter: without an icon font, and styles and scripts of no use to a page.

The theme loads Font Awesome, a script and fonts of some 130 kB, for a handful of icons; they are
drawn here instead. Where a page has another of its icons, everything stays as the theme has it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_proceedings.sphinx.builders import THEME, has_default_theme
from sphinx_proceedings.sphinx.output.file_writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

STYLES = "styles/pydata-sphinx-theme"
SCRIPT = "scripts/pydata-sphinx-theme"
LIGHT = ".light"
"""Comes before the ending of what is made of a file of the theme."""

_DRAWN = {
    "arrow-up": "M8 2 2.5 7.5l1.1 1.1 3.6-3.6V14h1.5V5l3.6 3.6 1.1-1.1z",
    "bars": "M1.5 3h13v1.5h-13zm0 4.25h13v1.5h-13zm0 4.25h13V13h-13z",
    "circle-half-stroke": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.5v11a5.5 5.5 0 0 1 0-11z",
    "file-lines": "M3 1h7l3 3v11H3zm1.5 1.5v11h7V5H9V2.5zM6 7h4v1.25H6zm0 2.75h4V11H6z",
    "house": "M8 1.5 1 7.5l1 1.1 1-.8V14h4v-4h2v4h4V7.8l1 .8 1-1.1z",
    "list": "M1.5 3H3v1.5H1.5zM5 3h9.5v1.5H5zM1.5 7.25H3v1.5H1.5zm3.5 0h9.5v1.5H5z"
    "M1.5 11.5H3V13H1.5zm3.5 0h9.5V13H5z",
    "magnifying-glass": "M6.5 1a5.5 5.5 0 1 0 3.4 9.8l3.9 3.9 1.1-1.1-3.9-3.9A5.5 5.5 0 0 0 "
    "6.5 1zm0 1.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
    "moon": "M6.5 1.2A7 7 0 1 0 14.8 9.5 6 6 0 0 1 6.5 1.2z",
    "outdent": "M1.5 3h13v1.5h-13zm6 4.25h7v1.5h-7zm-6 4.25h13V13h-13zM5 5.7v4.6L1.5 8z",
    "pencil": "m11.5 1 3.5 3.5L5 14.5l-4 .5.5-4zM3 11.6l-.3 1.7 1.7-.3 6.8-6.8-1.4-1.4z",
    "sun": "M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM7.25 0h1.5v2.5h-1.5zm0 13.5h1.5V16"
    "h-1.5zM0 7.25h2.5v1.5H0zm13.5 0H16v1.5h-2.5zM2.3 3.4l1-1 1.8 1.7-1 1zm8.6 8.5"
    "l1-1 1.8 1.8-1 1zm1.7-9.5 1 1-1.7 1.7-1-1zM4.1 10.9l1 1-1.8 1.7-1-1z",
    "angle-left": "M10.5 2.5 5 8l5.5 5.5 1.1-1.1L7.2 8l4.4-4.4z",
    "angle-right": "m5.5 2.5-1.1 1.1L8.8 8l-4.4 4.4 1.1 1.1L11 8z",
}
_ICON = re.compile(r'<(i|span) class="([^"]*\bfa-solid fa-([\w-]+)[^"]*)"([^>]*)></\1>')
_TITLE = re.compile(r'\s*title="[^"]*"')
_LEFT = re.compile(r'class="[^"]*\b(?:fa[srbl]?|fa-[\w-]+)\b')
_IN_FONT = re.compile(
    r'class="(?:[^"]*\s)?(?:admonition|versionmodified|nav-external|bd-breadcrumbs|github|gitlab|download)'
    r'[\s"]|<nav class="bd-links[^>]*>(?:(?!</nav>).)*reference external',
    re.DOTALL,
)
"""What the theme's style sheet sets signs of the icon font before or behind."""
_SPECIAL = ("announcement", "show_version_warning_banner", "switcher")
"""Options of the theme by which its script draws an icon of its own."""

# Each takes its line away; without ^, a line of many thousand letters is read from each of them.
_FONT_AWESOME = re.compile(r"(?m)^[^\n]*<script[^>]*scripts/fontawesome\.js[^>]*></script>\n?")
_DESIGN = re.compile(
    r"(?m)^[^\n]*<(?:link|script)[^>]*(?:sphinx-design\.min\.css|design-tabs\.js)[^>]*>(?:</script>)?\n?"
)
_PYGMENTS = re.compile(r"(?m)^[^\n]*<link[^>]*_static/pygments\.css[^>]*>\n?")
_OF_THEME = re.compile(rf"_static/({STYLES}\.css|{SCRIPT}\.js)")
_SCRIPT_OF_THEME = re.compile(rf"_static/({SCRIPT}\.js)")
_OF_DESIGN = re.compile(r'class="(?:[^"]*\s)?sd-')
_NO_MODE = re.compile(r'(localStorage\.getItem\("mode"\) \|\| )""')
_NO_THEME = re.compile(r'(localStorage\.getItem\("theme"\) \|\| )""')
_WISHED = '(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")'


def lighten_pages(app: Sphinx) -> None:
    """Handle builder-inited: send pages of the default theme without what they have no use for."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not has_default_theme(app):
        return
    if any(app.config.html_theme_options.get(name) for name in _SPECIAL):
        return
    static = next(
        Path(folder, "static")
        for folder in builder.theme.get_theme_dirs()
        if Path(folder).name == THEME
    )
    style = (static / f"{STYLES}.css").read_text("utf-8")
    script = (static / f"{SCRIPT}.js").read_text("utf-8")
    _write(app, f"{STYLES}{LIGHT}.css", without_icons(style))
    _write(app, f"{SCRIPT}{LIGHT}.js", script.replace("console.log(", "void("))
    render: Callable[..., str] = builder.templates.render

    def render_lighter(template: str, context: dict[str, Any]) -> str:
        return lighter(render(template, context))

    builder.templates.render = render_lighter


def _write(app: Sphinx, name: str, text: str) -> None:
    path = Path(app.outdir, "_static", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(str(path), text.encode())


def lighter(page: str) -> str:
    """Return a page with drawn icons, and without files that nothing on it asks for."""
    drawn = _ICON.sub(_icon, page)
    if not _LEFT.search(drawn):
        page = _FONT_AWESOME.sub("", drawn)
        page = (_SCRIPT_OF_THEME if _IN_FONT.search(page) else _OF_THEME).sub(_light_name, page)
    if not _OF_DESIGN.search(page):
        page = _DESIGN.sub("", page)
    if 'class="highlight' not in page and "highlight-" not in page:
        page = _PYGMENTS.sub("", page)
    # The theme takes no wish for a wrong one, and says so on the console.
    page = _NO_MODE.sub(r'\1"auto"', page)
    return _NO_THEME.sub(rf"\1{_WISHED}", page)


def _light_name(found: re.Match[str]) -> str:
    stem, dot, ending = found[1].rpartition(".")
    return f"_static/{stem}{LIGHT}{dot}{ending}"


def _icon(found: re.Match[str]) -> str:
    path = _DRAWN.get(found[3])
    if path is None:
        return found[0]
    kept = [name for name in found[2].split() if not name.startswith("fa-")]
    large = ["proc-icon-large"] if "fa-lg" in found[2] else []
    classes = " ".join(["proc-icon", *large, *kept])
    # What it is for is said by its button; a title has no place in SVG.
    attributes = _TITLE.sub("", found[4])
    return (
        f'<svg class="{classes}"{attributes} viewBox="0 0 16 16" aria-hidden="true" '
        f'focusable="false"><path d="{path}"/></svg>'
    )


_AWESOME = re.compile(r"\.(?:fa[srbl]?|fa-[\w-]+|svg-inline--fa)(?![\w-])")


def without_icons(style: str) -> str:
    """Return a style sheet without the rules, fonts and movements of Font Awesome."""
    return "".join(_kept(style))


def _kept(style: str) -> Iterator[str]:
    for head, body in rules(style):
        name = head.strip()
        if name.startswith("@"):
            inner = body[1:-1]
            if name.startswith(("@media", "@supports", "@layer")):
                if left := without_icons(inner):
                    yield f"{head}{{{left}}}"
            elif not (
                (name.startswith("@font-face") and "Awesome" in inner)
                or name.startswith(("@keyframes fa-", "@-webkit-keyframes fa-"))
            ):
                yield head + body
            continue
        if not body:
            yield head
            continue
        selectors = [s for s in _selectors(head) if not _AWESOME.search(s)]
        properties = [p for p in body[1:-1].split(";") if not p.strip().startswith("--fa-")]
        if selectors and any(p.strip() for p in properties):
            changed = "--fa-" in body
            yield ",".join(selectors) + (f"{{{';'.join(properties)}}}" if changed else body)


_SIGN = re.compile(r"[\"'{};]|/\*")


def rules(style: str) -> Iterator[tuple[str, str]]:
    """Divide a style sheet into the heads of its rules and their bodies, with braces.

    What ends with a semicolon (``@import``, ``@charset``) has no body.
    """
    start = head_end = depth = place = 0
    while (sign := _SIGN.search(style, place)) is not None:
        place, char = sign.start(), sign[0]
        if char in "\"'":
            place = _end_of_string(style, place)
        elif char == "/*":
            place = style.find("*/", place + 2) + 1 or len(style)
        elif char == "{":
            if depth == 0:
                head_end = place
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield style[start:head_end], style[head_end : place + 1]
                start = place + 1
        elif char == ";" and depth == 0:
            yield style[start : place + 1], ""
            start = place + 1
        place += 1
    if style[start:].strip():
        yield style[start:], ""


def _end_of_string(style: str, start: int) -> int:
    place = start + 1
    while place < len(style) and style[place] != style[start]:
        place += 2 if style[place] == "\\" else 1
    return place


def _selectors(head: str) -> Iterator[str]:
    """Divide a list of selectors at its commas, but not inside parentheses."""
    start = depth = 0
    for place, char in enumerate(head):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            yield head[start:place]
            start = place + 1
    yield head[start:]
