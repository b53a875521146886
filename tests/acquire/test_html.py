from __future__ import annotations

from consilience.acquire.drafts import Blob, Draft
from consilience.acquire.html import drafts_from_page, fragment_text
from consilience.model import PictureWarning
from consilience.settings import Settings

BLOB = Blob("market.html", "market.html", b"")
PARAGRAPHS = [
    "At least nine people were killed on Friday when shells hit a market in Maarat, the town's "
    "civil defence said in a statement sent to reporters.",
    "Rescuers were still looking for people under the rubble late in the evening, and the "
    "hospital asked residents to give blood.",
    "The army did not comment on the attack, the third on the town in a week, though state "
    "television said that its forces had struck a depot.",
]
MENU = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(12))


def page(head: str = "", body: str | None = None) -> str:
    article = body or "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><nav><ul>{MENU}</ul></nav>'
        f"<main><article><h1>Shells hit market in Maarat</h1>{article}</article></main>"
        "<footer><p>Subscribe to our newsletter. All rights reserved 2019.</p></footer></body>"
        "</html>"
    )


def read(markup: str) -> tuple[Draft | None, list[str]]:
    found = list(drafts_from_page(BLOB, markup, Settings()))
    drafts = [x for x in found if isinstance(x, Draft)]
    return next(iter(drafts), None), [x.code for x in found if isinstance(x, PictureWarning)]


def test_the_article_is_read_and_the_boilerplate_is_not() -> None:
    draft, warnings = read(page())
    assert draft and not warnings
    assert all(p in draft.text for p in PARAGRAPHS)
    assert "Section number" not in draft.text and "newsletter" not in draft.text
    assert draft.title == "Shells hit market in Maarat"


def test_json_ld_says_headline_date_publisher_and_address() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
      {"@type": ["NewsArticle"], "headline": "Nine die in Maarat",
       "datePublished": "2024-11-30T08:00:00+02:00", "url": "https://herald.example/maarat",
       "publisher": {"@type": "Organization", "name": "Hama Herald"}}]}</script>"""
    draft, _ = read(page(head))
    assert draft
    assert (draft.title, draft.publisher) == ("Nine die in Maarat", "Hama Herald")
    assert draft.published == "2024-11-30T08:00:00+02:00"
    assert draft.url == "https://herald.example/maarat"


def test_a_publisher_that_json_ld_only_points_at_is_looked_up() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsMediaOrganization",
      "@id": "https://herald.example#org", "name": "Hama Herald"}</script>
      <script type="application/ld+json">{"@type": "WebPage", "datePublished": "2020-01-01",
      "name": "Herald"}</script>
      <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Nine die",
      "datePublished": "2024-11-30", "publisher": {"@id": "https://herald.example#org"}}</script>
      <meta property="og:site_name" content="World">"""
    draft, _ = read(page(head))
    assert draft
    assert (draft.publisher, draft.published) == ("Hama Herald", "2024-11-30")


def test_the_section_and_the_site_leave_the_title() -> None:
    head = """<title>Nine die in Maarat - again | Region News | Hama Herald</title>
      <meta property="og:site_name" content="Hama Herald">"""
    draft, _ = read(page(head).replace("<h1>", "<h2>").replace("</h1>", "</h2>"))
    assert draft and draft.title == "Nine die in Maarat - again"


def test_a_clock_or_another_story_does_not_date_the_page() -> None:
    clock = '<header><time datetime="2026-01-01">Thursday</time></header>'
    card = '<article><a href="/x">Ferry strike</a><time datetime="2023-05-05">May</time></article>'
    draft, _ = read(page().replace("<nav>", f"{clock}<nav>").replace("<footer>", f"{card}<footer>"))
    assert draft and draft.published is None


def test_meta_elements_say_it_where_json_ld_does_not() -> None:
    head = """<title>Nine die in Maarat | Hama Herald</title>
      <meta property="og:title" content="Nine die in Maarat | Hama Herald">
      <meta property="og:site_name" content="Hama Herald">
      <meta property="article:published_time" content="2024-11-30T08:00:00Z">
      <link rel="canonical" href="https://herald.example/maarat">"""
    draft, _ = read(page(head))
    assert draft
    assert (draft.title, draft.publisher) == ("Nine die in Maarat", "Hama Herald")
    assert (draft.published, draft.url) == ("2024-11-30T08:00:00Z", "https://herald.example/maarat")


def test_a_year_in_the_footer_is_no_date_and_the_host_is_the_publisher() -> None:
    head = '<link rel="canonical" href="https://www.herald.example/maarat">'
    draft, _ = read(page(head))
    assert draft and draft.published is None
    assert draft.publisher == "herald.example"


def test_the_time_of_the_article_and_the_day_in_its_address() -> None:
    dated = f'<time datetime="2024-11-30">yesterday</time><p>{"</p><p>".join(PARAGRAPHS)}</p>'
    draft, _ = read(page(body=dated))
    assert draft and draft.published == "2024-11-30"
    head = '<link rel="canonical" href="https://herald.example/2024/11/29/maarat">'
    draft, _ = read(page(head))
    assert draft and draft.published == "2024-11-29"


def test_broken_json_ld_is_passed_over() -> None:
    draft, _ = read(page('<script type="application/ld+json">{"headline": </script>'))
    assert draft and draft.title == "Shells hit market in Maarat"


def test_a_short_article_is_read_and_said_to_be_short() -> None:
    draft, warnings = read(page(body=f"<p>{PARAGRAPHS[0]}</p>"))
    assert draft and PARAGRAPHS[0] in draft.text
    assert warnings == ["short-main-text"]


def test_items_of_a_list_are_read_without_their_marks() -> None:
    items = "<ul><li>Maarat: nine people killed</li><li>Saraqib: four people killed</li></ul>"
    draft, _ = read(page(body=f"<p>{PARAGRAPHS[0]}</p>{items}<p>{PARAGRAPHS[1]}</p>"))
    assert draft and "\nMaarat: nine people killed\nSaraqib: four" in draft.text


def test_a_table_that_was_left_out_is_said() -> None:
    table = "<table><tr><td>Maarat</td><td>9</td></tr><tr><td>Saraqib</td><td>4</td></tr></table>"
    draft, warnings = read(page(body=f"<p>{'</p><p>'.join(PARAGRAPHS)}</p>{table}"))
    assert draft and warnings == ["table-left-out"]


def test_a_fragment_becomes_lines() -> None:
    assert fragment_text("<p>Nine <b>died</b>.</p><ul><li>one</li><li>two</li></ul>") == (
        "Nine died.\n\none\n\ntwo"
    )
    assert fragment_text("5 < 6 & no markup") == "5 < 6 & no markup"
