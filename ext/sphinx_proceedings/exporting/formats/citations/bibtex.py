r"""BibTeX and BibLaTeX, in UTF-8 and in ASCII.

Every value is rendered by RichText or escaped here, braces always pair, months are macros. UTF-8
is what today's readers take best (Zotero leaves ``{\DJ}`` as it is); ASCII is for old BibTeX.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sphinx_proceedings.exporting.citation import Citation, CitedName, cite
from sphinx_proceedings.exporting.formats.citations.bibtex_ascii import to_ascii, unsayable
from sphinx_proceedings.exporting.memo import memoized
from sphinx_proceedings.exporting.protocol import ALL_SCOPES, ExportContext, Format, Selection
from sphinx_proceedings.exporting.remarks import joined, talk_type
from sphinx_proceedings.exporting.requirements import citable_records
from sphinx_proceedings.model.records.papers import Talk
from sphinx_proceedings.model.richtext import RichText, to_bibtex_title, to_latex
from sphinx_proceedings.model.values.reduced_dates import parts_of

if TYPE_CHECKING:
    from sphinx_proceedings.model.records.papers import Paper
    from sphinx_proceedings.model.values.identifiers import LanguageTag

MONTHS: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_SPECIAL: Final = frozenset("\\{}~^$&#%_")
_CACHED: Final = 16_384  # names and titles of volumes come again with every paper
_MEDIA_TYPE: Final = "application/x-bibtex"

Fields = Iterator[tuple[str, str]]


@lru_cache(_CACHED)
def latex(text: str) -> str:
    """Escape plain text for a field of BibTeX."""
    return to_latex(RichText.from_plain(text))


@lru_cache(_CACHED)
def latex_title(text: str, language: str) -> str:
    """Escape a title in plain text, its capitals as its *language* wants them."""
    return to_bibtex_title(RichText.from_plain(text), language)


def raw(value: str) -> str:
    r"""Return an address or identifier as it is, but for what would unbalance a file.

    Styles put such fields into ``\url``, which takes %, #, & and _ as they are.
    """
    return value.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def name(cited: CitedName) -> str:
    """Return a name that BibTeX takes apart as we do: ``van der Berg, III, Anna``."""
    if cited.literal:
        return f"{{{latex(cited.literal)}}}"
    # A word in lower case would be taken for a particle, a comma for the end of the family.
    family = latex(cited.family)
    if _misread(cited.family) or (not cited.given and " " in family):
        family = f"{{{family}}}"
    if cited.particle:
        glue = "" if cited.particle.endswith(("-", "'", "’")) else " "
        particle = latex(cited.particle)
        lower = cited.particle[0].islower() and not _splits(cited.particle)
        family = f"{particle}{glue}{family}" if lower else f"{{{particle}{glue}{family}}}"
    given = latex(cited.given)
    if _splits(cited.given):
        given = f"{{{given}}}"
    if cited.suffix and not given:
        return f"{{{family} {latex(cited.suffix)}}}"
    suffix = latex(cited.suffix)
    if _splits(cited.suffix):
        suffix = f"{{{suffix}}}"
    return ", ".join(part for part in (family, suffix, given) if part)


def _splits(part: str) -> bool:
    """Whether BibTeX would take a part for more than one."""
    words = part.casefold().split()
    return "," in part or "and" in words or words == ["others"] or not _SPECIAL.isdisjoint(part)


def _misread(family: str) -> bool:
    return _splits(family) or any(word[0].islower() for word in family.split())


def names(cited: Iterable[CitedName]) -> str:
    """Join names."""
    return " and ".join(map(name, cited))


def _keywords(words: Iterable[str]) -> str:
    # A comma inside a keyword is not the one between two.
    return ", ".join(f"{{{latex(w)}}}" if "," in w else latex(w) for w in words)


def _title(text: RichText, citation: Citation) -> str:
    return to_bibtex_title(text, str(citation.language), citation.links)


def _verbatim(**values: str | None) -> Fields:
    """Yield the fields that have a value."""
    return ((field, raw(value)) for field, value in values.items() if value)


@memoized
def _common(_context: ExportContext, citation: Citation) -> tuple[tuple[str, str], ...]:
    """Return the fields that BibTeX and BibLaTeX share, those after the date."""
    return tuple(_common_fields(citation))


def _common_fields(c: Citation) -> Fields:
    if c.is_paper:
        if c.article_number:
            yield "eid", latex(c.article_number)
        if c.pages:
            first, last = c.pages.first, c.pages.last
            yield "pages", first if first == last else f"{first}--{last}"
        if c.publisher:
            yield "publisher", latex(c.publisher)
        if c.container.volume:
            yield "series", latex_title(c.series.title, str(c.edition.language))
        if c.volume_number:
            yield "volume", latex(c.volume_number)
        yield from _verbatim(isbn=c.isbn, issn=c.issn)
    yield from _verbatim(doi=c.doi, url=c.url, eprint=c.arxiv)
    if abstract := c.latex_abstract:
        yield "abstract", abstract
    if c.keywords:
        yield "keywords", _keywords(c.keywords)
    if c.licence:
        yield "license", raw(c.licence)
    if c.remarks:
        yield "note", latex(joined(c.remarks))


@memoized
def _author_names(_context: ExportContext, citation: Citation) -> str:
    return names(citation.authors)


def _bibtex(c: Citation) -> Fields:
    yield "title", c.latex_title
    yield "author", _author_names(c.context, c)
    if c.is_paper:
        yield "booktitle", latex_title(c.proceedings_title, str(c.edition.language))
        if c.editors:
            yield "editor", names(c.editors)
        if place := c.publisher_place or c.event_place:
            yield "address", latex(place)
    else:
        yield "howpublished", latex(_occasion(c))
    yield "year", c.year
    yield from _month(c)
    if c.arxiv:
        yield "archiveprefix", "arXiv"
    yield "language", raw(c.language)
    yield from _common(c.context, c)


def _biblatex(c: Citation) -> Fields:
    whole = c.subtitle is None  # then its title is that of BibTeX
    yield "title", c.latex_title if whole else _title(c.published.listed_title, c)
    if c.subtitle is not None:
        yield "subtitle", _title(c.subtitle, c)
    if c.translated_titles:
        others = (to_latex(one, c.links, hyperlinks=False) for one in c.translated_titles.values())
        yield "titleaddon", "; ".join(others)
    yield "author", _author_names(c.context, c)
    if c.is_paper:
        yield "booktitle", latex_title(c.proceedings_title, str(c.edition.language))
        if c.editors:
            yield "editor", names(c.editors)
        if c.publisher_place:
            yield "location", latex(c.publisher_place)
    else:
        yield "howpublished", latex(_occasion(c))
    yield "eventtitle", latex_title(c.edition.title, str(c.edition.language))
    start, end = c.edition.start_date, c.edition.end_date
    if start:
        yield "eventdate", f"{start}/{end}" if end and end != start else f"{start}"
    if c.event_place:
        yield "venue", latex(c.event_place)
    yield "date", c.date.isoformat() if c.date else c.year
    if c.arxiv:
        yield "eprinttype", "arxiv"
    yield "langid", _langid(c.language)
    yield from _common(c.context, c)


def _month(c: Citation) -> Fields:
    if c.date and len(parts := parts_of(c.date)) > 1:
        yield "month", MONTHS[parts[1] - 1]


def _occasion(c: Citation) -> str:
    kind = talk_type(c.record) if isinstance(c.record, Talk) else "Talk"
    return f"{kind} at {c.edition.short_title}"


_LANGIDS: Final = {
    "ar": "arabic", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fa": "persian", "fi": "finnish", "fr": "french", "he": "hebrew",
    "hi": "hindi", "hu": "hungarian", "it": "italian", "ja": "japanese", "ko": "korean",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian",
    "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip


def _langid(tag: LanguageTag) -> str:
    """Return babel's name of a language; its tag where babel has none in this table."""
    return _LANGIDS.get(tag.partition("-")[0], raw(tag))


