"""Every enumerated value that a reader meets has one word, wherever it is shown."""

from typing import get_args

import pytest

from sphinx_proceedings.model.languages.labels import Grouped, Labelled, label, plural
from sphinx_proceedings.model.records.papers import NoticeType, PaperType, ResourceType
from sphinx_proceedings.model.records.people import LinkType, Part


@pytest.mark.parametrize("value", [value for kind in get_args(Labelled) for value in kind])
def test_every_value_has_a_label(value):
    assert label(value).strip()
    assert label(value)[0] == label(value)[0].upper() or label(value) in {"arXiv", "dblp"}


@pytest.mark.parametrize("value", [value for kind in get_args(Grouped) for value in kind])
def test_every_kind_of_people_or_papers_can_head_a_group(value):
    assert plural(value).strip()


def test_equal_values_of_two_enums_have_their_own_labels():
    assert ResourceType.OTHER.value == LinkType.OTHER.value
    assert label(ResourceType.POSTER) == label(PaperType.POSTER) == "Poster"
    assert label(LinkType.OTHER) == label(ResourceType.OTHER) == "Link"
    assert plural(PaperType.DEMO) == "Demonstrations"
    assert (label(Part.AUTHOR), plural(Part.AUTHOR)) == ("Author", "Authors")


def test_a_revision_is_called_the_same_everywhere():
    assert label(NoticeType.REVISION) == "Revised"
