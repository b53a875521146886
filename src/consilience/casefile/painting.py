"""The picture of what a case keeps: now, or as of a past day.

In: a connection, and what codes and reconciles. Out: `Painted`: the picture, the
evidence behind it and the rejected claims. Judgements that stand hold for past days too:
a day asks what was reported by then, not what the analyst had noticed by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from consilience.casefile import kept
from consilience.casefile.applied import Rejected, apply
from consilience.casefile.forms import load
from consilience.casefile.judgements import Judgement
from consilience.casefile.tables import judgement
from consilience.coding.coded import Coded
from consilience.model import Picture, PictureWarning
from consilience.pipeline import evidence_of, made_with
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.picture import paint
from consilience.settings import Settings


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture, the evidence behind it, and what was left out of it by hand."""

    picture: Picture
    evidence: Evidence
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a picture is made of, read in one go so that the database can be left."""

    coded: tuple[Coded, ...]
    judgements: tuple[Judgement, ...]
    warnings: tuple[PictureWarning, ...]


def gather(connection: Connection, day: str | None) -> Gathered:
    """Return what stood on a day (ISO; None: now): codings, judgements, warnings of reading."""
    stand = kept.standing_on(connection, day)
    codings = kept.codings(connection, stand)
    reports = {r.id: r for r in kept.reports_by_id(connection, sorted(stand))}
    coded = tuple(
        Coded(report=reports[c.report], claims=c.claims, actors=c.actors, places=c.places)
        for c in codings
    )
    said = [
        *kept.reading_warnings(connection, stand, day),
        *(w for c in codings for w in c.warnings),
    ]
    return Gathered(
        coded, tuple(judgements(connection)), (*said, *waiting(len(stand) - len(coded)))
    )


def judgements(connection: Connection) -> list[Judgement]:
    """Return every judgement, withdrawn ones too, in the order they were made."""
    asked = select(judgement.c.json).order_by(judgement.c.made_at, judgement.c.id)
    return [load(Judgement, text) for text in connection.execute(asked).scalars()]


def waiting(count: int) -> list[PictureWarning]:
    """Return what is said of so many reports that are not coded yet."""
    if not count:
        return []
    return [
        PictureWarning(
            code="reports-waiting", message=f"{count:,} reports wait to be coded.",
            hint="Run: consilience code CASE",
        )
    ]  # fmt: skip


def paint_gathered(found: Gathered, knowledge: Sequence[Path], settings: Settings) -> Painted:
    """Return the picture of what was gathered."""
    applied = apply(found.coded, found.judgements)
    evidence = evidence_of(applied.coded, knowledge=knowledge, settings=settings)
    one = {f"o-{gone}": f"o-{kept}" for gone, kept in applied.stands_for.items()}
    evidence = replace(
        evidence, together=applied.together, apart=applied.apart,
        origins={claim: one.get(o, o) for claim, o in evidence.origins.items()},
        actors={**evidence.actors, **applied.actors},
    )  # fmt: skip
    warnings = [*found.warnings, *applied.warnings]
    picture = paint(evidence, warnings, made_with(knowledge, settings))
    return Painted(picture, evidence, applied.rejected)