def _write(
    fields: Callable[[Citation], Fields], title: str, *, ascii_only: bool = False
) -> Callable[[ExportContext, Selection], bytes]:
    def write(context: ExportContext, selection: Selection) -> bytes:
        cited = citable_records(context, selection, title)
        return "\n".join(entry(context, citation) for citation in cited).encode()

    @memoized
    def entry(_context: ExportContext, citation: Citation) -> str:
        return _entry(fields, citation, to_ascii if ascii_only else str)

    return write


def _entry(
    fields: Callable[[Citation], Fields],
    citation: Citation,
    written: Callable[[str], str] = str,
    without: str = "",
) -> str:
    kind = "inproceedings" if citation.is_paper else "misc"
    lines = [f"@{kind}{{{citation.key},"]
    for field, value in fields(citation):
        if field == "month":
            lines.append(f"  month = {value},")
        elif field != without:
            lines.append(f"  {field} = {{{written(value)}}},")
    return "\n".join([*lines, "}\n"])


def brief_bibtex(context: ExportContext, record: Paper | Talk) -> str:
    """Return the entry of a record as its page shows it: all but the abstract, which is there."""
    return _entry(_bibtex, cite(context, record), without="abstract")


def _transliterated(context: ExportContext, selection: Selection) -> list[str]:
    said = []
    for record in selection.records:
        citation = cite(context, record)
        text = "".join(value for _, value in _bibtex(citation))
        if lost := unsayable(text):
            signs = "".join(lost[:10])
            said.append(f"{record.key}: {signs} have no name in LaTeX and are transliterated")
    return said


BIBTEX = Format(
    name="bibtex",
    title="BibTeX",
    media_type=_MEDIA_TYPE,
    suffix=".bib",
    scopes=ALL_SCOPES,
    write=_write(_bibtex, "BibTeX"),
    joins_files=True,
)
BIBTEX_ASCII = Format(
    name="bibtex-ascii",
    title="BibTeX (ASCII)",
    media_type=_MEDIA_TYPE,
    suffix=".ascii.bib",
    scopes=ALL_SCOPES,
    write=_write(_bibtex, "BibTeX", ascii_only=True),
    joins_files=True,
    validate=_transliterated,
)
BIBLATEX = Format(
    name="biblatex",
    title="BibLaTeX",
    media_type=_MEDIA_TYPE,
    suffix=".biblatex.bib",
    scopes=ALL_SCOPES,
    write=_write(_biblatex, "BibLaTeX"),
    joins_files=True,
)
