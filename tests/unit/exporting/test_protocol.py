"""What holds for every format whatever it writes."""

from __future__ import annotations

import pytest

from sphinx_proceedings.exporting.protocol import ExportContext, ExportError, Selection
from sphinx_proceedings.exporting.registry import exporters
from sphinx_proceedings.model.catalogue import Catalogue


@pytest.mark.parametrize("name", list(exporters()))
def test_data_without_an_edition_is_refused_in_a_sentence(name):
    catalogue = Catalogue(series=[], editions=[])
    context = ExportContext(catalogue=catalogue, base_url="https://example.org")
    with pytest.raises(ExportError, match=r"no edition|is not made for"):
        exporters()[name].export(context, Selection.of_site(catalogue))
