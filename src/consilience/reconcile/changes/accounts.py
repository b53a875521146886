"""Reports that came, went or were changed, and claims that are no longer made.

In: a `Telling`. Out: changes of reports and claims. A claim is withdrawn where a
new version of its report no longer makes it. One that the same words no longer
give was not withdrawn by anybody: it is read otherwise, and said to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from consilience.model import Change, Claim, Report
from consilience.reconcile.changes.telling import Telling
from consilience.reconcile.recall import called


def changes(telling: Telling) -> Iterator[Change]:
    """Yield the changes of reports and of what they claim."""
    there = {r.id: r for r in telling.new.reports}
    known = {r.id for r in telling.old.reports}
    arrived = set(there) - set(telling.matched.reports.values())
    yield from (_new(there[i], telling) for i in sorted(arrived))
    for report in telling.old.reports:
        version = telling.matched.reports.get(report.id)
        if version is None:
            yield _gone(report, telling)
        elif version != report.id and version not in known:
            yield from _revised(report, there[version], telling)
        else:
            yield from _read_otherwise(report, telling)


def _new(report: Report, telling: Telling) -> Change:
    original = telling.evidence.reports.get(report.copy_of or "")
    copied = f"Largely a copy of {called(original)}: no weight added." if original else ""
    return telling.change(
        "report_new",
        called(report),
        (),
        after=report.published,
        reason=copied,
        new=[report.id],
    )


def _gone(report: Report, telling: Telling) -> Change:
    claims = [c.id for c in telling.old.claims if c.report == report.id]
    return telling.change(
        "report_gone", called(report), claims, before=report.published, old=[report.id],
        reason="It is not among the reports given; what it said is not denied by that.",
        because="reports",
    )  # fmt: skip


def _revised(old: Report, new: Report, telling: Telling) -> Iterator[Change]:
    same = old.sha256 == new.sha256
    yield telling.change(
        "report_revised", called(new), (), before=old.published, after=new.published,
        reason="Its text is the same." if same else "Its text was changed.",
        old=[old.id], new=[new.id],
    )  # fmt: skip
    for event, claims in _lost(old, telling).items():
        yield telling.change(
            "claim_withdrawn", telling.old_events[event].summary, [c.id for c in claims],
            reason=f"{called(new)}: the new version no longer says it.", old=[event],
            because="reading" if same else "reports",
        )  # fmt: skip


def _read_otherwise(report: Report, telling: Telling) -> Iterator[Change]:
    for event, claims in _lost(report, telling).items():
        yield telling.change(
            "claim_reread", telling.old_events[event].summary, [c.id for c in claims],
            reason=f"{called(report)}: the same words, read otherwise now.",
            old=[event], because="reading",
        )  # fmt: skip


def _lost(report: Report, telling: Telling) -> dict[str, list[Claim]]:
    """Return the claims of a report that are no longer made, by the event they were of."""
    out: dict[str, list[Claim]] = defaultdict(list)
    for claim in telling.old.claims:
        if claim.report == report.id and claim.id not in telling.matched.claims and claim.event:
            out[claim.event].append(claim)
    return dict(sorted(out.items()))
