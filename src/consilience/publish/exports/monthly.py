"""Events and victims by month and first-order unit, as the Humanitarian Data Exchange has them.

In: a `Picture`. Out: one row a month and unit. Counts that are running totals over a
longer time are left out, so that nobody is counted twice. With `hxl`, the tag row of
the Humanitarian Exchange Language (HXL 1.1) stands under the header.
"""

from __future__ import annotations

from collections import defaultdict

from consilience.model import Picture
from consilience.publish.exports.cells import Value
from consilience.publish.exports.codebook import Case, cases, sub_events
from consilience.publish.exports.deaths import count
from consilience.publish.exports.tables import Table, columns

_Key = tuple[str, str, str, str]


def table(picture: Picture) -> Table:
    """Return the table *monthly*: dated and placed events of political violence."""
    groups: dict[_Key, list[Case]] = defaultdict(list)
    for case in cases(picture):
        if (key := _key(case)) and _is_violence(case) and not _is_running_total(case):
            groups[key].append(case)
    rows = tuple(_row(key, groups[key]) for key in sorted(groups))
    return Table("monthly", columns("monthly"), rows)


def _key(case: Case) -> _Key | None:
    if case.country is None or case.event.time.start is None:
        return None
    unit = case.admin1
    code = unit.admin1 if unit else None
    month = case.event.time.start[:7]
    return case.country.country or "", unit.name if unit else "", code or "", month


def _is_violence(case: Case) -> bool:
    kind = sub_events().get(case.event.acled or "")
    return kind is not None and "Political violence" in kind.disorder_type


def _is_running_total(case: Case) -> bool:
    figures = [f for c in case.claims for f in c.figures]
    return bool(figures) and all(f.cumulative for f in figures)


def _row(key: _Key, group: list[Case]) -> dict[str, Value]:
    country, unit, code, month = key
    dead = [c.deaths for c in group if c.deaths]
    return {
        "country": country, "admin1": unit or None, "admin1_code": code or None, "month": month,
        "events": len(group), "disputed": sum(bool(c.event.disputes) for c in group),
        "killed_low": sum(d.low for d in dead), "killed_best": sum(d.best for d in dead),
        "killed_high": sum(d.high for d in dead),
        "injured_best": sum(count(c.event, "injured") for c in group),
        "displaced_best": sum(count(c.event, "displaced") for c in group),
    }  # fmt: skip
