"""What speaks for and against a run of words being a place's name.

In: a parsed text, a run of its tokens, what the gazetteer knows by that name.
Out: the run's traits, each a plain statement about the words (`before:locative`,
`entity:inside:ORG`), and the sum of their weights. The weights stand in
`knowledge/data/place_weights.yaml` and were fitted on news with marked places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from consilience.knowledge.gazetteer import MAIN, SHORT, SOUND, TOWNS, Candidate
from consilience.knowledge.place_words import PlaceWords

PLACE_LABELS = {"GPE", "LOC", "FAC"}
_LABELS = {*PLACE_LABELS, "PERSON", "ORG", "NORP", "DATE"}
LOCATIVE = {
    "in", "at", "near", "from", "to", "into", "toward", "towards", "outside", "inside", "around",
    "across", "throughout", "between", "through", "within", "via",
}  # fmt: skip
_WEAK = {"of", "on", "over", "for", "against", "by", "with"}
_TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sgt.", "sen.", "rep.", "gov.", "gen."}
# Where English surnames are also the names of towns.
_ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE", None}
_NEAR_DEGREES = 1.5
_PEOPLE = ((1_000_000, "million"), (100_000, "city"), (15_000, "town"), (1_000, "village"))


@dataclass(slots=True)
class Run:
    """A run of tokens that may name a place; the code points may drop a lost possessive's s."""

    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: list[Candidate]
    frame_before: str | None
    frame_after: str | None
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rest of the report says: names surely used as places, its country, its towns."""

    elsewhere: frozenset[str]
    country: str | None
    towns: tuple[tuple[float, float], ...]


def setting(runs: Iterable[Run], tagged: set[tuple[int, int]]) -> Setting:
    """Return the setting that the runs which the parser tagged as places make together."""
    sure = [run for run in runs if run.candidates and (run.adjective or (run.first, run.last) in tagged)]
    best = [max(run.candidates, key=_prominence) for run in sure]
    countries = Counter(c.place.country for c in best if c.place.country)
    country = min(countries, key=lambda code: (-countries[code], code)) if countries else None
    return Setting(
        frozenset(run.text for run in sure if not run.adjective),
        country,
        tuple(sorted({(c.lat, c.lon) for c in best if c.place.feature in TOWNS and c.place.country == country})),
    )


def _prominence(candidate: Candidate) -> tuple[int, int, str]:
    place = candidate.place
    wide = 2 if place.feature == "country" else 1 if candidate.match != SOUND else 0
    return wide, candidate.population, place.id


def traits(doc: Doc, run: Run, words: PlaceWords, report: Setting) -> list[str]:
    """Return the traits of a run, in a fixed order."""
    found = ["always", *_entity(doc, run), *_before(doc, run, words), *_after(doc, run)]
    found += [*_known(run), *_shape(doc, run)]
    found += [*_framed(run, words), *_in_setting(run, report), *_in_war(doc, run, words)]
    return found


def _in_war(doc: Doc, run: Run, words: PlaceWords) -> Iterator[str]:
    """Yield what the language of war says: *rebel-held X*, *struck X*, *raids on X*."""
    if run.first == 0:
        return
    at = run.first - 1
    if doc[at].lower_ in words.held and at > 0 and doc[at - 1].text == "-":
        yield "war:held"
    while at > 0 and (doc[at].lower_ == "the" or doc[at].lower_ in words.directions):
        at -= 1
    token = doc[at]
    if token.pos_ == "VERB" and token.lemma_.lower() in words.taking:
        yield "war:taking"
    if token.lower_ in ("on", "of", "against", "over") and at > 0:
        noun = doc[at - 1].lemma_.lower()
        if noun in words.hitting:
            yield "war:hitting"


def _framed(run: Run, words: PlaceWords) -> Iterator[str]:
    for side, noun in (("before", run.frame_before), ("after", run.frame_after)):
        if noun:
            case = "small" if noun[0].islower() else "capital"
            yield f"frame:{side}:{case}:{words.frames[noun.lower()].means}"


def _in_setting(run: Run, report: Setting) -> Iterator[str]:
    if run.text in report.elsewhere:
        yield "elsewhere"
    towns = [c for c in run.candidates if c.place.feature in (*TOWNS, "admin1", "admin2")]
    exact = [c for c in towns if c.match != SOUND]
    kind = "" if exact else ":sound"
    home = [c for c in exact or towns if c.place.country == report.country]
    if home and not run.adjective:
        yield "report:country" + kind
        if report.country not in _ENGLISH:
            yield "report:abroad"
        if any(_is_near(c, report.towns) for c in home):
            yield "report:near" + kind
    if not towns and not run.candidates and report.country not in _ENGLISH:
        yield "unlisted:abroad"
    if exact and len({c.place.country for c in exact}) == 1:
        yield "known:one-country"


def _is_near(candidate: Candidate, towns: tuple[tuple[float, float], ...]) -> bool:
    """Tell whether a place lies about a day's news away from another town of the report."""
    return any(
        0 < abs(candidate.lat - lat) + abs(candidate.lon - lon) < _NEAR_DEGREES
        for lat, lon in towns
    )


