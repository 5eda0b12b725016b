"""Compiled templates are kept between builds, and only as long as their source is the same."""

from __future__ import annotations

import jinja2
import pytest

from sphinx_proceedings.loading.reading_cache import VARIABLE
from sphinx_proceedings.sphinx.templating.compiled_templates import CompiledTemplates


@pytest.fixture
def rendered(monkeypatch, tmp_path):
    """Return what a template of this source gives, and whether it was compiled for that."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    def render(source, **options):
        compiled = []

        class Environment(jinja2.Environment):
            def compile(self, *arguments, **more):
                compiled.append(arguments)
                return super().compile(*arguments, **more)

        environment = Environment(loader=jinja2.DictLoader({"a.html": source}), **options)
        environment.bytecode_cache = CompiledTemplates(environment)
        return environment.get_template("a.html").render(x="<"), bool(compiled)

    return render


def test_a_template_is_compiled_once(rendered):
    assert rendered("a {{ x }}") == ("a <", True)
    assert rendered("a {{ x }}") == ("a <", False)


def test_a_changed_template_is_compiled_again(rendered):
    rendered("a {{ x }}")
    assert rendered("b {{ x }}") == ("b <", True)


def test_an_environment_with_other_options_compiles_its_own(rendered):
    rendered("{{ x }}\n{% if x %}\n{% endif %}")
    assert rendered("{{ x }}\n{% if x %}\n{% endif %}", autoescape=True) == ("&lt;\n\n", True)
    assert rendered("{{ x }}\n{% if x %}\n{% endif %}", trim_blocks=True) == ("<\n", True)
