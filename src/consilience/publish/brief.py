"""What a brief says, in order, before it is set as a page, as Markdown or on a terminal.

In: a `Picture`. Out: `Brief`, the same content as names and words: no id is
left in it. The three outputs draw this one thing, so they cannot disagree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from consilience.model import (
    Claim,
    Control,
    Dispute,
    Event,
    Origin,
    Picture,
    PictureWarning,
    Position,
    Report,
    Toll,
    TollByOrigin,
    WordedSentence,
)
from consilience.publish import dates, words
from consilience.publish.index import Index, index, title
from consilience.publish.parts import (
    AssistedPart,
    Brief,
    Cell,
    Cite,
    ControlPart,
    DisputePart,
    EventPart,
    Matrix,
    PositionPart,
    ReportPart,
    SourcePart,
    TollPart,
    TollRow,
    WarningPart,
    WordedPart,
)
from consilience.publish.since import since
from consilience.reconcile.evidence import is_weighed
from consilience.reconcile.origins import is_own_voice, origin_of

MATRIX_EVENTS = 24  # columns: more cannot be followed with the eye
MATRIX_SOURCES = 24  # rows: those that speak of the most of these events
WORST_TOLLS = ("killed", "killed_or_injured", "injured", "missing", "displaced", "captured")


def brief(picture: Picture) -> Brief:
    """Return what the brief of `picture` says."""
    return _Maker(index(picture)).brief()


def parts(found: Index) -> tuple[dict[str, EventPart], dict[str, DisputePart]]:
    """Return the events and the disputes of a picture as a page shows them, by id."""
    maker = _Maker(found)
    return maker.events, {d.id: maker.dispute(d) for d in found.picture.disputes}


class _Maker:
    """Turns the parts of one picture into the parts of its brief."""

    def __init__(self, found: Index) -> None:
        self.index = found
        self.picture = found.picture
        self.origin_of = {c.id: self.origin(c) for c in self.picture.claims}
        self.spots: dict[tuple[str, int | None, int | None], str] = {
            (c.report, c.start, c.end): found.anchor(c.id) for c in reversed(self.picture.claims)
        }
        self.claims_of = Counter(c.report for c in self.picture.claims)
        self.events = {e.id: self.event(e) for e in self.picture.events}

    def brief(self) -> Brief:
        picture = self.picture
        told = [e for e in picture.events if not self.is_background(e)]
        happened = [e for e in told if not words.is_speech(e.event_type)]
        shared = [e for e in happened if self.is_shared(e)]
        lone = [e for e in happened if not self.is_shared(e)]
        outlets = tuple(dict.fromkeys(r.publisher for r in picture.reports if r.publisher))
        return Brief(
            title=self.title(),
            span=self.span(),
            reports=tuple(self.report(r) for r in picture.reports),
            outlets=outlets,
            unsigned=sum(r.publisher is None for r in picture.reports),
            copies=sum(r.copy_of is not None for r in picture.reports),
            independent=sum(o.independent and not self.is_own(o.id) for o in picture.origins),
            claims=sum(is_weighed(c) for c in picture.claims),
            agreed=self.graded(happened, "confirmed", "fair"),
            shared=tuple(self.events[e.id] for e in shared),
            disputed=tuple(self.dispute(d) for d in picture.disputes if d.status == "open"),
            contested=self.graded(happened, "contested"),
            revised=tuple(self.dispute(d) for d in picture.disputes if d.status == "update"),
            overview=self.overview(),
            tolls=self.tolls(happened),
            single=self.graded(lone, "weak"),
            unsourced=self.graded(lone, "unattributed"),
            statements=tuple(self.events[e.id] for e in told if words.is_speech(e.event_type)),
            background=tuple(self.events[e.id] for e in picture.events if self.is_background(e)),
            control=tuple(self.control(c) for c in picture.control),
            sources=self.sources(),
            matrix=self.matrix(happened),
            warnings=tuple(self.warning(w) for w in picture.warnings),
            since=since(picture.since, self.index.anchors) if picture.since else None,
            assisted=tuple(self.assisted(c) for c in picture.claims if not is_weighed(c)),
            worded=tuple(map(self.worded, picture.wording.sentences)) if picture.wording else (),
            worded_by=picture.wording.by if picture.wording else "",
        )

    def assisted(self, claim: Claim) -> AssistedPart:
        time = claim.time
        named = (
            ("By", [self.index.actor(a.actor) for a in claim.actors]),
            ("On", [self.index.actor(a.actor) for a in claim.targets]),
            ("Where", [self.index.place(p.place) for p in claim.places]),
            ("When", [dates.interval(time.start, time.end, time.precision)] if time.start else []),
            ("How many", [f"{words.count(f.low, f.high)} {words.counted(f.kind, f.victims)}"
                          for f in claim.figures]),
        )  # fmt: skip
        return AssistedPart(
            kind=words.capital(words.event_type(claim.event_type)),
            slots=tuple((name, words.listed(tuple(dict.fromkeys(s)))) for name, s in named if s),
            cite=self.cite(claim),
        )

    def worded(self, sentence: WordedSentence) -> WordedPart:
        """Return a sentence with who says so; a redacted id leads nowhere, and says nobody."""
        about = next((self.events[i] for i in sentence.refs if i in self.events), None)
        dispute = next((self.index.disputes[i] for i in sentence.refs
                        if i in self.index.disputes), None)  # fmt: skip
        who = words.capital(words.some(about.origins, 4)) if about else ""
        if dispute is not None:
            who = " against ".join(
                words.some(self.index.voices(p.origins), 2) for p in dispute.positions[:3]
            )
        known = about.grade_words if about else "In dispute" if dispute else ""
        anchor = next((self.index.anchor(i) for i in sentence.refs), "")
        return WordedPart(text=sentence.text, who=who or "no source named", about=known,
                          anchor=anchor)  # fmt: skip

    def title(self) -> str:
        stories = sorted(self.picture.stories, key=lambda s: -len(s.reports))
        if stories and stories[0].title.strip():
            return " ".join(stories[0].title.split())
        return title(self.picture.reports[0]) if self.picture.reports else "No reports"

    def span(self) -> str:
        days = sorted(
            day
            for e in self.picture.events
            if not self.is_background(e) and e.time.precision in ("day", "range", "week")
            for day in (e.time.start, e.time.end)
            if day
        )
        return dates.interval(days[0], days[-1]) if days else ""

    def is_background(self, event: Event) -> bool:
        claims = [self.index.claims[c] for c in event.claims if c in self.index.claims]
        return bool(claims) and all(c.background for c in claims)

    def is_shared(self, event: Event) -> bool:
        """Tell whether reports that do not copy each other tell it, with one source or none."""
        if event.grade not in {"weak", "unattributed"} or event.disputes:
            return False
        reports = [self.index.reports[r] for r in event.reports if r in self.index.reports]
        return len({r.copy_of or r.id for r in reports}) > 1

    def graded(self, events: Iterable[Event], *grades: str) -> tuple[EventPart, ...]:
        return tuple(self.events[e.id] for e in events if e.grade in grades)

    def event(self, event: Event) -> EventPart:
        claims = [self.index.claims[c] for c in event.claims if c in self.index.claims]
        grade = words.wording("grades", event.grade)
        disputes = [self.index.disputes[d] for d in event.disputes if d in self.index.disputes]
        kind = words.event_type(event.event_type)
        return EventPart(
            id=event.id,
            anchor=self.index.anchor(event.id),
            summary=words.capital(event.summary.strip() or kind),
            kind="" if kind.lower() in event.summary.lower() else words.capital(kind),
            where=self.index.place(event.place),
            where_anchor=self.first(c for c in claims if _names_place(c, event)),
            when=dates.interval(event.time.start, event.time.end, event.time.precision),
            when_anchor=self.first(c for c in claims if _names_time(c, event))
            or self.first(c for c in claims if _is_inside(c, event)),
            grade=event.grade,
            grade_words=grade.say,
            grade_means=grade.means,
            reason=" ".join(filter(None, (event.reason, self.sums(event)))),
            origins=self.index.voices(event.origins),
            reports=len(event.reports),
            tolls=tuple(self.toll(t, event) for t in event.tolls),
            cites=self.cites(event.claims),
            disputes=tuple(
                (self.index.anchor(d.id), words.say("fields", d.field))
                for d in disputes
                if d.status == "open"
            ),
            manner=_shared_manner(claims),
        )

    def first(self, claims: Iterable[Claim]) -> str:
        """Return the anchor of the first claim, or nothing where there is none."""
        return next((self.index.anchor(claim.id) for claim in claims), "")

    def sums(self, event: Event) -> str:
        """Return in words what a total sums, or the total that an event is counted in."""
        if event.parts:
            told = "event" if len(event.parts) == 1 else "events"
            return f"A total; {len(event.parts)} {told} told here are counted in it."
        whole = next((e for e in self.picture.events if e.id == event.part_of), None)
        return f"Counted in a total: {whole.summary}" if whole else ""

    def toll(self, toll: Toll, event: Event | None = None) -> TollPart:
        rows = tuple(
            TollRow(
                who=words.capital(self.index.origin(row.origin)),
                low=row.low,
                high=row.high,
                words=words.count(row.low, row.high),
                cites=_nearest(words.count(row.low, row.high), self.cites(row.claims)),
                superseded=row.superseded,
            )
            for row in _largest_first(toll)
        )
        return TollPart(
            name=words.capital(words.counted(toll.kind, toll.victims)),
            kind=toll.kind,
            low=toll.low,
            best=toll.best,
            high=toll.high,
            words=words.count(toll.low, toll.high),
            rows=rows,
            event=words.capital(event.summary) if event else "",
            event_anchor=self.index.anchor(event.id) if event else "",
            independent=toll.independent_origins,
            not_independent=toll.not_independent,
        )

    def overview(self) -> tuple[TollPart, ...]:
        """What different voices count over a whole story; named where there are several."""
        stories = [story for story in self.picture.stories if story.tolls]
        parts = [
            replace(self.toll(toll), event=story.title if len(stories) > 1 else "")
            for story in stories
            for toll in story.tolls
        ]
        return tuple(sorted(parts, key=lambda t: (_gravity(t.kind), -t.voices)))

    def tolls(self, events: Iterable[Event]) -> tuple[TollPart, ...]:
        """What more origins count comes first, then the gravest kinds, then the largest."""
        parts = [toll for event in events for toll in self.events[event.id].tolls]
        return tuple(sorted(parts, key=lambda t: (-t.voices, _gravity(t.kind), -t.best)))

    def dispute(self, dispute: Dispute) -> DisputePart:
        return DisputePart(
            anchor=self.index.anchor(dispute.id),
            question=dispute.question,
            about=words.say("fields", dispute.field),
            event=self.events.get(dispute.event or ""),
            positions=tuple(self.position(p) for p in dispute.positions),
            reason=dispute.reason,
        )

    def position(self, position: Position) -> PositionPart:
        return PositionPart(
            value=words.capital(position.value),
            who=self.index.voices(position.origins),
            reports=len(position.reports),
            cites=_nearest(position.value, self.cites(position.claims)),
        )

    def control(self, control: Control) -> ControlPart:
        return ControlPart(
            place=self.index.place(control.place) or "a place not named",
            holder=words.capital(self.index.actor(control.holder)),
            state=words.say("states", control.state),
            as_of=dates.moment(control.as_of) if control.as_of else "not known",
            who=self.index.voices(control.origins),
            cites=self.cites(control.claims),
            dispute=self.index.anchor(control.dispute) if control.dispute else "",
        )

    def cites(self, ids: Sequence[str]) -> tuple[Cite, ...]:
        """Return the claims as cited; the same words by the same voice are cited once.

        A copy that repeats them stands in `also` of the original's passage.
        """
        claims = [self.index.claims[id] for id in ids if id in self.index.claims]
        known = [claim for claim in claims if claim.report in self.index.reports]
        found: dict[tuple[str, str], Cite] = {}
        for claim in sorted(known, key=self.is_copied):
            made = self.cite(claim)
            first = found.setdefault((made.who, made.quote), made)
            repeats = {first.report, *(report for report, _ in first.also)}
            if made.report not in repeats:
                also = (*first.also, (made.report, made.anchor))
                found[made.who, made.quote] = replace(first, also=also)
        return tuple(found.values())

    def is_copied(self, claim: Claim) -> bool:
        """Return whether a claim stands in a report that is a copy of another."""
        return self.index.reports[claim.report].copy_of is not None

    def cite(self, claim: Claim) -> Cite:
        report = self.index.reports[claim.report]
        return Cite(
            anchor=self.index.anchor(claim.id),
            who=self.voice(claim),
            how=words.say("stances", claim.attribution.stance) if claim.attribution else "",
            via=self.via(claim),
            report=self.index.report(report.id),
            report_anchor=self.index.anchor(report.id),
            publisher=report.publisher or "",
            published=dates.moment(report.published) if report.published else "",
            quote=" ".join(claim.quote.split()),
            language=report.language,
            denied=denies(claim),
            manner=words.say("modalities", claim.modality) if claim.modality != "actual" else "",
            assisted=claim.assisted or "",
        )

    def voice(self, claim: Claim) -> str:
        said = claim.attribution
        if said is None:
            return "The report itself"
        if said.source is None:
            return "Someone not named"
        return words.capital(self.index.actor(said.source))

    def via(self, claim: Claim) -> str:
        links = claim.attribution.via if claim.attribution else ()
        names = [self.index.actor(link.actor) for link in links]
        return words.listed(tuple(dict.fromkeys(names)))

    def report(self, report: Report) -> ReportPart:
        original = report.copy_of or ""
        return ReportPart(
            anchor=self.index.anchor(report.id),
            number=self.index.report_numbers[report.id],
            title=title(report),
            publisher=report.publisher or "Publisher not known",
            published=dates.moment(report.published) if report.published else "Not dated",
            dated_from=words.say("dated_from", report.published_from),
            url=report.url or "",
            sha256=report.sha256,
            language=report.language,
            copy_of=self.index.by_line(original) if original else "",
            copy_anchor=self.index.anchor(original) if original else "",
            version_of=self.index.by_line(report.version_of) if report.version_of else "",
            version_anchor=self.index.anchor(report.version_of) if report.version_of else "",
            contains=tuple((self.index.by_line(i), self.index.anchor(i)) for i in report.contains),
            claims=self.claims_of[report.id],
            story=next((s.title for s in self.picture.stories if s.id == report.story), ""),
        )

    def warning(self, warning: PictureWarning) -> WarningPart:
        report = self.index.reports.get(warning.report or "")
        at = (
            report.text[warning.start : warning.end] if report and warning.start is not None else ""
        )
        spot = (warning.report or "", warning.start, warning.end)
        return WarningPart(
            heading=words.capital(words.say("warnings", warning.code)),
            message=warning.message,
            where=self.index.by_line(report.id) if report else (warning.where or ""),
            words=" ".join(at.split()),
            hint=warning.hint or "",
            anchor=self.index.anchor(report.id) if report else "",
            claim_anchor=self.spots.get(spot, ""),
            means=words.wording("warnings", warning.code).means,
        )

    def sources(self) -> tuple[SourcePart, ...]:
        spoken = {o.id: 0 for o in self.picture.origins}
        for event in self.picture.events:
            for id in event.origins:
                spoken[id] = spoken.get(id, 0) + 1
        parts = [self.source(o, spoken[o.id]) for o in self.picture.origins]
        return tuple(sorted(parts, key=lambda s: (-s.events, s.name)))

    def source(self, origin: Origin, events: int) -> SourcePart:
        return SourcePart(
            name=words.capital(self.index.origin(origin.id)),
            independent=origin.independent,
            reports=len(origin.reports),
            events=events,
        )

    def matrix(self, events: list[Event]) -> Matrix:
        shared = [e for e in events if len(e.origins) > 1]
        widest = sorted(shared, key=lambda e: -len(e.origins))[:MATRIX_EVENTS]
        shown = [e for e in shared if e in widest]
        speakers = Counter(o for e in shown for o in e.origins)
        rows = tuple(
            (words.capital(self.index.origin(o)), tuple(self.cell(e, o) for e in shown))
            for o in sorted(
                speakers, key=lambda o: (self.is_own(o), -speakers[o], self.index.origin(o))
            )
        )
        events_shown = tuple(self.events[e.id] for e in shown)
        return Matrix(
            events=events_shown,
            rows=rows[:MATRIX_SOURCES],
            fewer=max(0, len(rows) - MATRIX_SOURCES),
            single=len(events) - len(shared),
            left_out=len(shared) - len(shown),
        )

    def cell(self, event: Event, origin: str) -> Cell:
        claims = [
            claim
            for id in event.claims
            if (claim := self.index.claims.get(id)) and self.origin_of[id] == origin
        ]
        if not claims:
            return Cell(stance="", anchor="")
        sides = {denies(claim) for claim in claims}
        stance = "says and denies" if len(sides) == 2 else ("denies" if True in sides else "says")
        return Cell(stance=stance, anchor=self.index.anchor(claims[0].id))

    def is_own(self, origin: str) -> bool:
        """Return whether an origin is only a report in its own words."""
        found = self.index.origins.get(origin)
        return is_own_voice(origin) or found is None or found.actor is None

    def origin(self, claim: Claim) -> str:
        """Return the id of a claim's origin; none where the picture lacks its report or actor."""
        try:
            return origin_of(claim, self.index.reports, self.index.actors)
        except KeyError:
            return ""


