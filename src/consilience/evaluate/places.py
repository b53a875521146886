"""How well places are found and resolved, measured on geoparsing corpora.

In: one XML file of articles with marked toponyms and their coordinates, in the
form that LGL, TR-News and GeoVirus share. Out: recognition (precision, recall,
F1), accuracy within 161 km given the names, and end-to-end recall within 161 km.

The rule is that of Gritta, Pilehvar and Collier, *A Pragmatic Guide to
Geoparsing Evaluation* (Language Resources and Evaluation 54, 2020): a toponym
counts as resolved when it lies within 161 km (100 miles) of the marked point.
The corpora mark adjectives (*Russian*) and places inside names of organisations
(*Ohio State Police*) as toponyms too, which the guide calls associative, so
all that `find_names` reads is scored, not only the literal ones that claims use.
A resolved place that is the very entry the corpus marks (same GeoNames id; same
country; same first-level division) is zero kilometres away, whatever point is
taken for the middle of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from consilience.coding.places.choice import choose, kilometres
from consilience.coding.places.names import find_names, names_of
from consilience.errors import InputError, NoSuchPathError
from consilience.knowledge.gazetteer import Candidate, Gazetteer
from consilience.knowledge.spelling import fold
from consilience.language.annotate import Document, annotate
from consilience.model import Report
from consilience.settings import Settings

WITHIN_KM = 161.0
# Some marked offsets are off by a few code points; a phrase further away is another mention.
_DRIFT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """One marked toponym: code points in the article, point in degrees (None: not marked)."""

    start: int
    end: int
    phrase: str
    lat: float | None
    lon: float | None
    geonames: str | None = None
    code: str = ""
    name: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a corpus."""

    report: Report
    toponyms: tuple[Toponym, ...]


@dataclass(slots=True)
class Score:
    """Counts over a corpus, and the errors with their words."""

    found: int = 0
    marked: int = 0
    matched: int = 0
    exact: int = 0
    placed: int = 0
    reached: int = 0
    given: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)


def evaluate(file: Path, errors: int = 0) -> dict[str, Any]:
    """Return the measures on a corpus file, as fractions of one.

    `errors` is how many of the worst cases to give: spurious and missing names,
    then resolved names by the kilometres that they are off. Raises
    NoSuchPathError or InputError where the file is not there or not such XML.
    """
    articles = read_articles(file)
    gazetteer = Gazetteer.open()
    total = Score()
    documents = annotate((article.report for article in articles), Settings())
    for article, document in zip(articles, documents, strict=True):
        score_article(document, article.toponyms, gazetteer, total)
    result: dict[str, Any] = {
        "corpus": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "measures": measures(total),
    }
    if errors:
        result["errors"] = _worst(total.errors, errors)
    return result


def measures(total: Score) -> dict[str, dict[str, float]]:
    """Return the measures that the counts make, rounded to four places."""
    return {
        "recognition": _prf(total.matched, total.found, total.marked),
        "recognition_exact": _prf(total.exact, total.found, total.marked),
        "accuracy_161km": _share(total.given, total.placed),
        "end_to_end_161km": _share(total.reached, total.placed),
    }


def read_articles(file: Path) -> list[Article]:
    """Return the articles of a corpus file, in order."""
    if not file.is_file():
        raise NoSuchPathError(f"{file}: there is no such file.")
    try:
        root = ElementTree.fromstring(file.read_bytes())
    except ElementTree.ParseError as error:
        raise InputError(f"{file}: not XML: {error}.") from error
    found = [_article(element, index) for index, element in enumerate(root.iter("article"))]
    if not found:
        raise InputError(f"{file}: holds no <article>; expected LGL, TR-News or GeoVirus.")
    return found


def score_article(
    document: Document, toponyms: Iterable[Toponym], gazetteer: Gazetteer, total: Score
) -> None:
    """Add one article's counts to `total`."""
    gold = list(toponyms)
    names = find_names(document, gazetteer)
    chosen = choose(names)
    spans = [(name.start, name.end) for name in names]
    pairs = pair(gold, spans)
    total.found += len(names)
    total.marked += len(gold)
    total.matched += len(pairs)
    total.exact += sum((t.start, t.end) in spans for t in gold)
    given = choose(names_of(document, gazetteer, [(t.start, t.end) for t in gold]))
    for index, toponym in enumerate(gold):
        if toponym.lat is None:
            continue
        total.placed += 1
        total.given += is_reached(given[index], toponym)
        total.reached += index in pairs and is_reached(chosen[pairs[index]], toponym)
    total.errors += _errors(document, gold, spans, chosen, pairs)


