"""The contract of page shells: what they give is what `handle_page` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_proceedings.sphinx.shells.page_shells import Shells
from sphinx_proceedings.sphinx.shells.shell_marks import probe

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_proceedings.sphinx.shells.page_shells import GeneratedPage

THEMES = ["pydata_sphinx_theme", "furo", "alabaster", "basic"]
BASEURL = {
    "html_baseurl": "https://example.org/a b/",
    "html_sidebars": {"people/*": ["note.html"], "**/papers/77*": []},
}
TITLES = {
    "plain": "A plain title",
    "script": "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp;amp; 'single' \"double\"",
    "emphasis": "On <em>E. coli</em>, H<sub>2</sub>O  and <code>a &lt; b</code>",
    "raw_script": "<script>alert('x')</script>",
    "arabic": "تعلم الآلة &mdash; مقدمة",
    "emoji": "Fine 👩🏽‍🔬\u00a0tuning, e\u0301 and é",
    "chrome": "Main content",
    "mark": probe("title", 1).value + " 5830274196160 5830275196160 {{ title }} {% raw %}",
    "backslash": "\\u003cb\\u003e %20 + %s {0} \\1 \\g<0>",
    "spaces": "  leading, inner   and\ttrailing\n",
    "unclosed": "a < b, 1 > 0, <!-- c & d",
    "empty": "",
}
NAMES = ["enlsp/2022/papers/5", "enlsp/2022/papers/A-b_c.d~", "people/jane-doe", "keywords/ü", "x"]


@pytest.fixture(
    scope="module",
    params=[
        *((theme, "html", BASEURL) for theme in THEMES),
        *((theme, "dirhtml", {}) for theme in THEMES),
        ("pydata_sphinx_theme", "html", {}),
        ("furo", "dirhtml", BASEURL),
    ],
    ids=lambda param: "-".join([param[0], param[1], *param[2]]),
)
def site(request, start_site):
    theme, buildername, options = request.param
    return start_site(theme, buildername, **options)


def pages(record: Callable[..., GeneratedPage]) -> list[GeneratedPage]:
    """Every kind of page, with neighbours, so that shells are used again."""
    return [
        *(
            record(f"enlsp/2022/papers/{n}", title=title)
            for n, title in enumerate(TITLES.values(), 100)
        ),
        *(record(name, title=TITLES["script"]) for name in NAMES),
        *(
            record(f"enlsp/2022/talks/{n}", kind="talk", title=t)
            for n, t in enumerate(TITLES.values())
        ),
        record("enlsp/2023/papers/6", head=""),
        record("enlsp/2023/papers/7", body=""),
        record("enlsp/2023/papers/8", title="", head="", body=""),
        record("enlsp/2023/papers/9", lang="ar", title=TITLES["arabic"]),
        record("enlsp/2023/papers/10", lang="fr"),
        record("enlsp/2022/papers/index"),
        record("enlsp/2022/papers/a b#c"),
        record("enlsp/2022/papers/77"),
        record("people/special"),
        record("people/search"),
    ]


def test_shell_gives_what_the_builder_writes(site, record, by_builder, calls):
    shells = Shells(site.builder)
    for page in pages(record):
        assert shells.page(page).encode() == by_builder(site, page, shells.template(page.kind)), (
            page
        )
    # The shells were used, but for pages that their name makes different.
    names = calls(site)
    for page in pages(record):
        shells.page(page)
    unusual = {"enlsp/2022/papers/index", "enlsp/2022/papers/a b#c", "people/search"}
    singled_out = {"enlsp/2022/papers/77", "people/special"}
    assert unusual <= set(names) <= unusual | singled_out


def test_pages_show_title_head_body_and_name(site, record):
    page = record("enlsp/2022/papers/5", title=TITLES["emphasis"])
    html = Shells(site.builder).page(page)
    assert "<title>On E. coli, H2O and a &lt; b " in html
    assert '<meta property="og:title" content="On E. coli, H2O and a &lt; b">' in html
    assert "https://example.org/enlsp/2022/papers/5" in html
    assert html.count(page.head) == 1
    assert html.count(page.body) == 1


def test_pages_are_written_where_the_builder_has_them(site, record):
    page = record("new/deep/down/5")
    shells = Shells(site.builder)
    shells.write(page)
    suffix = "/index.html" if site.builder.name == "dirhtml" else ".html"
    path = site.outdir / f"{page.name}{suffix}"
    assert path.read_text(encoding="utf-8") == shells.page(page)
