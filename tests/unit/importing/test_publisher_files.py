"""Files that went to a publisher or came from one: ACM's eRights, OJS, CEUR-WS."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.importer_registry import detect
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import UnansweredError

from .conftest import imported

ERIGHTS = """<?xml version="1.0"?>
<erights_record>
 <parent_data><proceeding>2026-1234.1</proceeding></parent_data>
 <paper>
  <paper_type>Full Paper</paper_type>
  <art_submission_date>01-JAN-2026</art_submission_date>
  <paper_title>Looms &amp; Cards</paper_title>
  <event_tracking_number>Sub3</event_tracking_number>
  <start_page>1</start_page><end_page>8</end_page>
  {authors}
  <section>Full Papers</section><sequence_no>1</sequence_no>
 </paper>
</erights_record>
"""
AUTHORS = """<author><prefix/><first_name>Bo</first_name><middle_name/><last_name>van Wu</last_name>
   <affiliations><affiliation><department>Weaving</department><institution>Univ. of B</institution>
   <city>Bonn</city><country>Germany</country><sequence_no>1</sequence_no></affiliation>
   <affiliation><institution>Lab C</institution></affiliation></affiliations>
   <email_address>bo@example.org</email_address><sequence_no>2</sequence_no>
   <contact_author>Y</contact_author><ORCID>0000-0002-1825-0097</ORCID></author>
  <author><first_name>Ada</first_name><last_name>Li</last_name><affiliations/>
   <sequence_no>1</sequence_no><contact_author>N</contact_author></author>"""


@pytest.mark.parametrize("authors", [AUTHORS, f"<authors>{AUTHORS}</authors>"])
def test_erights(tmp_path, authors, project):
    place = tmp_path / "paperLoad.xml"
    place.write_text(ERIGHTS.format(authors=authors), encoding="utf-8")
    assert detect(Source.open([place])).importer.name == "acm-erights"
    edition, _ = imported("acm-erights", place)
    (paper,) = edition.papers
    assert (paper.key, paper.title, paper.pages) == ("Sub3", "Looms & Cards", "1-8")
    assert paper.track == "Full Papers"
    ada, bo = paper.authors
    assert (ada.parts, ada.corresponding) == ({"given": "Ada", "family": "Li"}, False)
    assert (bo.orcid, bo.corresponding) == ("0000-0002-1825-0097", True)
    assert [(one.name, one.department, one.city, one.country) for one in bo.affiliations] == [
        ("Univ. of B", "Weaving", "Bonn", "Germany"),
        ("Lab C", "", "", ""),
    ]
    assert edition.unused == {"paper_type": 1, "art_submission_date": 1}
    assert project.take(place) == 0, project.err
    assert "bo@example.org" not in "".join(map(str, project.tree().values()))
    assert project.run("check") == 0, project.out


OJS = """<?xml version="1.0"?>
<articles xmlns="http://pkp.sfu.ca" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <article status="3" stage="production" current_publication_id="7">
  <id type="internal" advice="ignore">12</id>
  <publication locale="en_US" version="1" status="3"><id type="internal">6</id>
   <title locale="en_US">Old</title></publication>
  <publication locale="en_US" version="2" status="3" date_published="2026-03-01" section_ref="ART">
   <id type="internal" advice="ignore">7</id>
   <id type="doi" advice="update">10.1234/looms.12</id>
   <title locale="de_DE">Webstühle</title>
   <title locale="en_US">Looms &amp; &lt;i&gt;Cards&lt;/i&gt;</title>
   <subtitle locale="en_US">A Story</subtitle>
   <abstract locale="en_US">&lt;p&gt;First, at 50%.&lt;/p&gt;
&lt;p&gt;Second.&lt;/p&gt;</abstract>
   <licenseUrl>https://creativecommons.org/licenses/by/4.0</licenseUrl>
   <keywords locale="en_US"><keyword>looms</keyword><keyword>cards</keyword></keywords>
   <authors>
    <author seq="0" primary_contact="true"><givenname locale="en_US">Ada</givenname>
     <familyname locale="en_US">Li</familyname>
     <affiliation locale="en_US">Univ. of A</affiliation>
     <country>DE</country><email>ada@example.org</email>
     <orcid>https://orcid.org/0000-0002-1825-0097</orcid></author>
    <author seq="1"><givenname locale="en_US">Bo</givenname>
     <familyname locale="en_US">Wu</familyname>
     <affiliation><name locale="en_US">Lab B</name></affiliation></author>
   </authors>
   <pages>1-8</pages>
  </publication>
 </article>
 <article status="4"><id type="internal">13</id><title locale="en_US">Secret</title></article>
 <article status="1" stage="externalReview"><id type="internal">14</id>
  <title locale="en_US">Secret Too</title></article>
