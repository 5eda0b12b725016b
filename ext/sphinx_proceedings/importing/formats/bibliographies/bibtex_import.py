"""BibTeX and BibLaTeX, with the fields of PMLR: the last resort that everybody has."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.importer import NO, Detection, Format
from sphinx_proceedings.importing.records import (
    ImportedAuthor,
    ImportedEdition,
    ImportedPaper,
    ImportedResource,
    Markup,
)
from sphinx_proceedings.importing.report import Note, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bibtexparser.library import Library

    from sphinx_proceedings.importing.inputs import Source, SourceFile
    from sphinx_proceedings.importing.questions import Answers

_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PAPERS: Final = frozenset(
    ["inproceedings", "conference", "article", "incollection", "misc", "unpublished", "techreport"]
)
_USED: Final = frozenset(
    "title subtitle author abstract keywords pages doi eprint archiveprefix eprinttype section "
    "openreview software video pdf url supplementary supp code crossref date published langid "
    "booktitle booksubtitle year month editor volume series publisher address location isbn".split()
)
_RESOURCES: Final = {
    "pdf": "pdf",
    "openreview": "openreview",
    "software": "code",
    "code": "code",
    "video": "video",
    "supplementary": "supplement",
    "supp": "supplement",
}
_CARRIES: Final = frozenset(
    ["title", "authors", "abstract", "keywords", "pages", "doi", "arxiv", "track", "resources"]
)


def _files(source: Source) -> list[SourceFile]:
    return [
        file
        for file in source.files
        if not (file.is_binary or file.looks_like_json or file.looks_like_markup)
        and _ENTRY.search(file.text)
    ]


def _recognize(source: Source) -> Detection:
    files = _files(source)
    if not files:
        return Detection(NO, "no line begins with @word{")
    if source.root is not None and len(files) < len(source.files):
        return Detection(20, f"{len(files)} of {len(source.files)} files have lines with @word{{")
    count = sum(len(_ENTRY.findall(file.text)) for file in files)
    first = _ENTRY.search(files[0].text)
    at_start = first is not None and files[0].text[: first.start()].strip() == ""
    return Detection(90 if at_start or count > 1 else 50, f"{count} entries with @word{{")


def _take(source: Source, answers: Answers) -> ImportedEdition:  # noqa: ARG001 - nothing is asked
    edition = ImportedEdition(carries=_CARRIES, markup=Markup.LATEX)
    unused: Counter[str] = Counter()
    for file in _files(source):
        library = _parsed(file)
        for failed in library.failed_blocks:
            line = (failed.start_line or 0) + 1
            why = f"line {line}: {type(failed).__name__}: an entry that cannot be read"
            edition.notes.append(Note(outcome=Outcome.LEFT_OUT, field=file.name, why=why))
        entries = [(entry, _fields(entry)) for entry in library.entries]
        proceedings = {
            entry.key: fields
            for entry, fields in entries
            if entry.entry_type.casefold() == "proceedings"
        }
        for entry, fields in entries:
            kind = entry.entry_type.casefold()
            if kind == "proceedings":
                edition.facts.update(_facts(fields))
            elif kind not in _PAPERS or "title" not in fields:
                name = f"@{kind}, which is no paper"
                edition.excluded[name] = edition.excluded.get(name, 0) + 1
            else:
                parent = proceedings.get(fields.get("crossref", ""), {})
                place = f"{file.name}, line {(entry.start_line or 0) + 1}"
                edition.papers.append(
                    _paper(entry.key, place, {**parent, **fields}, fields, edition)
                )
                unused.update(name for name in fields if name not in _USED)
    if not edition.papers:
        raise ImportSourceError(f"{source.label}: there is no entry of a paper in it")
    edition.unused.update(sorted(unused.items()))
    return edition


def _parsed(file: SourceFile) -> Library:
    """Return the entries of a file, with macros put in and braces around values taken off."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # faults are in the report
    return parse_string(
        file.text,
        parse_stack=[
            middlewares.ResolveStringReferencesMiddleware(allow_inplace_modification=True),
            middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True),
        ],
    )


