"""Work out what a time expression means: its TIMEX3 value and its inclusive days.

In: an `Expression` and the `Story` so far (the report's day, whether the text
tells history or news, the last date told). Out: a `Reading`. Each rule of
`knowledge/data/times.yaml` names in `means` the way it is read; `_READERS` lists
them. Values follow TimeML's TIMEX3 (years before Christ as in TIDES 2005: BC0480).
"""

from __future__ import annotations

from collections.abc import Callable

from consilience.coding.times.dates import (
    read_century,
    read_clock,
    read_date,
    read_day_only,
    read_daypart,
    read_decade,
    read_holiday,
    read_numeric,
    read_season,
    read_short_year,
)
from consilience.coding.times.durations import (
    read_length,
    read_recent,
    read_reference,
    read_set,
    read_unvalued,
    read_window,
)
from consilience.coding.times.guards import Expression
from consilience.coding.times.moments import Reading, Story
from consilience.coding.times.relative_times import (
    read_ago,
    read_month_from,
    read_next_day,
    read_offset,
    read_overnight,
    read_period,
    read_today,
    read_weekday,
)

_READERS: dict[str, Callable[[Expression, Story], Reading]] = {
    "date": read_date,
    "numeric": read_numeric,
    "shortyear": read_short_year,
    "dayonly": read_day_only,
    "holiday": read_holiday,
    "weekday": read_weekday,
    "today": read_today,
    "overnight": read_overnight,
    "period": read_period,
    "relmonth": read_month_from,
    "nextday": read_next_day,
    "ago": read_ago,
    "offset": read_offset,
    "length": read_length,
    "window": read_window,
    "set": read_set,
    "season": read_season,
    "decade": read_decade,
    "century": read_century,
    "clock": read_clock,
    "daypart": read_daypart,
    "reference": read_reference,
    "recent": read_recent,
    "unvalued": read_unvalued,
}


def read_expression(expression: Expression, story: Story) -> Reading:
    """Return what the expression means at this point of the story."""
    return _READERS[expression.rule.means](expression, story)
