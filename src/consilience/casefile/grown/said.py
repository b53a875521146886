"""What is to be said of reports that came, changed or went.

In: the reports concerned. Out: the warnings on them: of reading, of coding, of judgements, and
those that weighing finds in the reports and in what they take from others.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from consilience.casefile import kept
from consilience.casefile.applied import Applied
from consilience.casefile.forms import load
from consilience.casefile.grown.delta import Delta
from consilience.casefile.grown.rows import rows_by
from consilience.casefile.grown.sight import Sight
from consilience.casefile.painting import waiting
from consilience.casefile.shelves import warning_rows, write
from consilience.casefile.tables import report, warning
from consilience.model import PictureWarning
from consilience.reconcile.picture import of_reports

_OF_JUDGEMENTS = {"judgement-lost", "judgement-conflict", "claim-rejected"}


def settle_warnings(
    sight: Sight, concerned: Iterable[str], dirty: Iterable[str], new: Delta, applied: Applied
) -> None:
    """Write what is to be said of these reports anew, and of what is no report."""
    about = {*concerned, *dirty, *_repeating(sight, dirty)}
    said = [
        *_weighed(sight, about),
        *_of_reading(sight, about),
        *_of_judgements(sight, new, applied, about),
    ]
    columns = (warning.c.id, warning.c.report)
    before = {i for i, _ in rows_by(sight.connection, columns, warning.c.report, about | new.gone)}
    before |= set(sight.connection.execute(
        select(warning.c.id).where(warning.c.report.is_(None))).scalars())  # fmt: skip
    write(sight.connection, warning, warning_rows(sorted(set(said), key=repr)), before)


def _repeating(sight: Sight, dirty: Iterable[str]) -> set[str]:
    """Return the reports whose texts repeat those of the reports weighed anew, or hold them."""
    some = set(dirty)
    r = report.c
    return {i for by in (r.copy_of, r.version_of)
            for (i,) in rows_by(sight.connection, (r.id,), by, some)}  # fmt: skip


def _weighed(sight: Sight, about: set[str]) -> list[PictureWarning]:
    sight.read_reports(about)
    heads = [sight.reports[i] for i in about if i in sight.reports]
    others = {o for r in heads for o in (r.copy_of, r.version_of, *r.contains) if o}
    sight.read_reports(others)
    seen = about | others
    told = sight.among(c for c in sight.claims.values() if c.report in seen)
    return [w for w in of_reports(told) if w.report in about]


def _of_reading(sight: Sight, about: set[str]) -> list[PictureWarning]:
    connection = sight.connection
    r = report.c
    stand = {i for (i,) in rows_by(connection, (r.id,), r.id, about, r.stands)}
    said = kept.reading_warnings_of(connection, stand)
    for one in kept.codings_of(connection, sorted(stand)):
        said += one.warnings
    return [*said, *waiting(len(kept.uncoded(connection)))]


def _of_judgements(
    sight: Sight, new: Delta, applied: Applied, about: set[str]
) -> list[PictureWarning]:
    """Return what the judgements that were followed say, and what others said of no report."""
    followed = {j.id for j in new.judgements}
    rows = sight.connection.execute(
        select(warning.c.json).where(warning.c.report.is_(None), warning.c.code.in_(_OF_JUDGEMENTS))
    ).scalars()
    kept_on = [w for text in rows if (w := load(PictureWarning, text)).where not in followed]
    standing = new.standing
    return [*(w for w in kept_on if w.where in standing), *applied.warnings]
