"""Bring the catalogues of translations up to date with the code.

    python tools/messages.py            update every catalogue, and compile it
    python tools/messages.py --add fr   begin one for another language

It finds each message in Python, templates and scripts, and writes it into
``ext/sphinx_proceedings/locale/<language>/LC_MESSAGES/sphinx_proceedings.po`` if it is not there
yet; what is no longer said goes. Beside it lie ``.mo``, which Python reads, and ``.js`` with what
the scripts of the pages say. All three are in the repository: an installation has no compiler.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "ext" / "sphinx_proceedings"
LOCALES = PACKAGE / "locale"
DOMAIN = "sphinx_proceedings"

METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.js", "javascript")]
OPTIONS = {"**.html": {"silent": "false"}}
KEYWORDS = {
    "_": None,
    "N_": None,
    "NN_": (1, 2),
    "gettext": None,
    "ngettext": (1, 2),
    "say": None,
    "say_n": (1, 2),
}
"""What marks a message: in Python, in templates (see template_messages.py) and in scripts."""


def extracted() -> Catalog:
    """Return every message of the package with the files that say it."""
    found = Catalog(project="sphinx-proceedings", fuzzy=False)
    for name, _, message, comments, _ in extract_from_dir(
        PACKAGE, METHODS, OPTIONS, KEYWORDS, directory_filter=lambda path: "locale" not in path
    ):
        found.add(message, None, [(name, 0)], auto_comments=comments)
    return found


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())


def po_file(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language; an empty one where there is none yet."""
    path = po_file(language)
    if not path.is_file():
        return Catalog(locale=language, domain=DOMAIN, project="sphinx-proceedings", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def updated(language: str, messages: Catalog) -> Catalog:
    """Return a language's catalogue with the messages that there are, and no others."""
    catalog = read(language)
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


class _Steady(Catalog):
    """A catalogue whose header is the same each time: no dates, no version of Babel."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(locale=catalog.locale, domain=DOMAIN, fuzzy=False, header_comment="#")
        for message in catalog:
            if message.id:
                self[message.id] = message

    def _headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    mime_headers = property(_headers)


def files_of(catalog: Catalog) -> dict[str, bytes]:
    """Return the content of a catalogue's three files by their suffix."""
    text, compiled = io.BytesIO(), io.BytesIO()
    steady = _Steady(catalog)
    write_po(text, steady, width=98, sort_output=True, include_lineno=False)
    write_mo(compiled, steady)
    return {".po": text.getvalue(), ".mo": compiled.getvalue(), ".js": script(catalog).encode()}


def script(catalog: Catalog) -> str:
    """Return the script that tells those of the pages how to say things."""
    said = {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        for message in catalog
        if message.id
        and _is_said(message.string)
        and any(name.endswith(".js") for name, _ in message.locations)
    }
    words = json.dumps(dict(sorted(said.items())), ensure_ascii=False, indent=1)
    plural = catalog.plural_expr
    return (
        f"/* Made from {DOMAIN}.po by tools/messages.py. */\n"
        f"window.proceedingsWords = {{ plural: (n) => Number({plural}), messages: {words} }};\n"
    )


def main() -> None:
    """Update the catalogues, and say what is left to be translated."""
    parser = argparse.ArgumentParser(description="Update the catalogues of translations.")
    parser.add_argument("--add", metavar="LANGUAGE", help="begin a catalogue, for de or pt_BR")
    wanted = parser.parse_args().add
    messages = extracted()
    for language in sorted({*languages(), *([wanted] if wanted else [])}):
        catalog = updated(language, messages)
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        for suffix, content in files_of(catalog).items():
            po_file(language).with_suffix(suffix).write_bytes(content)
        missing = sum(not _is_said(message.string) for message in catalog if message.id)
        print(f"{language}: {len(catalog)} messages, {missing} to be translated")


def _is_said(string: str | Iterable[str] | None) -> bool:
    return bool(string) if string is None or isinstance(string, str) else all(string)


if __name__ == "__main__":
    main()
