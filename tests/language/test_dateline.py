"""Datelines: words before the first sentence, read apart from it."""

from __future__ import annotations

import pytest

from consilience.language.dateline import sentences_after


@pytest.mark.parametrize(
    "line",
    [
        "GOMA - |Gunmen shot two men.",
        "GOMA — |Gunmen shot two men.",
        "GOMA, Congo, May 4 (Agency) - |Gunmen shot two men.",
        "PORT-AU-PRINCE, Haiti (Agency) — |Gunmen shot two men.",
        "MOSUL/ERBIL - |Gunmen shot two men.",
        "Goma, 4 May 2023 – |Gunmen shot two men.",
        "Goma (Agency) -- |Gunmen shot two men.",
        "Juba, 4 October: |Gunmen shot two men.",
    ],
)
def test_sentence_begins_after_the_dateline(line: str) -> None:
    first, rest = line.split("|")
    assert list(sentences_after(f"Two shot dead\n\n{first}{rest}")) == [15 + len(first)]


@pytest.mark.parametrize(
    "line",
    [
        "Gunmen - some on foot - shot two men.",
        "Sudan - Gunmen shot two men.",
        "Monitor: Gunmen shot two men.",
        "The army said that GOMA was calm - and that no one had fled.",
        "Gunmen in Goma shot two men on Sunday, 4 May - the day of the vote.",
    ],
)
def test_sentence_with_a_dash_or_colon_stays_whole(line: str) -> None:
    assert list(sentences_after(line)) == []
