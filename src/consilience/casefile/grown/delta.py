"""What was kept since the picture was last painted.

In: a connection, the judgements. Out: `Delta`: the reports to be weighed anew and those that
went. A judgement that names an actor or a place reaches all that name them: then every report
is weighed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from consilience.casefile.judgements import Judgement
from consilience.casefile.kept import read_meta, steps
from consilience.casefile.tables import coding, grown, report


@dataclass(frozen=True, slots=True)
class Delta:
    """Reports that came or changed, those that went, and the judgements that concern them.

    `whole`: all is weighed anew. `beside` are reports that are read only to follow the
    judgements.
    """

    came: frozenset[str]
    gone: frozenset[str]
    judgements: tuple[Judgement, ...]
    beside: frozenset[str]
    whole: bool
    standing: frozenset[str] = frozenset()


def delta(connection: Connection, judgements: Sequence[Judgement], whole: bool) -> Delta:
    """Return what is new. `whole` asks for all to be weighed anew."""
    now, before = _stand(connection), _painted(connection)
    standing = [j for j in judgements if j.stands]
    followed = set((read_meta(connection, "followed") or "").split())
    turned = [j for j in judgements if (j.id in followed) != j.stands]
    if whole or not before or any(j.named for j in (*standing, *turned)):
        return Delta(frozenset(now), frozenset(before.keys() - now.keys()), tuple(standing),
                     frozenset(), whole=True,
                     standing=frozenset(j.id for j in standing))  # fmt: skip
    came = {r for r, digest in now.items() if before.get(r) != digest}
    hashes = _hashes(connection, came | (before.keys() - now.keys())) | {
        h for j in turned for h in _texts(j)
    }
    concerned, hashes = _concerned(standing, hashes)
    reports = _of_hashes(connection, hashes) & now.keys() | came
    decisions = [j for j in standing if j.kind in {"same_event", "not_same_event"}]
    every, texts = _concerned(standing, hashes | {h for j in decisions for h in _texts(j)})
    beside = (_of_hashes(connection, texts) & now.keys()) - reports
    return Delta(frozenset(reports), frozenset(before.keys() - now.keys()),
                 tuple({j.id: j for j in (*concerned, *every)}.values()), frozenset(beside),
                 whole=False, standing=frozenset(j.id for j in standing))  # fmt: skip


def followed(judgements: Iterable[Judgement]) -> str:
    """Return the ids of the judgements that stand, as the case remembers them."""
    return " ".join(sorted(j.id for j in judgements if j.stands))


def _stand(connection: Connection) -> dict[str, str]:
    """Return the digest of the coding of each report that stands and is coded."""
    joined = select(report.c.id, coding.c.digest).join(coding, coding.c.report == report.c.id)
    return dict(connection.execute(joined.where(report.c.stands)).tuples().all())


def _painted(connection: Connection) -> dict[str, str]:
    return dict(connection.execute(select(grown.c.report, grown.c.digest)).tuples().all())


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
