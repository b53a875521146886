"""How well time expressions are found and valued, on TimeML corpora and on labelled events.

In: a folder of TimeML documents with TIMEX3 (WikiWars and its like), or reports
with labelled events. Out: precision, recall and F1 of the spans, relaxed and
strict, F1 of the value, the worst errors with their words; and the share of
labelled events whose day the reading of their sentence meets.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol
from xml.etree import ElementTree

from consilience.coding.times.background import days_of_words
from consilience.coding.times.calendar import Interval
from consilience.coding.times.reader import read_times, report_day
from consilience.errors import InputError, NoSuchPathError
from consilience.language.annotate import Document, annotate
from consilience.model import Report
from consilience.settings import Settings


class Timed(Protocol):
    """What the scorer needs of a time expression."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def value(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class GoldTime:
    """One TIMEX3 of the corpus: code points in the text, TIMEX3 value ('' where it has none)."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """One TimeML document: its text without tags, its creation day, its expressions."""

    name: str
    text: str
    created: date | None
    times: tuple[GoldTime, ...]


@dataclass(slots=True)
class Tally:
    """Counts over documents; `kept` and `found` are expressions of gold and system."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0


def read_timeml(path: Path) -> GoldText:
    """Return one TimeML document. Raises InputError where it is not one."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise InputError(f"{path}: not a TimeML document: {error}.") from error
    body = root.find("TEXT")
    if body is None:
        raise InputError(f"{path}: a TimeML document has a TEXT element; this one has none.")
    pieces: list[str] = []
    times: list[GoldTime] = []
    _walk(body, pieces, times)
    return GoldText(path.name, "".join(pieces), _created(root), tuple(times))


def _walk(element: ElementTree.Element, pieces: list[str], times: list[GoldTime]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        value = element.get("value", "")
        times.append(GoldTime(start, sum(map(len, pieces)), "" if value == "null" else value))


def _created(root: ElementTree.Element) -> date | None:
    stamp = root.find("DCT/TIMEX3")
    value = stamp.get("value", "") if stamp is not None else ""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def pair(gold: Sequence[Timed], found: Sequence[Timed]) -> list[tuple[Timed, Timed]]:
    """Return gold and system expressions that overlap, each used once, longest overlap first."""
    pairs = [
        (-(min(g.end, f.end) - max(g.start, f.start)), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g.end, f.end) > max(g.start, f.start)
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((gold[i], found[j]))
    return matched


def score(texts: Iterable[tuple[GoldText, Sequence[Timed]]]) -> dict[str, dict[str, float]]:
    """Return span_relaxed, span_strict and value, each {p, r, f1, n}, as fractions of one.

    The rule is TempEval-3's (UzZaman et al. 2013, SemEval, section 4.1): an
    expression is found when a system expression overlaps it (relaxed) or has the
    same offsets (strict); the value's F1 is the relaxed F1 times the share of
    right values among the expressions found, which is the F1 over found-and-right.
    """
    tally = Tally()
    for text, found in texts:
        matched = pair(text.times, found)
        tally.gold += len(text.times)
        tally.found += len(found)
        tally.relaxed += len(matched)
        tally.strict += sum((g.start, g.end) == (f.start, f.end) for g, f in matched)
        tally.value += sum(g.value == f.value for g, f in matched)
    return {
        "span_relaxed": _prf(tally.relaxed, tally),
        "span_strict": _prf(tally.strict, tally),
        "value": _prf(tally.value, tally),
    }


def _prf(right: int, tally: Tally) -> dict[str, float]:
    p = right / tally.found if tally.found else 0.0
    r = right / tally.gold if tally.gold else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "n": tally.gold}


def errors(text: GoldText, found: Sequence[Timed], around: int = 40) -> Iterator[dict[str, str]]:
    """Yield what went wrong in one document, with the words: missed, spurious, span, value."""
    matched = pair(text.times, found)
    met = {id(item) for both in matched for item in both}
    for g in text.times:
        if id(g) not in met:
            yield _error("missed", text, g, g.value, "")
    for extra in found:
        if id(extra) not in met:
            yield _error("spurious", text, extra, "", extra.value)
    for true, read in matched:
        if true.value != read.value:
            yield _error("value", text, true, true.value, read.value)
        if (true.start, true.end) != (read.start, read.end):
            words = text.text[read.start : read.end]
            yield _error("span", text, true, text.text[true.start : true.end], words)


def _error(kind: str, text: GoldText, at: Timed, gold: str, found: str) -> dict[str, str]:
    before = text.text[max(0, at.start - 40) : at.start]
    words = f"{before}[{text.text[at.start : at.end]}]{text.text[at.end : at.end + 40]}"
    flat = " ".join(words.split())
    return {"kind": kind, "document": text.name, "words": flat, "gold": gold, "found": found}


def corpus_files(directory: Path) -> list[Path]:
    """Return the TimeML files under a folder, in order. Raises NoSuchPathError, InputError."""
    if not directory.exists():
        raise NoSuchPathError(f"{directory}: there is no such folder.")
    files = sorted(directory.rglob("*.tml"))
    if not files:
        raise InputError(f"{directory}: no TimeML file (*.tml) in it.")
    return files


def evaluate(directory: Path) -> dict[str, Any]:
    """Read all TimeML files under `directory`; return corpus, sha256, measures, errors.

    `measures` are those of `score`; `errors` is a list of {kind, document, words,
    gold, found}. Raises NoSuchPathError, InputError.
    """
    files = corpus_files(directory)
    golds = [read_timeml(path) for path in files]
    documents = annotate((_report(gold) for gold in golds), Settings())
    read = [
        (gold, read_times(document, gold.created))
        for gold, document in zip(golds, documents, strict=True)
    ]
    return {
        "corpus": directory.name,
        "sha256": _sha256(files),
        "measures": score(read),
        "errors": [row for gold, found in read for row in errors(gold, found)],
    }


def _sha256(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _report(gold: GoldText) -> Report:
    day = gold.created.isoformat() if gold.created else None
    return make_report(gold.name, gold.text, "", day)


def make_report(given: str, text: str, title: str, published: str | None) -> Report:
    """Return a report for a corpus text."""
    return Report(
        id=given,
        given_id=given,
        title=title,
        publisher=None,
        url=None,
        published=published,
        published_from="given" if published else "none",
        language="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def evaluate_labelled(reports: Path, gold: Path) -> dict[str, Any]:
    """Return the share of labelled events whose sentence is dated within a day of the label.

    `reports` and `gold` are JSON Lines in the form of the labelled news set: reports
    with id, title, text, published; labels with events that have `quote` and `date`
    (one ISO day or `first/last`). The rule: every day read lies between the day before
    the labelled first and the day after the labelled last.
    """
    rows = [json.loads(line) for line in reports.read_text(encoding="utf-8").splitlines() if line]
    labels = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
    events = {row["id"]: row["events"] for row in labels if row["kind"] == "report"}
    texts = [make_report(r["id"], _with_title(r), r["title"], r.get("published")) for r in rows]
    outcome = [
        row
        for document in annotate(texts, Settings())
        for row in judge_events(document, events.get(document.report.id, []))
    ]
    right = sum(row["kind"] == "right" for row in outcome)
    return {
        "corpus": reports.stem,
        "sha256": _sha256([reports, gold]),
        "measures": {"event_day": {"value": round(right / max(1, len(outcome)), 4),
                                   "n": len(outcome)}},
        "errors": [row for row in outcome if row["kind"] != "right"],
    }  # fmt: skip


def _with_title(row: dict[str, Any]) -> str:
    return f"{row['title']}\n{row['text']}"


def judge_events(document: Document, events: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Return, for each labelled event with a date, what was read and whether it is right."""
    day = report_day(document)
    times = read_times(document, day)
    text = document.report.text
    judged = []
    for event in events:
        start = text.find(event["quote"], document.headline_end)
        start = start if start >= 0 else text.find(event["quote"])
        if not event.get("date") or start < 0:
            continue
        found = days_of_words(document, times, start, start + len(event["quote"]), day)
        judged.append(
            {
                "kind": "right" if within_a_day(found, event["date"]) else "wrong",
                "document": document.report.id,
                "words": event["quote"],
                "gold": event["date"],
                "found": "/".join(map(str, found)) if found else "none",
            }
        )
    return judged


def within_a_day(found: Interval | None, label: str) -> bool:
    """Return whether all days read lie within one day of the labelled interval."""
    if found is None:
        return False
    first, _, last = label.partition("/")
    day = timedelta(days=1)
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return begin - day <= found[0] and found[1] <= end + day
