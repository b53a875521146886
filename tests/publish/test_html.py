import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from consilience.model import Claim, Event, Picture, PictureWarning, Report
from consilience.publish.html import to_html, web_address

VOID = {"meta", "input", "col", "link", "br", "hr", "img"}
ORDER = [
    "What is agreed", "What is disputed", "Tolls, by who counts them", "Timeline", "Where",
    "Who holds what", "Who says what", "Said by one source only",
    "What could not be read, placed or dated", "The reports",
]  # fmt: skip


class Page(HTMLParser):
    """A page's elements, ids and text; fails on tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.inside: dict[str, list[str]] = {}
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.words.append(data)
            self.inside.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.elements if "id" in a]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture
def page(picture: Picture) -> Page:
    return Page(to_html(picture))


def test_the_sections_come_in_their_order(page: Page) -> None:
    assert [h for h in page.inside["h2"] if h in ORDER] == ORDER


def test_the_same_picture_is_the_same_page(picture: Picture) -> None:
    assert to_html(picture) == to_html(picture)


def test_every_link_inside_the_page_leads_somewhere(page: Page) -> None:
    ids = set(page.ids)
    inner = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
    assert len(inner) > 100
    assert set(inner) <= ids


def test_no_id_stands_twice(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))


def test_every_claim_has_its_words_marked_in_its_report(page: Page, picture: Picture) -> None:
    marks = [a["id"] for a in page.all("span") if a.get("class") == "q" and "id" in a]
    assert sorted(marks) == sorted(f"c{n}" for n in range(1, len(picture.claims) + 1))


def test_the_reports_stand_in_full(page: Page, picture: Picture) -> None:
    for report in picture.reports:
        for line in report.text.splitlines():
            assert line in page.text


def test_nothing_is_fetched_from_anywhere(picture: Picture) -> None:
    page = Page(to_html(picture))
    assert not page.all("link") and not page.all("img") and not page.all("iframe")
    assert all("src" not in a for a in page.all("script"))
    assert "url(" not in to_html(picture)
    assert "@import" not in to_html(picture)


def test_the_page_allows_no_script_but_its_own(page: Page) -> None:
    policy = next(a["content"] for a in page.all("meta") if "http-equiv" in a)
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[\w+/=]+'", policy)


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'>&amp; {{ 7*7 }}"


@pytest.fixture
def hostile(
    make: Callable[..., Picture],
    picture: Picture,
    make_report: Callable[..., Report],
    make_claim: Callable[..., Claim],
) -> Picture:
    text = f"{HOSTILE}\nThe army shelled {HOSTILE} the town."
    report = make_report("r1", text=text, title=HOSTILE, publisher=HOSTILE,
                         url="javascript:alert(3)", language='en" onload="alert(4)')  # fmt: skip
    claim = make_claim("c-a", "r1", f"The army shelled {HOSTILE}", "shelling", "shelled", "e1",
                       text=text)  # fmt: skip
    event = replace(picture.events[0], summary=HOSTILE, claims=("c-a",), reason=HOSTILE)
    return make(
        reports=(report,), claims=(claim,), events=(event,), control=(), disputes=(
            replace(picture.disputes[0], question=HOSTILE, reason=HOSTILE, positions=(
                replace(picture.disputes[0].positions[0], value=HOSTILE, reports=("r1",)),)),),
        actors=tuple(replace(a, name=HOSTILE) for a in picture.actors),
        places=tuple(replace(p, name=HOSTILE) for p in picture.places),
        stories=(replace(picture.stories[0], title=HOSTILE),),
        warnings=(replace(picture.warnings[0], message=HOSTILE, hint=HOSTILE, report=None),),
    )  # fmt: skip


def test_hostile_words_stay_words(hostile: Picture) -> None:
    page = Page(to_html(hostile))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    assert "{{ 7*7 }}" in page.text and "49" not in page.text


def test_an_address_that_is_a_script_is_no_link(hostile: Picture) -> None:
    page = Page(to_html(hostile))
    assert all(a["href"].startswith(("#", "https://")) for a in page.all("a"))
    assert "javascript:alert(3)" in page.text


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=c", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, kept: bool) -> None:
    assert bool(web_address(url)) is kept


def test_what_is_empty_is_said(empty: Picture) -> None:
    page = Page(to_html(empty))
    for words in (
        "Nothing yet: no event is told by two independent sources.",
        "No two accounts contradict each other",
        "No report gives a count",
        "No event could be dated to a day.",
        "No event could be placed.",
        "No report says who holds a place.",
        "No event is spoken of by more than one source.",
        "Nothing was left out",
        "No report could be read.",
    ):
        assert words in page.text


def test_no_raw_id_is_shown(page: Page) -> None:
    for word in ("o-sohr", "c-a", "d1 ", "air_drone_strike", "unattributed", "2024-11-29", "sohr"):
        assert word not in page.text


def test_a_country_is_listed_and_never_drawn(picture: Picture) -> None:
    maps = re.findall(r'<svg class="map .*?</svg>', to_html(picture), re.S)
    assert len(maps) == 2
    assert all("Saraqib" in drawn and "Syria:" not in drawn for drawn in maps)
    assert "A whole country, listed only" in Page(to_html(picture)).text


def test_drawings_are_hidden_from_readers_that_have_the_tables(page: Page) -> None:
    loose = [a for a in page.all("svg") if "aria-hidden" not in a and not ("x" in a and "y" in a)]
    assert loose == []


def test_tables_say_what_their_heads_are_heads_of(page: Page) -> None:
    assert page.all("th")
    assert all("scope" in a for a in page.all("th"))


def test_a_reader_can_skip_to_the_brief(page: Page) -> None:
    first = page.all("a")[0]
    assert first["href"] == "#main"
    assert page.all("main")[0]["id"] == "main"
    assert page.all("html")[0]["lang"] == "en"


def test_landmarks_have_names_of_their_own(page: Page) -> None:
    regions = [a for tag, a in page.elements if tag == "section" or a.get("role") == "region"]
    names = [a.get("aria-label") or a["aria-labelledby"] for a in regions]
    assert len(names) == len(set(names))


def test_headings_leave_out_no_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_copy_is_marked(page: Page) -> None:
    assert "largely a copy of Report 2 (River Herald)" in page.text


def test_claims_that_cross_are_highlighted_without_script(
    make: Callable[..., Picture], make_claim: Callable[..., Claim], picture: Picture
) -> None:
    crossing = make_claim(
        "c-x", "r1", "entered the western districts of Aleppo on Friday, the Observatory said, two",
        "advance", "entered", "e1",
    )  # fmt: skip
    html = to_html(make(claims=(*picture.claims, crossing)))
    assert re.search(r"body:has\(#c\d+:target\) \[data-of=\"c\d+\"\]", html)


def test_many_reports_are_folded(
    make: Callable[..., Picture], make_report: Callable[..., Report]
) -> None:
    many = tuple(make_report(f"r{n}", text=f"Report number {n}.\nNothing new.") for n in range(40))
    page = Page(to_html(make(reports=many, claims=(), events=(), disputes=(), control=())))
    assert "List of 40 reports" in page.text


def test_a_page_of_many_claims_stays_small(
    make: Callable[..., Picture], make_event: Callable[..., Event], picture: Picture
) -> None:
    model = picture.claims[0]
    claims = tuple(replace(model, id=f"c{n}", event=f"e{n // 4}") for n in range(2_000))
    events = tuple(
        make_event(
            f"e{n}", "attack", "attack", [f"c{4 * n + k}" for k in range(4)], day="2024-11-29"
        )
        for n in range(500)
    )
    page = to_html(make(claims=claims, events=events, disputes=(), control=()))
    assert len(page) < 2_000 * len(claims)
    assert "488 more events" in Page(page).text


STYLE = (files("consilience.publish") / "static" / "brief.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([\w-]+): light-dark\((#\w+, #\w+)\)", STYLE))


@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize("text", ["ink", "soft", "link", "agreed", "disputed", "single"])
@pytest.mark.parametrize("side", [0, 1])
def test_words_can_be_read_on_their_ground(text: str, ground: str, side: int) -> None:
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5 to 1, light and dark."""
    pair = [luminance(COLOURS[name].split(", ")[side]) for name in (text, ground)]
    assert (max(pair) + 0.05) / (min(pair) + 0.05) >= 4.5


