"""YAML of other programs, with what stands there twice written out."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading.yaml.aliases import expanded


def test_what_stands_there_twice_is_written_out():
    text = (
        "a: &id001 {name: Ada, places: [X, Y]}\nb: [*id001, {name: Bo}]\nc: &id002 x\nd: *id002\n"
    )
    ada = {"name": "Ada", "places": ["X", "Y"]}
    assert expanded(text) == {
        "a": ada,
        "b": [ada, {"name": "Bo"}],
        "c": "x",
        "d": "x",
    }


@pytest.mark.parametrize(
    "text",
    [
        "a: &id001 [*id001]\n",
        "a: *id009\n",
        "a: !!python/object:os.system x\n",
        "a: [&id001 b\n",
        "\n".join(
            ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
            + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
        ),
        "a: " + "[" * 100 + "]" * 100,
        "a: 1\n---\nb: 2\n",
    ],
    ids=["in itself", "unknown", "a tag", "a fault", "a bomb", "deep", "two documents"],
)
def test_what_cannot_be_written_out_is_left_to_the_strict_reader(text: str):
    assert expanded(text) is None
