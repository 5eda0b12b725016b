"""The editions of this repository come of their sources by import, and of named hand edits.

What the importer makes of a source is compared with ``data/``, fact by fact: what differs must be
in the list of hand edits of that edition, with its reason, and each edit there must be needed.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from sphinx_proceedings.loading import load
from sphinx_proceedings.model.richtext import to_plain

Facts = dict[tuple[str, ...], Any]

WORDED = "each abstract and biography is an editorial summary, and says more or less than it"
PRINTED = "printed without city, department or position, as the other authors of the place are"
SPLIT = "two institutions in one text"
SLIP = "a slip, which the source itself shows elsewhere"
SESSIONS = "sessions were given names, and the panel was put into the one around it"

ENLSP_2022 = {
    ("paper", "8", "authors"): "the schedule names those whom the list withholds",
    ("paper", "46", "authors"): "the schedule names those whom the list withholds",
    ("paper", "10", "authors"): PRINTED,
    ("paper", "22", "authors"): PRINTED,
    ("paper", "26", "authors"): PRINTED,
    ("paper", "42", "authors"): PRINTED,
    ("paper", "51", "authors"): PRINTED,
    ("paper", "16", "authors"): SPLIT,
    ("paper", "31", "authors"): "a family name in capitals, which the import asks about",
    ("paper", "34", "authors"): "Jim Glass of the schedule is James Glass, who presents",
    ("paper", "25", "resources"): "the code, whose address stands in the abstract",
    ("paper", "31", "resources"): "the code, whose address stands in the abstract",
    ("talk", "you-colossal-ai", "speakers"): SLIP,
    ("talk", "liu-event-causality", "speakers"): SPLIT,
    ("talk", "reddy-inductive-biases", "speakers"): SPLIT,
    ("talk", "huang-music", "speakers"): SPLIT,
    ("speakers",): SPLIT,
    ("committee",): SPLIT,
    ("volunteer",): "volunteers are in no list of the site's data",
    ("session", "08:00", "title"): SESSIONS,
    ("session", "10:00", "title"): SESSIONS,
    ("session", "10:30", "title"): SESSIONS,
    ("session", "13:30", "title"): SESSIONS,
    ("session", "13:30", "end"): SESSIONS,
    (
        "session",
        "14:00",
    ): SESSIONS,
    (
        "session",
        "14:50",
    ): SESSIONS,
    ("session", "15:30", "title"): SESSIONS,
    ("session", "15:30", "type"): SESSIONS,
    ("slot", "14:00"): SESSIONS,
    ("title",): "the site's own title is short",
}


def person(one: Any) -> tuple[Any, ...]:
    where = tuple(str(getattr(place, "name", place)) for place in one.affiliations)
    return one.name.display, where, one.corresponding, one.presenter, one.honorific


def facts(data: Path, key: str) -> Facts:
    """Return what an edition says, by kind, record and field; texts of summaries only as there."""
    catalogue = load(data).catalogue
    assert catalogue is not None
    edition = catalogue.editions[key]
    found: Facts = {("title",): str(edition.title)}
    for name in ("start_date", "time_zone"):
        found[name,] = str(getattr(edition, name))
    for paper in edition.papers:
        record = ("paper", str(paper.id))
        found[*record, "title"] = to_plain(paper.title)
        found[*record, "authors"] = [person(one) for one in paper.authors]
        found[*record, "abstract"] = bool(paper.abstract)
        found[*record, "resources"] = [str(one.url or one.file) for one in paper.resources]
    titles = {str(talk.id): to_plain(talk.title) for talk in edition.talks}
    for talk in edition.talks:
        record = ("talk", titles[str(talk.id)])
        found[*record, "type"] = talk.type
        found[*record, "speakers"] = [person(one) for one in talk.speakers]
        found[*record, "abstract"] = bool(talk.abstract)
        found[*record, "bio"] = [bool(one.bio) for one in talk.speakers]
    for session in edition.sessions:
        start = f"{session.start:%H:%M}"
        found["session", start, "title"] = to_plain(session.title)
        found["session", start, "type"] = session.type
        found["session", start, "end"] = f"{session.end:%H:%M}"
        for slot in session.slots:
            if slot.start is not None:
                what = str(slot.paper or titles.get(str(slot.talk)) or slot.panel or slot.title)
                found["slot", f"{slot.start:%H:%M}"] = what
    found["speakers",] = {person(one) for one in edition.speakers}
    for committee in edition.committees:
        found[str(committee.role),] = {person(one)[:2] for one in committee.members}
    for panel in edition.panels:
        found["panel",] = {person(one)[:2] for one in panel.panelists}
    return found


def differences(imported: Facts, ours: Facts, titles: dict[str, str]) -> set[tuple[str, ...]]:
    """Return what differs, with talks by their ids in the repository.

    A session that one of the two has not at all is one difference.
    """
    found = set()
    for key in imported.keys() | ours.keys():
        if imported.get(key) == ours.get(key):
            continue
        named = (key[0], titles.get(key[1], key[1]), *key[2:]) if key[0] == "talk" else key
        whole = key[0] == "session" and (key in imported) != (key in ours)
        found.add(named[:2] if whole else named)
    return found


@pytest.fixture
def recreated(project, shared: Path):
    """Import the source of ENLSP 2022 into a project that is empty but for its series."""
    source = shared / "samples/ml-workshop-site/enlsp2022"
    options = ("--time-zone", "America/Chicago", "--start-date", "2022-12-02")
    assert project.take(source, *options, edition="enlsp/2022") == 0, project.err
    return project, source


def test_what_import_leaves_to_hand_edits_is_named(recreated, repository: Path):
    project, _ = recreated
    ours = facts(repository / "data", "enlsp/2022")
    made = facts(project.folder / "data", "enlsp/2022")
    catalogue = load(repository / "data").catalogue
    assert catalogue is not None
    ids = {to_plain(one.title): str(one.id) for one in catalogue.editions["enlsp/2022"].talks}
    assert differences(made, ours, ids) == set(ENLSP_2022)
    papers = [key for key in made if key[0] == "paper" and key[-1] == "abstract"]
    assert len(papers) == 40
    assert all(made[key] for key in papers)
    assert sum(len(made["paper", key[1], "authors"]) for key in papers) == 158


def test_with_the_hand_edits_nothing_changes_when_it_is_imported_again(recreated, repository: Path):
    project, source = recreated
    for name in ("enlsp", "haet"):
        shutil.copytree(
            repository / "data" / name, project.folder / "data" / name, dirs_exist_ok=True
        )
    shutil.copy(repository / "data/people.yaml", project.folder / "data/people.yaml")
    before = {name: one for name, one in project.tree().items() if ".import" not in name}
    assert project.take(source, edition="enlsp/2022") == 0, project.out
    assert "nothing new" in project.out
    after = project.tree()  # the snapshot has learnt the ids that talks were given by hand
    assert {name: one for name, one in after.items() if ".import" not in name} == before
    assert project.take(source, edition="enlsp/2022") == 0, project.out
    assert project.tree() == after
    assert project.run("check") == 0, project.out


def test_a_later_correction_of_the_source_comes_into_the_edited_files(
    recreated, repository: Path, tmp_path: Path
):
    project, source = recreated
    shutil.copytree(repository / "data/enlsp", project.folder / "data/enlsp", dirs_exist_ok=True)
    shutil.copytree(repository / "data/haet", project.folder / "data/haet", dirs_exist_ok=True)
    shutil.copy(repository / "data/people.yaml", project.folder / "data/people.yaml")
    newer = tmp_path / "newer"
    shutil.copytree(source, newer)
    place = newer / "accepted_papers.yml"
    place.chmod(0o644)
    newer.chmod(0o755)
    text = place.read_text(encoding="utf-8")
    assert text.count("Mohsen Fayyaz (University of Tehran)*") == 1
    text = text.replace("Mohsen Fayyaz (University of Tehran)*", "Mohsen Fayyaz (LMU Munich)*")
    text = text.replace("BERT on a Data Diet:", "BERT on a Strict Diet:")
    place.write_text(text, encoding="utf-8")
    before = project.read(edition="enlsp/2022")
    assert project.take(newer, edition="enlsp/2022") == 0, project.out
    expected = before.replace("Data Diet:", "Strict Diet:").replace(
        "Mohsen Fayyaz, affiliations: University of Tehran",
        "Mohsen Fayyaz, affiliations: LMU Munich",
    )
    assert project.read(edition="enlsp/2022") == expected


SEEDS = {
    "haet/2021": ("001_b85a498e18519e18", "002_a204c6eb987c645a", "004_d9923950b367c97a"),
    "enlsp/2021": ("000_8255d0e8ec639b7a",),
}
HAET_2021 = {
    ("talk", "grollier-spiking-equilibrium-propagation", "speakers"): SPLIT,
    ("talk", "han-tinytl", "speakers"): "MIT EECS is printed as MIT, its department beside it",
    ("talk", "wang-addernet", "speakers"): "Dr. stands in the biography alone",
    ("speakers",): "as in the talks",
    ("organizer",): "the city of the institute was put into a field of its own",
    ("title",): "the pages are headed by their sections, not by the workshop's name",
}
ENLSP_2021 = {
    ("speakers",): f"{SLIP} (Sameer Singh); {SPLIT}; printed without a position",
    ("organizer",): SPLIT,
    ("title",): "the page is headed by its subject, not by the workshop's name",
}


@pytest.mark.parametrize(("key", "edits"), [("haet/2021", HAET_2021), ("enlsp/2021", ENLSP_2021)])
def test_the_editions_of_pages(
    project, shared: Path, repository: Path, tmp_path: Path, key: str, edits
):
    source = tmp_path / "pages"
    source.mkdir()
    for name in SEEDS[key]:
        shutil.copy(shared / f"seeds/{name}.txt", source / f"{name}.txt")
    if key == "haet/2021":
        shutil.copy(shared / "samples/ml-workshop-site/haet/organisers.md", source)
    assert project.take(source, edition=key) == 0, project.err
    catalogue = load(repository / "data").catalogue
    assert catalogue is not None
    ids = {to_plain(one.title): str(one.id) for one in catalogue.editions[key].talks}
    ours = facts(repository / "data", key)
    made = facts(project.folder / "data", key)
    assert differences(made, ours, ids) == set(edits)
    for name in ("enlsp", "haet"):
        target = project.folder / "data" / name
        shutil.copytree(repository / "data" / name, target, dirs_exist_ok=True)
    shutil.copy(repository / "data/people.yaml", project.folder / "data/people.yaml")
    before = {name: one for name, one in project.tree().items() if ".import" not in name}
    assert project.take(source, edition=key) == 0, project.out
    after = project.tree()
    assert {name: one for name, one in after.items() if ".import" not in name} == before
    assert project.take(source, edition=key) == 0, project.out
    assert project.tree() == after