@pytest.mark.parametrize("side", [0, 1])
def test_highlighted_words_can_be_read(side: int) -> None:
    pair = [luminance(COLOURS[name].split(", ")[side]) for name in ("ink", "mark")]
    assert (max(pair) + 0.05) / (min(pair) + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of #rrggbb."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_attribution_stands_at_the_foot(page: Page) -> None:
    assert "GeoNames, CC BY 4.0" in page.text
    assert "Natural Earth, public domain" in page.text


def test_many_gaps_of_one_report_are_folded_to_one_line(make: Callable[..., Picture]) -> None:
    gap = PictureWarning(code="not-dated", message="“Shells fell.”", report="r1", start=0, end=6)
    many = tuple(replace(gap, end=6 + n) for n in range(9))
    page = to_html(make(warnings=(*many, replace(gap, report="r2"))))
    summaries = re.findall(r"<summary>([^<]*) <span class=\"n\">(\d+)", page)
    assert ("Not dated", "10") in summaries
    assert ("Report 1 (Morning Dispatch)", "9") in summaries
    assert not [where for where, _ in summaries if where.startswith("Report 2")]


def test_a_new_version_and_what_it_takes_in_are_marked(picture: Picture) -> None:
    first, second, third = (r.id for r in picture.reports[:3])
    last = replace(picture.reports[-1], copy_of=None, version_of=first, contains=(second, third))
    text = Page(to_html(replace(picture, reports=(*picture.reports[:-1], last)))).text
    assert text.count("a new version of Report 1") == 2
    assert text.count("takes in Report 2") == 2
