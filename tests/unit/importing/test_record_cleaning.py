"""What is put right in codes, whatever format they came in."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.cleaning.record_cleaning import doi_in


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("https://dl.acm.org/doi/10.1145/3379337.3415833", "10.1145/3379337.3415833"),
        ("https://dl.acm.org/doi/pdf/10.1145/3379337.34?download=true", "10.1145/3379337.34"),
        ("https://link.springer.com/chapter/10.1007/978-3-6_4#Abs1", "10.1007/978-3-6_4"),
        ("https://doi.org/10.1145/ 3383668.3419899", "https://doi.org/10.1145/3383668.3419899"),
        ("10.1234/ab c", "10.1234/abc"),
        ("https://doi.org/10.1234/10.5/x", "https://doi.org/10.1234/10.5/x"),
        ("https://uist.acm.org/uist2020/", "https://uist.acm.org/uist2020/"),
        ("to be announced", "to be announced"),
    ],
)
def test_a_doi_is_found_in_the_address_of_its_page(given: str, found: str):
    assert doi_in(given) == found
