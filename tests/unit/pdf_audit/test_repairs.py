"""``--fix``: files are exchanged and records linked, after showing it; nothing is ever lost."""

from __future__ import annotations

import hashlib

import pytest

from sphinx_proceedings.cli import main
from sphinx_proceedings.pdf_audit.repairs import move_files

from .test_ownership import FOREIGN


def digests(edition) -> dict[str, str]:
    files = (edition.folder / "pdf").iterdir()
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_swapped_pair_is_exchanged(edition, capsys):
    one, two = edition.made["1"].pdf(), edition.made["2"].pdf()
    edition.write("123", {"1.pdf": two, "2.pdf": one})
    before = digests(edition)
    assert main(["check", "--pdfs", "--fix"]) == 1
    said = capsys.readouterr().out
    assert "rename data/tw/2024/pdf/2.pdf -> pdf/1.pdf" in said
    assert "nothing was changed" in said
    assert digests(edition) == before
    assert main(["check", "--pdfs", "--fix", "--yes"]) == 1
    assert digests(edition) == before | {"1.pdf": before["2.pdf"], "2.pdf": before["1.pdf"]}
    assert main(["check", "--pdfs", "--strict"]) == 0


def test_a_shifted_range_moves_back_and_what_stood_in_the_way_is_kept(edition):
    made = [edition.made[name].pdf() for name in "12345"]
    names = [f"{name}.pdf" for name in "12345"]
    edition.write(
        "12345", dict(zip(names, [made[1], made[2], made[3], made[4], FOREIGN.pdf()], strict=True))
    )
    before = digests(edition)
    main(["check", "--pdfs", "--fix", "--yes"])
    after = digests(edition)
    assert sorted(after.values()) == sorted(before.values())
    # The first has none of its own left, and what is no paper of the edition is where one was.
    assert [line[:7] for line in edition.told()] == ["PP403 1"]


def test_a_record_without_a_pdf_is_given_its_own_and_the_file_keeps_its_comments(edition):
    edition.write("12", records={"1": {"resources": None}})
    papers = edition.folder / "papers.yaml"
    papers.write_text("# By hand.\n" + papers.read_text("utf-8"), "utf-8")
    assert main(["check", "--pdfs", "--fix", "--yes"]) == 0
    text = papers.read_text("utf-8")
    assert text.startswith("# By hand.\npapers:\n")
    assert edition.told() == []
    assert [r.file for r in edition.catalogue().papers["tw/2024/papers/1"].resources] == [
        "pdf/1.pdf"
    ]


def test_nothing_is_fixed_where_nothing_is_wrong(edition, capsys):
    edition.write("12")
    assert main(["check", "--pdfs", "--fix", "--yes"]) == 0
    assert "rename" not in capsys.readouterr().out


def test_files_are_where_they_were_when_one_cannot_move(tmp_path):
    for name in "abc":
        (tmp_path / name).write_text(name)
    with pytest.raises(FileExistsError):
        move_files(tmp_path, {"a": "b", "b": "c"})
    assert {name: (tmp_path / name).read_text() for name in "abc"} == {n: n for n in "abc"}
    move_files(tmp_path, {"a": "b", "b": "c", "c": "deep/a"})
    assert (tmp_path / "deep" / "a").read_text() == "c"
