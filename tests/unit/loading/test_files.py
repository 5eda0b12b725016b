"""Files as they come: encodings, line ends, links, sizes, and what lies in the folder besides."""

from __future__ import annotations

import gc
import os
import sys
import zlib
from pathlib import Path

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.loading.yaml import yaml_text
from sphinx_proceedings.model.problems import Location

PAPERS = "demo/2022/papers.yaml"
PAPER = 'papers:\n  - {id: "1", title: One, authors: [{name: Ada Lovelace}]}\n'
PASTED = "pasted text brings it; put a space or new line there"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000b494441"
    "54789c6360000200000500017a5eab3f0000000049454e44ae426082"
)


def said(root):
    return [str(problem) for problem in load(root).problems]


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf"], ids=["plain", "with BOM"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(make_data, head, end):
    text = head + (PAPER + "  - {id: 2}\n").encode().replace(b"\n", end)
    assert said(make_data({PAPERS: text})) == [
        f"data/{PAPERS}:3:5: PP105 key 'authors' is missing (add it)",
        f"data/{PAPERS}:3:5: PP105 key 'title' is missing (add it)",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            b"papers: []\ntitle: caf\xe9\n",
            "2:11: PP101 byte 0xE9 is not UTF-8 (save the file as UTF-8)",
        ),
        (
            "papers: []\n".encode("utf-16"),
            "1:1: PP101 byte 0xFF is not UTF-8 (save the file as UTF-8)",
        ),
        (b"papers: []\n# \x00\n", "2:3: PP102 control character U+0000 (remove it)"),
        ("papers: []\n# one\u2028two\n".encode(), f"2:6: PP102 line separator U+2028 ({PASTED})"),
        ("papers: []\n# \ufdd0\n".encode(), "2:3: PP102 noncharacter U+FDD0 (remove it)"),
    ],
)
def test_what_is_no_text_is_refused_where_it_stands(make_data, text, problem):
    assert said(make_data({PAPERS: text})) == [f"data/{PAPERS}:{problem}"]


def test_a_file_full_of_bad_characters_is_reported_in_part(make_data):
    assert len(said(make_data({PAPERS: b"# " + b"\x01" * 10_000 + b"\n"}))) == 50


def test_an_empty_file_has_nothing_in_it(make_data):
    files = {
        PAPERS: "",
        "demo/2022/call.yaml": "# nothing yet\n",
        "demo/2022/talks.yaml": "talks:\n",
        "people.yaml": "",
        "people/more.yaml": "people: []\n",
    }
    loaded = load(make_data(files))
    assert [str(problem) for problem in loaded.problems] == [
        f"data/{name}:1:1: PP204 the file holds nothing (fill it, or remove it)"
        for name in ("demo/2022/call.yaml", PAPERS, "demo/2022/talks.yaml", "people.yaml")
    ]
    assert loaded.catalogue is not None
    assert not loaded.catalogue.papers


def test_limits_of_size(make_data, monkeypatch):
    monkeypatch.setattr(yaml_text, "MAX_BYTES", 2**20)
    monkeypatch.setattr(yaml_text, "MAX_NODES", 100)
    root = make_data(
        {PAPERS: " " * (2**20 + 1), "demo/2022/talks.yaml": "talks: [" + "a," * 200 + "]"}
    )
    assert said(root) == [
        f"data/{PAPERS}:1:1: PP102 file is larger than 1 MiB (split it)",
        "data/demo/2022/talks.yaml:1:203: PP102 more than 100 values in one file (split it)",
    ]


def test_a_list_and_a_mapping_have_an_end(make_data):
    root = make_data(
        {
            PAPERS: "papers:\n- id: a\n" + "".join(f"  k{i}: v\n" for i in range(1000)),
            "demo/2022/talks.yaml": "keywords:\n" + "- k\n" * 100_001,
        }
    )
    hint = "(no record has so many; correct it)"
    assert said(root) == [
        f"data/{PAPERS}:1002:3: PP102 more than 1000 keys in one mapping {hint}",
        f"data/demo/2022/talks.yaml:100002:3: PP102 more than 100000 items in one list {hint}",
    ]


