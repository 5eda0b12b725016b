"""What templates say: messages with values in them, which are escaped as Jinja escapes."""

from __future__ import annotations

from typing import cast

import pytest
from markupsafe import Markup

from sphinx_proceedings.model.languages.language import Language
from sphinx_proceedings.sphinx.templating.template_messages import TemplateMessages


class Unchanged:
    """A language that has each message as it is written."""

    def gettext(self, message):
        return message

    def ngettext(self, one, several, number):
        return one if number == 1 else several


@pytest.mark.parametrize(
    ("message", "values"),
    [
        ("no values", {}),
        ("a <b>{x}</b> {{y}} {x}", {"x": "<&\"'>"}),
        ("{x}{y}", {"x": Markup("<i>"), "y": None}),
        ("{x:>5} {x!r}", {"x": "a"}),
        ("{n} of {of}", {"n": 3, "of": 1.5}),
    ],
)
def test_values_are_filled_in_as_markup_does(message, values):
    say = TemplateMessages(cast("Language", Unchanged()))
    plain = Markup(message)  # noqa: S704 - one of those above
    expected = plain.format(**values) if values else plain
    for _ in range(2):  # the second time it is known
        found = say.gettext(message, **values)
        assert (found, type(found)) == (expected, Markup)


def test_a_number_chooses_the_form():
    say = TemplateMessages(cast("Language", Unchanged()))
    found = [say.ngettext("{n} paper <b>", "{n} papers by {x}", n, x="<") for n in (1, 2)]
    assert found == ["1 paper <b>", "2 papers by &lt;"]
