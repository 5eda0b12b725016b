"""The builder ``proceedings-pdf``: the volumes of all editions into the output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.sphinx.config import Settings
from sphinx_proceedings.sphinx.domain import ProceedingsDomain

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from docutils import nodes

logger = logging.getLogger(__name__)


_TELL: dict[Severity, Callable[..., None]] = {
    Severity.ERROR: logger.error,
    Severity.WARNING: logger.warning,
    Severity.NOTE: logger.info,
}


class VolumeBuilder(Builder):
    """Makes volumes from the data alone; no page of the source tree is in them."""

    name = "proceedings-pdf"
    format = "pdf"
    epilog = "The volumes are in %(outdir)s."
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = []

    def init(self) -> None:
        """Nothing is needed before the data is there."""

    def get_outdated_docs(self) -> str:
        """Make every volume anew each time."""
        return "all volumes"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Pages have no address in a volume."""
        del docname, typ
        return ""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write ``<series>-<year>.pdf`` for each edition."""
        from sphinx_proceedings.volume import VolumeError, make_volume  # noqa: PLC0415 - an extra

        del docnames
        catalogue = ProceedingsDomain.of(self.env).catalogue
        data = Path(self.confdir, Settings.of(self.config).data)
        for edition in catalogue.editions.values():
            try:
                volume = make_volume(catalogue, edition, data)
            except VolumeError as failure:
                raise SphinxError(str(failure)) from failure
            for problem in volume.problems:
                tell = _TELL[problem.severity]
                # The place is part of the message; see data.load_catalogue.
                tell("%s", problem, type="proceedings", subtype=problem.code)
            if volume.pdf is not None:
                path = self.outdir / f"{edition.key.replace('/', '-')}.pdf"
                path.write_bytes(volume.pdf)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Nothing is written for a page."""

    def finish(self) -> None:
        """All was written already."""