def _fields(entry: Any) -> dict[str, str]:
    made: dict[str, str] = {}
    for field in entry.fields:
        value = " ".join(str(field.value).split()) if field.key != "abstract" else str(field.value)
        if value.strip():
            made.setdefault(field.key.casefold(), value.strip())
    return made


def _paper(
    key: str,
    place: str,
    fields: Mapping[str, str],
    own: Mapping[str, str],
    edition: ImportedEdition,
) -> ImportedPaper:
    eprint = fields.get("eprint", "")
    kind = fields.get("archiveprefix", fields.get("eprinttype", ""))
    url = fields.get("url", "")
    doi = fields.get("doi", "") or (url if "doi.org/" in url else "")
    date = next(
        (own[name] for name in ("date", "published") if _FULL_DATE.fullmatch(own.get(name, ""))), ""
    )
    return ImportedPaper(
        key=key,
        place=place,
        title=fields["title"],
        subtitle=own.get("subtitle", ""),
        authors=tuple(_authors(fields.get("author", ""), key, edition)),
        abstract=fields.get("abstract", ""),
        keywords=tuple(_keywords(fields.get("keywords", ""))),
        track=fields.get("section", ""),
        pages=own.get("pages", ""),
        doi=doi,
        arxiv=eprint if kind.casefold() == "arxiv" or "arxiv" in url else "",
        date=date,
        resources=tuple(_resources(own)),
        source="" if "doi.org/" in url else url,
    )


def _resources(fields: Mapping[str, str]) -> Iterator[ImportedResource]:
    seen = set()
    for name, kind in _RESOURCES.items():
        url = fields.get(name, "")
        if url.startswith(("http://", "https://")) and url not in seen:
            seen.add(url)
            yield ImportedResource(type=kind, url=url)


def _keywords(text: str) -> Iterable[str]:
    separator = ";" if ";" in text else ","
    return [word.strip() for word in text.split(separator) if word.strip()]


def _authors(text: str, key: str, edition: ImportedEdition) -> Iterator[ImportedAuthor]:
    """Yield the names between the words "and" that stand outside braces."""
    for name in names_of(text):
        if name.casefold() == "others":
            why = "'and others': the rest of the authors is not named"
            edition.notes.append(
                Note(outcome=Outcome.LEFT_OUT, record=key, field="authors", why=why)
            )
        elif name.startswith("{") and name.endswith("}") and _one_group(name):
            yield ImportedAuthor(name=name[1:-1], kind="organization")
        else:
            yield ImportedAuthor(name=name)


def names_of(text: str) -> list[str]:
    """Return the names of a BibTeX field, which "and" outside braces parts."""
    names: list[str] = []
    depth = 0
    words: list[str] = []
    for word in text.split():
        if depth == 0 and word.casefold() == "and":
            names.append(" ".join(words))
            words = []
            continue
        depth = max(depth + word.count("{") - word.count("}"), 0)
        words.append(word)
    names.append(" ".join(words))
    return [name for name in names if name]


def _one_group(text: str) -> bool:
    """Whether the first brace is closed by the last one, and not before."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _facts(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what an entry @Proceedings says of the edition and its volume."""
    title = fields.get("booktitle") or fields.get("title") or fields.get("name", "")
    volume: dict[str, Any] = {"title": title} if title else {}
    for name, source in (("number", "volume"), ("publisher", "publisher"), ("isbn", "isbn")):
        if source in fields:
            volume[name] = fields[source]
    if _FULL_DATE.fullmatch(fields.get("published", "")):
        volume["date"] = fields["published"]
    if editors := names_of(fields.get("editor", "")):
        volume["editors"] = [ImportedAuthor(name=name) for name in editors]
    facts: dict[str, Any] = {"volume": volume} if title else {}
    if name := fields.get("name") or title:
        facts["title"] = name
    if short := fields.get("shortname"):
        facts["short_title"] = f"{short} {fields['year']}" if "year" in fields else short
    for key, source in (("start_date", "start"), ("end_date", "end")):
        if _FULL_DATE.fullmatch(fields.get(source, "")):
            facts[key] = fields[source]
    if url := fields.get("conference_url", ""):
        facts["links"] = [{"type": "website", "url": url}]
    return facts


BIBTEX_IMPORT: Final = Format(name="bibtex", title="BibTeX", recognize=_recognize, take=_take)
