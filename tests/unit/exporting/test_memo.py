"""What is computed once a context is found by the function that computes it, not by a phrase."""

from __future__ import annotations

from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ExportContext


def formats(calls):
    """Two functions of one name, as two packages may have them."""

    def of(who):
        @memoized
        def volume(context, record):
            calls.append((who, record.key))
            return [who, context.base_url]

        return volume

    return of("ours"), of("theirs")


def test_each_function_has_its_own_results(nasty):
    calls: list[tuple[str, str]] = []
    ours, theirs = formats(calls)
    one, two = list(nasty.catalogue.papers.values())[:2]
    assert ours(nasty, one) is ours(nasty, one)
    assert theirs(nasty, one)[0] == "theirs"
    assert ours(nasty, two) is not ours(nasty, one)
    elsewhere = ExportContext(catalogue=nasty.catalogue)
    assert ours(elsewhere, one) == ["ours", None]
    assert calls == [
        ("ours", one.key),
        ("theirs", one.key),
        ("ours", two.key),
        ("ours", one.key),
    ]


def test_a_context_is_the_same_whatever_was_computed(nasty):
    fresh = ExportContext(catalogue=nasty.catalogue, base_url=nasty.base_url)
    assert fresh == nasty
    assert "memo" not in repr(nasty)
