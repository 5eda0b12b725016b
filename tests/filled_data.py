"""Data with every key of every record filled by a mark of its own, made from the models.

A field that is added to a record is filled here without a line of code, so that whoever adds it is
told by ``test_nothing_is_left_out`` where it is not shown.
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pikepdf
import yaml
from PIL import Image
from pydantic import BaseModel

from sphinx_proceedings.model.records.base import Text
from sphinx_proceedings.model.records.editions import Edition, Series, Status
from sphinx_proceedings.model.records.papers import NoticeType, Paper, Resource
from sphinx_proceedings.model.records.people import Affiliation, Contribution, PeopleFile
from sphinx_proceedings.model.records.programme import Slot
from sphinx_proceedings.model.richtext import Block, Inline, Prose
from sphinx_proceedings.model.values.colours import Colour
from sphinx_proceedings.model.values.dates import Date, TimeOfDay, TimeZone
from sphinx_proceedings.model.values.identifiers import (
    ArxivId,
    CountryCode,
    Doi,
    Isbn,
    Issn,
    LanguageTag,
    Licence,
    Orcid,
    RecordId,
    Ror,
    WebUrl,
)
from sphinx_proceedings.model.values.names import PersonName
from sphinx_proceedings.model.values.page_ranges import PageRange
from sphinx_proceedings.model.values.reduced_dates import PublicationDate

SERIES, YEAR = "full", "2031"

# Keys that one record cannot have together: an instance for each set, which leaves those out.
ALTERNATIVES: dict[type, list[set[str]]] = {
    Resource: [{"url", "embargo"}, {"file", "embargo"}],  # whose files are not there yet
    Slot: [
        {"talk", "panel", "title", "type"},
        {"paper", "panel", "title", "type"},
        {"paper", "talk", "title", "type"},
        {"paper", "talk", "panel"},
    ],
    # Who has an id or an ORCID of their own is that person; kind is told apart by its variants.
    Contribution: [
        {"person", "kind"},
        {"orcid", "kind", "corresponding", "presenter", "equal"},
    ],
    Affiliation: [set(), {"ror"}],
    Paper: [{"date"}, {"pages"}],
}
# What a field that names another record says, by the end of its path.
REFERENCES = {
    ".person": "people.people[0].id",
    ".not_same_as": "people.people[1].id",
    ".track": "edition.tracks[0].id",
    ".tier": "edition.sponsor_tiers[0].id",
    ".paper": "edition.papers[1].id",
    ".talk": "edition.talks[0].id",
    ".panel": "edition.panels[0].id",
    "].papers": "edition.papers[0].id",
}
# Values that stand in two places, since one is found by the other.
SAME = {"people.organizations[0].variants": "edition.papers[0].authors[0].affiliations[1].name"}
FILES = {
    "file": ".pdf",
    "photo": ".png",
    "logo": ".png",
    "logo_dark": ".png",
    "banner": ".png",
}
# Far enough from each other to be told apart in a picture that was made smaller.
COLOURS = list(itertools.product(range(0, 256, 51), repeat=3))
# What cannot be just anything: a frozen edition wants its digests, a day lies within the edition.
CHOSEN: dict[object, Any] = {
    NoticeType: "correction",
    Status: "published",
    "edition.end_date": "2031-06-30",
    "edition.sessions[0].end": "07:59",
}


class FilledData:
    """Every key filled.

    ``values`` maps ``edition``, ``series`` and ``people`` to what their YAML holds; ``marks`` maps
    a path such as ``edition.papers[0].title`` to what was written there, ``kinds`` to its type.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._days = itertools.count()
        self._times = itertools.count(1)
        self._pages = itertools.count()
        self.marks: dict[str, Any] = {}
        self.kinds: dict[str, Any] = {}
        self.values = {
            name: self._record(record, name)
            for name, record in (("edition", Edition), ("series", Series), ("people", PeopleFile))
        }

    def write(self, folder: Path, *, without: str = "") -> Path:
        """Write the data folder with the files that it names; *without* one key of the volume."""
        edition = folder / SERIES / YEAR
        edition.mkdir(parents=True)
        places = {
            "people": folder / "people.yaml",
            "series": folder / SERIES / "series.yaml",
            "edition": edition / "edition.yaml",
        }
        values = {**self.values, "edition": dict(self.values["edition"])}
        volume = values["edition"]["volume"]
        values["edition"]["volume"] = {key: volume[key] for key in volume if key != without}
        for name, place in places.items():
            text = yaml.safe_dump(values[name], allow_unicode=True, sort_keys=False)
            place.write_text(text, encoding="utf-8")
        for path, mark in self.marks.items():
            if (key := path.rpartition(".")[2]) in FILES:
                base = {"people": folder, "series": folder / SERIES}.get(
                    path.partition(".")[0], edition
                )
                _write_file(base / mark, self.colour(path) if FILES[key] == ".png" else None)
        return folder

    def colour(self, path: str) -> tuple[int, ...]:
        """The colour that the picture of a key is filled with, unlike that of any other."""
        pictures = [p for p in self.marks if FILES.get(p.rpartition(".")[2]) == ".png"]
        return COLOURS[pictures.index(path)]

    def _record(self, record: type[BaseModel], path: str, left_out: frozenset[str] = frozenset()):
        hints = get_type_hints(record, include_extras=True)
        return {
            name: self._value(hints[name], f"{path}.{name}")
            for name in record.model_fields
            if name not in left_out
        }

    def _value(self, hint: Any, path: str) -> Any:
        if get_origin(hint) in {Union, types.UnionType}:
            hint = next(part for part in get_args(hint) if part is not types.NoneType)
        base = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        if get_origin(base) is dict:  # by language, which is another than the edition's
            return {"fr": self._value(get_args(base)[1], f"{path}.fr")}
        if get_origin(base) is tuple:
            return self._list(get_args(base)[0], path)
        if isinstance(base, type) and issubclass(base, BaseModel):
            return self._record(base, path)
        if base is RecordId:
            return self._id(path)
        self.kinds[path] = base if hint in (Text, Inline, Block, Prose) else hint
        self.marks[path] = self._mark(hint, base, path)
        return self.marks[path]

    def _list(self, hint: Any, path: str) -> list[Any]:
        if not (isinstance(hint, type) and issubclass(hint, BaseModel)):
            return [self._value(hint, path)]
        kinds = ALTERNATIVES.get(hint, [set()])
        if path == "people.people":  # somebody to be told apart from
            kinds = [set(), {"not_same_as"}]
        return [
            self._record(hint, f"{path}[{number}]", frozenset(left_out))
            for number, left_out in enumerate(kinds)
        ]

    def _id(self, path: str) -> str:
        for end, target in REFERENCES.items():
            if path.endswith(end):
                return f"q{target.replace('.', '-').replace('[', '-').replace(']', '')}"
        made = f"q{path.replace('.', '-').replace('[', '-').replace(']', '')}"
        self.marks[path], self.kinds[path] = made, RecordId
        return made

    def _mark(self, hint: Any, base: Any, path: str) -> Any:
        if path in SAME:
            return self.marks[SAME[path]]
        key = path.rpartition(".")[2]
        number = next(self._numbers)
        word = "Qz" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
        if hint == Text and key in FILES:
            return f"files/{word.lower()}{FILES[key]}"
        if chosen := CHOSEN.get(path) or CHOSEN.get(base):
            return chosen
        if isinstance(base, type) and issubclass(base, enum.Enum):
            return list(base)[-1].value
        made = {
            Text: word,
            Inline: word,
            Block: word,
            Prose: word,
            PersonName: f"{word}a {word}b",
            WebUrl: f"https://{word.lower()}.example/",
            Doi: f"10.5555/{word.lower()}",
            ArxivId: f"3101.{number:05}",
            Orcid: _orcid(number),
            Isbn: _isbn(number),
            Issn: _issn(number),
            Ror: _ror(number),
            CountryCode: "NO",
            LanguageTag: "nb",
            Licence: "CC-BY-NC-SA-4.0",
            TimeZone: "America/St_Johns",
            Colour: f"#{number * 7919 % 0xFFFFFF:06x}",
        }
        for kind, value in made.items():
            if kind in (hint, base):
                return value
        if key == "sha256":
            return f"{number:064x}"
        if hint in (Date, PublicationDate):
            return (dt.date(2031, 3, 1) + dt.timedelta(days=next(self._days))).isoformat()
        if hint == TimeOfDay:
            minutes = 8 * 60 + 7 * next(self._times)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        if hint == PageRange:
            first = 100 + 10 * next(self._pages)
            return f"{first}-{first + 7}"
        if get_origin(hint) is Literal:
            return get_args(hint)[0]
        if hint is bool:
            return True
        if hint is int:
            return 43
        msg = f"{path}: no mark for {hint}"
        raise NotImplementedError(msg)


def _orcid(number: int) -> str:
    digits = f"0000000{number:08}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[i : i + 4] for i in range(0, 16, 4))


def _isbn(number: int) -> str:
    digits = f"978316{number:06}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)


def _issn(number: int) -> str:
    digits = f"{2000000 + number}"
    check = -sum(int(digit) * (8 - place) for place, digit in enumerate(digits)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


def _ror(number: int) -> str:
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    digits, rest = "", number
    for _ in range(6):
        digits = alphabet[rest % 32] + digits
        rest //= 32
    return f"https://ror.org/0{digits}{98 - number * 100 % 97:02}"


def _write_file(place: Path, colour: tuple[int, ...] | None) -> None:
    place.parent.mkdir(exist_ok=True)
    if colour:
        Image.new("RGB", (96, 96), colour).save(place)
        return
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(place)
