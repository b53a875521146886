"""A judgement: what an analyst decides about the picture, and the words it hangs on.

In: JSON Lines, or a request that names claims and events by their present ids. Out:
`Judgement`s, anchored to the report's text (its hash), the trigger's span and the voice,
so that coding again, which makes new ids, does not lose them. A judgement is never
changed or deleted: it is withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from consilience.casefile.forms import digest
from consilience.errors import JudgementError
from consilience.model import Claim, Report

Kind = Literal[
    "same_event", "not_same_event", "same_actor", "same_place", "place_is", "wrong_slot",
    "reject_claim", "confirm", "note",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
# The slots of a claim that a judgement may set right.
Slot = Literal[
    "event_type", "actors", "targets", "places", "time", "figures", "attribution", "polarity",
    "modality", "background",
]  # fmt: skip
SLOTS: tuple[str, ...] = get_args(Slot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A claim, by what does not change when it is coded again.

    `sha256` is of the report's text; `start`, `end` are the trigger's code points in it;
    `voice` is where its attribution's cue begins, None where the report speaks itself.
    `words` are the trigger's, for people to read.
    """

    sha256: str
    start: int
    end: int
    voice: int | None
    event_type: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor or a place that a judgement speaks of, by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a place is: WGS84 degrees and a name, or the id of a place of the case."""

    place: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: who, when, why, and of what.

    same_event joins all `claims`; not_same_event keeps each of `claims` from each of
    `others`; same_actor and same_place say that `named` are one, the first giving the name;
    place_is puts `claims`, or the one place in `named`, at `spot`; wrong_slot gives `claims`
    the `value` in `slot`; reject_claim, confirm and note speak of `claims`.
    """

    id: str = ""
    kind: Kind
    who: str
    made_at: str
    why: str
    claims: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    named: tuple[Named, ...] = ()
    spot: Spot | None = None
    slot: Slot | None = None
    value: Any = None
    was: Any = None
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_why: str | None = None

    @property
    def stands(self) -> bool:
        """Tell whether it has not been withdrawn."""
        return self.withdrawn_at is None


_ADAPTER: TypeAdapter[Judgement] = TypeAdapter(Judgement)
_WITHDRAWAL = {"withdrawn_at", "withdrawn_by", "withdrawn_why"}


def anchor(claim: Claim, report: Report) -> Anchor:
    """Return what holds on to a claim when its id changes."""
    cue = claim.attribution.cue_start if claim.attribution else None
    return Anchor(
        sha256=report.sha256, start=claim.trigger.start, end=claim.trigger.end, voice=cue,
        event_type=claim.event_type, words=claim.trigger.text,
    )  # fmt: skip


def with_id(judgement: Judgement) -> Judgement:
    """Return the judgement with its id: "j-" and 12 digits from all but its withdrawal.

    Raises JudgementError where what its kind needs is missing.
    """
    _check(judgement)
    parts = {f.name: _ADAPTER.dump_python(judgement, mode="json")[f.name] for f in fields(Judgement)
             if f.name not in _WITHDRAWAL | {"id"}}  # fmt: skip
    return replace(judgement, id="j-" + digest(parts)[:12])


def _check(judgement: Judgement) -> None:
    for wrong, words in (
        (not judgement.who.strip(), "needs who made it"),
        (not judgement.why.strip(), "needs why, in words that another analyst can follow"),
        (_lacking(judgement) is not None, _lacking(judgement)),
    ):
        if wrong:
            raise JudgementError(f"A judgement {judgement.kind} {words}.")


def _lacking(judgement: Judgement) -> str | None:
    """Return what a judgement of this kind lacks, in words; None where it is whole."""
    claims, others, named = judgement.claims, judgement.others, judgement.named
    needs: dict[str, tuple[bool, str]] = {
        "same_event": (len(claims) > 1, "needs two claims or events"),
        "not_same_event": (bool(claims and others), "needs claims on either side"),
        "same_actor": (len(named) > 1, "needs two actors"),
        "same_place": (len(named) > 1, "needs two places"),
        "place_is": (
            bool(judgement.spot and (claims or len(named) == 1)),
            "needs claims or one place, and where it is",
        ),
        "wrong_slot": (bool(claims and judgement.slot), "needs claims, a slot and its right value"),
        "note": (bool(claims or named), "needs what it is about"),
    }
    whole, words = needs.get(judgement.kind, (bool(claims), "needs claims"))
    return None if whole else words


def to_line(judgement: Judgement) -> str:
    """Return a judgement as one line of JSON."""
    return _ADAPTER.dump_json(judgement, exclude_defaults=True).decode()


def to_lines(judgements: Iterable[Judgement]) -> str:
    """Return judgements as JSON Lines."""
    return "".join(to_line(j) + "\n" for j in judgements)


def from_lines(text: str) -> list[Judgement]:
    """Return the judgements in JSON Lines.

    Raises JudgementError for the first line that is not one, naming line and field; also
    where an id is not that of what the line says (it was changed by hand).
    """
    return [_from_line(line, n) for n, line in enumerate(text.splitlines(), 1) if line.strip()]


def _from_line(line: str, number: int) -> Judgement:
    try:
        made = _ADAPTER.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise JudgementError(f"Line {number}: {where}: {first['msg']}.") from error
    whole = with_id(made)
    if made.id and made.id != whole.id:
        raise JudgementError(
            f"Line {number}: its id {made.id} is not that of what it says. "
            "Leave the id out to make it a judgement of its own."
        )
    return whole


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of exported judgements."""
    return _ADAPTER.json_schema()


def canonical(value: Any) -> str:
    """Return a value as text that is the same for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
