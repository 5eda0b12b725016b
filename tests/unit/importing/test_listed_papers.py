"""Lists of papers on pages, written in the ways in which people write them, come in whole."""

from __future__ import annotations

import pytest

from .conftest import imported

THREE = [
    ("Weaving at Scale", ["Ada Li", "Bo Wu", "Cy Day"]),
    ("Knots and Graphs: A Study", ["Dee Eve", "Fay Gee"]),
    ("Simplicial Neural Networks", ["Guy Hay"]),
]


def page(tmp_path, text, name="papers.md"):
    place = tmp_path / name
    place.write_text(text, encoding="utf-8")
    return place


def papers(place, **given):
    edition, _ = imported("workshop-pages", place, **given)
    return edition.papers


def titles_and_names(found):
    return [(paper.title, [one.name for one in paper.authors]) for paper in found]


WAYS = {
    "bold title, authors behind": "- **{title}**, {authors}\n",
    "bold title, italic authors": "* **{title}** (*{authors}*)\n",
    "title, dash, authors": "- {title} – {authors}\n",
    "authors, colon, title": "1. {authors}: {title}\n",
    "authors, quoted title, links": (
        '* {authors}, "*{title}*". \\[[pdf](https://x.org/1.pdf) \\| '
        "[video](https://youtu.be/1)\\]\n"
    ),
    "authors, full stop, bold title": "- {authors}. **{title}.**\n",
    "linked title, authors below": "1. [{title}](https://x.org/1.pdf)\n   {authors}\n",
    "items in items": "- **{title}**\n  - {authors}\n  - [paper](https://x.org/1.pdf)\n",
    "bold line, italic line": "\n**{title}**\n*{authors}*\n[[paper]](https://x.org/1.pdf)\n",
    "bold line, hard break": "\n**{title}** <br />\n{authors}<br />\n",
    "headings": "\n## {title}\n\n**Authors:** {authors}  \n**Abstract:** Short.\n",
    "headings, names below": "\n### {title}\n\n{authors}\n",
    "details": (
        "<details><summary>{authors}. <b>{title}.</b></summary>\n<p>Much ado.</p></details>\n"
    ),
    "list of HTML": "<ul><li><b>{title}</b><br/><i>{authors}</i></li></ul>\n",
    "lines with a file": "\n{title}. {authors}. [PDF](https://x.org/1.pdf)\n",
    "table": "| {title} | {authors} |\n",
    "table of HTML": "<table><tr><td><b>{title}</b><br>{authors}</td></tr></table>\n",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_title_and_authors_are_told_apart_by_the_whole_list(tmp_path, way):
    text = "# Accepted Papers\n\nWe are happy to announce these.\n\n"
    text += "".join(way.format(title=title, authors=", ".join(names)) for title, names in THREE)
    assert titles_and_names(papers(page(tmp_path, text))) == THREE


def test_links_kinds_awards_and_numbers_beside_a_paper(tmp_path):
    text = """# Accepted papers

## Orals

1. **[Weaving at Scale](https://openreview.net/forum?id=a)** [Best Paper Award], *Ada Li, Bo Wu*
   [[code](https://github.com/x/y)] [[slides](talks/a.pdf)] [[poster](none.pdf)]
2. **Knots** (Spotlight), *Dee Eve* [arXiv](https://arxiv.org/abs/2101.00001) [bib](a.bib)

## Posters

3. **Paper 12: Looms (Extended Abstract)**, *Cy Day*
"""
    folder = tmp_path / "site"
    (folder / "talks").mkdir(parents=True)
    (folder / "talks/a.pdf").write_bytes(b"%PDF")
    page(folder, text)
    edition, _ = imported("workshop-pages", folder)
    one, two, three = edition.papers
    assert (one.title, one.type) == ("Weaving at Scale", "oral")
    assert [(r.type, r.url or r.file) for r in one.resources] == [
        ("code", "https://github.com/x/y"),
        ("slides", "talks/a.pdf"),
        ("openreview", "https://openreview.net/forum?id=a"),
    ]
    assert (two.title, two.type, two.arxiv) == (
        "Knots",
        "spotlight",
        "https://arxiv.org/abs/2101.00001",
    )
    assert (three.title, three.type, three.number) == ("Looms (Extended Abstract)", "poster", "12")
    assert edition.unused["awards beside papers"] == 1
    assert edition.unused["links to pages or files that are not in the folder"] == 1


def test_raised_numbers_lead_to_the_affiliations_in_brackets(tmp_path):
    text = "# Accepted papers\n\n**Looms**\n*Ada Li¹, Bo Wu²* (¹Univ. of A, ²Univ. of B)\n"
    (paper,) = papers(page(tmp_path, text))
    assert [[a.name for a in one.affiliations] for one in paper.authors] == [
        ["Univ. of A"],
        ["Univ. of B"],
    ]


def test_a_title_that_comes_twice_is_one_paper(tmp_path):
    text = """# Papers by topic

- Weaving. Ada Li and Bo Wu. Session 1
- Knots. Cy Day. Session 2

# Accepted papers

- Weaving. Ada Li and Bo Wu. [PDF](https://x.org/1.pdf)
- Knots. Cy Day. [PDF](https://x.org/2.pdf)
"""
    found = papers(page(tmp_path, text))
    assert titles_and_names(found) == [("Weaving", ["Ada Li", "Bo Wu"]), ("Knots", ["Cy Day"])]
    assert [len(paper.resources) for paper in found] == [1, 1]


def test_what_is_no_paper_does_not_become_one(tmp_path):
    text = """<nav><ul><li><a href="/schedule.html">Schedule</a></li></ul></nav>

# Accepted papers

- [Home](/index.html)
- **Weaving at Scale**, Ada Li, Bo Wu
- **Knots**, Cy Day

# Call for Papers

## Proceedings track

- Format: Up to 8 pages.
- Submissions will be double-blind.
- **Template**, see [here](https://x.org/t.pdf)

```
- **Example**, Ann Author
```

<!-- - **Withdrawn Paper**, Ann Author -->
{% comment %}
- **Another One**, Ann Author
{% endcomment %}
"""
    found = papers(page(tmp_path, text))
    assert [paper.title for paper in found] == ["Weaving at Scale", "Knots"]


def test_lines_that_are_not_understood_are_asked_about(tmp_path):
    text = "# Accepted papers\n\n- **Looms**\n  - Ada Li\n  - Some remark of ours\n"
    text += "- **Knots**\n  - Bo Wu\n"
    edition, _ = imported("workshop-pages", page(tmp_path, text))
    (note,) = [one for one in edition.notes if one.before]
    assert (note.record, note.before) == ("looms", "Some remark of ours")
    assert "papers.md, line 3" in note.why
