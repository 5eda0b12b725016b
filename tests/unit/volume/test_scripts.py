"""Text in any script: what the package's own fonts cover, and what is reported."""

from __future__ import annotations

import pytest

from sphinx_proceedings.model.problems import Severity
from sphinx_proceedings.volume.typst import typesetting
from sphinx_proceedings.volume.typst.missing_characters import printed
from sphinx_proceedings.volume.typst.typesetting import Typesetter, cjk_folders

COVERED = {
    "Latin": "Čapek Đorđević Łukasiewicz Nguyễn Ðórdís ʻOkina Ẽyọ̀",
    "Greek": "Ἀριστοτέλης ο φιλόσοφος",
    "Cyrillic": "Щербаков Йотов Ђорђевић ҐЄІЇ",
    "Hebrew": "שלום עולם בְּרֵאשִׁית",
    "Arabic": "محمد بن موسى الخوارزمي گچپژ",
    "Devanagari": "क्षत्रिय हिन्दी श्रीमान्",
    "Thai": "ภาษาไทย สวัสดี",
    "Georgian": "ქართული ენა",
    "Armenian": "Հայերեն",
    "Tamil": "தமிழ் மொழி",
    "signs": "“quoted” – — … € § † ‡ • × ± ≤ ≥ ∞ ∑ → 𝒪 ℝ α",
}


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory):
    """One without the fonts of the system and of the extra ``cjk``, as on a bare machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "CJK_PACKAGES", ())
        return Typesetter(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("text", COVERED.values(), ids=COVERED)
def test_scripts_that_the_package_covers(text, typesetter):
    assert typesetter.uncovered(printed([("key", text)]), "en") == frozenset()


def test_characters_without_a_font_are_found_each(typesetter):
    found = typesetter.uncovered(printed([("key", "Ada 漢字 ꦲ🙂 é")]), "en")
    assert found == {"漢", "字", "ꦲ", "🙂"}


@pytest.mark.skipif(len(cjk_folders()) < 4, reason="the extra cjk is not installed")
def test_the_extra_covers_chinese_japanese_and_korean(tmp_path):
    typesetter = Typesetter(tmp_path)
    text = "机器学习 機器學習 日本語のテキスト 한국어"
    assert typesetter.uncovered(printed([("key", text)]), "en") == frozenset()
    assert typesetter.stack("ja-JP")[1] == "Noto Serif JP"
    assert typesetter.stack("zh-Hant")[1] == "Noto Serif TC"
    assert typesetter.stack("zh")[1] == "Noto Serif SC"


def test_every_script_makes_an_archival_volume(project):
    project.papers(
        project.paper("a"),
        *(
            project.paper(f"p{number}", title=f"'{text}'", abstract=f"'{text}'")
            for number, text in enumerate(COVERED.values())
        ),
    )
    made = project.volume()
    assert made.problems == ()
    assert made.standards == ("a-2a", "ua-1")


def test_a_character_that_no_font_has_is_reported_where_it_stands(project):
    private = "\ue0a5"
    project.papers(project.paper("a"), project.paper("b", abstract=f"'So {private} it is.'"))
    made = project.volume()
    (problem,) = made.problems
    assert (problem.code, "U+E0A5" in problem.message) == ("PP303", True)
    assert problem.severity is Severity.WARNING
    assert str(problem.location).endswith("papers.yaml:10:15")
