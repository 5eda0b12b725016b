"""Paths that lead out, and YAML that is more than text: an error with its place, every time."""

from __future__ import annotations

import pytest

from sphinx_proceedings.loading import load

from .corpus import PATHS, YAML


def test_the_corpus_is_what_it_says():
    assert len(PATHS) >= 40
    assert len(YAML) >= 35


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("field", ["resource", "volume", "photo"])
def test_no_path_leads_out_of_the_data(make_data, tmp_path, field, path):
    quoted = "'" + path.replace("'", "''") + "'"
    offered = f"    resources: [{{type: other, file: {quoted}}}]\n" if field == "resource" else ""
    papers = f'papers:\n  - id: "1"\n    title: One\n    authors: [{{name: A B}}]\n{offered}'
    if field == "volume":
        papers += f"volume: {{title: V, file: {quoted}}}\n"
    people = f"people: [{{id: a, name: A B, photo: {quoted}}}]\n" if field == "photo" else ""
    root = make_data(
        {"demo/2022/papers.yaml": papers, **({"people.yaml": people} if people else {})}
    )
    folder = root / "demo/2022"
    for place in (tmp_path, root, root / "demo", folder):
        place.joinpath("secret.txt").write_text("secret")
    for name in ("a.php.txt", "a.html.txt", "a.html", "a", "a.svgz", ".htaccess"):
        folder.joinpath(name).write_text("secret")
    try:
        folder.joinpath("link.txt").symlink_to(tmp_path / "secret.txt")
        folder.joinpath("link").symlink_to(tmp_path, target_is_directory=True)
    except OSError:  # Windows, without the right to
        pytest.skip("no symbolic links here")
    loaded = load(root)
    assert loaded.catalogue is None
    places = [problem.location for problem in loaded.problems if problem.code == "PP112"]
    assert places
    assert all(places)


@pytest.mark.parametrize("text", YAML, ids=range(len(YAML)))
def test_yaml_is_text_lists_and_mappings(make_data, text):
    root = make_data({})
    root.joinpath("demo/2022/more.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = load(root).problems
    assert problems
    assert all(problem.location and problem.location.line >= 1 for problem in problems)
