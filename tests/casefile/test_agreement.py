"""Krippendorff's alpha, against figures worked by hand from his formula."""

from __future__ import annotations

import pytest

from consilience.casefile.agreement import alpha


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        # Ten units, two values, four disagreements, counts 14 and 6:
        # 1 - 19 * 8 / (2 * 14 * 6) = 0.095 (his own example of binary data).
        (["00", "11", "01", "00", "00", "00", "00", "00", "10", "01"][:0] + ["00"] * 5
         + ["11"] + ["01"] * 2 + ["10"] * 2, 1 - 19 * 8 / (2 * 14 * 6)),
        (["ab", "cd"], 1 - 3 * 4 / (16 - 4)),
        (["aa", "bb"], 1.0),
    ],
)  # fmt: skip
def test_alpha_of_nominal_values(pairs: list[str], expected: float) -> None:
    assert alpha([(pair[0], pair[1]) for pair in pairs]) == pytest.approx(expected)


def test_alpha_is_not_to_be_had_of_one_value_only() -> None:
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([]) is None
