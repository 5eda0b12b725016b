"""Pages with front matter, of Hugo, Quarto, al-folio and PMLR, become papers."""

from __future__ import annotations

import re

import pytest

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import UnansweredError

from .conftest import imported

HUGO = {
    "content/publication/looms/index.md": """---
title: 'Looms: a *Story*'
authors: [admin, ada, Bo Wu]
author_notes: [Equal contribution, '', '']
date: '2021-07-01T00:00:00Z'
publication_types: [paper-conference]
publication: In *LOOM 2021*
abstract: Weaves up to 50% of $x^2$, *fast*.
tags: [looms, cards]
doi: 10.1234/looms
url_pdf: looms.pdf
url_code: https://example.org/code
url_video: /uploads/none.mp4
links:
- {name: Data of looms, type: dataset, url: 'https://example.org/data'}
featured: true
---
More about looms.
""",
    "content/publication/looms/index.de.md": """---
title: Webstühle
authors: [Bo Wu]
abstract: Weben.
---
""",
    "content/publication/looms/looms.pdf": "%PDF-1.4",
    "content/publication/cards/index.md": """---
title: Cards
authors: [Bo Wu]
abstract: On cards.
publication_types: ['1']
hugoblox: {ids: {doi: 10.1234/cards, arxiv: '2101.00001'}}
---
""",
    "content/publication/secret/index.md": """---
title: Secret
authors: [Bo Wu]
abstract: Not yet.
draft: true
---
""",
    "content/publication/thesis/index.md": """---
title: Thesis
authors: [Bo Wu]
abstract: Long.
publication_types: ['7']
---
""",
    "content/authors/ada/_index.md": """---
title: Ada Li
organizations: [{name: Univ. of A, url: 'https://example.org'}]
email: ada@example.org
---
""",
    "content/post/news.md": "---\ntitle: We moved\nauthors: [Bo Wu]\n---\nNews.\n",
    "archetypes/default.md": "---\ndate: {{ .Date }}\n---\n",
}


