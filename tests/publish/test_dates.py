import pytest

from consilience.publish import dates


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2024-11-29", "2024-11-29", "day", "Fri 29 Nov 2024"),
        ("2024-11-27", "2024-11-29", "range", "27–29 Nov 2024"),
        ("2024-11-27", "2024-12-02", "range", "27 Nov – 2 Dec 2024"),
        ("2024-12-30", "2025-01-02", "range", "30 Dec 2024 – 2 Jan 2025"),
        ("2024-11-01", "2024-11-30", "month", "in November 2024"),
        ("2016-01-01", "2016-12-31", "year", "in 2016"),
        ("2024-11-27", None, "range", "27 Nov 2024 or later"),
        (None, "2024-11-27", "range", "27 Nov 2024 or earlier"),
        (None, None, "unknown", "no date"),
    ],
)
def test_intervals(start: str | None, end: str | None, precision: str, said: str) -> None:
    assert dates.interval(start, end, precision) == said


def test_a_time_of_day_is_shown_where_it_is_known() -> None:
    assert dates.moment("2024-11-30T18:05:00+00:00") == "30 Nov 2024, 18:05"
    assert dates.moment("2024-11-30") == "30 Nov 2024"
    assert dates.moment("2024-11-30T00:00:00") == "30 Nov 2024"


def test_what_is_no_date_is_given_back() -> None:
    assert dates.moment("last winter") == "last winter"
    assert dates.day(None) == "no date"
