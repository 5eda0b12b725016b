"""The guide says what there is: every role, directive, option and setting, and no other."""

from __future__ import annotations

import re
from dataclasses import fields

from sphinx_proceedings.model.languages.language import ENGLISH, LOCALES
from sphinx_proceedings.sphinx.config import PREFIX, Settings
from sphinx_proceedings.sphinx.domain import ROLES
from sphinx_proceedings.sphinx.templating.listing_directives import KINDS


def rows(repository, heading):
    text = (repository / "docs/guide/sphinx.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line.split("|")[1:-1] for line in section.splitlines() if line.startswith("| `")]


def test_guide_lists_every_role(repository):
    named = {
        name for row in rows(repository, "Roles") for name in re.findall(r"proc:(\w+)", row[0])
    }
    assert named == set(ROLES)


def test_guide_lists_every_directive_with_its_options(repository):
    found = {}
    for row in rows(repository, "Directives"):
        options = set(re.findall(r"`([\w-]+)`", re.sub(r"\(.*?\)", "", row[2])))
        for name in re.findall(r"proc:([\w-]+)", row[0]):
            found[name] = options
    assert found == {kind.name: set(kind.options) for kind in KINDS.values()}


def test_guide_lists_every_setting(repository):
    text = (repository / "docs/guide/sphinx.md").read_text(encoding="utf-8")
    named = set(re.findall(rf"^`({PREFIX}\w+)` ", text, flags=re.MULTILINE))
    assert named == {PREFIX + field.name for field in fields(Settings)}


def test_guide_lists_every_language(repository):
    text = (repository / "docs/guide/languages.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"^\| (\w+) \| `(\w+)` \|$", text, flags=re.MULTILINE))
    catalogues = {folder.name for folder in LOCALES.iterdir() if folder.is_dir()}
    assert set(named.values()) == {"en", *catalogues}
    assert named == {ENGLISH.language_name(tag): tag for tag in named.values()}
