"""Tables as people type them; each case in tests/data/tables says what is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx_proceedings.importing.formats.tables.typed_table import TYPED_TABLE
from sphinx_proceedings.importing.importer_registry import ENOUGH
from sphinx_proceedings.importing.inputs import Source
from sphinx_proceedings.importing.questions import Answers, UnansweredError
from sphinx_proceedings.importing.records import ImportedAuthor, ImportedEdition, ImportedPaper

PLAIN = ("keywords", "abstract", "track", "type", "pages", "doi", "archival")


def shown_author(author: ImportedAuthor) -> str:
    name = author.name or "/".join((author.parts or {}).values())
    flags = "".join(
        sign
        for sign, on in (("*", author.corresponding), ("◊", author.presenter), ("@", author.email))
        if on
    )
    where = " & ".join(one.name for one in author.affiliations)
    return (
        name
        + flags
        + (f" <{author.orcid}>" if author.orcid else "")
        + (f" [{where}]" if where else "")
    )


def shown_paper(paper: ImportedPaper) -> list[str]:
    lines = [f"{paper.key} | {paper.title} | " + "; ".join(map(shown_author, paper.authors))]
    for name in PLAIN:
        value = getattr(paper, name)
        if value or value is False:
            lines.append(f"  {name}: {value!r}")
    lines += [f"  {one.type}: {one.url or one.file}" for one in paper.resources]
    return lines


def shown(edition: ImportedEdition) -> list[str]:
    lines = [line for paper in edition.papers for line in shown_paper(paper)]
    lines += [f"excluded: {count} {why}" for why, count in edition.excluded.items()]
    lines += [f"unused: {name} ({count})" for name, count in edition.unused.items()]
    lines += [f"remember: {name}={value}" for name, value in edition.hints.items()]
    told = [n for n in edition.notes if "all rows are taken as accepted" not in n.why]
    lines += [f"{note.outcome}: {note}" for note in told]
    return lines + [shown_session(one.fields) for one in edition.sessions]


def shown_session(fields: Mapping[str, Any]) -> str:
    slots = [f"{s['start']}-{s['end']}={s['paper']}" for s in fields.get("slots", ())]
    chairs = [one.name for one in fields.get("chairs", ())]
    when = f"{fields['date']} {fields['start']}-{fields['end']} {fields['room']}"
    inside = " ".join([*chairs, *slots, *fields.get("papers", ())])
    return f"session: {fields['title']} {when} {inside}"


def read(folder: Path, files: dict[str, str]) -> str:
    """Return what is read from a table, with the questions that it leaves open."""
    (name,) = [name for name in files if "." in name]
    (folder / name).write_text(files[name], encoding="utf-8")
    given = dict(line.split("=", 1) for line in files.get("answers", "").splitlines() if line)
    # That all papers are accepted is answered, unless a case is about just that.
    answers = Answers({"accepted": "all", **given})
    source = Source.open([folder / name])
    detection = TYPED_TABLE.detect(source)
    lines = [] if detection.score >= ENOUGH else [f"not recognized: {detection.reason}"]
    try:
        lines += shown(TYPED_TABLE.read(source, answers))
    except UnansweredError:
        lines += ["stopped"]
    lines += [f"? {'' if q.required else '(may wait) '}{q.line}" for q in answers.open.values()]
    return "\n".join(lines).replace(f"{folder}/", "")


def test_a_table_is_read_as_its_case_says(case, tmp_path: Path):
    expected = "\n".join(line for line in case.files.pop("read").splitlines() if line)
    assert read(tmp_path, case.files) == expected
