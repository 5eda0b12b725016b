"""What a home shows of many editions."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading import load as load_data
from sphinx_proceedings.model.views.highlights import coming_dates, highlights

HEAD = "short_title: D\ntitle: D\nstart_date: "


@pytest.fixture
def load(make_data):
    """Give a function that loads files into a Catalogue."""

    def catalogue(files):
        loaded = load_data(make_data(files))
        assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
        return loaded.catalogue

    return catalogue


def papers(*ids, extra=""):
    lines = "".join(f"  - {{id: '{i}', title: Paper {i}, authors: [{{name: A B}}]}}\n" for i in ids)
    return f"papers:\n{lines}{extra}"


def test_awarded_papers_of_the_newest_edition_with_papers_come_first(load):
    catalogue = load(
        {
            "demo/2023/edition.yaml": f"{HEAD}2023-05-01\n{papers('old')}",
            "demo/2024/edition.yaml": f"{HEAD}2024-05-01\n{papers('1', '2', '3')}"
            "awards: [{id: best, title: Best, papers: ['3']}]\n",
            "demo/2025/edition.yaml": f"{HEAD}2025-05-01\nstatus: call\n",
        }
    )
    found = highlights(catalogue, 2)
    assert found is not None
    assert found.edition.key == "demo/2024"
    assert [paper.id for paper in found.papers] == ["3", "1"]


def test_retracted_papers_are_no_highlights(load):
    notice = "notices: [{type: retraction, date: 2024-06-01, text: Gone.}]"
    catalogue = load(
        {
            "demo/2024/edition.yaml": f"{HEAD}2024-05-01\npapers: "
            f"[{{id: '1', title: P, authors: [{{name: A B}}], {notice}}}]\n"
        }
    )
    assert highlights(catalogue, 2) is None


def test_dates_come_from_editions_that_are_to_come(load):
    dates = "call: {dates: [{title: Later, date: 2025-03-01}, {title: Sooner, date: 2025-02-01}]}\n"
    catalogue = load(
        {
            "demo/2024/edition.yaml": f"{HEAD}2024-05-01\nstatus: published\n{dates}",
            "demo/2025/edition.yaml": f"{HEAD}2025-05-01\nstatus: call\n{dates}",
        }
    )
    ((edition, found),) = coming_dates(catalogue)
    assert edition.key == "demo/2025"
    assert [one.title for one in found] == ["Sooner", "Later"]