def test_there_is_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (problem,) = said(Path("data"))
    assert problem.startswith("data:1:1: PP101 there is no data folder here (make it, ")


def test_a_data_folder_with_nothing_to_show(make_data):
    files = {"people.yaml": "people: []\n", "photos/ada.png": PNG}
    (problem,) = said(make_data(files, base={}))
    assert problem == (
        "data:1:1: PP204 the data folder holds no series and no edition (add <series>/series.yaml "
        "and <series>/<year>/edition.yaml, or name another folder)"
    )


def test_what_else_is_wrong_with_a_data_folder_is_said_alone(make_data):
    files = {"search/series.yaml": "title: Search\nshort_title: S\n"}
    assert said(make_data(files, base={})) == [
        "data/search:1:1: PP101 the site has pages of its own named 'search' (rename the folder)"
    ]


def test_an_edition_of_which_there_is_only_the_folder(make_data, tmp_path):
    root = make_data({"demo/2024/old/papers.yml": "papers: []\n", "demo/logos/a.png": PNG})
    (tmp_path / "data/demo/2023").mkdir()
    empty, stray = said(root)
    assert empty == (
        "data/demo/2023:1:1: PP204 is named as an edition's folder, but holds no data files "
        "(add edition.yaml, or remove the folder)"
    )
    assert stray.startswith("data/demo/2024/old/papers.yml:1:1: PP201 looks like a data file")


def test_folders_and_pipes_are_no_data_files(make_data, tmp_path):
    root = make_data({"demo/2022/papers.yaml/1.yaml": PAPER})
    reason = (
        "PP101 is named as a data file, but is none; it is not read "
        "(put a text file in its place, or rename it)"
    )
    expected = [f"data/{PAPERS}:1:1: {reason}"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "data/people.yaml")
        os.mkfifo(tmp_path / "data/pipe")  # as little of our business as any other file
        expected.append(f"data/people.yaml:1:1: {reason}")
    assert said(root) == expected


def link(place: Path, target: Path) -> None:
    try:
        place.symlink_to(target)
    except OSError:  # Windows, without the right to
        pytest.skip("no symbolic links here")