def denies(claim: Claim) -> bool:
    """Return whether a claim says that it did not happen."""
    stance = claim.attribution.stance if claim.attribution else "says"
    return claim.polarity == "denied" or stance in ("denies", "doubts")


def _names_place(claim: Claim, event: Event) -> bool:
    return any(ref.place == event.place for ref in claim.places)


def _nearest(value: str, cites: tuple[Cite, ...]) -> tuple[Cite, ...]:
    """Put first the passages that hold the numbers and longer words of `value`."""
    wanted = {
        word for word in re.findall(r"[\w,]+", value.lower()) if len(word) > 3 or word.isdigit()
    }

    def held(cite: Cite) -> int:
        return len(wanted & set(re.findall(r"[\w,]+", cite.quote.lower())))

    return tuple(sorted(cites, key=held, reverse=True))


def _is_inside(claim: Claim, event: Event) -> bool:
    start, end = claim.time.start, claim.time.end
    if not start or not end or not event.time.start or not event.time.end:
        return False
    return event.time.start <= start and end <= event.time.end


def _names_time(claim: Claim, event: Event) -> bool:
    return claim.time.start is not None and (claim.time.start, claim.time.end) == (
        event.time.start,
        event.time.end,
    )


def _shared_manner(claims: list[Claim]) -> str:
    """Return how all claims tell it where none tells it as a fact: *planned*, *possible*."""
    manners = {c.modality for c in claims}
    if not claims or "actual" in manners:
        return ""
    return words.listed(sorted(words.say("modalities", m) for m in manners))


def _largest_first(toll: Toll) -> list[TollByOrigin]:
    """Order origins by their largest count; an origin's earlier counts follow its last one."""
    top = {
        o.origin: max(r.low for r in toll.by_origin if r.origin == o.origin) for o in toll.by_origin
    }
    return sorted(toll.by_origin, key=lambda r: (-top[r.origin], r.origin, r.superseded, -r.low))


def _gravity(kind: str) -> int:
    return WORST_TOLLS.index(kind) if kind in WORST_TOLLS else len(WORST_TOLLS)