</articles>
"""


def test_ojs(tmp_path, project):
    place = tmp_path / "native.xml"
    place.write_text(OJS, encoding="utf-8")
    assert detect(Source.open([place])).importer.name == "ojs"
    edition, _ = imported("ojs", place)
    (paper,) = edition.papers
    assert (paper.key, paper.doi, paper.pages, paper.date) == (
        "12",
        "10.1234/looms.12",
        "1-8",
        "2026-03-01",
    )
    assert edition.excluded == {"declined": 1, "not published": 1}
    ada, bo = paper.authors
    assert ada.corresponding
    assert [one.name for one in (*ada.affiliations, *bo.affiliations)] == ["Univ. of A", "Lab B"]
    report = tmp_path / "report.md"
    assert project.take(place, "--report", report) == 0, project.err
    text = project.read()
    assert "title: Looms & *Cards*" in text.replace('"', "")
    assert "First, at 50%." in text
    assert "orcid: 0000-0002-1825-0097" in text
    assert "licence: CC-BY-4.0" in text
    everything = text + report.read_text(encoding="utf-8")
    assert "Secret" not in everything
    assert "ada@example.org" not in everything


def test_ojs_that_does_not_say_what_is_published_is_asked_about(tmp_path):
    text = """<article xmlns="http://pkp.sfu.ca" locale="en"><id type="internal">1</id>
    <title locale="en">Looms</title><authors><author><firstname>Ada</firstname>
    <lastname>Li</lastname></author></authors></article>"""
    place = tmp_path / "native.xml"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(UnansweredError):
        imported("ojs", place)
    (paper,) = imported("ojs", place, accepted="all")[0].papers
    assert paper.authors[0].parts == {"given": "Ada", "family": "Li"}
    place.write_text(
        text.replace("<article xmlns", "<issue xmlns").replace(' locale="en">', "><article>", 1)
        + "</issue>",
        encoding="utf-8",
    )
    assert len(imported("ojs", place)[0].papers) == 1


CEUR = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>CEUR-WS.org/Vol-1234</title></head><body>
<span class="CEURVOLNR">Vol-1234</span>
<h1><a href="https://x.org"><span class="CEURVOLACRONYM">LOOM 2026</span></a><br>
<span class="CEURVOLTITLE">Looms and Cards</span></h1>
<h3><span class="CEURFULLTITLE">Proceedings of the Workshop on Looms</span></h3>
<h3><span class="CEURLOCTIME">Bonn, Germany, October 18, 2026</span>.</h3>
<h3><span class="CEURVOLEDITOR">Ada Li</span>, Univ. of A<br></h3>
<div class="CEURTOC"><ul><li id="preface"><a href="preface.pdf">Preface</a></li></ul>
<h3><span class="CEURSESSION">Session 1: Old Looms</span></h3><ul>
<li id="paper1"><a href="paper1.pdf"><span class="CEURTITLE">Wide Looms</span></a>
<span class="CEURPAGES">1–8</span><br>
<span class="CEURAUTHOR">Ada Li</span>, <span class="CEURAUTHOR">Bo van Wu</span></li>
<li><a href="paper2.pdf"><span class="CEURTITLE">Cards</span></a><br>
<span class="CEURAUTHORS">Cy Day, Dee Eve</span></li></ul></div></body></html>
"""


def test_ceur(tmp_path, project):
    folder = tmp_path / "Vol-1234"
    folder.mkdir()
    (folder / "index.html").write_text(CEUR, encoding="utf-8")
    (folder / "paper1.pdf").write_bytes(b"%PDF-1.4")
    assert detect(Source.open([folder])).importer.name == "ceur"
    assert detect(Source.open([folder / "index.html"])).importer.name == "ceur"
    edition, _ = imported("ceur", folder)
    one, two = edition.papers
    assert (one.key, one.title, one.pages, one.track) == (
        "paper1",
        "Wide Looms",
        "1-8",
        "Session 1: Old Looms",
    )
    assert [author.name for author in one.authors] == ["Ada Li", "Bo van Wu"]
    assert [(r.type, r.file) for r in one.resources] == [("pdf", "paper1.pdf")]
    assert (two.key, [author.name for author in two.authors]) == ("paper2", ["Cy Day", "Dee Eve"])
    assert edition.facts["start_date"] == "2026-10-18"
    volume = edition.facts["volume"]
    assert (volume["number"], volume["publisher"]) == ("1234", "CEUR-WS.org")
    assert [editor.name for editor in volume["editors"]] == ["Ada Li"]
    assert project.take(folder) == 0, project.err
    assert "Wide Looms" in project.read()
