"""Every real file that lies beside the checkout comes in with what its source says it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

ACL = "acl-anthology-xml/2023-schema_toy_anthology/xml"
WHEN = ("--time-zone", "America/Chicago", "--start-date", "2022-12-02")
COLUMNS = ("id", "title", "abstract", "authors", "emails", "type", "ignore", "ignore")


@dataclass(frozen=True)
class Sample:
    """What is given to the command, what it reads, and some lines that are in the data then."""

    paths: str
    read: str
    options: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def answers(*given: str) -> tuple[str, ...]:
    return tuple(part for one in given for part in ("--answer", one))


SAMPLES = (
    Sample(
        "cmt-csv/ismir2023_cmt-metadata.csv",
        "103 papers, 374 authors, 103 abstracts",
    ),
    Sample("easychair-csv", "180 papers, 537 authors, 180 abstracts"),
    Sample(
        "openreview-v1-json/iclr2020_25notes.json",
        "25 papers, 106 authors, 25 abstracts",
        ("--accepted", "all"),
    ),
    Sample(
        "more/openreview-v2/recorded_notes.json",
        "3 papers, 28 authors, 3 abstracts",
        ("--venue-id", "ICML.cc/2025/Conference"),
        ("openreview.net/forum?id=L8hYdTQVcs", "type: spotlight"),
    ),
    Sample(
        "more/openreview-v1-flat/akbc2021_papers.json",
        "33 papers, 143 authors, 33 abstracts",
        ("--accepted", "all"),
        (
            "Do Boat and Ocean Suggest Beach? Dialogue Summarization with External Knowledge",
            "Regex Queries over Incomplete Knowledge Bases",
        ),
    ),
    Sample(
        "more/sigchi-program-json/tei-2020.program.json",
        "102 papers, 370 authors, 104 abstracts, 2 talks, 2 speakers, 33 sessions",
        WHEN,
        (
            "Peace: Projecting Dual-Identities on Interactive Furniture",
            "Sara Nabil",
            "Jonna Häkkilä",
            'start: "15:30"',
        ),
    ),
    Sample(
        "more/csv-headerless/aaai26-w10_accepted_papers.csv",
        "41 papers, 222 authors, 41 abstracts",
        tuple(f"--column={n}={name}" for n, name in enumerate(COLUMNS, 1)),
        ("Human-in-Command Governance for Multi-Agent Scientific Workflows", "Samed Bayer"),
    ),
    Sample(
        "more/csv-html-entities/rss2017_papers.csv",
        "75 papers, 253 authors, 75 abstracts",
        (),
        ("Alexander Dietmüller", "XPose: Reinventing User Interaction with Flying Cameras"),
    ),
    Sample(
        "more/mini-conf-japanese/nlp2024_papers_part.csv",
        "214 papers, 805 authors, 214 abstracts",
        (),
        ("Post-Editing with Error Annotation", "プタシンスキミハウ", "高村大也"),
    ),
    Sample(
        "mini-conf-csv/papers.csv mini-conf-csv/speakers.csv",
        "687 papers, 3046 authors, 689 abstracts, 2 talks, 2 speakers",
    ),
    Sample("mini-conf-csv", "687 papers, 3046 authors, 689 abstracts, 2 talks, 2 speakers"),
    Sample("mini-conf-csv/sample_cal.ics", "56 sessions", WHEN),
    Sample(
        "aclpub2/sigdial",
        "41 papers, 158 authors, 42 abstracts, 2 talks, 2 speakers, 41 sessions",
        WHEN,
    ),
    Sample(f"{ACL}/2022.naloma.xml", "5 papers"),
    Sample(
        f"{ACL}/2022.acl.xml",
        "603 papers, 2880 authors, 603 abstracts",
        answers("volume=2022.acl-long"),
    ),
    Sample(f"{ACL}/J89.xml", "papers", answers("volume=J89-1")),
    Sample(f"{ACL}/L06.xml", "4 papers, 41 authors, 4 abstracts"),
    Sample("pmlr-bibtex/v157_acml21.bib", "115 papers, 445 authors, 115 abstracts"),
    Sample("pmlr-bibtex/v328_CPAL26.bib", "54 papers, 269 authors, 54 abstracts"),
    Sample("pmlr-posts", "2 papers, 11 authors, 2 abstracts"),
    Sample(
        "pretalx-schedule-json/pretalx-democon.json",
        "36 talks, 43 speakers, 36 abstracts, 18 sessions",
        WHEN,
    ),
    Sample("softconf-csv/paper-metadata.csv", "1 papers, 3 authors, 1 abstracts"),
    Sample("dblp-xml/ismir2023_dblp.xml", "103 papers, 374 authors"),
    Sample("jats/joss_expected_paper.jats", "1 papers, 3 authors"),
    Sample(
        "ml-workshop-site/enlsp2022",
        "40 papers, 158 authors, 51 abstracts, 11 talks, 11 speakers, 12 sessions",
        WHEN,
    ),
    Sample(
        "ml-workshop-site/enlsp2023",
        "80 papers, 401 authors",
        (
            *WHEN,
            *answers(
                "time.8:15M - 8:20AM=08:15-08:20",
                "time.11:42AM - 11:48PM=11:42-11:48",
                "time.11:48AM - 11:54PM=11:48-11:54",
            ),
        ),
    ),
    Sample(
        "ml-workshop-site/haet",
        "40 papers, 131 authors, 40 abstracts",
        (*WHEN, *answers("time.13:30 - 13:30=13:30-14:00")),
    ),
)

NOT_IMPORTED = {
    "easy2acl": "tables copied from a browser, without headers and without authors' names apart",
    "hotcrp-json": "before the decisions; refused, see test_what_cannot_say_it_is_refused",
    "openreview-v2-json": "a note of the documentation and the definition of a form",
    "ceur-make-xml": "the files that make a CEUR volume; its index.html is what is imported",
    "crossref-xml": "a deposit, which is what is exported",
    "frab-schedule": "a schema and a template",
    "aclpub2/handbook": "the parts of a handbook, without papers.yml",
    f"{ACL.removesuffix('xml')}yaml": "venues and special interest groups of the Anthology",
    "pdfs": "read by the check of camera-ready PDFs",
}


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.paths for sample in SAMPLES])
def test_a_sample_comes_in_whole(project, shared: Path, sample: Sample):
    paths = [shared / "samples" / path for path in sample.paths.split()]
    command = ("import", *paths, "--edition", "demo/2026")
    assert project.run(*command, *sample.options) == 0, project.out + project.err
    (said,) = [line for line in project.out.splitlines() if line.startswith("read ")]
    assert said.startswith(f"read {sample.read}") or sample.read == "papers"
    tree = project.tree()
    text = b"\n".join(tree.values()).decode("utf-8")
    assert "@example." not in text
    for line in sample.lines:
        assert line in text
    assert project.run("check") == 0, project.out
    assert project.run(*command) == 0, project.out + project.err
    assert "nothing new" in project.out
    assert project.tree() == tree


def test_what_cannot_say_what_is_accepted_is_refused(project, shared: Path):
    assert project.take(shared / "samples/hotcrp-json/SOURCE_issue108.json") == 1
    assert "none has a decision" in project.err
    assert not (project.folder / "data/demo/2026").exists()


def test_no_sample_is_left_out(shared: Path):
    """Each folder of samples is either imported here or named with the reason why not."""
    named = {path for sample in SAMPLES for path in sample.paths.split()} | set(NOT_IMPORTED)
    folders = set()
    for place in (shared / "samples").rglob("*"):
        if place.is_file() and place.name not in {"README.md", "SOURCE.md"}:
            folders.add(place.relative_to(shared / "samples").parent.as_posix())
    covered = {PurePosixPath(path).as_posix() for path in named}
    covered |= {PurePosixPath(path).parent.as_posix() for path in named}
    missing = {
        folder
        for folder in folders
        if not any(folder == one or folder.startswith(f"{one}/") for one in covered - {"."})
    }
    assert missing - {".", "acl-anthology-xml/2023-schema_toy_anthology"} == set()
