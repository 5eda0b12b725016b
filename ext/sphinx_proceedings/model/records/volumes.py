"""The published volume: what stands on its title page and imprint, and its papers' pages."""

from __future__ import annotations

from sphinx_proceedings.model.records.base import Record, Text
from sphinx_proceedings.model.records.people import Contribution
from sphinx_proceedings.model.richtext import Block
from sphinx_proceedings.model.values.identifiers import Doi, Isbn, Issn, Licence, RecordId
from sphinx_proceedings.model.values.page_ranges import PageRange
from sphinx_proceedings.model.values.reduced_dates import PublicationDate


class Volume(Record):
    """The published proceedings volume."""

    title: Text
    """Title on the title page."""
    short_title: Text | None = None
    """For running headers."""
    editors: tuple[Contribution, ...] = ()
    """Editors, in order."""
    publisher: Text | None = None
    """Publisher; the series' when absent."""
    place: Text | None = None
    """Place of publication."""
    date: PublicationDate | None = None
    """Date of publication, or its year or month."""
    number: Text | None = None
    """Number in the proceedings series."""
    isbn: Isbn | None = None
    """ISBN."""
    issn: Issn | None = None
    """ISSN; the series' when absent."""
    doi: Doi | None = None
    """DOI of the volume."""
    licence: Licence | None = None
    """Licence of the volume as a whole; the edition's when absent."""
    preface: Block | None = None
    """Preface."""
    file: Text | None = None
    """The volume's PDF below the edition's folder, when it was made elsewhere."""


class VolumePages(Record):
    """The pages of one paper, as ``proceedings build pdf --record-pages`` writes them."""

    paper: RecordId
    """Id of a paper of the edition."""
    pages: PageRange
    """Pages in the volume, "1-8"."""
