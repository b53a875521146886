"""Events and victims by month and first-order unit, as the Humanitarian Data Exchange has them.

In: a `Picture`. Out: one row a month and unit. Of a total over several events what is left
beside them is added to the victims of its month and unit; it is no event. With `hxl`, the
tag row of the Humanitarian Exchange Language (HXL 1.1) stands under the header.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from consilience.model import Picture
from consilience.publish import words
from consilience.publish.exports.cells import Value
from consilience.publish.exports.codebook import Case, sub_events
from consilience.publish.exports.tables import Table, columns
from consilience.publish.exports.totals import coded, explained

_Key = tuple[str, str, str, str]


def table(picture: Picture) -> Table:
    """Return the table *monthly*: dated and placed events of political violence."""
    found = coded(picture)
    groups: dict[_Key, list[Case]] = defaultdict(list)
    outside: list[Case] = []
    for case in found.cases:
        key = _key(case) if _is_violence(case) else None
        if key:
            groups[key].append(case)
        else:
            outside.append(case)
    rows = tuple(_row(key, groups[key]) for key in sorted(groups))
    notes = (*explained(found), *_left_out(outside))
    return Table("monthly", columns("monthly"), rows, notes)


def _left_out(outside: Sequence[Case]) -> Iterator[str]:
    """Yield, for a README, how many dead the rows do not have."""
    deadly = [c for c in outside if c.deaths and c.deaths.best]
    if deadly:
        dead = sum(c.deaths.best for c in deadly if c.deaths)
        yield (
            f"Not in these rows: {words.plural(len(deadly), 'deadly event')} ({dead:,} killed by"
            " the best counts) whose act, country or month is not known."
        )


def _key(case: Case) -> _Key | None:
    start, end = case.event.time.start, case.event.time.end
    if case.country is None or start is None or (case.total and (end or start)[:7] != start[:7]):
        return None
    unit = case.admin1
    code = unit.admin1 if unit else None
    return case.country.country or "", unit.name if unit else "", code or "", start[:7]


def _is_violence(case: Case) -> bool:
    kind = sub_events().get(case.event.acled or "")
    return kind is not None and "Political violence" in kind.disorder_type


def _row(key: _Key, group: list[Case]) -> dict[str, Value]:
    country, unit, code, month = key
    dead = [c.deaths for c in group if c.deaths]
    events = [c for c in group if not c.total]
    return {
        "country": country, "admin1": unit or None, "admin1_code": code or None, "month": month,
        "events": len(events), "disputed": sum(bool(c.event.disputes) for c in events),
        "killed_low": sum(d.low for d in dead), "killed_best": sum(d.best for d in dead),
        "killed_high": sum(d.high for d in dead),
        "injured_best": sum(c.count("injured") for c in group),
        "displaced_best": sum(c.count("displaced") for c in group),
    }  # fmt: skip
