"""The codes of what the audit of PDFs finds, each with what it is and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from sphinx_proceedings.model.records.pdf_decisions import PdfMatter


class Code(StrEnum):
    """Errors are what must not be published; warnings want a decision; notes want nothing."""

    help: str
    """What is wrong and what to do, for the guide."""

    def __new__(cls, code: str, text: str) -> Self:
        """Make a code of its name and its help."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.help = text
        return member

    UNREADABLE = (
        "PP401",
        "A PDF that cannot be read: encrypted, cut off, empty, a web page. Ask for it again.",
    )
    SWAPPED = (
        "PP402",
        "A PDF that is of another record of the edition. Exchange them, or run it with ``--fix``.",
    )
    WRONG_PAPER = (
        "PP403",
        "A PDF that is of no record of the edition. Ask the authors for theirs.",
    )
    DUPLICATE = (
        "PP404",
        "The same paper twice, by its bytes or its text. Keep one, ask for the other.",
    )
    NO_PDF = (
        "PP405",
        "A record without a PDF. Add one, or say ``pdf: awaited``.",
    )
    NO_RECORD = (
        "PP406",
        "A PDF that no record names. Name it with the record it is of, or move it away.",
    )
    SUPPLEMENT = (
        "PP407",
        "A supplement in the place of the paper. Name it as ``supplement``, ask for the paper.",
    )
    REVIEW_VERSION = (
        "PP411",
        "The version for the reviewers: anonymous, or with numbered lines. Ask for the final one.",
    )
    SUBMISSION_MARK = (
        "PP412",
        "A line of another state: under review, submitted to, do not distribute, a preprint.",
    )
    ANONYMOUS_LINK = (
        "PP413",
        "An address that was made anonymous for the reviewers. Ask for the real one.",
    )
    DRAFT_MARK = (
        "PP414",
        "A mark of a draft: a reference that leads nowhere (``??``, ``[?]``), TODO, [CITATION].",
    )
    TITLE = (
        "PP421",
        "A title that differs in words. Correct the one that is wrong.",
    )
    AUTHOR_MISSING = (
        "PP422",
        "An author of the record who is not on the PDF. Ask the authors which is right.",
    )
    AUTHOR_EXTRA = (
        "PP423",
        "A name among the authors of the PDF that the record does not have. Ask which is right.",
    )
    AUTHOR_ORDER = (
        "PP424",
        "Authors in another order than on the PDF. Put the record in the order of the PDF.",
    )
    AUTHOR_SPELLING = (
        "PP425",
        "A name that differs by a letter or two. Ask which is right.",
    )
    AUTHOR_VARIANT = (
        "PP426",
        "The same person in another form: a short name, an initial, parts swapped. Nothing to do.",
    )
    ABSTRACT_CUT = (
        "PP427",
        "An abstract that ends before that of the PDF. Copy it whole.",
    )
    ABSTRACT_WORDS = (
        "PP428",
        "Words of the abstract run together or broken as at the end of a line. Correct them.",
    )
    PAGE_COUNT = (
        "PP429",
        "Pages of the record that are not as many as those of the PDF. Correct them.",
    )
    CHECKED_OTHER = (
        "PP430",
        "A ``pdf_checked`` that is of another file: everything is asked again. Look, and renew it.",
    )
    NO_TEXT = (
        "PP431",
        "A PDF without text that can be read, such as a scan. Compare it by eye, ask for another.",
    )
    SHEETS = (
        "PP432",
        "Pages of different sizes, or on other paper than most PDFs. Ask for one size.",
    )
    PAGE_LIMIT = (
        "PP433",
        "More pages than ``page_limit`` allows. Ask the authors to shorten it.",
    )
    MARGINS = (
        "PP434",
        "Ink nearer to an edge than ``--margins`` allows. Ask for the right template.",
    )
    FONTS = (
        "PP435",
        "Fonts that are not embedded: another reader shows other letters. Ask for all in it.",
    )
    TYPE3 = (
        "PP436",
        "Fonts of Type 3, which some publishers refuse. Nothing to do unless yours does.",
    )
    ENCRYPTED = (
        "PP437",
        "A PDF that is encrypted, though it opens. Ask for it without encryption.",
    )
    DAMAGED = (
        "PP438",
        "A PDF that a reader has to repair. Ask for it to be saved anew.",
    )
    TOO_LARGE = (
        "PP439",
        "A PDF that is larger than ``--max-megabytes`` allows. Ask for smaller pictures.",
    )
    LOCAL_LINK = (
        "PP440",
        "A link to the authors' own computer. Ask for the real address.",
    )

    @property
    def matter(self) -> PdfMatter:
        """What a finding of this code concerns, as ``pdf_checked`` accepts it."""
        number = int(self.value[2:])
        return next(matter for last, matter in _MATTERS if number <= last)


_MATTERS = (
    (407, PdfMatter.OWNER),
    (414, PdfMatter.VERSION),
    (421, PdfMatter.TITLE),
    (426, PdfMatter.AUTHORS),
    (428, PdfMatter.ABSTRACT),
    (429, PdfMatter.PAGES),
    (432, PdfMatter.FORMAT),
    (433, PdfMatter.PAGES),
    (440, PdfMatter.FORMAT),
)
"""The last code of each matter."""
