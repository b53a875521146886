"""Incidents measured on MUC-4's templates: type, date, place, who did it, how many, how sure.

In: JSON Lines, one report a line with `id`, `text` and its filled `templates`
(slot name to list of fills, as NIST's key files have them). Out: precision, recall
and F1 a slot, after Chinchor, *MUC-4 Evaluation Metrics* (Proceedings of MUC-4, 1992).

The rules, in the style of that paper:

- An event of the picture of one report is an incident when its type is one of MUC-4's
  and a claim of it says that it happened. Whom MUC-4 thinks relevant (no guerrilla
  against soldier) is not decided here.
- Incidents and templates are paired one to one, the pairs that agree most first. A pair
  needs the type and some other slot, or two other slots, at least partly right.
- A fill is right (1), partly right (1/2) or wrong (0). Recall counts the fills of all
  templates; precision of a slot counts the fills of paired incidents, as the paper's
  *matched/missing* row does. `all_templates` adds the fills of incidents that have no
  template, as its *all templates* row, over the six slots. `template` counts incidents.
- A template or fill that the key marks optional (`?`, OPTIONAL) is neither asked for
  nor held against the reading; of alternatives (`/`) any will do.

Slots: a *date* is right when the days read lie within the key's (a date with an open
beginning, `- 4 MAR 90`, means the month up to it), partly where they meet. A *location*
is right when it names the key's narrowest part, partly when another part of it. A
*perpetrator* organisation is right by `scores.same_name`. *victim_number* compares the
different counts of an incident (two victims named apart are a 1 once). *confidence* says
how the report ties organisation and act: see `confidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from consilience.errors import InputError
from consilience.evaluate.scores import (
    Count,
    Measure,
    corpus_report,
    every,
    fingerprint,
    read_lines,
    same_name,
    worst,
)
from consilience.knowledge.gazetteer import Gazetteer
from consilience.knowledge.spelling import fold
from consilience.model import Actor, Claim, Event, Picture, Place
from consilience.pipeline import code_reports

SLOTS = ("type", "date", "location", "perpetrator", "confidence", "victim_number")
# Event types that MUC-4 has a name for; the others of our violence are no incident of its.
TYPES: Mapping[str, str] = {
    "abduction": "KIDNAPPING", "remote_explosive": "BOMBING", "suicide_bomb": "BOMBING",
    "grenade": "BOMBING", "attack": "ATTACK", "armed_clash": "ATTACK", "execution": "ATTACK",
    "casualties": "ATTACK", "shelling": "ATTACK", "air_drone_strike": "ATTACK",
    "torture": "ATTACK", "sexual_violence": "ATTACK", "offensive": "ATTACK",
    "mob_violence": "ATTACK", "excessive_force": "ATTACK", "chemical_weapon": "ATTACK",
    "looting_property_destruction": "ATTACK", "equipment_destroyed": "ATTACK",
}  # fmt: skip
_FIRE = re.compile(r"\b(?:arson|burn|torch|fire|set (?:fire|ablaze))", re.I)
_ORGANISED = {
    "state", "government", "military", "police", "international", "party", "business",
    "rebel", "militia", "group",
}  # fmt: skip
_NAMED_ONLY = {"rebel", "militia", "group"}
_AUTHORITIES = {"state", "government", "military", "police"}
_VICTIMS = {
    "killed", "injured", "killed_or_injured", "abducted", "captured", "missing", "released",
}  # fmt: skip
_EMPTY = {"", "-", "*"}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_KEY_DAY = re.compile(r"(\d{1,2})\s+([A-Z]{3})[A-Z]*\s+(\d{2})")
_MOST_LEVELS = 6  # quarter, city, district, province, region, country
_OPEN = timedelta(days=31)  # how far back a key's open beginning reaches

Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """One fill of a slot in the key: what will do, each as worded."""

    wordings: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident of the key; slots that it leaves empty have no fill."""

    optional: bool
    slots: Mapping[str, tuple[Fill, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One report with its templates."""

    id: str
    text: str
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One event of the picture as MUC-4's slots; `words` are those of its first claim."""

    type: str
    days: Days | None
    places: tuple[tuple[str, ...], ...]
    perpetrators: tuple[tuple[str, ...], ...]
    confidence: str | None
    numbers: tuple[int, ...]
    words: str

    def fills(self, slot: str) -> int:
        """Return how many fills of a slot were read."""
        many = {"perpetrator": len(self.perpetrators), "victim_number": len(self.numbers)}
        one = {"type": self.type, "date": self.days, "location": self.places,
               "confidence": self.confidence}  # fmt: skip
        return many[slot] if slot in many else int(bool(one[slot]))


@dataclass(slots=True)
class Score:
    """Counts by slot, and what went wrong."""

    slots: dict[str, Count] = field(default_factory=lambda: {s: Count() for s in SLOTS})
    template: Count = field(default_factory=Count)
    all: Count = field(default_factory=Count)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def measures(self) -> dict[str, Measure]:
        """Return one row a slot, the pairing and all templates together."""
        rows = {**self.slots, "template": self.template, "all_templates": self.all}
        return {name: count.measure() for name, count in rows.items()}

    def add(self, key: Key, incidents: Sequence[Incident]) -> None:
        """Count one report."""
        pairs = pair(key.templates, incidents)
        for i, template in enumerate(key.templates):
            if i in pairs:
                self._paired(key.id, template, incidents[pairs[i]])
            elif not template.optional:
                self._missing(key.id, template)
        spurious = [n for j, n in enumerate(incidents) if j not in pairs.values()]
        asked = sum(i in pairs or not t.optional for i, t in enumerate(key.templates))
        self.template.add(len(pairs), len(incidents), asked)
        for incident in spurious:
            self.all.add(0, sum(map(incident.fills, SLOTS)), 0)
            self._wrong("spurious", key.id, None, incident.type, incident.words)

    def _paired(self, report: str, template: Template, incident: Incident) -> None:
        for slot in SLOTS:
            right, found, gold = compare(slot, template, incident)
            self.slots[slot].add(right, found, gold)
            self.all.add(right, found, gold)
            if right < max(found, gold):
                asked = [f.wordings for f in template.slots[slot]]
                self._wrong(slot, report, asked, read_as(slot, incident), incident.words)

    def _missing(self, report: str, template: Template) -> None:
        for slot in SLOTS:
            gold = sum(not f.optional for f in template.slots[slot])
            self.slots[slot].add(0, 0, gold)
            self.all.add(0, 0, gold)
        shown = {s: [f.wordings[0] for f in fills] for s, fills in template.slots.items()}
        self._wrong("missing", report, shown, None, "")

    def _wrong(self, kind: str, report: str, gold: object, found: object, words: str) -> None:
        self.errors.append(
            {"kind": kind, "report": report, "gold": gold, "found": found, "words": words}
        )


def evaluate(file: Path, *, errors: int = 0, sample: int = 1) -> dict[str, Any]:
    """Return corpus, sha256, measures (fractions of one) and up to `errors` wrong of each slot.

    `sample` measures every n-th report. Raises NoSuchPathError or InputError where the
    file is not there or not in this form.
    """
    keys = [*every(read_keys(file), sample)]
    score = Score()
    for key in keys:
        score.add(key, read(key))
    return {
        "corpus": file.name,
        "sha256": fingerprint(file),
        "measures": score.measures(),
        "errors": worst(score.errors, errors),
    }


def read(key: Key) -> list[Incident]:
    """Return the incidents of one report, read by itself."""
    picture = code_reports([corpus_report(key.id, key.text)], workers=1)
    return incidents_of(picture)


# ------------------------------------------------------------------ the key


def read_keys(file: Path) -> list[Key]:
    """Return the reports of a file with their templates, in order."""
    return [_key(row, file) for row in read_lines(file)]


def _key(row: Mapping[str, Any], file: Path) -> Key:
    try:
        templates = tuple(template_of(t) for t in row["templates"])
        return Key(id=row["id"], text=row["text"], templates=templates)
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file}: not a report with MUC-4 templates: {error!r}.") from error


def template_of(row: Mapping[str, Sequence[str]]) -> Template:
    """Return the slots that are measured of one template as NIST's key files word it."""
    named = {
        "type": "INCIDENT: TYPE", "date": "INCIDENT: DATE", "location": "INCIDENT: LOCATION",
        "perpetrator": "PERP: ORGANIZATION ID", "confidence": "PERP: ORGANIZATION CONFIDENCE",
        "victim_number": "HUM TGT: NUMBER",
    }  # fmt: skip
    slots = {slot: _fills(row.get(name, ())) for slot, name in named.items()}
    slots["confidence"] = _before_colon(slots["confidence"])[:1]
    counts = _before_colon(slots["victim_number"])
    slots["victim_number"] = _once(f for f in counts if any(map(counted, f.wordings)))
    return Template(optional="OPTIONAL" in str(row.get("MESSAGE: TEMPLATE")), slots=slots)


def _fills(values: Iterable[str]) -> tuple[Fill, ...]:
    found = []
    for value in values:
        optional = value.startswith("?")
        parts = [p.strip(' "()') for p in re.split(r"\s*/\s*", value.lstrip("? "))]
        if value.strip() not in _EMPTY and any(parts):
            found.append(Fill(wordings=tuple(p for p in parts if p), optional=optional))
    return tuple(found)


def _once(fills: Iterable[Fill]) -> tuple[Fill, ...]:
    """Leave one of fills that are worded alike: the key counts each named victim as 1."""
    return tuple({fill.wordings: fill for fill in fills}.values())


def _before_colon(fills: Iterable[Fill]) -> tuple[Fill, ...]:
    """Leave of `50 / 60: "PEASANTS" / "FARMERS"` what stands before the colon."""
    out: list[Fill] = []
    for fill in fills:
        kept: list[str] = []
        for wording in fill.wordings:
            before, colon, _ = wording.partition(":")
            kept.append(before.strip(' "()'))
            if colon:
                break
        kept = [k for k in kept if k not in _EMPTY]
        if kept:
            out.append(Fill(wordings=tuple(kept), optional=fill.optional))
    return tuple(out)


def counted(wording: str) -> int | None:
    """Return the number of a count (*50, ~50, 50-, -50*); None for PLURAL."""
    found = re.search(r"\d+", wording)
    return int(found.group()) if found else None


def key_days(wording: str) -> Days | None:
    """Return the days that a key's date can mean, None where it gives no day."""
    days = [d for d in map(_day, _KEY_DAY.findall(wording)) if d is not None]
    if not days:
        return None
    if wording.lstrip("( ").startswith("-"):
        return days[0] - _OPEN, days[0]
    return days[0], days[-1]


def _day(found: tuple[str, str, str]) -> date | None:
    day, month, year = found
    if month not in _MONTHS:
        return None
    try:
        return date(1900 + int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


# ------------------------------------------------------------------ the reading


def incidents_of(picture: Picture) -> list[Incident]:
    """Return the events of a picture that are incidents of MUC-4."""
    claims = {c.id: c for c in picture.claims}
    told = [(e, [claims[i] for i in e.claims]) for e in picture.events]
    return [_incident(e, cs, picture) for e, cs in told if _is_incident(e, cs)]


def _is_incident(event: Event, claims: Sequence[Claim]) -> bool:
    happened = any(
        c.polarity == "asserted" and c.modality in {"actual", "possible"} and not c.background
        for c in claims
    )  # fmt: skip
    return event.event_type in TYPES and happened


def _incident(event: Event, claims: Sequence[Claim], picture: Picture) -> Incident:
    cast = {a.id: a for a in picture.actors}
    doers = [cast[a.actor] for c in claims for a in c.actors if a.actor in cast]
    named = {a.id: a for a in doers if is_organisation(a)}
    numbers = {f.low for c in claims for f in c.figures if f.kind in _VICTIMS and not f.cumulative}
    first = min(claims, key=lambda c: (c.start, c.trigger.start))
    return Incident(
        type=_type(event, claims), days=_days(event), places=_places(claims, picture),
        perpetrators=tuple((a.name, *a.aliases) for _, a in sorted(named.items())),
        confidence=confidence(claims, cast) if named else None,
        numbers=tuple(sorted(numbers)), words=" ".join(first.quote.split()),
    )  # fmt: skip


def _type(event: Event, claims: Sequence[Claim]) -> str:
    burnt = event.event_type == "looting_property_destruction" and any(
        _FIRE.search(c.trigger.text) for c in claims
    )
    return "ARSON" if burnt else TYPES[event.event_type]


def _days(event: Event) -> Days | None:
    if not event.time.start or not event.time.end:
        return None
    return date.fromisoformat(event.time.start[:10]), date.fromisoformat(event.time.end[:10])


def _places(claims: Sequence[Claim], picture: Picture) -> tuple[tuple[str, ...], ...]:
    """Return each place with those it lies in, narrowest first, as folded names."""
    atlas = {p.id: p for p in picture.places}
    refs = [r for c in claims for r in c.places if r.role not in {"background", "dateline"}]
    chains = [(fold(r.text), *_chain(r.place, atlas)) for r in refs]
    return tuple(dict.fromkeys(chains))


def _chain(identifier: str, atlas: Mapping[str, Place]) -> list[str]:
    """Return the folded names of a place and of those it lies in, up to its country."""
    names: list[str] = []
    place = atlas.get(identifier)
    while place is not None and len(names) < _MOST_LEVELS:
        names.append(fold(place.name))
        place = atlas.get(place.within or "") or _listed(place.within or "")
    return names


def _listed(identifier: str) -> Place | None:
    found = _gazetteer().by_id(identifier) if identifier else None
    return found.place if found else None


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def is_organisation(actor: Actor) -> bool:
    """Tell whether an actor is an organisation: a force, an office, a group with a name."""
    named = actor.name.split()[-1][:1].isupper()
    return actor.kind in _ORGANISED and (named or actor.kind not in _NAMED_ONLY)


def confidence(claims: Sequence[Claim], cast: Mapping[str, Actor]) -> str:
    """Return how a report ties an organisation to an act, in the words of MUC-4's slot.

    CLAIMED OR ADMITTED where a doer is itself the source; SUSPECTED OR ACCUSED, BY AUTHORITIES
    where such a source accuses; POSSIBLE where the act is only possible; else REPORTED AS FACT.
    What a doer denies ties it to nothing.
    """
    told = [c for c in claims if c.polarity == "asserted"]
    if any(c.attribution and c.attribution.source in _doers(c) for c in told):
        return "CLAIMED OR ADMITTED"
    accusing = [c.attribution for c in told if c.attribution and c.attribution.stance == "accuses"]
    if accusing:
        sources = {cast[a.source].kind for a in accusing if a.source and a.source in cast}
        official = bool(_AUTHORITIES & sources)
        return "SUSPECTED OR ACCUSED" + " BY AUTHORITIES" * official
    only_possible = all(c.modality == "possible" for c in told)
    return "POSSIBLE" if only_possible else "REPORTED AS FACT"


def _doers(claim: Claim) -> set[str]:
    return {a.actor for a in claim.actors}


def read_as(slot: str, incident: Incident) -> object:
    """Return what was read for a slot, to be shown."""
    shown: dict[str, object] = {
        "type": incident.type, "location": incident.places, "confidence": incident.confidence,
        "perpetrator": [names[0] for names in incident.perpetrators],
        "victim_number": incident.numbers,
        "date": "/".join(map(str, incident.days)) if incident.days else None,
    }  # fmt: skip
    return shown[slot]


# ------------------------------------------------------------------ the comparison


def pair(templates: Sequence[Template], incidents: Sequence[Incident]) -> dict[int, int]:
    """Return which incident tells each template, the pairs that agree most first."""
    ranked = sorted(
        (-credit, i, j)
        for i, template in enumerate(templates)
        for j, incident in enumerate(incidents)
        if (credit := _agreement(template, incident)) > 0
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _agreement(template: Template, incident: Incident) -> float:
    """Return the sum of what is right over the slots, 0 where too little is to be one incident."""
    right = {slot: compare(slot, template, incident)[0] for slot in SLOTS if slot != "confidence"}
    others = sum(credit > 0 for slot, credit in right.items() if slot != "type")
    return sum(right.values()) if others >= (1 if right["type"] else 2) else 0.0


def compare(slot: str, template: Template, incident: Incident) -> tuple[float, float, float]:
    """Return what is right, what was read and what was asked for in one slot of a pair."""
    fills, found = template.slots[slot], incident.fills(slot)
    credits = [_credit(slot, fill, incident) for fill in fills]
    gold = sum(c > 0 or not f.optional for c, f in zip(credits, fills, strict=True))
    return min(sum(credits), found), found, gold


def _credit(slot: str, fill: Fill, incident: Incident) -> float:
    """Return 1, 1/2 or 0: how right the reading of one fill is."""
    if slot == "type":
        return float(incident.type in fill.wordings)
    if slot == "confidence":
        return float(incident.confidence in fill.wordings)
    if slot == "victim_number":
        return float(any(counted(w) in incident.numbers for w in fill.wordings))
    if slot == "perpetrator":
        names = [n for wordings in incident.perpetrators for n in wordings]
        return float(any(same_name(w, n) for w in fill.wordings for n in names))
    if slot == "date":
        return max((_date_credit(key_days(w), incident.days) for w in fill.wordings), default=0)
    return max((_place_credit(w, incident.places) for w in fill.wordings), default=0)


def _date_credit(gold: Days | None, read: Days | None) -> float:
    if gold is None or read is None:
        return 0.0
    if gold[0] <= read[0] and read[1] <= gold[1]:
        return 1.0
    return 0.5 if gold[0] <= read[1] and read[0] <= gold[1] else 0.0


def _place_credit(wording: str, places: Sequence[Sequence[str]]) -> float:
    """Compare a key's chain (*COUNTRY: DEPARTMENT (…): TOWN (…)*) with the places read."""
    parts = [fold(re.sub(r"\([^)]*\)?", "", part)) for part in re.split(r":| - ", wording)]
    parts = [part for part in parts if part]
    narrowest = {name for chain in places for name in chain[:2]}
    if parts and parts[-1] in narrowest:
        return 1.0
    return 0.5 if {name for chain in places for name in chain} & set(parts) else 0.0