def test_links_are_not_followed(make_data, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("papers: []\nsecret: yes\n")
    (tmp_path / "year").mkdir()
    (tmp_path / "photo.png").write_bytes(PNG)
    root = make_data(
        {"people.yaml": "people:\n  - {id: ada, name: Ada Lovelace, photo: ada.png}\n"}
    )
    link(tmp_path / "data" / PAPERS, secret)
    link(tmp_path / "data/demo/2023", tmp_path / "year")
    link(tmp_path / "data/ada.png", tmp_path / "photo.png")
    reason = (
        "PP101 is a symbolic link, which may lead out of the data folder; it is not read "
        "(put the file or folder itself here)"
    )
    photo = "leads through a symbolic link; put the file itself here"
    assert said(root) == [
        f"data/{PAPERS}:1:1: {reason}",
        f"data/demo/2023:1:1: {reason}",
        f"data/people.yaml:2:42: PP112 file 'ada.png' {photo}",
    ]


@pytest.mark.parametrize("name", [PAPERS, "demo/2023", "people.yaml", "demo/series.yaml"])
def test_a_link_in_the_place_of_data_is_one_problem(make_data, tmp_path, name):
    talk = "talks: [{id: t, title: T, speakers: [{name: A. L., person: ada}]}]\n"
    files = {
        PAPERS: PAPER.replace("]}", "], keywords: [looms]}"),
        "people.yaml": "people: [{id: ada, name: Ada Lovelace}]\n",
        "demo/2023/edition.yaml": f"title: Third\nshort_title: DEMO 2023\n{talk}",
        "demo/2022/more.yaml": (
            "overview: See {person}`ada`, {talk}`demo/2023/t`, {edition}`demo/2023`, {paper}`1`.\n"
            "announcements: ['See {keyword}`looms`.']\n"
            "sessions: [{id: s, title: S, start: 9:00, end: 10:00, papers: [1]}]\n"
        ),
    }
    root = make_data(files)
    assert said(root) == []
    place = tmp_path / "data" / name
    place.rename(tmp_path / "elsewhere")
    link(place, tmp_path / "elsewhere")
    (problem,) = said(root)
    assert problem.startswith(f"data/{name}:1:1: PP101 is a symbolic link")


def test_a_series_that_cannot_be_read_is_one_problem(make_data):
    refers = "overview: See {edition}`search/2022` and {paper}`search/2022/1`.\n"
    root = make_data({"demo/2022/more.yaml": refers, "search/2022/edition.yaml": "title: x\n"})
    (problem,) = said(root)
    assert problem.startswith("data/search:1:1: PP101 the site has pages of its own named 'search'")


def test_what_is_refused_in_a_value_is_its_only_problem(make_data):
    edition = "title: x\nshort_title: y\ntime_zone: "
    root = make_data(
        {
            "demo/2021/edition.yaml": f'{edition}"America/Chicago\\0"\n',
            "demo/2023/edition.yaml": f"{edition}Ameri\x00ca\n",
            PAPERS: PAPER.replace("]}", '], doi: "\\0", resources: [{type: pdf, file: "a\\0"}]}'),
        }
    )
    assert [line.partition(" character")[0] for line in said(root)] == [
        "data/demo/2021/edition.yaml:3:12: PP102 control",
        f"data/{PAPERS}:2:65: PP102 control",
        f"data/{PAPERS}:2:101: PP102 control",
        "data/demo/2023/edition.yaml:3:17: PP102 control",
    ]


def test_a_data_file_that_is_no_file_leaves_one_problem(make_data):
    refers = "overview: See {paper}`1`.\nawards: [{id: a, title: A, papers: [1]}]\n"
    root = make_data({"demo/2022/papers.yaml/1.yaml": PAPER, "demo/2022/more.yaml": refers})
    (problem,) = said(root)
    assert problem.startswith(f"data/{PAPERS}:1:1: PP101 is named as a data file, but is none")


def test_a_folder_that_loops_is_not_followed(make_data, tmp_path):
    root = make_data({})
    link(tmp_path / "data/demo/2022/again", tmp_path / "data/demo")
    assert [line.partition(" is")[0] for line in said(root)] == ["data/demo/2022/again:1:1: PP101"]


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="this user may read everything",
)
def test_what_may_not_be_read_is_reported(make_data, tmp_path):
    root = make_data({PAPERS: PAPER, "demo/2021/edition.yaml": "title: x\nshort_title: y\n"})
    (tmp_path / "data" / PAPERS).chmod(0)
    (tmp_path / "data/demo/2021").chmod(0)
    assert said(root) == [
        "data/demo/2021:1:1: PP101 the folder cannot be read: Permission denied",
        f"data/{PAPERS}:1:1: PP101 cannot be read: Permission denied",
    ]


def test_photos_and_files_that_are_what_they_say(make_data):
    files = {
        "people.yaml": "people:\n  - {id: ada, name: Ada Lovelace, photo: photos/ada.PNG}\n",
        "photos/ada.PNG": PNG,
        PAPERS: PAPER.replace("}]}", "}], resources: [{type: pdf, file: papers/1.pdf}]}"),
        "demo/2022/papers/1.pdf": b"%PDF-1.7\nstartxref\n0\n%%EOF\n",
    }
    assert said(make_data(files)) == []


def test_an_image_of_gigantic_size_is_refused(make_data):
    big = PNG[:16] + (60_000).to_bytes(4) * 2 + PNG[24:]
    files = {"people.yaml": "people:\n  - {id: a, name: A B, photo: a.png}\n", "a.png": big}
    assert said(make_data(files)) == [
        "data/people.yaml:2:31: PP112 file 'a.png' is a damaged or gigantic image; export it again"
    ]


