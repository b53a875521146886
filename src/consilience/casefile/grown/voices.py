"""Where claims go back to, when reports come and go.

In: the reports weighed anew. Out: the origin of each of their claims, and of the claims of
other reports that cite an outlet which now says whom it has it from. Who cites whom for which
count is kept (`cite`), so that only those are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight
from consilience.casefile.tables import cite
from consilience.model import Claim
from consilience.reconcile.origins import (
    citing,
    is_own_voice,
    origin_of,
    origins_of_claims,
    outlet_of,
    told_counts,
)

Key = tuple[str, str]


def settle_voices(
    sight: Sight, came: Sequence[Claim], gone: Iterable[str]
) -> tuple[dict[str, str], set[str]]:
    """Return the origins of the claims of the reports that came, and of those that this changes.

    Also the other reports with such claims. `gone` are all reports whose claims were taken away.
    """
    connection = sight.connection
    sight.read_originals()
    first = {c.id: _said(c, sight) for c in came}
    old = rows_by(connection, (cite.c.outlet, cite.c.told), cite.c.report, gone)
    take(connection, cite, "report", gone)
    rows = [row for c in came for row in _rows(c, first[c.id], sight)]
    put(connection, cite, rows)
    touched = {(outlet, told) for outlet, told in old} | {(r["outlet"], r["told"]) for r in rows}
    others = _that_cite(sight, touched) - {c.report for c in came}
    sight.read_reports(others)
    sight.read_originals()
    claims = [*came, *(c for c in sight.claims.values() if c.report in others)]
    found = origins_of_claims(claims, sight.reports, sight.evidence.actors, _cites(sight, claims))
    return found, others


def _said(claim: Claim, sight: Sight) -> str:
    return origin_of(claim, sight.reports, sight.evidence.actors)


def _rows(claim: Claim, voice: str, sight: Sight) -> list[dict[str, str]]:
    if is_own_voice(voice):
        return []
    counts = [json.dumps(t) for t in dict.fromkeys(told_counts(claim))]
    keys = citing(claim, voice, sight.reports[claim.report])
    outlet = str(keys[0][0]) if keys else ""
    cited = outlet_of(voice, sight.evidence.actors)
    return [{"claim": claim.id, "told": t, "report": claim.report, "outlet": outlet,
             "voice": voice, "cited": cited} for t in counts]  # fmt: skip


def _that_cite(sight: Sight, touched: set[Key]) -> set[str]:
    """Return the reports with claims that cite these outlets for these counts, or cite who does."""
    found: set[str] = set()
    done: set[Key] = set()
    todo = {(outlet, told) for outlet, told in touched if outlet}
    columns = (cite.c.report, cite.c.outlet, cite.c.told, cite.c.cited)
    while todo:
        done |= todo
        rows = rows_by(sight.connection, columns, cite.c.told, {told for _, told in todo},
                       cite.c.cited.in_(sorted({outlet for outlet, _ in todo})))  # fmt: skip
        hits = [r for r in rows if (r[3], r[2]) in todo]
        found |= {r[0] for r in hits}
        todo = {(r[1], r[2]) for r in hits if r[1]} - done
    return found


def _cites(sight: Sight, claims: Sequence[Claim]) -> dict[tuple[object, ...], set[str]]:
    """Return whom the outlets cite that these claims go back to, step by step."""
    actors = sight.evidence.actors
    todo = {(outlet_of(_said(c, sight), actors), json.dumps(t))
            for c in claims for t in told_counts(c)}  # fmt: skip
    done: set[Key] = set()
    out: dict[tuple[object, ...], set[str]] = {}
    columns = (cite.c.outlet, cite.c.told, cite.c.voice, cite.c.cited)
    todo = {key for key in todo if key[0]}
    while todo:
        done |= todo
        rows = rows_by(sight.connection, columns, cite.c.told, {told for _, told in todo},
                       cite.c.outlet.in_(sorted({outlet for outlet, _ in todo})))  # fmt: skip
        hits = [r for r in rows if (r[0], r[1]) in todo]
        for outlet, told, voice, _ in hits:
            out.setdefault((outlet, *json.loads(told)), set()).add(voice)
        todo = {(r[3], r[1]) for r in hits if r[3]} - done
    return out
