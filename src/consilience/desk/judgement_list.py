"""Every judgement of the case, the latest first, with a way to withdraw it.

In: a visit; `one` and `two` name analysts to be compared. Out: who decided what, when and
why, withdrawn ones too; which judgements cannot be followed as they stand; how far two
analysts agree. Also all judgements as JSON Lines, to be kept or given to a colleague.
"""

from __future__ import annotations

from starlette.responses import Response

from consilience.casefile import Agreement, Case, Judgement
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.history import SAID, addresses, latest_first
from consilience.desk.paging import listing
from consilience.errors import InputError
from consilience.model import PictureWarning

TROUBLES = ("judgement-conflict", "judgement-lost")


def show(visit: Visit) -> Shown:
    """Return the page of judgements. Raises InputError for an analyst who judged nothing."""
    every = latest_first(visit.case.judgements(withdrawn=True))
    asked = visit.asked
    some = every[asked.offset : asked.offset + asked.per]
    who = sorted({j.who for j in every if j.stands})
    compared = _compared(visit, who)
    troubles = troubled(visit.case)
    return Shown(
        template="judgements.html", title="Judgements",
        data=lambda: {**listing(visit, len(every), some), "troubles": troubles,
                      "agreement": compared},
        rows=lambda: Rows(columns=("id", "kind", "who", "made_at", "why", "words", "withdrawn_at",
                                   "withdrawn_by", "withdrawn_why"), rows=map(_row, some)),
        context={"history": some, "total": len(every), "said": SAID, "analysts": who,
                 "compared": compared, "troubles": troubles,
                 "stand": addresses(visit.case, some)},
    )  # fmt: skip


def troubled(case: Case) -> list[PictureWarning]:
    """Return what is wrong with judgements: they contradict each other, or the text is new."""
    return [w for code in TROUBLES for w in case.warnings(code)]


def _compared(visit: Visit, who: list[str]) -> Agreement | None:
    one, two = (visit.asked.typed.get(name) for name in ("one", "two"))
    if one is None or two is None:
        return None
    if missing := [name for name in (one, two) if name not in who]:
        raise InputError(f"{missing[0]!r} has judged nothing that stands. There are: "
                         f"{', '.join(who) or 'none'}.")  # fmt: skip
    return visit.case.agreement(one, two)


def export(case: Case) -> Response:
    """Return all judgements as JSON Lines, withdrawn ones too."""
    headers = {"content-disposition": 'attachment; filename="judgements.jsonl"'}
    lines = case.export_judgements()
    return Response(lines, media_type="application/x-ndjson", headers=headers)


def _row(j: Judgement) -> tuple[str | None, ...]:
    words = "; ".join((*(a.words for a in (*j.claims, *j.others)), *(n.name for n in j.named)))
    return (j.id, j.kind, j.who, j.made_at, j.why, words, j.withdrawn_at, j.withdrawn_by,
            j.withdrawn_why)  # fmt: skip
