"""A sentence may say what its cells say, in their words and plain ones, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consilience.assist.wording import Item, refusal

STRIKE = Item(
    "e-1",
    {
        "id": "e-1",
        "what": "Air or drone strike in Idlib by Russian Air Force: 24 civilians killed",
        "where": "Idlib", "when": "Fri 29 Nov 2024", "how sure": "One source",
        "who says so": ["Syrian Observatory for Human Rights", "3 reports in their own words"],
        "tolls": [{"of": "Civilians killed", "count": "at least 24",
                   "by": [{"who": "Syrian Observatory for Human Rights", "count": "at least 24"}]}],
    },
)  # fmt: skip
DENIED = replace(STRIKE, denied=True, denies=True)
DISPUTED = replace(STRIKE, disputed=True, denies=True)
PLANNED = replace(STRIKE, given={**STRIKE.given, "manner": "planned"}, unsure=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "At least 24 civilians were killed in an air strike in Idlib on 29 Nov 2024.",
        "At least twenty-four civilians were killed on 29 November 2024, the Syrian Observatory "
        "for Human Rights said.",
        "The Observatory says that strikes by the Russian Air Force killed civilians in Idlib.",
    ],
)
def test_words_of_the_cells_may_stand(sentence: str) -> None:
    assert refusal(sentence, STRIKE) == ""


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("At least 42 civilians were killed in Idlib.", "42 is no number"),
        ("Twenty-nine civilians were killed in Idlib.", "29 is no number"),
        ("Three civilians were killed in Idlib.", "3 is no number"),
        ("Civilians were killed in Idlib on 24 Nov 2024.", "24 is no number"),
        ("Civilians were killed in Idlib on 29 Nov 2025.", "2025 is no number"),
        ("24 civilians were killed in Aleppo.", "“aleppo” is no word"),
        ("24 civilians were massacred in Idlib.", "“massacred” is no word"),
        ("Hundreds of civilians were killed in Idlib.", "“hundreds” is no word"),
        ("Thankfully, civilians were killed in Idlib.", "“thankfully” is no word"),
        ("No civilians were killed in Idlib.", "denies what no cell denies"),
        ("Russian Air Force strikes on Idlib are disputed.", "disputes what no cell disputes"),
        ("Civilians were killed; see https://evil.example", "it holds"),
        ("Civilians were killed in <b>Idlib</b>.", "it holds “<”"),
        ("Civilians were “killed” in Idlib.", "it holds"),
        ("Civilians were killed in Idlib\u202e.", "it holds"),
    ],
)  # fmt: skip
def test_what_the_cells_do_not_say_is_refused(sentence: str, why: str) -> None:
    assert why in refusal(sentence, STRIKE)


def test_a_denial_a_dispute_and_a_plan_must_be_told_as_such() -> None:
    plain = "At least 24 civilians were killed in Idlib."
    assert "leaves out that this is denied" in refusal(plain, DENIED)
    assert "leaves out that this is disputed" in refusal(plain, DISPUTED)
    assert "tells as a fact" in refusal(plain, PLANNED)
    assert refusal("That civilians were killed in Idlib is denied.", DENIED) == ""
    assert refusal("That civilians were killed in Idlib is disputed.", DISPUTED) == ""
    assert refusal("A strike on Idlib by the Russian Air Force is planned.", PLANNED) == ""
