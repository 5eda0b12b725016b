"""Volumes that were published: the ACL Anthology, dblp and JATS, made up and real."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers, UnansweredError
from sphinx_proceedings.importing.records import ImportedEdition
from sphinx_proceedings.importing.text import to_markdown

ACL = """<collection id="2026.forest"><volume id="1" type="proceedings"><meta>
<booktitle>Proceedings of FOREST 2026</booktitle><editor><first>Ed</first>
<last>Fox</last></editor><publisher>A Press</publisher></meta>
<paper id="1"><title>A <fixed-case>D</fixed-case>an<fixed-case>PASS</fixed-case> for
<fixed-case>N</fixed-case>ewton at <tex-math>n^2</tex-math></title>
<author id="ann-roe"><first>Ann</first><last>Roe</last><affiliation>MIT</affiliation></author>
<author><first/><last>Mausam</last></author>
<abstract>We <i>learn</i> &lt;x&gt; at <url>https://example.org</url>, R&amp;D.</abstract>
<pages>1–8</pages><url hash="1">2026.forest-1.1</url><doi>10.1234/x</doi>
<video href="2026.forest-1.1.mp4"/><award>Best</award></paper>
<paper id="2"><title>Gone</title><author><last>Day</last></author><removed date="2026-01-01"/>
</paper>
</volume></collection>"""
DBLP = """<?xml version="1.0"?><!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp>
<inproceedings key="conf/forest/RoeW26"><author orcid="0000-0002-1825-0097">Ann Roe</author>
<author>Wei Wang 0012</author><title>Learning <i>Trees</i> &uuml;ber All.</title>
<pages>1-8</pages><year>2026</year><booktitle>FOREST</booktitle>
<ee>https://doi.org/10.1234/x</ee><ee>https://example.org/1</ee></inproceedings></dblp>"""
JATS = """<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta>
<article-id pub-id-type="doi">10.1234/x</article-id><title-group><article-title>Of
<italic>E. coli</italic> and <inline-formula><alternatives><tex-math>$n^2$</tex-math><mml:math
xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>n</mml:mi></mml:math></alternatives>
</inline-formula></article-title></title-group>
<contrib-group><contrib contrib-type="author"
corresp="yes"><name><surname>Roe</surname><given-names>Ann</given-names></name>
<xref ref-type="aff" rid="a1 a2"/></contrib><contrib contrib-type="author">
<collab>The Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Fox</surname></name></contrib>
<aff id="a1"><institution>MIT</institution><country country="US">USA</country></aff>
<aff id="a2"><label>2</label>ETH Zürich</aff></contrib-group>
<pub-date iso-8601-date="2026-06-12"/><fpage>1</fpage><lpage>8</lpage>
<abstract><p>One.</p><p>Two.</p></abstract><kwd-group><kwd>trees</kwd></kwd-group></article-meta>
</front></article>"""


def read(file: Path, name: str, **given: str) -> ImportedEdition:
    source = Source.open([file])
    found = detect(source)
    assert found.importer.name == name
    return found.importer.read(source, Answers(given))


def made(folder: Path, text: str, name: str) -> ImportedEdition:
    (folder / "volume.xml").write_text(text, encoding="utf-8")
    return read(folder / "volume.xml", name)


def test_acl_anthology(tmp_path: Path):
    edition = made(tmp_path, ACL, "acl-anthology")
    (paper,) = edition.papers
    assert (paper.key, paper.id, paper.doi) == ("2026.forest-1.1", "1", "10.1234/x")
    title = to_markdown(paper.title, inline=True)[0]
    assert title == "A DanPASS for {nocase}`Newton` at $n^2$"
    assert to_markdown(paper.abstract)[0] == ("We *learn* <x> at <https://example.org>, R&D.")
    assert paper.authors[0].parts == {"given": "Ann", "family": "Roe"}
    assert paper.authors[0].affiliations[0].name == "MIT"
    assert [(one.type, one.url) for one in paper.resources] == [
        ("pdf", "https://aclanthology.org/2026.forest-1.1.pdf"),
        ("video", "https://aclanthology.org/2026.forest-1.1.mp4"),
    ]
    assert edition.excluded == {"removed": 1}
    assert edition.unused == {"award": 1}
    assert edition.facts["volume"]["editors"] == [{"name": {"given": "Ed", "family": "Fox"}}]


def test_dblp(tmp_path: Path):
    edition = made(tmp_path, DBLP, "dblp")
    (paper,) = edition.papers
    assert (paper.key, paper.doi, paper.source) == (
        "conf/forest/RoeW26",
        "10.1234/x",
        "https://example.org/1",
    )
    assert to_markdown(paper.title, inline=True)[0] == "Learning *Trees* über All"
    assert [author.name for author in paper.authors] == ["Ann Roe", "Wei Wang"]
    assert "0012" in edition.notes[0].why


def test_jats(tmp_path: Path):
    (paper,) = made(tmp_path, JATS, "jats").papers
    assert to_markdown(paper.title, inline=True)[0] == "Of *E. coli* and $n^2$"
    assert to_markdown(paper.abstract)[0] == "One.\n\nTwo."
    ann, group = paper.authors
    assert ann.corresponding
    assert [(one.name, one.country) for one in ann.affiliations] == [
        ("MIT", "US"),
        ("ETH Zürich", ""),
    ]
    assert (group.name, group.kind) == ("The Group", "organization")
    assert (paper.pages, paper.date, paper.language) == ("1-8", "2026-06-12", "en")
    assert paper.keywords == ("trees",)


SAMPLE = "acl-anthology-xml/2023-schema_toy_anthology/xml"


def test_the_anthology_of_2022(shared: Path):
    file = shared / "samples" / SAMPLE / "2022.acl.xml"
    with pytest.raises(UnansweredError):
        read(file, "acl-anthology")
    edition = read(file, "acl-anthology", volume="all")
    assert len(edition.papers) == 774
    assert sum(1 for paper in edition.papers if paper.abstract) > 750


@pytest.mark.parametrize(
    ("name", "papers", "key"), [("2022.naloma", 5, "2022.naloma-1.1"), ("J89", 5, "J89-1001")]
)
def test_small_volumes(shared: Path, name: str, papers: int, key: str):
    edition = read(shared / "samples" / SAMPLE / f"{name}.xml", "acl-anthology", volume="all")
    assert edition.papers[0].key == key
    assert len(edition.papers) >= papers


def test_dblp_of_ismir(shared: Path):
    edition = read(shared / "samples" / "dblp-xml" / "ismir2023_dblp.xml", "dblp")
    assert len(edition.papers) == 103
    assert len(edition.facts["volume"]["editors"]) == 8


def test_an_article_of_joss(shared: Path):
    (paper,) = read(shared / "samples" / "jats" / "joss_expected_paper.jats", "jats").papers
    assert paper.authors[0].parts == {"given": "Albert", "family": "Krewinkel"}
    assert [one.name for one in paper.authors[0].affiliations][:2] == [
        "Open Journals",
        "Pandoc Development Team",
    ]
    assert paper.authors[0].corresponding
