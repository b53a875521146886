"""A whole picture measured on labelled news: figures, events, same events, copies, disputes.

In: reports as JSON Lines (`id, title, text, published`) and labels by hand, one
object a report and one a group of reports. Out: the measures below, and the wrong
cases with their words. The set is FA-KES (Salem et al. 2019) with labels that say
who did what, with what toll, according to whom, and where reports disagree.

    figures_f1         counts of a report: kind, low and high (None for open), F1
    figures_low_f1     the same without high
    figure_source      of the figures found that have a labelled source: it is named
    event_found        labelled events whose sentence a claim's evidence overlaps
    event_type         of those, a claim's type is of the labelled family
    event_place        of those with a place, a claim's place names it
    event_date         of those with a date, a claim's days lie within a day of it
    event_perp         of those with a perpetrator, an actor of a claim names it
    same_event_f1      pairs of labelled events told as one, across a group's reports, F1
    copies_f1          pairs of reports that are largely one text, F1
    dispute_recall     labelled disputes that a dispute of the picture meets
    dispute_precision  disputes of the picture that meet a labelled one
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from consilience.acquire import read_reports
from consilience.evaluate.scores import (
    Count,
    Measure,
    Share,
    fingerprint,
    read_lines,
    same_name,
    worst,
)
from consilience.model import Claim, Dispute, Figure, Picture, Report
from consilience.pipeline import code_reports
from consilience.settings import Settings

Row = Mapping[str, Any]

# What the event type of a claim, its ACLED or its PLOVER type may contain, by label.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "airstrike": ("air", "drone", "strike", "bomb", "raid"),
    "shelling": ("shell", "artiller", "missile", "rocket", "mortar"),
    "bombing": ("bomb", "explos", "ied", "blast"),
    "suicide_bombing": ("suicide", "bomb", "explos", "blast"),
    "chemical": ("chem", "air", "attack", "gas"),
    "clash": ("clash", "battle", "fight", "armed", "assault"),
    "seize": ("seiz", "captur", "overtake", "regain", "advance", "territor", "control"),
    "killing": ("kill", "attack", "violence", "execut", "death", "casualt", "assault"),
    "execution": ("execut", "kill", "attack"),
    "abduction": ("abduct", "kidnap", "disappear", "capture"),
    "displacement": ("displac", "flee", "refugee", "evacuat"),
    "evacuation": ("evacuat", "displac", "withdraw", "transfer", "agreement"),
    "agreement": ("agree", "ceasefire", "truce", "deal"),
    "statement": ("statement", "say", "accus", "denounc", "reject", "deny", "demand"),
}
# What the field of a dispute may contain, by label; other labelled fields are not asked for.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "killed": ("kill", "toll", "death", "fatal", "figure"),
    "injured": ("injur", "wound", "toll", "figure"),
    "perpetrator": ("perp", "actor", "respons", "who"),
    "occurrence": ("occur", "happen", "den", "polarity"),
    "weapon": ("weapon", "type", "means", "how"),
}
KINDS = frozenset(
    {"killed", "injured", "displaced", "captured", "missing", "evacuated", "abducted",
     "released", "arrested"}
)  # fmt: skip
_DAY = timedelta(days=1)
_COUNTS = ("figures_f1", "figures_low_f1", "same_event_f1", "copies_f1")
_SHARES = (
    "figure_source", "event_found", "event_type", "event_place", "event_date", "event_perp",
    "dispute_recall", "dispute_precision",
)  # fmt: skip
_ORDER = (*_COUNTS[:2], *_SHARES[:6], *_COUNTS[2:], *_SHARES[6:])


def evaluate(reports: Path, gold: Path, *, errors: int = 0) -> dict[str, Any]:
    """Return corpus, sha256, measures (fractions of one) and up to `errors` wrong cases of each.

    Raises NoSuchPathError or InputError where a file is not there or not JSON Lines.
    """
    labels = read_lines(gold)
    acquired = read_reports([reports])
    picture = code_reports(acquired.reports, settings=Settings())
    score = judge(picture, labels)
    return {
        "corpus": reports.name,
        "sha256": fingerprint(reports, gold),
        "measures": score.measures(),
        "errors": worst(score.errors, errors),
    }


def judge(picture: Picture, labels: Sequence[Row]) -> Score:
    """Return the score of a picture against labels; a report that it lacks is passed over."""
    score = Score(_Seen(picture))
    reports = [row for row in labels if row["kind"] == "report"]
    for row in reports:
        if row["id"] in score.seen.reports:
            score.add_report(row)
    for group in (row for row in labels if row["kind"] == "group"):
        score.add_group(group, [r for r in reports if r["group"] == group["group"]])
    return score


class _Seen:
    """The picture, indexed as the labels ask."""

    def __init__(self, picture: Picture) -> None:
        self.reports = {r.given_id: r for r in picture.reports if r.given_id is not None}
        self.actors = {a.id: a for a in picture.actors}
        self.disputes = picture.disputes
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in picture.claims:
            self.claims[claim.report].append(claim)

    def names(self, actor: str | None) -> list[str]:
        """Return the name and the aliases of an actor, none where it is not known."""
        found = self.actors.get(actor or "")
        return [found.name, *found.aliases] if found else []

    def ids(self, given: Iterable[str]) -> set[str]:
        """Return the ids of the reports with these given ids."""
        return {self.reports[g].id for g in given if g in self.reports}

    def root(self, given: str) -> str:
        """Return the id of the report that one was copied from, its own where from none."""
        found = self.reports.get(given)
        return (found.copy_of or found.id) if found else given


@dataclass(slots=True)
class Score:
    """Counts by measure, and what went wrong."""

    seen: _Seen
    counts: dict[str, Count] = field(default_factory=lambda: {n: Count() for n in _COUNTS})
    shares: dict[str, Share] = field(default_factory=lambda: {n: Share() for n in _SHARES})
    events: dict[str, set[str]] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def measures(self) -> dict[str, Measure]:
        """Return all measures, in the order of the module's docstring."""
        return {name: (self.counts | self.shares)[name].measure() for name in _ORDER}

    def add_report(self, row: Row) -> None:
        """Count one labelled report."""
        report = self.seen.reports[row["id"]]
        claims = self.seen.claims[report.id]
        self._figures(row, report, claims)
        for event in row["events"]:
            self._event(event, report, claims)

    def add_group(self, group: Row, rows: Sequence[Row]) -> None:
        """Count what is asked across the reports of one group."""
        self._same_events(group, rows)
        self._copies(group, rows)
        self._disputes(group, rows)

    def _wrong(self, kind: str, report: str | None, gold: object, found: object, words: str,
               ) -> None:  # fmt: skip
        self.errors.append(
            {"kind": kind, "report": report, "gold": gold, "found": found, "words": words}
        )

    # -------------------------------------------------------------- figures

    def _figures(self, row: Row, report: Report, claims: Sequence[Claim]) -> None:
        labelled = [*(f for e in row["events"] for f in e["figures"]), *row.get("background", ())]
        asked = [f for f in labelled if not (f.get("unsure") or f.get("combined"))]
        found = [f for c in claims for f in c.figures if f.kind in KINDS]
        for measure, key in (("figures_f1", _exact), ("figures_low_f1", _low)):
            want = {key(f["kind"], f["low"], f["high"]) for f in asked}
            # A label that is unsure is neither asked for nor held against the picture.
            either = {key(f["kind"], f["low"], f["high"]) for f in labelled} - want
            have = {key(f.kind, f.low, f.high) for f in found} - either
            self.counts[measure].sets(have, want)
            if measure == "figures_f1":
                self._figure_errors(report, have, want, labelled, found)
        for figure in asked:
            if figure.get("by"):
                self._figure_source(figure, report, claims)

    def _figure_errors(
        self, report: Report, have: set[Any], want: set[Any],
        labelled: Sequence[Row], found: Sequence[Figure],
    ) -> None:  # fmt: skip
        missed = {_exact(f["kind"], f["low"], f["high"]): f["quote"] for f in labelled}
        invented = {_exact(f.kind, f.low, f.high): _around(report, f) for f in found}
        for key in sorted(want - have, key=str):
            self._wrong("figures_f1", report.given_id, key, None, missed[key])
        for key in sorted(have - want, key=str):
            self._wrong("figures_f1", report.given_id, None, key, invented[key])

    def _figure_source(self, figure: Row, report: Report, claims: Sequence[Claim]) -> None:
        asked = _low(figure["kind"], figure["low"], None)
        hits = [c for c in claims for f in c.figures if _low(f.kind, f.low, None) == asked]
        if not hits:
            return
        said = [name for claim in hits for name in self._sources(claim)]
        if not self.shares["figure_source"].add(any(same_name(figure["by"], s) for s in said)):
            self._wrong("figure_source", report.given_id, figure["by"], said[:1], figure["quote"])

    def _sources(self, claim: Claim) -> list[str]:
        said = claim.attribution
        return [said.text, *self.seen.names(said.source)] if said else []

    # -------------------------------------------------------------- events

    def _event(self, event: Row, report: Report, claims: Sequence[Claim]) -> None:
        span = find(report.text, event["quote"])
        over = [c for c in claims if span and c.start < span[1] and span[0] < c.end]
        words = event["quote"]
        if not self.shares["event_found"].add(bool(over)):
            self._wrong("event_found", report.given_id, event["what"], None, words)
            return
        self.events[event["eid"]] = {c.event for c in over if c.event is not None}
        for measure, gold, right, found in self._slots(event, over):
            if gold and not self.shares[measure].add(right):
                self._wrong(measure, report.given_id, gold, found, words)

    def _slots(
        self, event: Row, over: Sequence[Claim]
    ) -> Iterator[tuple[str, str | None, bool, list[str]]]:
        """Yield each slot of an event: measure, label, whether a claim meets it, what claims say.

        A slot without a label is not asked for.
        """
        kinds = sorted({c.event_type for c in over})
        right = any(is_of_family(event["what"], c) for c in over)
        yield "event_type", event["what"], right, kinds
        places = [p.text for c in over for p in c.places]
        place = event.get("place")
        yield "event_place", place, any(same_name(place or "", p) for p in places), places
        days = [f"{c.time.start}/{c.time.end}" for c in over]
        when = event.get("date")
        yield "event_date", when, any(is_within_a_day(when, c) for c in over), days
        names = [n for c in over for a in c.actors for n in (a.text, *self.seen.names(a.actor))]
        perp = event.get("perp")
        yield "event_perp", perp, any(same_name(perp or "", n) for n in names), names[:4]

    # -------------------------------------------------------------- groups

    def _same_events(self, group: Row, rows: Sequence[Row]) -> None:
        true = _pairs(group["same_event"])
        labelled = [(row["id"], e["eid"], e["quote"]) for row in rows for e in row["events"]]
        for (report, one, words), (other_report, other, _) in combinations(labelled, 2):
            if report == other_report:
                continue
            same = frozenset((one, other)) in true
            told = bool(self.events.get(one, set()) & self.events.get(other, set()))
            self.counts["same_event_f1"].add(same and told, told, same)
            if same != told:
                gold, found = (f"{one} = {other}" if is_one else None for is_one in (same, told))
                self._wrong("same_event_f1", report, gold, found, words)

    def _copies(self, group: Row, rows: Sequence[Row]) -> None:
        ids = [row["id"] for row in rows]
        told = {
            frozenset((a, b)) for a, b in combinations(ids, 2)
            if self.seen.root(a) == self.seen.root(b)
        }  # fmt: skip
        true = _pairs(group["copies"])
        self.counts["copies_f1"].sets(told, true)
        for pair in sorted(true ^ told, key=sorted):
            gold = sorted(pair) if pair in true else None
            self._wrong("copies_f1", min(pair), gold, None if gold else sorted(pair), "")

    def _disputes(self, group: Row, rows: Sequence[Row]) -> None:
        ids = self.seen.ids(row["id"] for row in rows)
        own = [d for d in self.seen.disputes if ids & {r for p in d.positions for r in p.reports}]
        asked = [d for d in group["disputes"] if d["field"] in FIELDS]
        met: set[str] = set()
        for label in asked:
            meeting = {d.id for d in own if self._meets(label, d)}
            met |= meeting
            if not self.shares["dispute_recall"].add(bool(meeting)):
                values = [p["value"] for p in label["positions"]]
                self._wrong("dispute_recall", group["group"], label["field"], None, str(values))
        for dispute in own:
            of_field = any(_has(dispute.field, parts) for parts in FIELDS.values())
            if of_field and not self.shares["dispute_precision"].add(dispute.id in met):
                values = [p.value for p in dispute.positions]
                self._wrong("dispute_precision", group["group"], None, dispute.field, str(values))

    def _meets(self, label: Row, dispute: Dispute) -> bool:
        """Tell whether a dispute is on the labelled field and stands in two labelled positions."""
        sides = [self.seen.ids(p["reports"]) for p in label["positions"]]
        told = [set(p.reports) for p in dispute.positions]
        touched = sum(any(side & own for own in told) for side in sides)
        return _has(dispute.field, FIELDS[label["field"]]) and touched >= min(2, len(sides))


