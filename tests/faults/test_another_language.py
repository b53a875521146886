from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Neuf civils ont été tués vendredi dans le bombardement du marché de la ville.", "French"),
        ("قتل تسعة مدنيين يوم الجمعة في قصف على سوق المدينة، بحسب الدفاع المدني.", "Arabic"),
        ("Девять мирных жителей погибли в пятницу при обстреле рынка в городе.", "Russian"),
    ],
)
def test_another_language_is_skipped_and_named(
    beside_a_good_report: Beside, read: Read, text: str, language: str
) -> None:
    acquired = read(beside_a_good_report(foreign__txt=text))
    assert len(acquired.reports) == 1
    (warning,) = acquired.warnings
    assert warning.code == "not-english"
    assert language in warning.message


def test_what_a_record_says_of_its_language_does_not_outweigh_its_words(
    beside_a_good_report: Beside, read: Read
) -> None:
    row = '{"id": "x", "language": "ar", "text": "Nine people were killed in the town on Friday."}'
    assert len(read(beside_a_good_report(rows__jsonl=row)).reports) == 2
