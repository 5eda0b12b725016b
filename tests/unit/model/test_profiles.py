"""A person's page has what was printed with the name wherever their own record is silent."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.views.profiles import profile_of

EDITION = """\
title: A workshop
short_title: W {year}
committees:
  - role: organizer
    members:
      - name: Ada Berg
        bio: Organized in {year}.
        url: https://example.org/{year}
      - {{name: Bo Dahl, orcid: 0000-0002-1825-0097, bio: Says nothing of himself.}}
talks:
  - id: one
    title: A talk
    speakers: [{{name: Cy Eng, bio: As said with the talk in {year}.}}]
"""
PEOPLE = """\
people:
  - {id: ada, name: Ada Berg, bio: In her own words., url: https://ada.example/}
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    for year in ("2030", "2031"):
        (data / "w" / year).mkdir(parents=True)
        (data / "w" / year / "edition.yaml").write_text(EDITION.format(year=year))
    (data / "w" / "series.yaml").write_text("title: A workshop\nshort_title: W\n")
    (data / "people.yaml").write_text(PEOPLE)
    loaded = load(data)
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.problems))
    return loaded.catalogue


def test_the_own_record_goes_first_and_the_rest_is_kept_by_edition(catalogue):
    profile = profile_of(catalogue, catalogue.people["ada"])
    assert profile.homepages == (
        "https://ada.example/",
        "https://example.org/2031",
        "https://example.org/2030",
    )
    assert profile.bio
    assert (profile.bio.source, profile.bio_edition) == ("In her own words.", None)
    bios = {key: [bio.source for bio in texts] for key, texts in profile.bios.items()}
    assert bios == {"w/2031": ["Organized in 2031."], "w/2030": ["Organized in 2030."]}


def test_without_an_own_record_the_newest_edition_speaks(catalogue):
    profile = profile_of(catalogue, catalogue.people["bo-dahl"])
    assert profile.orcid == "0000-0002-1825-0097"
    assert profile.bio
    assert (profile.bio.source, profile.bio_edition) == ("Says nothing of himself.", "w/2031")
    assert profile.bios == {}


def test_what_a_talks_page_says_is_said_once(catalogue):
    profile = profile_of(catalogue, catalogue.people["cy-eng"])
    assert profile.bio
    assert profile.bio.source == "As said with the talk in 2031."
    assert profile.bios == {}
