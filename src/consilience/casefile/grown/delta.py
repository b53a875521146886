"""What was kept since the picture was last painted.

In: a connection, the judgements. Out: `Delta`: the reports to be weighed anew and those that
went. A judgement that names an actor or a place is followed in every report: which those are that
name them is looked up when the names are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, not_, or_, select

from consilience.casefile.judgements import Judgement
from consilience.casefile.kept import read_meta, steps
from consilience.casefile.tables import coding, grown, report
from consilience.casefile.tables import turned as turned_


@dataclass(frozen=True, slots=True)
class Delta:
    """Reports that came or changed, those that went, and the judgements that concern them.

    `looked` are those that turned and were looked at; `left`, whether others are left for another
    step. `whole`: all is weighed anew. `beside` are reports that are read only to follow the
    judgements; `standing` the ids of all that stand; `turned` those that came or were withdrawn.
    """

    came: frozenset[str]
    gone: frozenset[str]
    judgements: tuple[Judgement, ...]
    beside: frozenset[str]
    whole: bool
    standing: frozenset[str] = frozenset()
    turned: tuple[Judgement, ...] = ()
    looked: frozenset[str] = frozenset()
    left: bool = False


def delta(
    connection: Connection, judgements: Sequence[Judgement], whole: bool, most: int | None = None
) -> Delta:
    """Return what is new, of at most so many reports that turned, those added first.

    `whole` asks for all to be weighed anew, in place of a picture that was taken away.
    """
    standing = [j for j in judgements if j.stands]
    every = frozenset(j.id for j in standing)
    followed = set((read_meta(connection, "followed") or "").split())
    turned = [j for j in judgements if (j.id in followed) != j.stands]
    if whole:
        now = frozenset(_stand(connection))
        return Delta(now, frozenset(), tuple(standing), frozenset(), whole=True, standing=every,
                     looked=now)  # fmt: skip
    waiting = _coded_turned(connection, most)
    looked = frozenset(waiting[:most])
    came, gone = _turned(connection, looked)
    hashes = _hashes(connection, came | gone) | {h for j in turned for h in _texts(j)}
    concerned, hashes = _concerned(standing, hashes)
    reports = _standing(connection, _of_hashes(connection, hashes)) | came
    decisions = [j for j in standing if j.kind in {"same_event", "not_same_event"}]
    named = [j for j in standing if j.named]
    joined, texts = _concerned(standing, hashes.union(*map(_texts, (*decisions, *named))))
    beside = _standing(connection, _of_hashes(connection, texts)) - reports
    return Delta(frozenset(reports), gone,
                 tuple({j.id: j for j in (*concerned, *joined, *named)}.values()),
                 frozenset(beside), whole=False, standing=every, turned=tuple(turned),
                 looked=looked, left=len(waiting) > len(looked))  # fmt: skip


def reports_of(connection: Connection, judgements: Iterable[Judgement]) -> set[str]:
    """Return the reports of the picture on whose words some judgements hang."""
    texts = {h for j in judgements for h in _texts(j)}
    return _standing(connection, _of_hashes(connection, texts))


def followed(judgements: Iterable[Judgement]) -> str:
    """Return the ids of the judgements that stand, as the case remembers them."""
    return " ".join(sorted(j.id for j in judgements if j.stands))


def is_empty(connection: Connection) -> bool:
    """Tell whether the picture holds no report."""
    return connection.execute(select(grown.c.report).limit(1)).first() is None


def turn_all(connection: Connection) -> None:
    """Mark every report that stands and is coded as turned: the picture was taken away."""
    asked = select(report.c.id).join(coding, coding.c.report == report.c.id)
    connection.execute(turned_.insert().from_select(["report"], asked.where(report.c.stands)))


def _coded_turned(connection: Connection, most: int | None) -> list[str]:
    """Return the reports that turned and do not wait to be coded, up to one more than so many."""
    t, r = turned_.c, report.c
    added = select(r.seq).where(r.id == t.report).scalar_subquery()
    coded = exists().where(coding.c.report == t.report)
    stands = exists().where(r.id == t.report, r.stands)
    asked = select(t.report).where(or_(coded, not_(stands))).order_by(added)
    limit = most + 1 if most is not None else None
    return list(connection.execute(asked.limit(limit)).scalars())


def _stand(connection: Connection, *where: ColumnElement[bool]) -> dict[str, str]:
    """Return the digest of the coding of each report that stands and is coded."""
    joined = select(report.c.id, coding.c.digest).join(coding, coding.c.report == report.c.id)
    return dict(connection.execute(joined.where(report.c.stands, *where)).tuples().all())


def _painted(connection: Connection, *where: ColumnElement[bool]) -> dict[str, str]:
    asked = select(grown.c.report, grown.c.digest).where(*where)
    return dict(connection.execute(asked).tuples().all())


def _turned(connection: Connection, some: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return those of the reports that came or are coded otherwise, and those that went."""
    now: dict[str, str] = {}
    before: dict[str, str] = {}
    for part in steps(sorted(some)):
        now |= _stand(connection, report.c.id.in_(part))
        before |= _painted(connection, grown.c.report.in_(part))
    came = frozenset(i for i, digest in now.items() if before.get(i) != digest)
    return came, frozenset(before.keys() - now.keys())


def _standing(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return those of the reports that stand and are coded."""
    return {i for part in steps(sorted(ids)) for i in _stand(connection, report.c.id.in_(part))}


def _texts(judgement: Judgement) -> set[str]:
    return {a.sha256 for a in (*judgement.claims, *judgement.others)}


def _concerned(
    judgements: Sequence[Judgement], hashes: set[str]
) -> tuple[list[Judgement], set[str]]:
    """Return the judgements on texts of these hashes, and on those that they join to them."""
    found: dict[str, Judgement] = {}
    reached = set(hashes)
    more = True
    while more:
        some = [j for j in judgements if j.id not in found and _texts(j) & reached]
        found |= {j.id: j for j in some}
        reached |= {h for j in some for h in _texts(j)}
        more = bool(some)
    return [j for j in judgements if j.id in found], reached


def _hashes(connection: Connection, ids: Iterable[str]) -> set[str]:
    return _column(connection, report.c.sha256, report.c.id, ids)


def _of_hashes(connection: Connection, hashes: Iterable[str]) -> set[str]:
    return _column(connection, report.c.id, report.c.sha256, hashes)


def _column(connection: Connection, wanted: object, by: object, values: Iterable[str]) -> set[str]:
    out: set[str] = set()
    for part in steps(sorted(values)):
        out.update(connection.execute(select(wanted).where(by.in_(part))).scalars())  # type: ignore[call-overload,attr-defined]
    return out
