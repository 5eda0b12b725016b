"""``proceedings new-edition``: what next year takes over from the last, and what cannot be."""

from __future__ import annotations

import os

import pytest
from tests.unit.commands.running import run, tree

from sphinx_proceedings.loading import load

RICH = {
    "demo/2022/people.yaml": (
        "# yaml-language-server: $schema=../../schema/edition.schema.json\n"
        "# In order of the alphabet.\n"
        "committees:\n"
        "  - role: organizer # since the first edition\n"
        "    members:\n"
        "      - {name: Ada Lovelace}\n"
        "sponsor_tiers: [{id: gold, title: Gold}]\n"
        "sponsors: [{name: Acme, tier: gold}]\n"
    ),
    "demo/2022/call.yaml": (
        "call:\n"
        "  # What is wanted.\n"
        "  overview: As in {paper}`1` and {talk}`the keynote <k>`.\n"
        "  dates: [{title: Submission, date: 2022-09-01, time_zone: AoE}]\n"
        "  links: [{type: submission, url: 'https://example.org/2022'}]\n"
    ),
    "demo/2022/programme.yaml": (
        "number: 2\n"
        "papers: [{id: '1', title: One, authors: [{name: Ada Lovelace}]}]\n"
        "talks: [{id: k, title: Key, speakers: [{name: Ada Lovelace}]}]\n"
    ),
}


def test_a_new_edition_has_the_people_and_structure_of_the_last(make_data, capsys):
    root = make_data(RICH)
    before = tree(root)
    status, out, _ = run("new-edition", "demo", "2023", capsys=capsys)
    assert status == 0
    assert "data/demo/2023 is begun, after demo/2022" in out.replace(os.sep, "/")
    after = tree(root)
    assert {name: after[name] for name in before} == before
    catalogue = load(root).catalogue
    assert catalogue is not None
    edition = catalogue.editions["demo/2023"]
    assert (edition.short_title, edition.number, edition.status.value) == ("DEMO 2023", 3, "call")
    assert edition.title == "Third Workshop on Demonstrations"
    assert str(edition.time_zone) == "America/Chicago"
    assert not edition.papers
    assert not edition.talks
    assert not edition.sponsors
    assert edition.start_date is None
    assert [tier.id for tier in edition.sponsor_tiers] == ["gold"]
    assert edition.call is not None
    assert not edition.call.dates
    assert not edition.call.links
    assert str(edition.call.overview) == (
        "As in {paper}`demo/2022/1` and {talk}`the keynote <demo/2022/k>`."
    )
    people = after["demo/2023/people.yaml"].decode()
    assert "# In order of the alphabet.\ncommittees:" in people
    assert "# since the first edition" in people
    assert "(was 2022-09-01), time_zone: AoE" in after["demo/2023/call.yaml"].decode()
    new = {name: text for name, text in after.items() if name.startswith("demo/2023/")}
    assert all(text.startswith(b"# yaml-language-server: $schema=../../") for text in new.values())


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("demo", "2022"), "is there already"),
        (("dmo", "2023"), "did you mean 'demo'?"),
        (("demo", "2023", "--from=1999"), "there is no edition demo/1999; there are: 2022"),
        (("demo", "next"), "write a year"),
        (("demo", "2023/../../x"), "must be 1 to 100 ASCII letters"),
    ],
)
def test_a_new_edition_that_cannot_be(make_data, capsys, arguments, reason):
    root = make_data({})
    before = tree(root)
    status, _, err = run("new-edition", *arguments, capsys=capsys)
    assert status == 1
    assert reason in err
    assert tree(root) == before


@pytest.mark.parametrize(
    ("one", "two"),
    [("", "    "), ("    ", ""), ("  ", "  ")],
    ids=["further in", "further out", "alike"],
)
def test_a_list_in_several_files_becomes_one(make_data, capsys, one, two):
    first = f"tracks:\n{one}- id: one\n{one}  title: One\n"
    second = f"tracks:\n# Later.\n{two}- id: two\n\n{two}  title: Two\n"
    root = make_data({"demo/2022/a.yaml": first, "demo/2022/b.yaml": second})
    assert run("new-edition", "demo", "2023", capsys=capsys)[0] == 0
    catalogue = load(root).catalogue
    assert catalogue is not None
    tracks = catalogue.editions["demo/2023"].tracks
    assert [(track.id, str(track.title)) for track in tracks] == [("one", "One"), ("two", "Two")]


def test_a_key_with_nothing_behind_it_gives_way_to_another_file(make_data, capsys):
    root = make_data({"demo/2022/a.yaml": "licence:\n", "demo/2022/b.yaml": "licence: CC-BY-4.0\n"})
    assert run("new-edition", "demo", "2023", capsys=capsys)[0] == 0
    catalogue = load(root).catalogue
    assert catalogue is not None
    assert catalogue.editions["demo/2023"].licence == "CC-BY-4.0"


BLOCK = "tracks:\n  - {id: one, title: One}\n"
IN_BRACKETS = "tracks: [\n  {id: two, title: Two}\n]\n"
SEVERAL = "the list 'tracks' stands in several files"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a": BLOCK, "b": IN_BRACKETS}, f"b.yaml:1:9: {SEVERAL}"),
        ({"a": IN_BRACKETS, "b": BLOCK}, f"a.yaml:1:9: {SEVERAL}"),
        ({"a": "{tracks: [{id: one, title: One}]}\n"}, "a.yaml:1:2: 'tracks' stands in { }"),
        ({"a": "call: {\n  overview: All.,\n}\n"}, "a.yaml:2:3: 'overview' stands in { }"),
        ({"a": "{\n  call: {overview: All.}\n}\n"}, "a.yaml:2:10: 'overview' stands in { }"),
    ],
)
def test_what_cannot_be_cut_out_is_named(make_data, capsys, files, reason):
    root = make_data({f"demo/2022/{name}.yaml": text for name, text in files.items()})
    before = tree(root)
    status, _, err = run("new-edition", "demo", "2023", capsys=capsys)
    assert status == 1
    assert err.startswith(f"proceedings: data/demo/2022/{reason}")
    assert err.endswith("; nothing was written\n")
    assert tree(root) == before


def test_what_is_not_copied_may_be_written_in_any_way(make_data, capsys):
    root = make_data(
        {"demo/2022/a.yaml": "{sponsors: [{name: Acme}]}\n", "demo/2022/b.yaml": BLOCK}
    )
    assert run("new-edition", "demo", "2023", capsys=capsys)[0] == 0
    catalogue = load(root).catalogue
    assert catalogue is not None
    assert [track.id for track in catalogue.editions["demo/2023"].tracks] == ["one"]
