"""What other generators are given: the same proceedings as plain values, and our page around.

More is done for them than for us: abstracts are text and HTML, times are words, nothing is checked.
What they are measured with is what they are for: pages out of values.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sphinx_proceedings.exporting.citation import cite
from sphinx_proceedings.exporting.protocol import ExportContext
from sphinx_proceedings.loading import load
from sphinx_proceedings.model.addresses import address
from sphinx_proceedings.model.richtext import to_html, to_plain

Values = dict[str, Any]
HEAD, TITLE, BODY = "@@HEAD@@", "@@TITLE@@", "@@BODY@@"


class _Links:
    """References that lead nowhere: peers have no records to ask."""

    def title(self, role: str, target: str) -> str:
        return f"{role} {target}"

    def href(self, _role: str, _target: str) -> None:
        return None


def content(data: Path) -> Values:
    """Return papers, people and keywords of the data, each with all that its page shows."""
    catalogue = load(data).catalogue
    assert catalogue is not None
    context = ExportContext(catalogue=catalogue)
    papers = [_paper(context, paper) for paper in catalogue.papers.values()]
    people: dict[str, Values] = {}
    keywords: dict[str, Values] = {}
    for paper in papers:
        for person in paper["people"]:
            entry = {"id": person["id"], "name": person["name"], "papers": [], "coauthors": {}}
            found = people.setdefault(person["id"], entry)
            found["papers"].append(paper["key"])
            for other in paper["people"]:
                if other["id"] != person["id"]:
                    found["coauthors"][other["id"]] = other["name"]
        for keyword in paper["keywords"]:
            entry = {**keyword, "papers": []}
            keywords.setdefault(keyword["id"], entry)["papers"].append(paper["key"])
    return {
        "papers": papers,
        "people": list(people.values()),
        "keywords": list(keywords.values()),
        "editions": [
            {"id": edition.year, "title": edition.title} for edition in catalogue.editions.values()
        ],
    }


def _paper(context: ExportContext, paper: Any) -> Values:
    cited = cite(context, paper)
    catalogue = context.catalogue
    affiliations = list(
        dict.fromkeys(a.name for author in paper.authors for a in author.affiliations)
    )
    return {
        "key": paper.key,
        "id": str(paper.id),
        "edition": cited.edition.year,
        "event": cited.edition.title,
        "title": to_plain(paper.title),
        "kind": paper.type.value,
        "people": [
            {
                "id": address(person).page.rpartition("/")[2],
                "name": author.name.display,
                "given": author.name.given,
                "family": author.name.full_family,
                "orcid": str(author.orcid or ""),
                "affiliations": [affiliations.index(a.name) + 1 for a in author.affiliations],
            }
            for author in paper.authors
            if (person := catalogue.person(author)) is not None
        ],
        "affiliations": affiliations,
        "keywords": [{"id": catalogue.keyword(word).id, "label": word} for word in paper.keywords],
        "first": str(paper.pages.first),
        "last": str(paper.pages.last),
        "code": str(paper.resources[0].url),
        "source": paper.abstract.source,
        "plain": to_plain(paper.abstract, _Links()),
        "html": to_html(paper.abstract, _Links()),
        **_session(context, paper),
    }


def _session(context: ExportContext, paper: Any) -> Values:
    appearance = context.catalogue.appearances(paper)[0]
    interval = context.catalogue.interval(appearance.session, appearance.slot)
    assert interval is not None
    return {
        "session": str(appearance.session.id),
        "session_title": to_plain(appearance.session.title),
        "room": str(appearance.session.room),
        "day": f"{interval.start:%A %d %B %Y}",
        "start": interval.start.isoformat(),
        "end": interval.end.isoformat(),
        "starts": f"{interval.start:%H:%M}",
        "ends": f"{interval.end:%H:%M}",
    }


def shell(site: Path) -> str:
    """Return our own page of a paper with marks for its head, title and body.

    *site* was built by us. Peers make the same page around their content, byte by byte.
    """
    page = (site / "made-up/2020/papers/1.html").read_text("utf-8").replace("../../../", "/")
    for pattern, mark in (
        (r'<meta name="citation_title".*?</script>', HEAD),
        (r"(?<=<title>).*?(?=</title>)", TITLE),
        (r'<article class="proc-record.*?</article>', BODY),
    ):
        page = re.sub(pattern, mark, page, flags=re.DOTALL)
    assert all(mark in page for mark in (HEAD, TITLE, BODY)), "our pages look different now"
    return page


def write(data: Path, site: Path, file: Path) -> None:
    """Write content and shell as JSON, for peers to read."""
    made = {**content(data), "shell": shell(site)}
    file.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