def entity_core(doc: Doc, entity: Span) -> tuple[int, int]:
    """Return an entity's tokens without its article and possessive."""
    first, last = entity.start, entity.end
    while first < last - 1 and not doc[first].text[:1].isupper() or doc[first].lower_ == "the":
        if first >= last - 1:
            break
        first += 1
    while last > first + 1 and doc[last - 1].text in ("'s", "'", "-"):
        last -= 1
    return first, last


def _entity(doc: Doc, run: Run) -> Iterator[str]:
    entities = {doc[i].ent_iob_: doc[i] for i in range(run.first, run.last) if doc[i].ent_type_}
    if not entities:
        yield "entity:none"
        return
    label = next(doc[i].ent_type_ for i in range(run.first, run.last) if doc[i].ent_type_)
    label = label if label in _LABELS else "OTHER"
    yield f"entity:{_relation(doc, run)}:{label}"


def _relation(doc: Doc, run: Run) -> str:
    for entity in doc.ents:
        if entity.end <= run.first or entity.start >= run.last:
            continue
        first, last = entity_core(doc, entity)
        if (first, last) == (run.first, run.last):
            return "exact"
        if first >= run.first and last <= run.last:
            return "over"
        if first <= run.first and last >= run.last:
            return "begins" if first == run.first else "ends" if last == run.last else "inside"
        return "crosses"
    return "none"


def _before(doc: Doc, run: Run, words: PlaceWords) -> Iterator[str]:
    if run.first == 0 or doc[run.first].is_sent_start:
        yield "before:start"
        return
    token = doc[run.first - 1]
    if token.lower_ in words.directions and run.first > 1:
        yield "before:direction"
        token = doc[run.first - 2]
    if token.lower_ == "the" and token.i > 0:
        yield "before:the"
        token = doc[token.i - 1]
    yield "before:" + _kind_before(doc, token)


def _kind_before(doc: Doc, token: Token) -> str:
    word = token.lower_
    if word in LOCATIVE:
        return "locative"
    if word in _WEAK:
        return word
    if word in _TITLES:
        return "title"
    if token.text in (",", "and", "or", "-", "/", "("):
        joined = token.i > 0 and doc[token.i - 1].ent_type_ in PLACE_LABELS
        return "place-and" if joined else "comma" if token.text == "," else "other"
    if token.text[:1].isupper() and token.text[0].isalpha():
        return "capital"
    return token.pos_ if token.pos_ in ("VERB", "ADJ", "NOUN") else "other"


def _after(doc: Doc, run: Run) -> Iterator[str]:
    if run.last >= len(doc):
        yield "after:end"
        return
    token = doc[run.last]
    if token.lower_ in ("'s", "'"):
        yield "after:possessive"
    elif token.text in (",", "and", "or", "-", "/"):
        follows = run.last + 1 < len(doc) and doc[run.last + 1].ent_type_ in PLACE_LABELS
        yield "after:and-place" if follows else "after:comma" if token.text == "," else "after:and"
    elif token.text[:1].isupper() and not token.is_sent_start:
        yield "after:capital"
    elif token.is_punct or token.is_space:
        yield "after:stop"
    else:
        yield f"after:{token.pos_}" if token.pos_ in ("VERB", "NOUN", "AUX", "ADP") else "after:other"


def _known(run: Run) -> Iterator[str]:
    if run.adjective:
        yield "known:adjective"
        return
    exact = [c for c in run.candidates if c.match != SOUND]
    if not exact:
        yield "known:sound" if run.candidates else "known:no"
        return
    features = {c.place.feature for c in exact}
    for feature in ("country", "admin1", "admin2"):
        if feature in features:
            yield f"known:{feature}"
    if features - {"country", "admin1", "admin2", *TOWNS}:
        yield "known:own"
    if any(c.match == SHORT for c in exact):
        yield "known:short"
    towns = [c for c in exact if c.place.feature in TOWNS]
    if towns:
        people = max(c.population for c in towns)
        size = next((name for least, name in _PEOPLE if people >= least), "hamlet")
        yield f"known:{size}"
        if not any(c.match == MAIN for c in towns):
            yield "known:other-name"


def _shape(doc: Doc, run: Run) -> Iterator[str]:
    count = run.last - run.first
    yield "words:one" if count == 1 else "words:two" if count == 2 else "words:more"
    if run.text.isupper() and len(run.text) > 3:
        yield "capitals"
    elif run.text.isupper():
        yield "capitals:short"
    if doc[run.last - 1].like_num:
        yield "number"
    head = _head(doc, run.first, run.last)
    if head.pos_ not in ("PROPN",):
        yield f"tag:{head.pos_}" if head.pos_ in ("NOUN", "ADJ", "VERB", "ADP", "PRON") else "tag:other"
    relation = head.dep_
    yield f"role:{relation}" if relation in (
        "pobj", "compound", "nsubj", "poss", "appos", "dobj", "conj", "npadvmod", "amod", "nmod"
    ) else "role:other"


def _head(doc: Doc, first: int, last: int) -> Token:
    for index in range(last - 1, first - 1, -1):
        if not first <= doc[index].head.i < last:
            return doc[index]
    return doc[last - 1]
