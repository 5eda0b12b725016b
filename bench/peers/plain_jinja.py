"""Make the peers' site with Jinja alone: the limit of templates in Python.

python bench/peers/plain_jinja.py CONTENT OUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent


def main() -> None:
    """Read the content and write every page and file."""
    content = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    out = Path(sys.argv[2])
    loader = FileSystemLoader(HERE / "common")
    pages = Environment(loader=loader, autoescape=True, auto_reload=False)
    texts = Environment(loader=loader, keep_trailing_newline=True, auto_reload=False)  # noqa: S701 - no HTML
    for environment in (pages, texts):
        environment.filters["json"] = _json
    before, rest = content["shell"].split("@@HEAD@@")
    middle, rest = rest.split("@@TITLE@@")
    inner, after = rest.split("@@BODY@@")

    def write(name: str, head: str, title: str, body: str) -> None:
        title = f"{title} &#8212; Synthetic"
        text = f"{before}{head}{middle}{title}{inner}{body}{after}"
        (out / f"{name}.html").write_text(text, encoding="utf-8")

    by_key: dict[str, Any] = {paper["key"]: paper for paper in content["papers"]}
    for folder in ("people", "keywords", *{key.rpartition("/")[0] for key in by_key}):
        (out / folder).mkdir(parents=True)
    formats = {"bib": "bib", "ris": "ris", "csl.json": "csl", "ics": "ics"}
    templates = {ending: texts.get_template(f"{name}.njk") for ending, name in formats.items()}
    head, body = pages.get_template("head.njk"), pages.get_template("paper.njk")
    entries = pages.get_template("entries.njk")
    for key, paper in by_key.items():
        for ending, template in templates.items():
            (out / f"{key}.{ending}").write_text(template.render(p=paper), encoding="utf-8")
        (out / f"{key}.json").write_text(_json(paper), encoding="utf-8")
        bib = templates["bib"].render(p=paper)
        write(key, head.render(p=paper), paper["title"], body.render(p=paper, bib=bib))
    for kind in ("people", "keywords"):
        for subject in content[kind]:
            papers = [by_key[key] for key in subject["papers"]]
            others = [{"id": i, "name": n} for i, n in subject.get("coauthors", {}).items()]
            made = entries.render(subject=subject, papers=papers, coauthors=others)
            write(f"{kind}/{subject['id']}", "", subject.get("name") or subject["label"], made)
            if kind == "people":
                (out / f"people/{subject['id']}.json").write_text(_json(subject), encoding="utf-8")
    for edition in content["editions"]:
        papers = [paper for paper in by_key.values() if paper["edition"] == edition["id"]]
        made = entries.render(subject=edition, papers=papers, coauthors=[])
        write(f"made-up/{edition['id']}/papers", "", edition["title"], made)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
