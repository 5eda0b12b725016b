"""Write made-up proceedings of any size: the same data for the same numbers, on any machine.

    python bench/synthetic.py build/synthetic --papers 10000 --editions 4

Nothing in it is real, but it has the shape of real data: four authors a paper out of a pool in
which people come back, abstracts with some maths and references, keywords, sessions with slots,
talks, committees. Files are split as an organizer would split them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_GIVEN = (
    "Ada Alan Amina Anna Bjørn Chen Chidi Clara Dmitri Edith Elif Emre Fatima Femi Grace Hana "
    "Haruto Ines Ivan Jia José Katarína Lars Lúcia Mahdi Maryam Mei Mikko Nadia Nguyễn Noam Olga "
    "Pedro Priya Quentin Rosa Samir Sofía Tomasz Uma Viktor Wei Xin Yara Yuki Zeynep Zoë Łukasz"
).split()
_START = (
    "Al Ba Bel Car Da Del En Fer Ga Gor Hal Ib Jan Ka Kol Lin Mar Mo Nak Ol Pe Ro Sa Sch Ta Ve "
    "Wa Zim"
).split()
_MIDDLE = "a e i o u an en in on er ar or el al and ing ur ess".split()
_END = (
    "ba berg da dal dóttir ez feld gård ić ini kov lund ma man moto nen ová quist ra ski sen "
    "son ta ti va wa ya"
).split()
_PLACES = (
    "Aarhus Bologna Campinas Dakar Espoo Fukuoka Gdańsk Haifa Izmir Jena Kraków Lagos Montréal "
    "Nagoya Oslo Porto"
).split()
_NOUNS = (
    "attention network gradient sparsity quantizer corpus token layer decoder encoder kernel loss "
    "dataset benchmark speech graph memory latency energy adapter prompt vocabulary sample bias "
    "student teacher cache matrix tensor schedule optimizer"
).split()
_ADJECTIVES = (
    "sparse efficient robust dynamic shallow hybrid adaptive low-rank continual multilingual "
    "self-supervised distilled quantized neural structured lightweight federated stochastic"
).split()
_VERBS = (
    "reduces improves predicts compresses replaces extends approximates preserves explains bounds"
).split()
_MATHS = (
    r"$\mathcal{O}(n \log n)$",
    r"$n^2$",
    r"$\lVert x \rVert_2$",
    r"$\alpha = 0.1$",
    r"$10^{-4}$",
    r"$k \le 8$",
    r"$\hat{y}_i$",
    r"$p(x \mid y)$",
)
_COUNTRIES = "BR CA DE DK FI FR IL IT JP NG NO PL PT SN TR US".split()

DAY_START, DAY_SLOTS, SLOT_MINUTES = 8 * 60, 24, 20
PAPERS_A_SESSION = 6


@dataclass(frozen=True)
class Author:
    """A made-up person as printed on all of their papers."""

    name: str
    place: str
    country: str
    orcid: str | None


def _orcid(number: int) -> str:
    """Return an ORCID iD with a right check digit (ISO 7064, MOD 11-2)."""
    digits = f"{900_000_000 + number:015d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[i : i + 4] for i in range(0, 16, 4))


def authors(count: int, chance: random.Random) -> list[Author]:
    """Make *count* people with names of their own."""
    found: dict[str, Author] = {}
    while len(found) < count:
        family = chance.choice(_START) + chance.choice(_MIDDLE) + chance.choice(_END)
        if len(found) * 4 > count:  # longer names once the short ones become rare
            family = chance.choice(_START) + chance.choice(_MIDDLE) + family.lower()
        given = chance.choice(_GIVEN)
        if chance.random() < 0.3:
            given += " " + chance.choice(_GIVEN)
        name = f"{given} {family}"
        key = "".join(sorted(name.casefold()))
        where = chance.randrange(len(_PLACES))
        orcid = _orcid(len(found)) if chance.random() < 0.4 else None
        found.setdefault(key, Author(name, _PLACES[where], _COUNTRIES[where], orcid))
    return list(found.values())


def _sentence(chance: random.Random) -> str:
    noun, other = chance.sample(_NOUNS, 2)
    words = f"{chance.choice(_ADJECTIVES)} {noun} {chance.choice(_VERBS)} the {other}"
    tail = chance.choice(
        (
            f" of a {chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)}",
            f", at a cost of {chance.choice(_MATHS)}",
            f" when *{chance.choice(_NOUNS)}s* are scarce",
            f" ({chance.randrange(2, 90)}% on average)",
            "",
        )
    )
    return f"Our {words}{tail}."


def _abstract(chance: random.Random, number: int, words: int = 180) -> str:
    text: list[str] = []
    count = 0
    while count < words:
        sentence = _sentence(chance)
        text.append(sentence)
        count += len(sentence.split())
    if number > 1 and chance.random() < 0.2:
        text.append(f"This continues {{paper}}`{chance.randrange(1, number)}`.")
    return " ".join(text)


def _title(chance: random.Random, number: int) -> str:
    one, other = chance.sample(_ADJECTIVES, 2)
    noun, last = chance.sample(_NOUNS, 2)
    return f"{one} {noun}s for {other} {last}s, part {number}".capitalize()


def _paper(chance: random.Random, number: int, people: list[Author]) -> Iterator[str]:
    yield f"- id: {json.dumps(str(number))}"
    yield f"  title: {json.dumps(_title(chance, number))}"
    yield f"  type: {chance.choice(('oral', 'poster', 'poster', 'spotlight'))}"
    yield "  authors:"
    for author in chance.sample(people, min(4, len(people))):
        name = json.dumps(author.name, ensure_ascii=False)
        place = json.dumps(f"University of {author.place}", ensure_ascii=False)
        yield f"  - name: {name}"
        yield f"    affiliations: {{name: {place}, country: {author.country}}}"
        if author.orcid:
            yield f"    orcid: {author.orcid}"
    words = [f"{chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)}" for _ in range(4)]
    yield f"  keywords: [{', '.join(dict.fromkeys(words))}]"
    yield f"  pages: {number * 8 - 7}-{number * 8}"
    yield "  abstract: |-"
    yield f"    {_abstract(chance, number)}"
    yield "  resources:"
    yield f"  - {{type: code, url: 'https://example.org/code/{number}'}}"


def _clock(minutes: int) -> str:
    return f'"{minutes // 60:02}:{minutes % 60:02}"'


def _sessions(count: int) -> Iterator[str]:
    """Yield sessions of six papers, in as many parallel tracks as a week of days needs."""
    yield "sessions:"
    a_day = DAY_SLOTS // PAPERS_A_SESSION
    for at, first in enumerate(range(1, count + 1, PAPERS_A_SESSION)):
        track, rest = divmod(at, a_day * 5)
        day, place = divmod(rest, a_day)
        start = DAY_START + place * PAPERS_A_SESSION * SLOT_MINUTES
        papers = range(first, min(first + PAPERS_A_SESSION, count + 1))
        yield f"- id: session-{at + 1}"
        yield f"  title: Session {at + 1}"
        yield f"  date: 2020-06-{day + 1:02}"
        yield f"  start: {_clock(start)}"
        yield f"  end: {_clock(start + len(papers) * SLOT_MINUTES)}"
        yield f"  room: Room {track + 1}"
        yield f"  track: track-{track + 1}"
        yield "  slots:"
        for index, number in enumerate(papers):
            begin = start + index * SLOT_MINUTES
            times = f"start: {_clock(begin)}, end: {_clock(begin + SLOT_MINUTES)}"
            yield f'  - {{{times}, paper: "{number}"}}'
    yield "tracks:"
    for track in range((len(range(0, count, PAPERS_A_SESSION)) - 1) // (a_day * 5) + 1):
        yield f"- {{id: track-{track + 1}, title: Track {track + 1}}}"


def _edition(chance: random.Random, index: int, people: list[Author]) -> Iterator[str]:
    yield f"title: Conference on Made-up Results, edition {index + 1}"
    yield f"short_title: MADE-UP {2020 + index}"
    yield f"number: {index + 1}"
    yield "start_date: 2020-06-01\nend_date: 2020-06-05\ntime_zone: America/Montreal\nmode: hybrid"
    yield "licence: CC-BY-4.0"
    yield f"overview: {json.dumps(_abstract(chance, 1, 60))}"
    yield "committees:\n- role: organizer\n  members:"
    for author in people[:5]:
        yield f"  - {{name: {json.dumps(author.name, ensure_ascii=False)}}}"


def write(folder: Path, *, papers: int, editions: int = 1, seed: int = 1) -> None:
    """Write data for *papers* papers, spread over *editions* editions, into *folder*."""
    chance = random.Random(seed)  # noqa: S311 - sameness is wanted, not secrecy
    people = authors(max(5, papers * 5 // 2), chance)
    series = folder / "made-up"
    _put(series / "series.yaml", "series", ["title: Made-up Results", "short_title: MADE-UP"])
    for index in range(editions):
        count = papers // editions + (index < papers % editions)
        year = series / str(2020 + index)
        days = [line.replace("2020-", f"{2020 + index}-") for line in _sessions(count)]
        edition = [
            line.replace("date: 2020-", f"date: {2020 + index}-")
            for line in _edition(chance, index, people)
        ]
        _put(year / "edition.yaml", "edition", edition)
        _put(year / "programme.yaml", "edition", days if count else [])
        lines = ["papers:" if count else ""]
        for number in range(1, count + 1):
            lines += _paper(chance, number, people)
        _put(year / "papers.yaml", "edition", lines)


def _put(file: Path, kind: str, lines: list[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * (2 if kind == "edition" else 1)
    head = f"# yaml-language-server: $schema={up}schema/{kind}.schema.json"
    file.write_text("\n".join([head, *lines, ""]), encoding="utf-8", newline="\n")


def main() -> None:
    """Write the data that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="data folder to write into")
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--editions", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, papers=options.papers, editions=options.editions, seed=options.seed)


if __name__ == "__main__":
    main()
