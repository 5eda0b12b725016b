"""The catalogues of translations hold every message, and no other; so does tools/messages.py."""

from __future__ import annotations

import importlib.util
import re
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[3] / "tools" / "messages.py"
_SPEC = importlib.util.spec_from_file_location("messages_tool", TOOL)
assert _SPEC
assert _SPEC.loader
tool = importlib.util.module_from_spec(_SPEC)
sys.modules["messages_tool"] = tool
_SPEC.loader.exec_module(tool)

MESSAGES = tool.extracted()
LANGUAGES = tool.languages()
UPDATE = "run `python tools/messages.py`, then translate what is empty in "


def forms(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a message, one or several."""
    return (value,) if isinstance(value, str) else tuple(value)


def ids(catalog) -> set[tuple[str, ...]]:
    """The messages of a catalogue."""
    return {forms(message.id) for message in catalog if message.id}


def test_messages_are_found_in_python_in_templates_and_in_scripts():
    found = ids(MESSAGES)
    assert {("Invited talk",), ("Important dates",), ("Copied",)} <= found
    assert {
        ("{n} paper", "{n} papers"),
        ("edition", "editions"),
        ("{n} result", "{n} results"),
    } <= found
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message_and_no_other(language):
    found = ids(tool.read(language))
    assert found == ids(MESSAGES), UPDATE + str(tool.po_file(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    catalog = tool.read(language)
    empty = [m.id for m in catalog if m.id and not (m.string and all(forms(m.string)))]
    assert not empty, UPDATE + str(tool.po_file(language))
    assert not [m.id for m in catalog if m.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_values_and_the_markup_of_its_message(language):
    for message in tool.read(language):
        for said in forms(message.string) if message.id else ():
            wanted = forms(message.id)[-1]
            for pattern in (r"\{\w*\}", r"<[^>]*>", '"'):
                assert sorted(re.findall(pattern, said)) == sorted(re.findall(pattern, wanted)), (
                    said
                )
            assert (said[0] == " ", said[-1] == " ") == (wanted[0] == " ", wanted[-1] == " "), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_files_say_what_the_catalogue_says(language):
    catalog = tool.read(language)
    path = tool.po_file(language)
    with path.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in catalog:
        if isinstance(message.id, str):
            assert not message.id or compiled.gettext(message.id) == message.string, UPDATE
        else:
            one, several = message.id
            assert {compiled.ngettext(one, several, n) for n in range(200)} == {*message.string}
    assert path.with_suffix(".js").read_text(encoding="utf-8") == tool.script(catalog), UPDATE


def test_an_update_of_what_is_up_to_date_changes_nothing():
    for language in LANGUAGES:
        made = tool.files_of(tool.updated(language, MESSAGES))
        same = tool.po_file(language).read_bytes()
        # The names of files in it may be old: they move more often than messages change.
        assert re.sub(rb"#: .*\n", b"", made[".po"]) == re.sub(rb"#: .*\n", b"", same)
