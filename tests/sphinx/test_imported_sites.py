"""A new site filled from real exports of every kind builds without a warning."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = {
    "acml/2021": ["pmlr-bibtex/v157_acml21.bib"],
    "akbc/2021": ["more/openreview-v1-flat/akbc2021_papers.json"],
    "easychair/2024": ["easychair-csv/submission.csv", "easychair-csv/author.csv"],
    "enlsp/2022": ["ml-workshop-site/enlsp2022", "--start-date", "2022-12-02"],
    "icml/2025": [
        "more/openreview-v2/recorded_notes.json",
        *("--venue-id", "ICML.cc/2025/Conference"),
    ],
    "ismir/2023": ["cmt-csv/ismir2023_cmt-metadata.csv"],
    "pretalx/2020": ["pretalx-schedule-json/pretalx-democon.json"],
    "sigdial/2020": ["aclpub2/sigdial"],
    "softconf/2022": ["softconf-csv/paper-metadata.csv"],
    "aaai/2026": [
        "more/csv-headerless/aaai26-w10_accepted_papers.csv",
        *(
            f"--column={number}={name}"
            for number, name in enumerate(
                "id title abstract authors emails type ignore ignore".split(), 1
            )
        ),
    ],
    "haet/2021": [
        "ml-workshop-site/haet",
        *("--start-date", "2021-05-07", "--answer", "time.13:30 - 13:30=13:30-14:00"),
    ],
    "joss/2026": ["jats/joss_expected_paper.jats"],
    "naloma/2022": ["acl-anthology-xml/2023-schema_toy_anthology/xml/2022.naloma.xml"],
    "nlp/2024": ["more/mini-conf-japanese/nlp2024_papers_part.csv"],
    "posts/2021": ["pmlr-posts"],
    "rss/2017": ["more/csv-html-entities/rss2017_papers.csv"],
    "tei/2020": ["more/sigchi-program-json/tei-2020.program.json"],
}


def run(*arguments: str, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{arguments}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(shared, tmp_path_factory):
    """A site with an edition from each sample."""
    place: Path = tmp_path_factory.mktemp("imported") / "site"
    ours = "sphinx_proceedings"
    run(ours, "init", str(place), "--series", "demo", "--year", "2026")
    for edition, (first, *rest) in SAMPLES.items():
        paths = [first, *(one for one in rest if one.endswith(".csv"))]
        files = [str(shared / "samples" / one) for one in paths]
        options = [one for one in rest if not one.endswith(".csv")]
        zone = ["--time-zone", "America/Chicago"]
        run(ours, "import", *files, "--edition", edition, *zone, *options, cwd=place)
    run("sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", "build/html", cwd=place)
    return place


@pytest.mark.parametrize("edition", SAMPLES)
def test_an_edition_of_each_sample_is_published(site, edition):
    pages = site / "build/html" / edition
    assert (pages / "index.html").is_file()
    records = [*(pages / "papers").glob("*.html"), *(pages / "talks").glob("*.html")]
    assert records


def test_no_address_of_a_sample_is_published(site):
    # The addresses of the samples were replaced by made-up ones, all at this domain.
    marks = ("@example.org", "@example.com", "@example.net")
    for folder in (site / "data", site / "build/html"):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix in {".html", ".yaml", ".json", ".bib", ".xml", ".js"}:
                text = path.read_text(encoding="utf-8")
                assert not any(mark in text for mark in marks), path


def test_rooms_in_parallel_need_no_tracks(tmp_path):
    def event(number, room):
        person = {"code": "A", "public_name": "Ada Li"}
        made = {"guid": f"g{number}", "date": "2026-05-01T09:00:00+02:00", "start": "09:00"}
        made |= {"duration": "00:30", "room": room, "title": f"Talk {number}"}
        return {**made, "persons": [person]}

    rooms = {room: [event(number, room)] for number, room in enumerate(("Hall", "Attic"))}
    days = [{"date": "2026-05-01", "rooms": rooms}]
    conference = {"title": "C", "start": "2026-05-01", "end": "2026-05-01", "days": days}
    conference["time_zone_name"] = "Europe/Berlin"
    (tmp_path / "schedule.json").write_text(json.dumps({"schedule": {"conference": conference}}))
    place, ours = tmp_path / "site", "sphinx_proceedings"
    run(ours, "init", str(place), "--series", "demo", "--year", "2025")
    run(ours, "import", "../schedule.json", "--edition", "demo/2026", cwd=place)
    run("sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", "build/html", cwd=place)
    page = (place / "build/html/demo/2026/programme.html").read_text(encoding="utf-8")
    assert 'data-column="1">Attic' in page or 'data-column="1">Hall' in page