def test_an_image_of_one_column_is_refused(make_data):
    head = b"IHDR" + (1).to_bytes(4) + (20_001).to_bytes(4) + PNG[24:29]
    thin = PNG[:12] + head + zlib.crc32(head).to_bytes(4) + PNG[33:]
    files = {"people.yaml": "people:\n  - {id: a, name: A B, photo: a.png}\n", "a.png": thin}
    (problem,) = said(make_data(files))
    assert problem.endswith("has 1 × 20001 pixels, more than 20000 on a side; make it smaller")


def test_numbered_files_are_read_in_the_order_of_their_numbers(make_data):
    names = ["10", "9", "1"]
    files = {f"demo/2022/papers/{name}.yaml": PAPER.replace('"1"', f'"{name}"') for name in names}
    loaded = load(make_data(files))
    assert loaded.catalogue is not None
    assert [paper.id for paper in loaded.catalogue.papers.values()] == ["1", "9", "10"]
    assert loaded.catalogue.locate("demo/2022/papers/10", "title") == Location(
        "data/demo/2022/papers/10.yaml", 2, 23
    )


def test_every_scalar_is_text(make_data):
    text = (
        "papers:\n"
        "  - id: 012\n"
        "    title: 'C# for all #1'\n"
        "    number: 1.10\n"
        "    authors: [{name: {literal: No}}]\n"
        "    keywords: [on, 1e3, ~, 2022-01-01]\n"
        "sessions:\n"
        "  - {id: a, title: 12:30, start: 12:30, end: 13:00}\n"
    )
    loaded = load(make_data({PAPERS: text}))
    assert loaded.catalogue is not None
    (paper,) = loaded.catalogue.papers.values()
    (session,) = loaded.catalogue.sessions.values()
    assert (paper.id, paper.number, str(paper.title)) == ("012", "1.10", "C# for all #1")
    assert paper.keywords == ("on", "1e3", "~", "2022-01-01")
    assert paper.authors[0].name.display == "No"
    assert (str(session.title), session.start.hour, session.start.minute) == ("12:30", 12, 30)


def test_the_sign_for_nothing_is_nothing(make_data):
    text = (
        "papers:\n"
        "  - id: a\n"
        "    title: ~\n"
        "    doi: ~\n"
        "    subtitle: '~'\n"
        "    authors: [{name: Ada Lovelace}]\n"
    )
    root = make_data({PAPERS: text})
    assert said(root) == [f"data/{PAPERS}:3:12: PP105 key 'title' is missing (add it)"]
    (root / PAPERS).write_text(text.replace("title: ~\n", "title: One\n", 1))
    loaded = load(root)
    assert loaded.catalogue is not None
    (paper,) = loaded.catalogue.papers.values()
    assert (str(paper.title), str(paper.subtitle), paper.doi) == ("One", "~", None)


def test_a_path_outside_the_current_folder_is_shown_in_full(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (problem,) = load(tmp_path / "data").problems
    assert str(problem).startswith(f"{(tmp_path / 'data').as_posix()}:1:1: PP101")
    (problem,) = load(tmp_path / "docs" / ".." / "data").problems
    assert str(problem).startswith(f"{(tmp_path / 'data').as_posix()}:1:1: PP101")


def test_the_collector_goes_on_but_does_not_look_at_all_that_was_read_at_once(make_data):
    root = make_data({PAPERS: PAPER})
    gc.unfreeze()  # what builds in this process have frozen
    gc.collect()
    loaded = load(root)
    old = gc.get_objects(generation=2)
    assert any(thing is loaded.catalogue for thing in old)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_what_somebody_else_froze_stays_frozen(make_data):
    root = make_data({PAPERS: PAPER})
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        load(root)
        # Less those that were let go of since, all others are still there.
        assert gc.get_freeze_count() > frozen // 2
    finally:
        gc.unfreeze()
