"""A picture grown by what was kept since it was painted: the steps in their order.

In: a connection inside a transaction, judgements, what codes and reconciles. Out: the rows of
the picture as they are now. Every step asks the case by index for what belongs to what came;
`whole` weighs everything anew, by the same steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, delete

from consilience.casefile import kept
from consilience.casefile.applied import Applied, apply
from consilience.casefile.forms import dump, load
from consilience.casefile.grown.accounts import Regrouped, accounts_of, regroup, settle_accounts
from consilience.casefile.grown.delta import (
    Delta,
    delta,
    followed,
    is_empty,
    reports_of,
    turn_all,
)
from consilience.casefile.grown.kinship import settle_kin
from consilience.casefile.grown.names import (
    Names,
    mentions,
    names_given,
    reports_naming,
    settle_names,
)
from consilience.casefile.grown.put import Shown, put_picture
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.said import settle_warnings
from consilience.casefile.grown.sight import Sight
from consilience.casefile.grown.voices import settle_voices
from consilience.casefile.grown.weigh import Touched, Weighed, weigh
from consilience.casefile.judgements import Judgement
from consilience.casefile.shelves import lay_out, mark_reports, put_rejected
from consilience.casefile.tables import (
    GROWN,
    SHELVED,
    claim,
    claim_link,
    coding,
    event_link,
    grown,
    mention,
    report,
    turned,
)
from consilience.coding.coded import Coded
from consilience.model import Claim, Report
from consilience.pipeline import event_types, made_with
from consilience.reconcile.aside import as_ruled, everybody
from consilience.reconcile.constraints import constrain
from consilience.reconcile.copies import Lineage
from consilience.reconcile.evidence import is_weighed
from consilience.reconcile.origins import origin_of
from consilience.settings import Settings


@dataclass(frozen=True, slots=True)
class Grown:
    """What was weighed anew: how many reports, and how many events are others now.

    `turned` are the reports that came, changed or went; `left`: others are left for another step.
    """

    reports: int
    events: int
    turned: int
    left: bool


def grow(
    connection: Connection, judgements: Sequence[Judgement], knowledge: Sequence[Path],
    settings: Settings, *, whole: bool = False, most: int | None = None,
) -> Grown:  # fmt: skip
    """Bring the picture up to date with what is kept; return how much was weighed.

    `whole` weighs all reports anew, as after a change of program, model or knowledge; `most` leaves
    what came beyond so many reports for another step.
    """
    if whole:
        empty(connection)
    elif is_empty(connection):
        empty(connection)
        turn_all(connection)
    new = delta(connection, judgements, whole, most)
    return _Step(connection, new, judgements, knowledge, settings).run()


def empty(connection: Connection) -> None:
    """Take the picture away, with all that it grows by."""
    for table in (*SHELVED, *GROWN, event_link, claim_link):
        connection.execute(delete(table))


class _Step:
    """One step of growth."""

    def __init__(
        self, connection: Connection, new: Delta, judgements: Sequence[Judgement],
        knowledge: Sequence[Path], settings: Settings,
    ) -> None:  # fmt: skip
        self.connection = connection
        self.new = new
        self.judgements = judgements
        self.knowledge = knowledge
        self.settings = settings

    def run(self) -> Grown:
        """Do all that is to be done, in order."""
        connection, new = self.connection, self.new
        self.concerned, lineage = settle_kin(connection, new.came, new.gone, self.settings)
        marks = self._marks(lineage)
        copied = {i for i, (old, now) in marks.items() if old.copy_of != now.copy_of}
        mark_reports(connection, (now for _, now in marks.values()), new.gone)
        applied = self._applied(new.came | copied)
        given = [as_ruled(self._given(one, applied)) for one in applied.coded
                 if one.report.id in new.came]  # fmt: skip
        names = settle_names(connection, given, new.gone, self._papers())
        self.dirty = new.came | copied | (self._reached(names) - new.gone)
        if new.judgements or self.dirty - new.came - copied:
            applied = self._applied(self.dirty, names)
        names.hold(applied.actors, applied.places)
        self.reports = frozenset(self.dirty | new.gone)
        sight = Sight(connection, names, event_types(self.knowledge), self.reports)
        sight.stand_aside(applied.coded)
        self._weigh(sight, applied)
        self._remember(given)
        settle_warnings(sight, self.concerned, self.dirty, new, applied)
        put_rejected(connection, applied.rejected, {j.id for j in new.judgements}, new.gone)
        lay_out(connection, "made_with", dump(self.made_with))
        kept.write_meta(connection, "followed", followed(self.judgements))
        take(connection, turned, "report", new.looked)
        return Grown(len(self.dirty), self.events, len(new.looked), new.left)

    def _weigh(self, sight: Sight, applied: Applied) -> None:
        was = self._were(sight)
        came, aside = self._show(sight, applied)
        moved = self._heard(sight, applied, came, aside)
        touched = Touched(came, was, moved, self.reports)
        weighed = weigh(sight, touched, self._grouped(sight, came, was, applied))
        claims = _written(sight, weighed, [*came, *moved], aside)
        self.made_with = made_with(self.knowledge, self.settings)
        put_picture(sight, Shown(claims, [c.id for c in was], was), weighed, self.made_with)
        self.events = len(weighed.events) + len(weighed.gone)

    def _marks(self, lineage: Lineage) -> dict[str, tuple[Report, Report]]:
        """Return the reports that take something else from others now: before, and now."""
        out = {}
        columns = tuple(c for c in report.c if c.name != "text")
        for row in rows_by(self.connection, columns, report.c.id, self.concerned):
            old = kept.report_of({**row._mapping, "text": ""})
            now = _marked(old, lineage)
            if old != now:
                out[old.id] = (old, now)
        return out

    def _papers(self) -> set[str]:
        """Return the publishers of the reports that came or went."""
        rows = rows_by(self.connection, (report.c.publisher,), report.c.id,
                       self.new.came | self.new.gone)  # fmt: skip
        return {publisher for (publisher,) in rows if publisher}

    def _reached(self, names: Names) -> set[str]:
        """Return the reports that name what is known in other words, or judged otherwise, now."""
        ids, judged = set(names.changed), set[str]()
        todo = {j.id: j for j in (*self.new.judgements, *self.new.turned) if j.named}
        now = {j.id for j in self.new.turned}
        hit: list[Judgement] = []
        while some := [j for j in todo.values() if j.id in now or _ids(j) & ids]:
            hit += some
            judged |= {i for j in some for i in _ids(j)}
            ids |= judged
            todo = {i: j for i, j in todo.items() if j not in some}
        return reports_naming(names, judged) | reports_of(self.connection, hit)

    def _applied(self, dirty: Iterable[str], names: Names | None = None) -> Applied:
        """Return the codings of reports, and of those beside them, under the judgements."""
        ids = sorted({*dirty, *self.new.beside})
        self._reports = {r.id: r for r in kept.reports_by_id(self.connection, ids)}
        self.codings = {c.report: c for c in kept.codings_of(self.connection, ids)}
        coded = [
            Coded(report=self._reports[i], claims=c.claims, actors=c.actors, places=c.places)
            for i, c in sorted(self.codings.items())
        ]  # fmt: skip
        known = (names.actors, names.places) if names else None
        return apply(coded, self.new.judgements, known)

    def _given(self, one: Coded, applied: Applied) -> Coded:
        """Return what a report itself says of actors and places, and places an analyst made."""
        raw = self.codings[one.report.id]
        there = {p.id for p in raw.places}
        made = (p for p in one.places if p.id in applied.places and p.id not in there)
        return Coded(
            report=one.report, claims=one.claims, actors=raw.actors, places=(*raw.places, *made)
        )

    def _were(self, sight: Sight) -> list[Claim]:
        """Return the claims of the reports weighed anew and of those that went, as they were."""
        rows = rows_by(self.connection, (claim.c.id, claim.c.origin, claim.c.json),
                       claim.c.report, self.reports)  # fmt: skip
        sight.was_origins = {key: origin for key, origin, _ in rows}
        return [load(Claim, words) for _, _, words in rows]

    def _show(self, sight: Sight, applied: Applied) -> tuple[list[Claim], list[Claim]]:
        """Show the claims of the reports weighed anew; return those that count and the others."""
        came: list[Claim] = []
        aside: list[Claim] = []
        heads = {r: kept.report_of({**row._mapping, "text": ""}) for row in rows_by(
            self.connection, tuple(c for c in report.c if c.name != "text"), report.c.id,
            self.dirty) for r in (row.id,)}  # fmt: skip
        for one in applied.coded:
            if one.report.id in self.dirty:
                weighed = [c for c in one.claims if is_weighed(c)]
                sight.give(heads[one.report.id], weighed)
                came += weighed
                aside += [c for c in one.claims if not is_weighed(c)]
        return sorted(came, key=lambda c: c.id), aside

    def _heard(
        self, sight: Sight, applied: Applied, came: Sequence[Claim], aside: Sequence[Claim]
    ) -> list[Claim]:
        """Find where claims go back to; return those of other reports that go elsewhere now."""
        found, others = settle_voices(sight, came, self.reports)
        one = {f"o-{gone}": f"o-{kept}" for gone, kept in applied.stands_for.items()}
        found = {i: one.get(o, o) for i, o in found.items()}
        moved = [sight.claims[i] for i, o in sorted(found.items())
                 if sight.claims[i].report in others and sight.origins[i] != o]  # fmt: skip
        sight.was_origins |= {c.id: sight.origins[c.id] for c in moved}
        sight.origins.update(found)
        for c in aside:
            first = origin_of(c, sight.reports, everybody(sight.evidence).actors)
            sight.origins[c.id] = one.get(first, first)
        return moved

    def _grouped(
        self, sight: Sight, came: Sequence[Claim], was: Sequence[Claim], applied: Applied
    ) -> Regrouped:
        linked = settle_accounts(sight, came, self.reports)
        decided = {i for ids in applied.together for i in ids}
        decided |= {i for sides in applied.apart for ids in sides for i in ids}
        decided |= {c.id for c in was if c.event is None}
        events = {c.event for c in was if c.event}
        judged = accounts_of(sight, decided)
        found = regroup(sight, linked.accounts | judged, events)
        if not applied.together and not applied.apart:
            return found
        sight.read_claims(i for g in found.groups for i in g)
        evidence = replace(sight.evidence, together=applied.together, apart=applied.apart)
        return Regrouped(tuple(map(tuple, constrain(sorted(map(list, found.groups)), evidence))),
                         found.before)  # fmt: skip

    def _remember(self, given: Sequence[Coded]) -> None:
        digests = dict(rows_by(self.connection, (coding.c.report, coding.c.digest), coding.c.report,
                               self.new.came))  # fmt: skip
        some = self.new.came | self.new.gone
        take(self.connection, grown, "report", some)
        take(self.connection, mention, "report", some)
        put(self.connection, mention, (
            row for one in given
            for row in mentions(one.report.id, self.codings[one.report.id].claims)))  # fmt: skip
        put(self.connection, grown, (
            {"report": one.report.id, "digest": digests[one.report.id], "names": names_given(one)}
            for one in given))  # fmt: skip


def _ids(judgement: Judgement) -> set[str]:
    """Return the ids of the actors or places that a judgement speaks of."""
    spot = judgement.spot.place if judgement.spot else None
    return {n.id for n in judgement.named} | ({spot} if spot else set())


def _marked(one: Report, lineage: Lineage) -> Report:
    return replace(
        one, copy_of=lineage.copy_of.get(one.id), version_of=lineage.version_of.get(one.id),
        contains=lineage.contains.get(one.id, ()),
    )  # fmt: skip


def _written(
    sight: Sight, weighed: Weighed, claims: Sequence[Claim], aside: Sequence[Claim]
) -> list[Claim]:
    """Return the claims whose rows are to be written, each with its event as it is now."""
    event_of = {c: e for e, ids in weighed.claims.items() for c in ids}
    ids = {c.id for c in claims}
    ids |= {c for c, e in event_of.items() if sight.event_of.get(c) != e}
    sight.read_claims(ids)
    told = [
        replace(sight.claims[i], event=event_of.get(i) or sight.event_of[i]) for i in sorted(ids)
    ]
    return [*told, *aside]
