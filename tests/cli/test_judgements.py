"""Every kind of judgement from the shell: made, kept by coding again, withdrawn without a trace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
BY = ("--who", "mk", "--why", "Read the sentence")
NEWS = (
    ("Depot hit", "Mortar shells struck a bus depot in Hama on Friday and killed four drivers, the "
                  "Syrian Observatory said."),
    ("Two towns hit", "Mortar shells struck a bus depot in Hama on Friday, killing four drivers, "
                      "SANA said. Warplanes bombed a grain store in Saraqib on Friday, a rescue "
                      "worker said."),
)  # fmt: skip
# What each kind asks for: `{c}` and `{d}` are claims of two events, `{one}` and `{other}` of one.
WAYS = {
    "same_event": ("--of", "{c}", "--of", "{d}"),
    "not_same_event": ("--of", "{one}", "--against", "{other}"),
    "same_actor": ("--named", "{actor}", "--named", "{actor2}"),
    "same_place": ("--named", "{place}", "--named", "{place2}"),
    "place_is": ("--of", "{c}", "--at", "35.1,36.7", "--name", "Old mill"),
    "wrong_slot": ("--of", "{c}", "--slot", "modality", "--value", '"possible"'),
    "reject_claim": ("--of", "{c}"),
    "confirm": ("--of", "{c}"),
    "note": ("--of", "{c}"),
}


@pytest.fixture
def case(run: Run, tmp_path: Path) -> Path:
    path, news = tmp_path / "hama.case", tmp_path / "news.jsonl"
    told = ({"id": str(n), "title": title, "text": text, "published": "2024-11-30"}
            for n, (title, text) in enumerate(NEWS))  # fmt: skip
    news.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    assert run("init", path).exit_code == 0
    assert run("add", path, news, "--workers", "1").exit_code == 0
    return path


def picture(run: Run, case: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(run("brief", case, "--json").stdout)
    return made


def _ids(picture: dict[str, Any]) -> dict[str, str]:
    events, actors, places = (picture[name] for name in ("events", "actors", "places"))
    several = next(e for e in events if len(e["claims"]) > 1)
    return {
        "c": events[0]["claims"][0], "d": events[1]["claims"][0],
        "one": several["claims"][0], "other": several["claims"][1],
        "actor": actors[0]["id"], "actor2": actors[1]["id"],
        "place": places[0]["id"], "place2": places[1]["id"],
    }  # fmt: skip


@pytest.mark.parametrize("kind", WAYS)
def test_it_is_made_kept_by_coding_again_and_withdrawn(run: Run, case: Path, kind: str) -> None:
    before = picture(run, case)
    ids = _ids(before)
    made = run("judgements", "add", case, kind, *(w.format(**ids) for w in WAYS[kind]), *BY)
    assert made.exit_code == 0, made.output
    after = picture(run, case)
    assert (after == before) == (kind == "note")
    assert run("code", case, "--again").exit_code == 0
    assert picture(run, case) == after
    key = made.stdout.split()[0]
    assert "(withdrawn by mk" in run("judgements", "withdraw", case, key, *BY).stdout
    assert picture(run, case) == before
    assert key in run("judgements", "list", case, "--withdrawn").stdout
