"""Fifty faults in one project are fifty lines, each at its place."""

from __future__ import annotations

from sphinx_proceedings.loading import load

VALUES = {
    "doi": "nonsense",
    "arxiv": "nonsense",
    "language": "english",
    "licence": "nonsense!",
    "date": "2022-13-01",
    "pages": "9-1",
    "type": "keynot",
    "archival": "perhaps",
    "source": "javascript:alert(1)",
    "track": "nowhere",
    "abstrakt": "a key that there is not",
    "keywords": "{a: b}",
    "former_ids": "[index]",
    "notices": "[{type: erratum, date: 2022-12-01}]",
    "resources": "[{type: slides, file: none.exe}]",
}
"""One value a paper that is wrong in its own way."""


def faulty_papers() -> tuple[str, int]:
    """Return papers of which each has one fault on a line of its own, and how many."""
    lines, count = ["papers:"], 0
    for turn in range(3):
        for key, value in VALUES.items():
            lines.append(f"  - id: p{count}")
            lines.append(f"    title: Paper {turn} {key}")
            lines.append("    authors: [{name: Ada Lovelace}]")
            lines.append(f"    {key}: {value}  # fault")
            count += 1
    return "\n".join(lines) + "\n", count


def test_fifty_faults_are_fifty_located_lines(make_data):
    papers, count = faulty_papers()
    edition = (
        "title: Second\nshort_title: DEMO 2022\n"
        "start_date: tomorrow  # fault\n"
        "time_zone: Mars/Olympus  # fault\n"
        "mode: telepathic  # fault\n"
        "status: lost  # fault\n"
    )
    series = "title: Demonstrations\nshort_title: DEMO\ncolour: red  # fault\n"
    root = make_data(
        {
            "demo/series.yaml": series,
            "demo/2022/edition.yaml": edition,
            "demo/2022/papers.yaml": papers,
        }
    )
    expected = {
        (f"data/demo/{name}", number)
        for name, text in (
            ("series.yaml", series),
            ("2022/edition.yaml", edition),
            ("2022/papers.yaml", papers),
        )
        for number, line in enumerate(text.splitlines(), 1)
        if line.endswith("# fault")
    }
    assert len(expected) == count + 5 == 50
    problems = load(root).problems
    found = [(p.location.path, p.location.line) for p in problems if p.location is not None]
    assert sorted(found) == sorted(expected)
