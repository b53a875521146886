from __future__ import annotations

import pytest

from consilience.acquire.language import language_of, name_of, plainly_english


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Des dizaines de civils ont été tués dans le bombardement de la ville.", "fr"),
        ("قتل عشرة مدنيين في قصف على سوق في المدينة، وفق ما قال مسعفون.", "ar"),
        ("Mindestens neun Menschen sind bei dem Angriff getötet worden.", "de"),
        ("Kentin pazarına düzenlenen saldırıda dokuz sivil hayatını kaybetti.", "tr"),
    ],
)
def test_other_languages_are_told(text: str, code: str) -> None:
    assert language_of(text) == (code, True)


def test_english_prose_needs_no_model() -> None:
    assert plainly_english(
        "At least nine people were killed when shells hit a market, and rescuers said that "
        "they had not reached all of them."
    )


def test_a_statement_in_two_languages_is_english() -> None:
    english = (
        "At least nine people were killed when shells hit a market, and rescuers said that "
        "they had not reached all of them. "
    )
    french = "Au moins neuf personnes ont été tuées dans le bombardement du marché. "
    assert language_of(french * 50 + english * 20) == ("en", True)


@pytest.mark.parametrize(
    "text", ["NINE KILLED AS SHELLS HIT A MARKET IN THE TOWN", "Nine killed in shelling of market"]
)
def test_headlines_are_english_too(text: str) -> None:
    assert language_of(text)[0] == "en"


def test_languages_are_named() -> None:
    assert name_of("ar") == "Arabic"
    assert "'xx'" in name_of("xx")
