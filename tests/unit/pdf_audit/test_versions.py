"""Which version a PDF is: for reviewers, of another state, a supplement, a draft."""

from __future__ import annotations

import pytest
import typst

from .typeset_papers import LAYOUTS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_review_version_is_told_in_each_layout(edition, layout):
    edition.write("12", {"1.pdf": edition.made["1"].changed(layout=layout, review=True).pdf()})
    first, *others = edition.told()
    assert first.startswith("PP411 1 'pdf/1.pdf': the review version: the authors are 'Anonymous")
    assert "its lines are numbered" in first
    # ICLR says at its top what its review version is.
    assert [line[:7] for line in others] == (["PP412 1"] if layout == "iclr" else [])


def test_a_record_that_withholds_the_names_takes_an_anonymous_pdf(edition):
    blind = edition.made["1"].changed(layout="acl", review=True).pdf()
    anonymous = {"authors": [{"name": "Anonymous", "kind": "anonymous"}]}
    edition.write("12", {"1.pdf": blind}, {"1": anonymous})
    (told,) = edition.told()
    assert told.startswith("PP411 1 'pdf/1.pdf': the review version: its lines are numbered")


@pytest.mark.parametrize(
    "footer",
    [
        "Submitted to 38th Conference on Neural Information Processing Systems. Do not distribute.",
        "Preprint. Under review.",
        "Preprint. Work in progress.",
        "Manuscript submitted to ACM",
        "Under review as a workshop paper at TW 2024",
    ],
)
def test_a_line_of_another_state_is_told(edition, footer):
    edition.write("12", {"1.pdf": edition.made["1"].changed(footer=footer).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP412 1 'pdf/1.pdf': the first page says ")
    assert footer.split()[0] in told


@pytest.mark.parametrize(
    "sentence",
    [
        "Requests that users submitted to the server are under review in Section 3.",
        "We follow the preprint of Smith and the work in progress at two labs.",
        "Annotators must not distribute the data, which is anonymous.",
        "What is it?? Nobody knows, they asked [sic].",
        "A query has the form (h, r, ?) and the answer (?, r, t).",
        "The TODO comments of programmers are our data, see the TODO list.",
        "The operator a ??= b is new; so is x?.y in C#.",
        "In 2020 1 of 3 papers, and 2 of 4, were retracted.",
    ],
)
def test_what_only_sounds_like_another_version_is_left_alone(edition, sentence):
    body = "\n\n" + sentence.replace("#", r"\#").replace("[", r"\[").replace("]", r"\]") + "\n\n"
    for layout in ("neurips", "acl"):
        made = edition.made["1"].changed(body=body, layout=layout)
        edition.write("12", {"1.pdf": made.pdf()})
        assert edition.told() == []


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ("as Section ?? shows", "Section ??"),
        (r"by others [12, ?] before", "[12, ?]"),
        (r"by others [?].", "[?]"),
        ("as was shown (Smith, 2020; ?).", "(Smith, 2020; ?)"),
        ("TODO: write this", "TODO:"),
        (r"as known [CITATION] since", "[CITATION]"),
        (r"as known [citation needed] since", "[citation needed]"),
        ("see Error! Reference source not found. for more", "Error!"),
    ],
)
def test_marks_of_a_draft_are_told_with_their_page(edition, mark, shown):
    body = "\n\nEverything is proved " + mark.replace("[", r"\[").replace("]", r"\]") + ".\n\n"
    edition.write("12", {"1.pdf": edition.made["1"].changed(body=body, pages=1).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP414 1 'pdf/1.pdf': marks of a draft: ")
    assert shown in told
    assert "(page 2)" in told or "(page 1)" in told


def test_an_address_that_was_made_anonymous_is_told(edition):
    body = 'Our code: #text("https://anonymous.4open.science/r/code").\n\n'
    edition.write("12", {"1.pdf": edition.made["1"].changed(body=body).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP413 1 ")
    assert "anonymous.4open.science/r/code" in told


def test_the_stamp_of_a_preprint_server_is_told(edition):
    stamp = (
        "#place(top + left, dx: -60pt, dy: 100pt, rotate(-90deg, reflow: true, "
        "text(size: 20pt)[arXiv:2401.01234v2 #sym.space [cs.CL] 3 Jan 2024]))"
    )
    made = edition.made["4"].changed(body="")
    title_first = made.changed(footer="", body="")
    edition.write("34", {"4.pdf": title_first.changed(before=stamp).pdf()})
    (told,) = edition.told()
    assert told.startswith("PP412 4 'pdf/4.pdf': the first page has the stamp 'arXiv:2401.01234v2")


@pytest.mark.parametrize("prefix", ["Supplementary Material: ", "Appendix for "])
def test_a_supplement_in_the_place_of_the_paper_is_told(edition, prefix):
    made = edition.made["1"]
    edition.write("12", {"1.pdf": made.changed(title=prefix + made.title).pdf()})
    assert edition.told()[0].startswith("PP407 1 'pdf/1.pdf': a supplement in the place of the ")


@pytest.mark.parametrize(
    "title",
    ["A Proofs of Theorems", "Appendix", "Supporting Online Material", "B.1 Additional Results"],
)
def test_an_appendix_in_the_place_of_the_paper_is_a_supplement(edition, title):
    source = f'#text(17pt)[{title}]\n\n#text("{" ".join(["more of it"] * 60)}")'
    made = typst.compile(source.encode(), ignore_system_fonts=True)
    edition.write("12", {"1.pdf": made})
    (told,) = edition.told()
    assert told.startswith("PP407 1 'pdf/1.pdf'")
    assert f"a supplement in the place of the paper: it begins '{title}'" in told
