"""Pages of many records, written in one process and in several."""

from __future__ import annotations

import os
import shutil
import signal
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError

from sphinx_proceedings.sphinx.shells import shell_writing
from sphinx_proceedings.sphinx.shells.shell_writing import write_pages


def test_write_pages_gives_the_names_in_order(pydata, record):
    names = write_pages(pydata, ["b", "a", "c"], lambda leaf: record(f"order/{leaf}"))
    assert names == ["order/b", "order/a", "order/c"]
    assert sorted(path.name for path in (pydata.outdir / "order").iterdir()) == [
        "a.html",
        "b.html",
        "c.html",
    ]


def test_pages_are_written_when_sphinx_collects_pages(pydata, record):
    def collect(app):
        write_pages(app, ["collected/1", "collected/2"], record)
        return []

    listener = pydata.connect("html-collect-pages", collect)
    try:
        pydata.builder.gen_pages_from_extensions()
    finally:
        pydata.disconnect(listener)
    for name in ("collected/1", "collected/2"):
        assert record(name).body in (pydata.outdir / f"{name}.html").read_text(encoding="utf-8")


def test_two_records_with_one_page_are_an_error(pydata, record):
    with pytest.raises(ExtensionError, match="several records have the same page: same/5"):
        write_pages(pydata, [1, 2], lambda _: record("same/5"))


@pytest.fixture
def in_processes(monkeypatch, pydata):
    assert pydata.builder.parallel_ok
    monkeypatch.setattr(shell_writing, "PARALLEL_FROM", 3)


@pytest.mark.usefixtures("in_processes")
class TestInProcesses:
    def test_pages_are_those_of_one_process(self, pydata, record, monkeypatch):
        parent = os.getpid()
        rendered_here = []

        def render(number):
            if os.getpid() == parent:
                rendered_here.append(number)
            return record(f"many/{number % 3}/{number}", title=f"<i>Title</i> &amp; {number}")

        numbers = range(31)
        names = write_pages(pydata, numbers, render)
        assert names == [f"many/{n % 3}/{n}" for n in numbers]
        assert not rendered_here
        files = {p: p.read_bytes() for p in (pydata.outdir / "many").rglob("*.html")}
        assert len(files) == 31
        shutil.rmtree(pydata.outdir / "many")
        monkeypatch.setattr(shell_writing, "PARALLEL_FROM", 1_000)
        assert write_pages(pydata, numbers, render) == names
        assert rendered_here == list(numbers)
        assert {p: p.read_bytes() for p in (pydata.outdir / "many").rglob("*.html")} == files

    def test_an_error_is_an_error_of_the_build(self, pydata, record):
        def render(number):
            if number == 9:
                raise SphinxError("paper 9 has no title")
            return record(f"failing/{number}")

        with pytest.raises(SphinxParallelError, match="paper 9 has no title") as caught:
            write_pages(pydata, range(10), render)
        assert "in render" in caught.value.traceback

    @pytest.mark.parametrize("last", [0, 9])
    def test_a_killed_process_is_an_error_too(self, pydata, record, last):
        def render(number):
            if number == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return record(f"killed/{number}")

        with pytest.raises(SphinxParallelError, match=r"ended early \(exit code -9\)"):
            write_pages(pydata, range(10), render)

    def test_warnings_of_workers_are_heard(self, pydata, record):
        pydata.warning.truncate(0)
        names = ["people/grace", "heard/1", "heard/2", "heard/3"]
        assert write_pages(pydata, names, record) == names
        assert pydata.warning.getvalue().count("has the name of a document") == 1

    def test_two_records_with_one_page_are_an_error(self, pydata, record):
        with pytest.raises(ExtensionError, match="several records have the same page: same/0"):
            write_pages(pydata, range(10), lambda n: record(f"same/{n % 9}"))


def test_other_builders_have_no_pages(record):
    app: Any = SimpleNamespace(builder=SimpleNamespace(name="text"))
    with pytest.raises(ExtensionError, match="the builder 'text' has no pages for records"):
        write_pages(app, [1], lambda n: record(f"a/{n}"))
