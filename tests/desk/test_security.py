"""What a hostile report, page or visitor may try, each a test."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import report, visitor

from consilience.casefile import Case
from consilience.desk import Access
from consilience.desk.guards import local_path
from consilience.desk.pages import PAGES

SCRIPT = "<script>alert(1)</script>"
HANDLER = '"><img src=x onerror=alert(1)>'
SECRET = "a-long-secret-of-ana"


class _Tags(HTMLParser):
    """What a browser would make of a page: its tags, inline scripts and handlers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/"):
            self.wrong.append("inline script")
        if tag in ("style", "iframe", "object", "embed", "base") or tag == "img":
            self.wrong.append(tag)
        self.wrong += [name for name in given if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            if (given.get(name) or "").strip().lower().startswith(("javascript:", "data:")):
                self.wrong.append(f"{name}={given[name]}")


def _every_page(client: TestClient, case: Case) -> list[str]:
    keys = {
        "event": [e.id for e in case.events()], "report": [r.id for r in case.reports()],
        "claim": [c.id for c in case.claims()], "why": [e.id for e in case.events()][:1],
        "dispute": [d.id for d in case.disputes()], "actor": [a.id for a in case.actors()],
        "place": [p.id for p in case.places()],
    }  # fmt: skip
    paths = [p.path.format(key=k) for p in PAGES for k in keys.get(p.name, [""])]
    return [client.get(path, headers={"accept": "text/html"}).text for path in paths]


def test_no_page_has_inline_script_or_style(client: TestClient, case: Case) -> None:
    for page in _every_page(client, case):
        assert _Tags(page).wrong == []


@pytest.mark.parametrize("bad", [SCRIPT, HANDLER])
def test_script_in_headline_quote_place_publisher_and_address_stays_words(
    with_reports: Callable[..., TestClient], bad: str
) -> None:
    made = report(
        f"Post {bad}", "2024-03-05T08:00:00Z", f"Strike {bad} on Idlib",
        f"An airstrike killed 12 civilians in the {bad} neighbourhood of Idlib on Monday, "
        f"the {bad} Observatory said.",
    )  # fmt: skip
    hostile = replace(made, url="javascript:alert(1)")
    client = with_reports(hostile, access=Access(edit=True))
    listed = client.get("/api/reports").json()["items"][0]
    pages = [client.get(f"/reports/{listed['id']}").text, client.get("/").text]
    pages += [client.get(p).text for p in ("/events", "/disputes", "/search?words=airstrike")]
    for claim in client.get("/api/claims").json()["items"]:
        pages += [client.get(f"/claims/{claim['id']}").text]
        pages += [client.get(f"/events/{claim['event']}").text]
    for page in pages:
        assert _Tags(page).wrong == []
        assert bad not in page
    assert "&lt;script&gt;" in pages[0] or "&lt;img" in pages[0]


def test_script_in_a_search_or_filter_stays_words(client: TestClient) -> None:
    for path in ("/search?words=", "/events?place=", "/events?since=", "/nothing?words="):
        page = client.get(path + HANDLER, headers={"accept": "text/html"}).text
        assert _Tags(page).wrong == []


def test_a_spreadsheet_runs_no_cell(with_reports: Callable[..., TestClient]) -> None:
    made = report("=HYPERLINK(A1)", "2024-03-05T08:00:00Z", "=1+1",
                  "An airstrike killed 12 civilians in Idlib on Monday.")  # fmt: skip
    table = with_reports(made).get("/search?format=csv").text
    assert ",'=HYPERLINK(A1)," in table


@pytest.mark.parametrize("words", [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
    "javascript:alert(1)", "/\t/evil.example", "http:evil.example", "", "evil.example",
    "/\n/evil.example", "///evil.example",
])  # fmt: skip
def test_no_way_leads_out_of_the_desk(words: str) -> None:
    assert local_path(words, "/home") == "/home"


def test_signing_in_leads_only_to_pages_of_the_desk(case: Case) -> None:
    shared = visitor(case, Access(tokens={"ana": SECRET}))
    asked = shared.get("/events?per=2", headers={"accept": "text/html"})
    assert asked.headers["location"] == "/sign-in?next=%2Fevents%3Fper%3D2"
    code = re.search(r'name="code" value="([0-9a-f]+)"', shared.get("/sign-in").text)
    assert code is not None
    form = {"token": SECRET, "code": code[1], "next": "https://evil.example/"}
    assert shared.post("/sign-in", data={**form, "token": "wrong"}).status_code == 401
    answer = shared.post("/sign-in", data=form)
    assert answer.headers["location"] == "/"
    assert shared.get("/events").status_code == 200


def test_a_form_of_another_site_is_refused(editor: TestClient, case: Case) -> None:
    event = case.events()[0].id
    code = re.search(r'name="code" value="([0-9a-f]+)"', editor.get(f"/events/{event}").text)
    assert code is not None
    form = {"kind": "confirm", "claims": event, "who": "ana", "why": "seen", "code": code[1]}
    for wrong in (
        {"headers": {"origin": "https://evil.example"}},
        {"headers": {"sec-fetch-site": "cross-site"}},
        {"data": {**form, "code": ""}}, {"data": {**form, "code": "0" * 64}},
    ):  # fmt: skip
        answer = editor.post("/judgements", **{"data": form, **wrong})  # type: ignore[arg-type]
        assert answer.status_code == 403
    stranger = visitor(case, Access(edit=True))
    assert stranger.post("/judgements", data=form).status_code == 403
    assert case.judgements() == []


def test_the_api_takes_no_form_and_nothing_from_another_site(editor: TestClient) -> None:
    form = {"kind": "note", "why": "x", "who": "ana"}
    assert editor.post("/api/judgements", data=form).status_code == 415
    head = {"origin": "https://evil.example"}
    assert editor.post("/api/judgements", json=form, headers=head).status_code == 403


def test_nobody_judges_without_permission(client: TestClient, case: Case) -> None:
    event = case.events()[0].id
    page = client.get(f"/events/{event}").text
    assert 'method="post"' not in page
    form = {"kind": "confirm", "claims": event, "who": "ana", "why": "seen"}
    assert client.post("/judgements", data=form).status_code == 403
    assert client.post("/judgements/j-1/withdraw", data=form).status_code == 403
    assert client.post("/api/judgements", json=form).status_code == 403
    assert client.post("/api/judgements/j-1/withdraw", json=form).status_code == 403


@pytest.mark.parametrize("path", [
    "/static/../access.py", "/static/%2e%2e/access.py", "/static/..%2faccess.py",
    "/static//etc/passwd", "/brief/../../errors.py", "/static/%2e%2e%5caccess.py",
    "/reports/..%2f..%2fetc%2fpasswd", "/export/..%2f..%2fx", "/static/leaflet",
])  # fmt: skip
def test_no_path_leads_to_other_files(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text and "root:" not in answer.text


@pytest.mark.parametrize("words", [
    '"', "'", "a' OR 1=1 --", '"unclosed phrase', "NEAR(a b)", "a AND", "-", "*", "col:x", "^x",
    "a; drop table claim", "%", "_", "(", "\\", "{x}", "😀", "a" * 500,
])  # fmt: skip
def test_search_takes_any_words_for_words(client: TestClient, words: str) -> None:
    assert client.get("/search", params={"words": words}).status_code == 200
    for name in ("type", "source", "publisher", "story", "report", "family", "admin1"):
        answer = client.get("/events", params={name: words, "format": "json"})
        assert answer.status_code == 200
        assert answer.json()["total"] == 0
    assert client.get("/events?format=json").json()["total"] > 0


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8642", ""]
)
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/events", headers={"host": host})
    assert answer.status_code == 400
    assert "items" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_names_that_were_given_are_hosts_too(case: Case) -> None:
    shared = visitor(case, Access(hosts=("desk.example.org",)))
    for host in ("desk.example.org", "localhost:8642", "[::1]:8642", "127.0.0.1"):
        assert shared.get("/api/status", headers={"host": host}).status_code == 200


def test_every_answer_bears_the_policy(client: TestClient) -> None:
    for path in ("/", "/api/events", "/static/desk.css", "/nothing", "/events?since=x"):
        head = client.get(path).headers
        assert "script-src 'self'" in head["content-security-policy"]
        assert "unsafe" not in head["content-security-policy"]
        assert head["x-content-type-options"] == "nosniff"


def test_a_body_without_end_is_cut_off(editor: TestClient) -> None:
    editor.get("/")
    long = {"why": "x" * 300_000}
    assert editor.post("/judgements", data=long).status_code == 413
    assert editor.post("/api/judgements", json=long).status_code == 413