def is_of_family(label: str, claim: Claim) -> bool:
    """Tell whether a claim's event, ACLED or PLOVER type is of the labelled family."""
    told = " ".join(kind or "" for kind in (claim.event_type, claim.acled, claim.plover))
    return label not in FAMILIES or _has(told, FAMILIES[label])


def is_within_a_day(label: str | None, claim: Claim) -> bool:
    """Tell whether a claim's days lie within a day of a label: one ISO day, or `first/last`."""
    if not label or not claim.time.start:
        return False
    first, _, last = label.partition("/")
    earliest = date.fromisoformat(first) - _DAY
    latest = date.fromisoformat(last or first) + _DAY
    begin, end = claim.time.start, claim.time.end or claim.time.start
    return earliest <= date.fromisoformat(begin[:10]) and date.fromisoformat(end[:10]) <= latest


def find(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text, its spaces of any length, None where it does not."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else None


def _exact(kind: str, low: int, high: int | None) -> tuple[Any, ...]:
    return (kind, low, high)


def _low(kind: str, low: int, high: int | None) -> tuple[Any, ...]:
    return (kind, low)


def _pairs(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _has(text: str, parts: Iterable[str]) -> bool:
    lowered = text.lower()
    return any(part in lowered for part in parts)


def _around(report: Report, figure: Figure) -> str:
    return " ".join(report.text[max(0, figure.start - 40) : figure.end + 60].split())
