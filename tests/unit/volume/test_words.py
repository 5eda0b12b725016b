"""The words that the volume prints: imprint, committees, sponsors, running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter

import pikepdf
import pytest

from .conftest import EDITION
from .pdf_text import text_of, words

PEOPLE = """\
committees:
- {role: programme-chair, members: [{name: Cy Ng}]}
- role: organizer
  members: [{name: Ada Lovelace, affiliations: Lab}, {name: Bo Li}]
- {role: committee, title: Helpers, members: [{name: Di Ox, affiliations: [North, South]}]}
sponsor_tiers: [{id: gold, title: Gold sponsors}, {id: silver, title: Silver sponsors}]
sponsors:
- {name: Free Help}
- {name: Silver Co, tier: silver}
- {name: Gold One, tier: gold, url: "https://gold.example/"}
- {name: Gold Two, tier: gold}
"""
LONG = "word " * 900


def page(pdf, label):
    (found,) = [page for page in pdf.pages if page.label == label]
    return found


def addresses(page):
    """The web addresses that a page leads to."""
    links = [a.A.URI for a in page.obj.get("/Annots", []) if "/A" in a and "/URI" in a.A]
    return [str(link) for link in links]


def test_the_imprint_tells_the_facts_of_the_volume(project):
    host = "archival: false\nhost_event: {title: Big Conference}\nvenue: {city: Vienna}\n"
    project.edition(EDITION + host)
    with project.opened() as pdf:
        imprint = page(pdf, "ii")
        assert text_of(imprint).replace(" .", ".") == (
            "Proceedings of the Test Workshop "
            "Edited by Ada Lovelace, Zoë Łukasiewicz "
            "Test Press, Vienna, 2024 "
            "Papers and talks of the 3rd Test Workshop, Vienna, 6–7 May 2024. "
            "Held with Big Conference. "
            "ISBN 978-3-16-148410-0 "
            "ISSN 2049-3630 "
            "https://doi.org/10.1000/volume "
            "Unless a paper says otherwise, its text is published under "
            "Creative Commons Attribution 4.0 International. "
            "Copyright remains with the authors. "
            "The event is non-archival: its papers may be published elsewhere as well. "
            "Set in Libertinus Serif."
        )
        assert addresses(imprint) == [
            "https://doi.org/10.1000/volume",
            "https://creativecommons.org/licenses/by/4.0/",
        ]


def test_the_licence_of_the_whole_stands_beside_that_of_the_papers(project):
    project.edition(EDITION + "  licence: CC0-1.0\n")
    with project.opened() as pdf:
        text = text_of(page(pdf, "ii")).replace(" .", ".")
        assert (
            "The volume as a whole is published under "
            "Creative Commons Zero 1.0 Universal. "
            "Unless a paper says otherwise, its text is published under "
            "Creative Commons Attribution 4.0 International."
        ) in text
        assert pdf.open_metadata()["xmpRights:WebStatement"].endswith("/zero/1.0/")


def test_the_imprint_says_nothing_that_is_not_on_record(project):
    project.edition("title: The 3rd Test Workshop\nshort_title: TW 2024\n")
    with project.opened() as pdf:
        assert text_of(page(pdf, "ii")) == (
            "Proceedings of the 3rd Test Workshop "
            "Papers and talks of the 3rd Test Workshop, 2024. ISSN 2049-3630 "
            "Copyright remains with the authors. Set in Libertinus Serif."
        )


def test_the_title_page_names_editors_or_who_organized(project):
    with project.opened() as pdf:
        assert "edited by Ada Lovelace, Zoë Łukasiewicz" in text_of(page(pdf, "i"))
    start = EDITION.index("volume:")
    project.edition(EDITION[:start] + PEOPLE)
    with project.opened() as pdf:
        assert "organized by Ada Lovelace, Bo Li" in text_of(page(pdf, "i"))


def test_committees_have_their_roles_and_sponsors_their_tiers(project):
    project.edition(EDITION + PEOPLE)
    with project.opened() as pdf:
        assert text_of(page(pdf, "v")) == (
            "Committees Programme chairs Cy Ng Organizers Ada Lovelace Lab Bo Li "
            "Helpers Di Ox North; South v"
        )
        sponsors = page(pdf, "vi")
        assert text_of(sponsors) == (
            "Sponsors Gold sponsors Gold One Gold Two Silver sponsors Silver Co Free Help vi"
        )
        assert addresses(sponsors) == ["https://gold.example/"]


def margins(page):
    """The words in the head and at the foot of a page, each from left to right."""
    height = float(page.mediabox[3])
    runs = sorted(words(page), key=lambda run: run.x)
    head = " ".join(run.text for run in runs if run.y > height - 50)
    foot = " ".join(run.text for run in runs if run.y < 50)
    return re.sub(r" +([,.])", r"\1", " ".join(head.split())), foot


def test_running_heads_say_whose_page_it_is(project, pdfs):
    """Verso: number and volume. Recto: paper and number. First page: where it was published."""
    project.file("pdf/b.pdf", pdfs.whole(3))
    both = "[{name: Ada Lovelace}, {name: Bo van Li}]"
    project.papers(
        project.paper("a", abstract=LONG * 2, authors=both),
        project.paper("b", "pdf/b.pdf", title="Second *paper*", doi="10.1000/b"),
    )
    with project.opened() as pdf:
        pages = {page.label: margins(page) for page in pdf.pages}
        feet = [text_of(page(pdf, label)) for label in ("1", "4")]
    assert [pages[label][0] for label in "123456"] == [
        "",
        "2 Proceedings of TW 2024",
        "Lovelace and van Li: Paper a 3",
        "",
        "Lovelace: Second paper 5",
        "6 Proceedings of TW 2024",
    ]
    assert [bool(pages[label][1]) for label in "123456"] == [True, False, False, True, False, False]
    assert "Proceedings of TW 2024 , pp. 1–3 · CC BY 4.0" in feet[0]
    assert "Proceedings of TW 2024 , pp. 4–6 · doi:10.1000/b · CC BY 4.0" in feet[1]
    assert pages["iii"] == ("", "iii")


@pytest.mark.parametrize("kept", [(None, None), ("7-8", "21-23")], ids=["new", "recorded"])
def test_numbers_in_contents_and_indexes_are_those_of_the_pages(project, pdfs, kept):
    """Where a paper really is: the page with its own words on it, and the number printed there."""

    def change(pdf):
        pdf.pages[0].contents_add(b"% the file of paper b\n", prepend=True)

    project.file("pdf/b.pdf", pdfs.changed(change, pdfs.whole(3)))
    fields = [{"pages": pages} if pages else {} for pages in kept]
    project.papers(
        project.paper("a", abstract=f"Unmistakable. {LONG}", **fields[0]),
        project.paper("b", "pdf/b.pdf", authors="[{name: Bo Li}]", **fields[1]),
        project.paper("c", abstract="Another.", authors="[{name: Bo Li}, {name: Cy Ng}]"),
    )
    with project.opened() as pdf:
        (a,) = [n for n, page in enumerate(pdf.pages) if "Unmistakable." in text_of(page)]
        (b,) = [n for n, page in enumerate(pdf.pages) if is_of_b(page)]
        (c,) = [n for n, page in enumerate(pdf.pages) if "Another." in text_of(page)]
        printed = [re.findall(r"pp?\. (\d+)", text_of(pdf.pages[n]))[-1] for n in (a, b, c)]
        assert [pdf.pages[n].label for n in (a, b, c)] == printed
        one, two, three = printed
        assert int(one) < int(two) < int(three)
        assert (printed[:2] == ["7", "21"]) == bool(kept[0])

        contents = text_of(page(pdf, "iv"))
        people = text_of(pdf.pages[c + 1])
        label = pdf.pages[c + 1].label
        keywords = str(int(label) + 1)
        # By its words and by its number.
        every = Counter(["iii", *printed, label, keywords] * 2)
        assert Counter(goals(pdf, page(pdf, "iv"))) == every
        assert margins(pdf.pages[a + 1])[0] == f"{int(one) + 1} Proceedings of TW 2024"
        assert goals(pdf, pdf.pages[c + 1]) == [two, three, one, three]
    lines = f"Paper a Ada Lovelace {one} Paper b Bo Li {two} Paper c Bo Li, Cy Ng {three}"
    ends = f"Indexes Authors {label} Keywords {keywords} iv"
    assert contents == f"Contents Preface iii Papers {lines} {ends}"
    assert people.replace(" ,", ",") == (
        f"Authors L Li, Bo, {two}, {three} Lovelace, Ada, {one} N Ng, Cy, {three} {label}"
    )


def is_of_b(page):
    forms = page.resources.get("/XObject", {})
    return any(b"the file of paper b" in form.read_bytes() for form in forms.values())


def goals(pdf, page):
    """The numbers of the pages inside the volume that a page leads to, in their order."""
    named = pikepdf.NameTree(pdf.Root.Names.Dests)
    labels = {page.obj.objgen: page.label for page in pdf.pages}
    links = [a.get("/Dest", a.get("/A", {}).get("/D")) for a in page.obj.get("/Annots", [])]
    places = [named[str(n)] if isinstance(n, pikepdf.String) else n for n in links if n is not None]
    return [labels[place[0].objgen] for place in places]
