"""What authors declare in JATS: interests, data, who paid; and what they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_proceedings.exporting.xml import MATHML, XLINK, add, fill
from sphinx_proceedings.model.records.cited_works import cited_doi
from sphinx_proceedings.model.richtext import to_jats

if TYPE_CHECKING:
    from sphinx_proceedings.exporting.citation import Citation
    from sphinx_proceedings.exporting.xml import Element
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.model.richtext import Links, RichText


def add_back(article: Element, citation: Citation, paper: Paper) -> None:
    """Add what authors declare, where JATS4R wants it, and what they cite."""
    if not (paper.competing_interests or paper.data_availability or citation.references):
        return
    back = add(article, "back")
    _statements(back, paper, citation.links)
    if citation.references:
        listed = add(back, "ref-list")
        add(listed, "title", "References")
        for number, text in enumerate(citation.references, 1):
            entry = add(listed, "ref", None, {"id": f"ref{number}"})
            doi = cited_doi(text)
            before, found, behind = text.partition(str(doi)) if doi else (text, "", "")
            cited = add(entry, "mixed-citation")
            cited.text = before
            if found:
                add(cited, "pub-id", found, {"pub-id-type": "doi"}).tail = behind
            elif doi:
                add(cited, "pub-id", doi, {"pub-id-type": "doi"})


def _statements(back: Element, paper: Paper, links: Links) -> None:
    if paper.competing_interests:
        note = add(add(back, "fn-group"), "fn", None, {"fn-type": "coi-statement"})
        _paragraph(note, paper.competing_interests, links)
    if paper.data_availability:
        section = add(back, "sec", None, {"sec-type": "data-availability"})
        add(section, "title", "Data availability")
        _paragraph(section, paper.data_availability, links)


def _paragraph(parent: Element, text: RichText, links: Links) -> None:
    fill(add(parent, "p"), to_jats(text, links), {"mml": MATHML, "xlink": XLINK})


def add_funding(meta: Element, citation: Citation) -> None:
    """Add who paid for the work, with the numbers of grants."""
    if not citation.funding:
        return
    group = add(meta, "funding-group")
    for one in citation.funding:
        grant = add(group, "award-group")
        wrap = add(add(grant, "funding-source"), "institution-wrap")
        add(wrap, "institution", one.funder)
        for kind, identifier in (("ror", one.ror), ("doi", one.doi)):
            if identifier:
                add(wrap, "institution-id", identifier.url, {"institution-id-type": kind})
        for award in one.award:
            add(grant, "award-id", award)
