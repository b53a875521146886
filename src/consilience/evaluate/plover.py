"""Event types, sources and targets measured on PLOVER's gold standard records.

In: JSON Lines, one sentence a line with `event`, `eventText`, `source`, `target`
(openeventdata/PLOVER, PLOVER_GSR_CAMEO). Out: type, source and target.

The records name one event a sentence, so one claim a record is judged. It is chosen
by the words alone, never by its type, so that the choice cannot help the type:

1. claims of a type that PLOVER has come before those of none (a displacement);
2. then those whose trigger shares a word with the record's event text;
3. then the first trigger of the sentence: English puts the verb that governs before
   what it governs (*refused to meet*, *demonstrated to demand*), and PLOVER codes it.

`type` is right when that claim's PLOVER type is the record's, over the 16 types of
PLOVER 0.8; a record without a claim is wrong. `type_any` asks whether any claim of the
sentence has the type: what a better choice could reach. Talk of an act is coded by
PLOVER's verbal types in the claim itself (`coding/speech_acts.py`).

`source` and `target` compare names (`scores.same_name`) of the chosen claim with those of
the record; a record without a target has both sides among its sources, and then the claim's
actors and targets are taken together.

The older records use names of version 0.5: DEMAND is REQUEST, DISAPPROVE and
INVESTIGATE are ACCUSE, FIGHT is ASSAULT (PLOVER manual 0.8, and its CAMEO table).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consilience.coding.claims import code
from consilience.coding.coded import Coded
from consilience.errors import InputError
from consilience.evaluate.scores import (
    Count,
    Share,
    corpus_report,
    every,
    fingerprint,
    read_lines,
    same_name,
    worst,
)
from consilience.knowledge import load
from consilience.language.annotate import annotate
from consilience.model import ActorRef, Claim
from consilience.settings import Settings

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
RENAMED: Mapping[str, str] = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: a sentence and the one event that it is labelled with."""

    id: str
    text: str
    date: str | None
    type: str
    words: frozenset[str]
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one record; `claim` is the one that is judged."""

    record: Record
    coded: Coded
    claim: Claim | None

    @property
    def type(self) -> str | None:
        """The PLOVER type of the claim that is judged."""
        return plover_type(self.claim) if self.claim else None

    def names(self, refs: Sequence[ActorRef]) -> list[tuple[str, ...]]:
        """Return the wordings of each actor: in the text, by name, by alias."""
        cast = {a.id: a for a in self.coded.actors}
        return [
            (r.text, cast[r.actor].name, *cast[r.actor].aliases) if r.actor in cast else (r.text,)
            for r in refs
        ]


def evaluate(file: Path, *, errors: int = 0, sample: int = 1) -> dict[str, Any]:
    """Return corpus, sha256, measures (fractions of one) and up to `errors` of each wrong type.

    `sample` measures every n-th record. Raises NoSuchPathError or InputError where the
    file is not there or not in this form.
    """
    readings = read([*every(read_records(file), sample)])
    wrong = [row for reading in readings for row in _errors(reading)]
    return {
        "corpus": file.name,
        "sha256": fingerprint(file),
        "measures": score(readings),
        "errors": worst(wrong, errors),
    }


def read_records(file: Path) -> list[Record]:
    """Return the records of a file, in order."""
    return [_record(row, file) for row in read_lines(file)]


def read(records: Sequence[Record]) -> list[Reading]:
    """Return what is read of each record's sentence, taken as a report by itself."""
    known, settings = load(), Settings()
    reports = (corpus_report(r.id, r.text, r.date) for r in records)
    coded = (code(document, known, settings) for document in annotate(reports, settings))
    return [Reading(r, c, choose(r, c)) for r, c in zip(records, coded, strict=True)]


def score(readings: Sequence[Reading]) -> dict[str, dict[str, float]]:
    """Return type, type_any, source and target."""
    right, any_, source, target = Share(), Share(), Count(), Count()
    for reading in readings:
        gold = reading.record.type
        right.add(reading.type == gold)
        any_.add(any(plover_type(c) == gold for c in reading.coded.claims))
        source.add(*_met(reading, "source"))
        target.add(*_met(reading, "target"))
    return {
        "type": right.measure(), "type_any": any_.measure(),
        "source": source.measure(), "target": target.measure(),
    }  # fmt: skip


def choose(record: Record, coded: Coded) -> Claim | None:
    """Return the claim that tells the record's event, by the module's rule; None without any."""
    return min(coded.claims, key=lambda c: _rank(record, c), default=None)


def plover_type(claim: Claim) -> str | None:
    """Return the claim's PLOVER type without its mode."""
    return claim.plover.partition("/")[0] if claim.plover else None


def _rank(record: Record, claim: Claim) -> tuple[bool, bool, int, str]:
    shared = _words(claim.trigger.text) & record.words
    return (claim.plover is None, not shared, claim.trigger.start, claim.id)


def _met(reading: Reading, slot: str) -> tuple[int, int, int]:
    """Return how many of the slot's names are right, how many are read, how many asked for."""
    record, claim = reading.record, reading.claim
    gold = record.sources if slot == "source" else record.targets
    actors, targets = (claim.actors, claim.targets) if claim else ((), ())
    if not record.targets:  # the sources are both sides of the event
        actors, targets = (*actors, *targets), ()
    found = reading.names(actors if slot == "source" else targets)
    right = sum(any(_is_one(names, [name]) for names in found) for name in gold)
    return min(right, len(found)), len(found), len(gold)


def _is_one(names: Sequence[str], gold: Sequence[str]) -> bool:
    return any(same_name(g, n) for g in gold for n in names)


def _record(row: Mapping[str, Any], file: Path) -> Record:
    try:
        kind = RENAMED.get(row["event"], row["event"])
        if kind not in TYPES:
            raise InputError(f"{file}, {row['id']}: {row['event']!r} is no type of PLOVER.")
        return Record(
            id=row["id"], text=row["text"].strip(), date=row.get("date"), type=kind,
            words=_words(row["eventText"]),
            sources=_actors(row.get("source")), targets=_actors(row.get("target")),
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file}: not a PLOVER record: {error}.") from error


def _actors(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(row["actorText"] for row in rows if row.get("actorText"))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))


def _errors(reading: Reading) -> list[dict[str, Any]]:
    record, claim = reading.record, reading.claim
    if reading.type == record.type:
        return []
    return [
        {
            "kind": f"type {record.type}",
            "record": record.id,
            "found": reading.type,
            "trigger": claim.trigger.text if claim else None,
            "gold_words": " ".join(sorted(record.words)),
            "words": record.text,
        }
    ]
