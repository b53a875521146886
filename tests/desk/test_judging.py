"""Judgements by form, as a browser without JavaScript sends them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.testclient import TestClient

from consilience.casefile import Case

SIGNED: dict[str, Any] = {"who": "ana", "why": "read both reports"}


def sent(client: TestClient, page: str, to: str, fields: Mapping[str, object]) -> str:
    """Send a form of a page of the desk; return where it leads."""
    found = re.search(r'name="code" value="([0-9a-f]+)"', client.get(page).text)
    assert found is not None
    body = urlencode({**fields, "code": found[1]}, doseq=True)
    head = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post(to, content=body, headers=head)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def _two(case: Case) -> tuple[str, str]:
    one, two = [e for e in case.events() if e.event_type != "statement"][:2]
    return one.id, two.id


def test_merging_leads_to_the_merged_event_and_withdrawing_parts_it(
    editor: TestClient, case: Case
) -> None:
    one, two = _two(case)
    both = {c for e in (one, two) for c in case.events_of([e])[0].claims}
    fields = {"kind": "same_event", "claims": [one, two], **SIGNED}
    to = sent(editor, f"/events/{one}", "/judgements", fields)
    merged = case.event(to.partition("?")[0].rpartition("/")[2])
    assert merged is not None and set(merged.claims) == both
    page = editor.get(to).text
    assert "read both reports" in page and "ana" in page
    key = case.judgements()[0].id
    sent(editor, to, f"/judgements/{key}/withdraw", {**SIGNED, "seen": merged.claims[0]})
    assert {e.id for e in case.events()} >= {one, two}


def test_splitting_keeps_the_marked_claims_apart(editor: TestClient, case: Case) -> None:
    event = next(e for e in case.events() if len(e.claims) > 1)
    fields = {"kind": "not_same_event", "event": event.id, "claims": event.claims[0], **SIGNED}
    sent(editor, f"/events/{event.id}", "/judgements", fields)
    apart = case.claims_of(event.claims)
    assert apart[0].event not in {c.event for c in apart[1:]}


def test_an_event_is_put_where_it_was(editor: TestClient, case: Case) -> None:
    event = next(e for e in case.events() if e.place)
    fields = {"kind": "place_is", "claims": event.id, "place": "Old mill", "lat": "35.9",
              "lon": "36.6", **SIGNED}  # fmt: skip
    to = sent(editor, f"/events/{event.id}", "/judgements", fields)
    moved = case.event(to.partition("?")[0].rpartition("/")[2])
    place = case.place(moved.place or "") if moved else None
    assert place is not None and (place.name, place.lat) == ("Old mill", 35.9)


def test_a_claims_form_sets_only_what_was_changed(editor: TestClient, case: Case) -> None:
    claim = next(c for c in case.claims() if c.figures)
    every = ["event_type", "polarity", "modality", "background", "time", "figures", "attribution",
             "actors", "targets", "places"]  # fmt: skip
    said = claim.attribution
    fields: dict[str, object] = {
        "kind": "correct", "claims": claim.id, "slots": every, "event_type": claim.event_type,
        "polarity": claim.polarity, "modality": claim.modality,
        "time_start": claim.time.start or "", "time_end": claim.time.end or "",
        "actors": [a.actor for a in claim.actors], "targets": [t.actor for t in claim.targets],
        "places": [p.place for p in claim.places],
        "figures": [str(n) for n in range(len(claim.figures))],
        "low": [*(str(f.low + 1) for f in claim.figures), ""],
        "high": [*("" if f.high is None else str(f.high + 1) for f in claim.figures), ""],
        "figure_kind": [*(f.kind for f in claim.figures), "killed"],
        "victims": [*(f.victims for f in claim.figures), ""],
        "voice": (said.source or "unnamed") if said else "", "stance": said.stance if said else "",
        **SIGNED,
    }  # fmt: skip
    sent(editor, f"/claims/{claim.id}", "/judgements", fields)
    assert [j.slot for j in case.judgements()] == ["figures"]
    now = case.claim(claim.id)
    assert now is not None and now.figures[0].low == claim.figures[0].low + 1


def test_the_form_shows_every_slot_as_it_is_coded(editor: TestClient, case: Case) -> None:
    """Sent back untouched, the form changes nothing, and says so."""
    for claim in case.claims():
        page = editor.get(f"/claims/{claim.id}").text
        form = page[page.index('class="correct"') : page.index("The claim as a whole")]
        answer = editor.post(
            "/judgements", content=urlencode([*_fields(form), *SIGNED.items()]),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        assert answer.status_code == 400, claim
        assert "Nothing was changed" in answer.text


def _fields(form: str) -> list[tuple[str, str]]:
    out = []
    for tag in re.findall(r"<input [^>]*>|<select .*?</select>", form, re.DOTALL):
        name = re.search(r' name="([^"]*)"', tag)
        chosen = re.search(r'<option value="([^"]*)" selected', tag)
        value = re.search(r' value="([^"]*)"', tag)
        is_off = 'type="checkbox"' in tag and " checked" not in tag
        if name and not is_off and name[1] not in SIGNED:
            first = re.search(r'<option value="([^"]*)"', tag)
            found = chosen or first if tag.startswith("<select") else value
            out.append((name[1], found[1] if found else ""))
    return out


def test_a_rejected_claim_is_gone_and_its_judgement_listed(editor: TestClient, case: Case) -> None:
    claim = case.claims()[0]
    fields = {"kind": "reject_claim", "claims": claim.id, "back": "/judgements", **SIGNED}
    to = sent(editor, f"/claims/{claim.id}", "/judgements", fields)
    assert to.startswith("/judgements?done=j-")
    assert case.claim(claim.id) is None
    assert "Rejected" in editor.get("/judgements").text


def test_a_judgement_without_why_is_refused(editor: TestClient, case: Case) -> None:
    key = case.events()[0].id
    page = editor.get(f"/events/{key}").text
    code = re.search(r'name="code" value="([0-9a-f]+)"', page)
    assert code is not None
    body = {"kind": "confirm", "claims": key, "who": "ana", "code": code[1]}
    answer = editor.post("/judgements", data=body, headers={"accept": "text/html"})
    assert answer.status_code == 400
    assert "needs why" in answer.text


def test_two_actors_are_made_one_and_two_again(editor: TestClient, case: Case) -> None:
    fields = {"kind": "same_actor", "named": "rebels", "other": "White Helmets",
              "stands": "other", **SIGNED}  # fmt: skip
    to = sent(editor, "/actors/rebels", "/judgements", fields)
    assert to.startswith("/actors/white-helmets?")
    page = editor.get(to).text
    assert "These are one actor" in page
    assert case.actor("rebels") is None
    key = case.judgements()[0].id
    sent(editor, to, f"/judgements/{key}/withdraw", SIGNED)
    assert case.actor("rebels") is not None


def test_two_places_are_made_one(editor: TestClient, case: Case) -> None:
    fields = {"kind": "same_place", "named": "gn:164816", "other": "gn:169389", "stands": "this",
              **SIGNED}  # fmt: skip
    to = sent(editor, "/places/gn:164816", "/judgements", fields)
    assert to.startswith("/places/gn%3A164816?")
    assert not [e for e in case.events() if e.place == "gn:169389"]
    assert "These are one place" in editor.get(to).text


def test_a_place_is_put_elsewhere_for_every_claim_of_it(editor: TestClient, case: Case) -> None:
    fields = {"kind": "place_is", "named": "gn:164816", "lat": "35.9", "lon": "36.8", **SIGNED}
    to = sent(editor, "/places/gn:164816", "/judgements", fields)
    moved = case.place("gn:164816")
    assert moved is not None and (moved.lat, moved.lon) == (35.9, 36.8)
    assert "It was here" in editor.get(to).text


def test_who_is_not_known_is_said_to_be_so(editor: TestClient) -> None:
    found = re.search(r'name="code" value="([0-9a-f]+)"', editor.get("/actors/rebels").text)
    assert found is not None
    fields = {"kind": "same_actor", "named": "rebels", "other": "Mill Watch", "code": found[1]}
    head = {"content-type": "application/x-www-form-urlencoded"}
    answer = editor.post("/judgements", content=urlencode(fields | SIGNED), headers=head)
    assert answer.status_code == 400
    assert "is no actor of this case" in answer.text


def test_judgements_at_odds_are_shown_with_the_way_to_them(editor: TestClient, case: Case) -> None:
    event = next(e for e in case.events() if len(e.claims) > 1)
    one, *rest = event.claims
    case.judge("same_event", claims=[one, *rest], **SIGNED)
    case.judge("not_same_event", claims=[one], others=rest, **SIGNED)
    page = editor.get("/judgements").text
    assert "Not to be followed as they stand" in page
    assert "They are kept apart" in page
    said = editor.get("/judgements?format=json").json()
    assert {w["code"] for w in said["troubles"]} == {"judgement-conflict"}


def test_judgements_are_exchanged_and_compared(editor: TestClient, case: Case) -> None:
    claim, other = case.claims()[:2]
    case.judge("confirm", claims=[claim.id], who="ana", why="it says so")
    case.judge("confirm", claims=[other.id], who="ana", why="it says so")
    lines = editor.get("/judgements/export").text
    assert lines.count("\n") == 2
    theirs = lines.replace('"who":"ana"', '"who":"bo"').replace('"confirm"', '"reject_claim"', 1)
    theirs = re.sub(r'"id":"j-[0-9a-f]+",', "", theirs)
    to = sent(editor, "/judgements", "/judgements/import", {"lines": theirs})
    assert to == "/judgements?taken=2"
    assert "2 judgements were taken in" in editor.get(to).text
    said = editor.get("/judgements?one=ana&two=bo&format=json").json()["agreement"]
    assert (said["units"], said["agreed"]) == (2, 1)
    assert "Krippendorff" in editor.get("/judgements?one=ana&two=bo").text
    assert editor.get("/judgements?one=ana&two=nobody").status_code == 400


def test_the_words_of_a_judgement_lead_to_them(editor: TestClient, case: Case) -> None:
    claim = case.claims()[0]
    case.judge("note", claims=[claim.id], **SIGNED)
    assert f'href="/reports/{claim.report}#{claim.id}"' in editor.get("/judgements").text
