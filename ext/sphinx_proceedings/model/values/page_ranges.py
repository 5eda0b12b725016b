"""Page ranges of a volume."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

# 12, e12, S3; roman for front matter; 12:1 for the first page of article 12
_PAGE = r"\d{1,6}:\d{1,6}|[A-Za-z]{0,3}\d{1,9}|[ivxlcdm]{1,15}"
_ARTICLE = re.compile(r"[eE]\d+")
_NUMBERED = re.compile(r"([A-Za-z]*)(\d+)")  # in digits of any script
_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_RANGE = re.compile(rf"^({_PAGE})(?:\s*[-–—]{{1,2}}\s*({_PAGE}))?$")


class Pages(tuple[str, str]):
    """First and last page as printed; ``str()`` gives ``"12-20"`` with a plain hyphen."""

    __slots__ = ()

    @property
    def first(self) -> str:
        """First page."""
        return self[0]

    @property
    def last(self) -> str:
        """Last page; the first again for a paper of one page."""
        return self[1]

    @property
    def end(self) -> str | None:
        """Last page of several; None for one page, which readers would show as ``31-31``."""
        return None if self.first == self.last else self.last

    @property
    def article(self) -> str | None:
        """The article number in ``e1234`` or ``12:1-12:20``, which count no pages of a volume."""
        number, colon, _ = self.first.partition(":")
        if colon:
            return number
        alone = self.first == self.last and _ARTICLE.fullmatch(self.first)
        return self.first if alone else None

    @property
    def is_article_alone(self) -> bool:
        """Whether it is an article number and tells no pages at all."""
        return self.article == self.first

    def __str__(self) -> str:
        """Give ``"12-20"``, or ``"12"`` for one page."""
        return self.first if self.first == self.last else f"{self.first}-{self.last}"

    @classmethod
    def parse(cls, value: object) -> Pages:
        """Read ``"12-20"``, with any dash, ``"i-ix"`` or ``"12"``; ValueError for all else."""
        if isinstance(value, Pages):
            return value
        match = _RANGE.match(value.strip()) if isinstance(value, str) else None
        if match is None:
            msg = f"{value!r} is not a page range; write first-last, such as 12-20"
            raise ValueError(msg)
        first, last = match[1], match[2] or match[1]
        article, _, first_of = first.rpartition(":")
        other, _, last_of = last.rpartition(":")
        if article != other:
            msg = f"page range {value!r} is of two articles; write 12:1-12:20"
            raise ValueError(msg)
        if first_of.isdecimal() and last_of.isdecimal() and int(last_of) < int(first_of):
            msg = f"page range {value!r} ends before it starts"
            raise ValueError(msg)
        return cls((first, last))


def page_rank(page: str) -> tuple[int, str, int]:
    """Return what pages of a volume are sorted by: i, ii … before 1, 2 …, then e1, S2 and such."""
    article, colon, within = page.partition(":")
    if colon:
        return 1, "", int(article) * 1_000_000 + int(within)
    match = _NUMBERED.fullmatch(page)
    if match is None:
        return 0, "", _value(page)
    return (2 if match[1] else 1), match[1], int(match[2])


def _value(numeral: str) -> int:
    digits = [_NUMERALS[letter] for letter in numeral]
    return sum(
        -d if d < following else d for d, following in zip(digits, [*digits[1:], 0], strict=True)
    )


PageRange = Annotated[
    Pages,
    PlainValidator(Pages.parse),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "description": 'First and last page, "12-20".'}),
]