def site(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def hugo(tmp_path):
    return site(tmp_path / "hugo", HUGO)


OWNER = ("--answer", "author.admin=Cy Day")


def test_the_owner_of_a_site_is_asked_for(hugo, project):
    assert detect(Source.open([hugo])).importer.name == "front-matter"
    with pytest.raises(UnansweredError):
        imported("front-matter", hugo)
    assert project.take(hugo) == 2
    assert '--answer "author.admin=Ada Lovelace"' in project.err
    assert not (project.folder / "data/demo/2026").exists()


def test_hugo_pages_are_papers(hugo, project):
    report = project.folder / "report.md"
    assert project.take(hugo, *OWNER, "--report", report) == 0, project.err
    text = project.read()
    assert "read 2 papers" in project.out
    assert "- id: looms\n    title: 'Looms: a *Story*'\n" in text.replace('"', "'")
    assert "- {name: Cy Day, note: Equal contribution}" in text
    assert "- {name: Ada Li, affiliations: Univ. of A}" in text
    assert "abstract: Weaves up to 50% of $x^2$, *fast*.\n" in text
    assert "keywords: [looms, cards]" in text
    assert "doi: 10.1234/looms" in text
    assert "date: 2021-07-01" in text.replace('"', "")
    assert "{type: pdf, file: content/publication/looms/looms.pdf}" in text
    assert "https://example.org/code" in text
    assert "title: Data of looms" in text
    assert "doi: 10.1234/cards" in text
    assert "2101.00001" in text
    copied = project.folder / "data/demo/2026/content/publication/looms/looms.pdf"
    assert copied.read_bytes() == b"%PDF-1.4"
    said = report.read_text(encoding="utf-8")
    for word in ("drafts", "thesis", "translations", "archetypes/default.md", "files that are not"):
        assert word in said
    assert "featured" in said
    assert "text below the front matter" in said
    everything = said + "".join(b.decode("utf-8") for b in project.tree().values())
    assert "Secret" not in everything
    assert "ada@example.org" not in everything
    assert project.run("check") == 0, project.out
    before = project.tree()
    assert project.take(hugo) == 0, "the answer is remembered"
    assert project.tree() == before


QUARTO = """---
title: "Looms"
subtitle: "And loops"
author:
  - name: Ada Li
    orcid: 0000-0002-1825-0097
    email: ada@example.org
    corresponding: true
    affiliations:
      - id: a
        name: Univ. of A
        department: Weaving
        city: Bonn
        country: Germany
      - Lab B
  - name: {given: Bo, non-dropping-particle: van, family: Wu}
    affiliations: [{ref: a}]
  - name: Cy Day
    affiliation: c
affiliations:
  - {id: c, name: Inst. C}
abstract: |
  First.

  Second.
keywords: [looms]
date: 2024-05-06
---

# Introduction
"""


def test_quarto_authors_are_records(tmp_path, project):
    folder = site(tmp_path / "q", {"papers/looms.qmd": QUARTO})
    assert project.take(folder) == 0, project.err
    edition, _ = imported("front-matter", folder)
    (paper,) = edition.papers
    ada, bo, cy = paper.authors
    assert (paper.key, paper.subtitle, paper.date) == ("looms", "And loops", "2024-05-06")
    assert paper.abstract == "First.\n\nSecond."
    assert (ada.name, ada.orcid, ada.corresponding) == ("Ada Li", "0000-0002-1825-0097", True)
    assert [one.name for one in ada.affiliations] == ["Univ. of A", "Lab B"]
    assert (ada.affiliations[0].department, ada.affiliations[0].country) == ("Weaving", "Germany")
    assert bo.parts == {"given": "Bo", "particle": "van", "family": "Wu"}
    assert bo.affiliations == ada.affiliations[:1]
    assert [one.name for one in cy.affiliations] == ["Inst. C"]
    assert not bo.corresponding
    assert "orcid: 0000-0002-1825-0097" in project.read()
    assert "ada@example.org" not in project.read()
    assert project.run("check") == 0, project.out


def test_distill_posts_of_al_folio(tmp_path):
    post = """---
layout: distill
title: Looms
description: What looms teach.
date: 2023-05-01
authors:
  - name: Ada Li
    url: "https://example.org/ada"
    affiliations:
      name: Univ. of A
---
Text.
"""
    hidden = post.replace("title: Looms", "title: Example\nhidden: true")
    posts = {"_posts/2023-05-01-looms.md": post, "_posts/2023-05-01-example.md": hidden}
    folder = site(tmp_path / "blog", posts)
    edition, _ = imported("front-matter", folder)
    (paper,) = edition.papers
    assert (paper.key, paper.abstract) == ("looms", "What looms teach.")
    assert paper.authors[0].url == "https://example.org/ada"
    assert [one.name for one in paper.authors[0].affiliations] == ["Univ. of A"]
    assert [note.field for note in edition.notes] == ["abstract"]
    assert edition.excluded == {"drafts or hidden": 1}
    assert edition.unused == {"layout": 1, "text below the front matter": 1}


def test_authors_in_one_text_are_cut_as_all_pages_are(tmp_path):
    page = "---\ntitle: {}\nauthor: {}\nabstract: A.\n---\n"
    files = {
        "a.md": page.format("A", "Ada Li, Bo Wu, and Cy Day"),
        "b.md": page.format("B", "Norah Jones"),
    }
    edition, _ = imported("front-matter", site(tmp_path / "s", files))
    names = [[one.name for one in paper.authors] for paper in edition.papers]
    assert names == [["Ada Li", "Bo Wu", "Cy Day"], ["Norah Jones"]]


def test_traps_of_hugoblox(tmp_path):
    files = {
        "publication/a/index.md": """---
title: A
authors: [Bo Wu, thom]
author_notes: [equal contribution, Corresponding Author]
abstract: A.
doi: https://doi.org/10.1234/A
---
""",
        "publication/b/index.md": "---\ntitle: B\npublication_types: [paper-conference]\n---\n",
        "event/c/index.md": "---\ntitle: C\nauthors: [Bo Wu]\nevent: D\nabstract: E.\n---\n",
    }
    folder = site(tmp_path / "s", files)
    with pytest.raises(UnansweredError, match=r"author\.thom"):
        imported("front-matter", folder)
    edition, _ = imported("front-matter", folder, **{"author.thom": "Thom Day"})
    assert [paper.title for paper in edition.papers] == ["A", "B"]
    bo, thom = edition.papers[0].authors
    assert (bo.note, bo.corresponding) == ("equal contribution", False)
    assert (thom.name, thom.note, thom.corresponding) == ("Thom Day", "", True)
    assert edition.papers[1].authors == ()
    assert sum(edition.excluded.values()) == 1


def test_a_file_outside_the_folder_is_not_taken(tmp_path):
    (tmp_path / "secret.pdf").write_text("%PDF-1.4")
    page = "---\ntitle: A\nauthors: [Ada Li]\nabstract: A.\nurl_pdf: {}\n---\n"
    files = {"a.md": page.format("../secret.pdf"), "b.md": page.format("//../secret.pdf")}
    edition, _ = imported("front-matter", site(tmp_path / "s", files))
    assert [paper.resources for paper in edition.papers] == [(), ()]
    assert edition.unused == {"files that are not in the folder": 2}


def test_faulty_yaml_is_left_out_at_its_line_and_a_folder_without_papers_refused(tmp_path):
    files = {"a.md": "---\ntitle: A\nauthors: [Ada Li\n---\n", "b.md": "# No front matter\n"}
    folder = site(tmp_path / "s", files)
    with pytest.raises(ImportSourceError, match="no page of a paper"):
        imported("front-matter", folder)
    files = {"c.md": "---\ntitle: C\nauthors: [Ada Li]\nabstract: A.\n---\n"}
    edition, _ = imported("front-matter", site(folder, files))
    assert [paper.title for paper in edition.papers] == ["C"]
    (note,) = edition.notes
    assert note.why.startswith("a.md:")


def test_pmlr_posts(shared):
    place = shared / "samples/pmlr-posts"
    edition, _ = imported("front-matter", place)
    paper = edition.papers[0]
    assert (paper.key, paper.pages) == ("abbatematteo20a", "1289-1299")
    assert [one.parts["family"] for one in paper.authors] == ["Abbatematteo", "Tellex", "Konidaris"]
    assert len(edition.papers) == 2


TOML = """+++
title = "Looms"
date = 2019-05-06T00:00:00
authors = ["Ada Li", "Bo Wu"]
publication_types = ["1"]
abstract = \"\"\"Weaves 50% faster.\"\"\"
draft = false
featured = true
url_pdf = "https://example.org/looms.pdf"
[[links]]
  name = "Data"
  type = "dataset"
  url = "https://example.org/data"
+++
More.
"""


def test_front_matter_of_hugo_may_be_toml(tmp_path):
    hidden = TOML.replace("draft = false", "draft = true")
    folder = site(tmp_path / "t", {"publication/a.md": TOML, "publication/b.md": hidden})
    edition, _ = imported("front-matter", folder)
    (paper,) = edition.papers
    assert (paper.key, paper.title, paper.date) == ("a", "Looms", "2019-05-06")
    assert [one.name for one in paper.authors] == ["Ada Li", "Bo Wu"]
    assert paper.abstract == "Weaves 50% faster."
    assert [(one.type, one.url) for one in paper.resources] == [
        ("pdf", "https://example.org/looms.pdf"),
        ("data", "https://example.org/data"),
    ]
    assert edition.excluded == {"drafts or hidden": 1}
    assert edition.unused == {"featured": 1, "text below the front matter": 1}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("title = \n", "a.md:2:9: not TOML: invalid value"),
        ("a = " + "[" * 5000, "not TOML|nested too deep"),
        ("a = '" + "x" * 70_000 + "'", "more than 65,536 characters of TOML"),
    ],
)
def test_faulty_toml_is_refused_at_its_place(tmp_path, head, said):
    folder = site(tmp_path / "t", {"publication/a.md": f"+++\n{head}\n+++\n", "b.md": TOML})
    edition, _ = imported("front-matter", folder)
    assert [paper.title for paper in edition.papers] == ["Looms"]
    (note,) = edition.notes
    assert re.search(said, note.why)


def test_a_report_does_not_name_the_files_of_drafts(tmp_path, project):
    page = "---\ntitle: Looms\nauthors: [Ada Li]\nabstract: A.\n---\n"
    draft = page.replace("---\ntitle: Looms", "---\ndraft: true\ntitle: Hidden", 1)
    folder = site(tmp_path / "s", {"pub/looms.md": page, "pub/the-hidden-result.md": draft})
    (folder / "broken.json").write_text("{", encoding="utf-8")
    for name in ("report.md", "report.json"):
        assert project.take(folder, "--report", tmp_path / name) == 0, project.err
        said = (tmp_path / name).read_text(encoding="utf-8")
        assert "hidden-result" not in said + project.out
        assert "s/, 3 files" in said.replace("\\", "")
        assert "broken.json" in said
