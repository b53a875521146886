"""The judgements of a case as the decisions that an explanation tells.

In: a picture of the case and its judgements. Out: `Decision`s with the present ids of the
claims they hang on. A judgement whose claims are not in the picture (rejected, or of a
report that is gone) is told of the report that held them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from consilience.casefile.applied import find
from consilience.casefile.judgements import Anchor, Judgement
from consilience.model import Claim, Picture
from consilience.reconcile.explain.decided import Decision

_SAYS = {
    "same_event": "one event", "not_same_event": "not one event", "same_actor": "one actor",
    "same_place": "one place", "place_is": "where it is", "reject_claim": "claim rejected",
    "confirm": "claim confirmed", "note": "note",
}  # fmt: skip


def decisions(picture: Picture, judgements: Iterable[Judgement]) -> list[Decision]:
    """Return the decisions that stand, in the order of the judgements."""
    by_text: dict[str, list[Claim]] = defaultdict(list)
    texts = {r.id: r.sha256 for r in picture.reports}
    report_of = {r.sha256: r.id for r in picture.reports}
    for claim in picture.claims:
        by_text[texts[claim.report]].append(claim)
    return [_decision(j, by_text, report_of) for j in judgements if j.stands]


def _decision(
    judgement: Judgement, by_text: Mapping[str, Sequence[Claim]], report_of: Mapping[str, str]
) -> Decision:
    anchors = (*judgement.claims, *judgement.others)
    lost = [a for a in anchors if _claim(a, by_text) is None and a.sha256 in report_of]
    spot = judgement.spot.place if judgement.spot else None
    ids = [n.id for n in judgement.named] + ([spot] if spot else [])
    return Decision(
        id=judgement.id, says=_says(judgement), who=judgement.who, when=judgement.made_at,
        why=judgement.why, claims=_claims(judgement.claims, by_text),
        others=_claims(judgement.others, by_text),
        ids=tuple(dict.fromkeys([*ids, *(report_of[a.sha256] for a in lost)])),
    )  # fmt: skip


def _says(judgement: Judgement) -> str:
    """Return in words what a judgement says; of a slot, from what to what."""
    if judgement.kind != "wrong_slot":
        words = ", ".join(a.words for a in judgement.claims)
        told = _SAYS[judgement.kind]
        return f"{told} (“{words}”)" if judgement.kind == "reject_claim" else told
    return f"{(judgement.slot or '').replace('_', ' ')} set right"


def _claims(anchors: Sequence[Anchor], by_text: Mapping[str, Sequence[Claim]]) -> tuple[str, ...]:
    found = (_claim(a, by_text) for a in anchors)
    return tuple(dict.fromkeys(c.id for c in found if c is not None))


def _claim(anchor: Anchor, by_text: Mapping[str, Sequence[Claim]]) -> Claim | None:
    return find(anchor, by_text.get(anchor.sha256, ()))