def pair(gold: list[Toponym], spans: list[tuple[int, int]]) -> dict[int, int]:
    """Return which found span each marked toponym is: the same, else one that overlaps it."""
    pairs = {
        i: spans.index((t.start, t.end)) for i, t in enumerate(gold) if (t.start, t.end) in spans
    }
    free = [j for j in range(len(spans)) if j not in pairs.values()]
    for index, toponym in enumerate(gold):
        if index in pairs:
            continue
        over = [j for j in free if spans[j][0] < toponym.end and toponym.start < spans[j][1]]
        if over:
            pairs[index] = over[0]
            free.remove(over[0])
    return pairs


def is_reached(found: Candidate | None, gold: Toponym) -> bool:
    """Tell whether a resolved place is the marked one, or lies within 161 km of it."""
    if found is None or gold.lat is None or gold.lon is None:
        return False
    return (
        _is_same(found, gold)
        or kilometres((found.lat, found.lon), (gold.lat, gold.lon)) <= WITHIN_KM
    )


def _is_same(found: Candidate, gold: Toponym) -> bool:
    place = found.place
    if gold.geonames and place.id == f"gn:{gold.geonames}":
        return True
    if place.feature == "country":
        return gold.code.startswith("PCL") and fold(place.name) in (
            fold(gold.country),
            fold(gold.name),
        )
    return place.feature == "admin1" and gold.code == "ADM1" and fold(place.name) == fold(gold.name)


def _article(element: ElementTree.Element, index: int) -> Article:
    text = element.findtext("text") or ""
    marked = [*element.iter("toponym"), *element.iter("location")]
    toponyms = [t for t in (_toponym(entry, text) for entry in marked) if t]
    identifier = element.get("docid") or str(index)
    return Article(
        _report(identifier, text), tuple(sorted(toponyms, key=lambda t: (t.start, t.end)))
    )


def _toponym(element: ElementTree.Element, text: str) -> Toponym | None:
    phrase = element.findtext("phrase") or element.findtext("name") or ""
    start = _snapped(text, phrase, int(element.findtext("start") or 0))
    if start is None:
        return None
    entry = element.find("gaztag")
    entry = element if entry is None else entry
    lat, lon = entry.findtext("lat"), entry.findtext("lon")
    return Toponym(
        start=start,
        end=start + len(phrase),
        phrase=phrase,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        geonames=entry.get("geonameid"),
        code=entry.findtext("fcode") or "",
        name=entry.findtext("name") or "",
        country=entry.findtext("country") or "",
    )


def _snapped(text: str, phrase: str, start: int) -> int | None:
    """Return where a phrase stands nearest to its marked offset; None where it does not."""
    around = range(max(0, start - _DRIFT), min(len(text), start + _DRIFT) + 1)
    there = [at for at in around if text.startswith(phrase, at)]
    return min(there, key=lambda at: (abs(at - start), at)) if there and phrase else None


def _report(identifier: str, text: str) -> Report:
    return Report(
        id=identifier,
        given_id=identifier,
        title="",
        publisher=None,
        url=None,
        published=None,
        published_from="none",
        language="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def _errors(
    document: Document,
    gold: list[Toponym],
    spans: list[tuple[int, int]],
    chosen: list[Candidate | None],
    pairs: dict[int, int],
) -> Iterator[dict[str, Any]]:
    text = document.report.text
    for j, (start, end) in enumerate(spans):
        if j not in pairs.values():
            yield {"kind": "spurious", "text": text[start:end], "words": _words(text, start, end)}
    for index, t in enumerate(gold):
        words = _words(text, t.start, t.end)
        if index not in pairs:
            yield {"kind": "missing", "text": t.phrase, "words": words}
        elif t.lat is not None and not is_reached(chosen[pairs[index]], t):
            yield _wrong(t, chosen[pairs[index]], words)


def _wrong(gold: Toponym, found: Candidate | None, words: str) -> dict[str, Any]:
    where = (gold.lat or 0.0, gold.lon or 0.0)
    return {
        "kind": "elsewhere",
        "text": gold.phrase,
        "words": words,
        "found": f"{found.place.name} ({found.place.id})" if found else None,
        "km": round(kilometres((found.lat, found.lon), where)) if found else None,
    }


def _words(text: str, start: int, end: int, around: int = 40) -> str:
    return " ".join(text[max(0, start - around) : end + around].split())


def _worst(errors: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return up to `count` errors of each kind; wrong places by distance."""
    kinds: dict[str, list[dict[str, Any]]] = {"elsewhere": [], "missing": [], "spurious": []}
    for error in errors:
        kinds[error["kind"]].append(error)
    kinds["elsewhere"].sort(key=lambda error: -(error["km"] or 0))
    return [error for rows in kinds.values() for error in rows[:count]]


def _prf(right: int, found: int, marked: int) -> dict[str, float]:
    p = right / found if found else 0.0
    r = right / marked if marked else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "n": marked}


def _share(right: int, of: int) -> dict[str, float]:
    return {"value": round(right / of, 4) if of else 0.0, "n": of}
