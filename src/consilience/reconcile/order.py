"""The order in which a picture lists what it holds.

In: objects of a picture. Out: the keys to sort them by, and the timeline. A picture that is
put together from the parts of a case has the same order as one that was made at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from consilience.model import (
    Claim,
    Control,
    Day,
    Dispute,
    Event,
    PictureWarning,
    Report,
    Story,
)

Key = tuple[Any, ...]


def of_report(report: Report) -> Key:
    """Return the key of a report: the earliest first, those without a date last."""
    return (report.published or "9999", report.given_id or "", report.id)


def of_claim(claim: Claim) -> Key:
    """Return the key of a claim: by report, in the order of its words."""
    return (claim.report, claim.start, claim.trigger.start, claim.id)


def of_event(event: Event, family: str) -> Key:
    """Return the key of an event: what was done before what was said, the most told first."""
    start = event.time.start or "9999"
    return (family == "speech", -len(event.reports), -len(event.claims), start, event.id)


def of_dispute(dispute: Dispute) -> Key:
    """Return the key of a dispute: open ones first, those of most reports first."""
    reports = {r for p in dispute.positions for r in p.reports}
    return (dispute.status, -len(reports), dispute.field, dispute.id)


def of_control(row: Control) -> Key:
    """Return the key of a row of control: by place, holder and state."""
    return (row.place, row.holder, row.state)


def of_story(story: Story) -> Key:
    """Return the key of a story: by its first day."""
    return (story.start or "9999", story.id)


def of_warning(warning: PictureWarning) -> Key:
    """Return the key of a warning: by code, report and words."""
    return (
        warning.code, warning.report or "", warning.start or 0, warning.message,
        warning.where or "", warning.end or 0, warning.hint or "",
    )  # fmt: skip


def timeline(events: Sequence[Event]) -> list[Day]:
    """Return the days on which dated events began, events in the order given."""
    days: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if event.time.start and event.time.precision in {"day", "range", "week"}:
            days[event.time.start].append(event.id)
    return [Day(date=day, events=tuple(days[day])) for day in sorted(days)]
