"""Lay out the peers' content as suits Hugo best: a Markdown file with a JSON head a paper.

python bench/peers/hugo_site.py CONTENT FOLDER
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_OTHERWISE = frozenset({"id", "kind", "source", "html"})
"""Names that mean something to Hugo, and what is not in the head of a file."""


def main() -> None:
    """Write the layouts, the shell and the content."""
    content = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    folder = Path(sys.argv[2])
    shutil.copytree(HERE / "hugo", folder)
    shell = content["shell"].replace("@@HEAD@@", '{{ block "head" . }}{{ end }}')
    shell = shell.replace("@@TITLE@@", "{{ .Title }} &#8212; Synthetic")
    shell = shell.replace("@@BODY@@", '{{ block "main" . }}{{ end }}')
    (folder / "layouts/baseof.html").write_text(shell, encoding="utf-8")

    def put(place: str, head: dict[str, Any], body: str = "") -> None:
        file = folder / "content" / f"{place}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{json.dumps(head, ensure_ascii=False)}\n\n{body}\n", encoding="utf-8")

    for number, paper in enumerate(content["papers"]):
        shown = {name: paper[name] for name in paper if name not in _OTHERWISE}
        shown |= {"number": paper["id"], "sort": paper["kind"], "weight": number, "type": "papers"}
        shown["labels"] = [word["label"] for word in paper["keywords"]]
        shown["words"] = paper["keywords"]
        shown["keywords"] = [word["id"] for word in paper["keywords"]]
        shown["authors"] = [person["id"] for person in paper["people"]]
        put(paper["key"], shown, paper["source"])
    for edition in content["editions"]:
        put(f"made-up/{edition['id']}/papers/_index", {"title": edition["title"]})
    for person in content["people"]:
        put(f"authors/{person['id']}/_index", {"title": person["name"]})
    for word in content["keywords"]:
        put(f"keywords/{word['id']}/_index", {"title": word["label"]})


if __name__ == "__main__":
    main()
