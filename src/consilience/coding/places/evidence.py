"""What speaks for and against a run of words being a place's name.

In: a parsed text, a run of its tokens, what the gazetteer knows by that name.
Out: the run's traits, each a plain statement about the words (`before:locative`,
`entity:inside:ORG`), and the sum of their weights. The weights stand in
`knowledge/data/place_weights.yaml` and were fitted on news with marked places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consilience.knowledge.gazetteer import TOWNS, Candidate
from consilience.knowledge.place_keys import MAIN, OTHER, SHORT, SOUND
from consilience.knowledge.place_words import PlaceWords
from consilience.language.parse import Doc, Span, Token

PLACE_LABELS = {"GPE", "LOC", "FAC"}
_LABELS = {*PLACE_LABELS, "PERSON", "ORG", "NORP", "DATE"}
LOCATIVE = {
    "in", "at", "near", "from", "to", "into", "toward", "towards", "outside", "inside", "around",
    "across", "throughout", "between", "through", "within", "via",
}  # fmt: skip
_WEAK = {"of", "on", "over", "for", "against", "by", "with"}
PARTICLES = {
    "al", "el", "ad", "as", "ash", "at", "an", "ar", "az", "ez", "es", "ed", "ul", "bin", "ibn",
}  # fmt: skip
_TITLES = {
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "sgt.",
    "sen.",
    "rep.",
    "gov.",
    "gen.",
}
# Where English surnames are also the names of towns.
ENGLISH_NAMES = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_IN = {"in", "at", "near", "toward", "towards", "inside", "outside", "around"}
_PLURAL = 5  # letters: a shorter name that ends in s may be another word without it
_ROAD_REACH = 9  # tokens: *road that links the northern city of X to Y*
_CONTAINER_REACH = 7  # tokens: *in Syria's northern Idlib province*
_LOCAL = {*TOWNS, "admin1", "admin2"}
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
    apposed: str | None = None
    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rest of the report says: names surely used as places, its country, its towns.

    `told` are unlisted names that the report elsewhere says to be places (*the village of X*);
    `owners` are the token indices after a country that lost its apostrophe (*Syrias Homs*);
    `small` are the lemmas that the report also writes with a small letter.
    """

    entities: dict[int, tuple[int, int, str]]
    elsewhere: frozenset[str]
    countries: frozenset[str]
    abroad: bool
    towns: tuple[tuple[float, float], ...]
    told: frozenset[str] = frozenset()
    owners: frozenset[int] = frozenset()
    small: frozenset[str] = frozenset()


def setting(runs: list[Run], entities: dict[int, tuple[int, int, str]]) -> Setting:
    """Return the setting that the runs which are surely places make together."""
    tagged = {(first, last) for first, last, label in entities.values() if label in PLACE_LABELS}
    sure = [run for run in runs if run.candidates and _is_sure(run, tagged)]
    sure = sure or [run for run in runs if _is_large(run)]
    best = [max(run.candidates, key=_prominence) for run in sure]
    counts = Counter(c.place.country for c in best if c.place.country)
    most = max(counts.values(), default=0)
    countries = frozenset(code for code, count in counts.items() if 2 * count >= most)
    towns = {
        (c.lat, c.lon) for c in best if c.place.feature in TOWNS and c.place.country in countries
    }
    return Setting(
        entities,
        frozenset(run.text for run in sure if not run.adjective),
        countries,
        any(counts[code] == most and code not in ENGLISH_NAMES for code in countries),
        tuple(sorted(towns)),
        owners=frozenset(run.last for run in runs if _is_owner(run)),
    )


def _is_owner(run: Run) -> bool:
    """Tell a country whose possessive lost its apostrophe: *Syrias* in *Syrias Homs*."""
    cut = not run.adjective and run.last - run.first == 1 and run.frame_after is None
    return cut and run.clipped and any(c.place.feature == "country" for c in run.candidates)


def _is_sure(run: Run, tagged: set[tuple[int, int]]) -> bool:
    return run.adjective or (run.first, run.last) in tagged


def _is_large(run: Run) -> bool:
    return any(c.match == MAIN and c.population > 200_000 for c in run.candidates)


def _prominence(candidate: Candidate) -> tuple[int, int, str]:
    place = candidate.place
    wide = 2 if place.feature == "country" else 1 if candidate.match != SOUND else 0
    return wide, candidate.population, place.id


def traits(doc: Sequence[Token], run: Run, words: PlaceWords, report: Setting) -> list[str]:
    """Return the traits of a run, in a fixed order."""
    found = ["always", *_entity(run, report), *_before(doc, run, words), *_after(doc, run)]
    found += [*_known(run, report), *_shape(doc, run)]
    if "before:the" in found and "known:no" in found and not (run.frame_before or run.frame_after):
        found.append("unlisted:the")
    if "before:the" in found and not (run.frame_before or run.frame_after) and _is_only_town(run):
        found.append("town:the")
    if _is_dateline(doc, run):
        found.append("dateline")
    found += [*_framed(run, words), *_in_setting(run, report), *_in_war(doc, run, words)]
    found += _said_to_be(doc, run, words, report)
    if _ends_road(doc, run, words):
        found.append("road:end")
    return found


def _said_to_be(
    doc: Sequence[Token], run: Run, words: PlaceWords, report: Setting
) -> Iterator[str]:
    """Yield what the sentence or the report says outright: *X, a town in*; *X lies north of*."""
    if run.apposed:
        yield f"frame:apposed:{words.frames[run.apposed].means}"
    if run.first in report.owners:
        yield "owned"
    if not report.abroad:
        return
    unlisted = all(c.match == SOUND for c in run.candidates)
    if unlisted and _has_plain_word(doc, run, words, report):
        yield "unlisted:plain"
    if unlisted and run.first and doc[run.first - 1].lower_ in _IN:
        yield "unlisted:in"
    if unlisted and _is_site(run, words) and (list(_in_war(doc, run, words)) or _is_led(doc, run)):
        yield "unlisted:site"
    if unlisted and _is_ground(doc, run, words):
        yield "unlisted:ground"
    if unlisted and run.text in report.told:
        yield "unlisted:told"
    after = [t.lemma_.lower() for t in doc[run.last : run.last + 3]]
    after = after[after[:1] in (["which"], [","]) :]
    if after[:1] in (["lie"], ["sit"]) or after[:2] in (["be", "locate"], ["be", "situate"]):
        yield "lies"
    if _is_contained(doc, run, words):
        yield "contained"


def _is_ground(doc: Sequence[Token], run: Run, words: PlaceWords) -> bool:
    """Tell the object of a verb of taking ground, where it is no person (*recaptured X*)."""
    verb = doc[run.first - 1] if run.first else None
    people = any(t.ent_type_ in {"PERSON", "NORP"} for t in doc[run.first : run.last])
    return (
        verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() in words.ground
        and not people
    )  # fmt: skip


def _is_site(run: Run, words: PlaceWords) -> bool:
    """Tell a name with the noun of a site in capitals: *the Umayyad Square, X Military Academy*."""
    noun = run.frame_after
    return bool(noun and noun[0].isupper()) and (
        words.frames[(noun or "").lower()].means in {"facility", "installation", "district"}
    )


def _is_led(doc: Sequence[Token], run: Run) -> bool:
    """Tell *in the X, at the X*: the article between leads to a site."""
    return run.first > 1 and doc[run.first - 1].lower_ == "the" and doc[run.first - 2].lower_ in _IN


def _has_plain_word(doc: Sequence[Token], run: Run, words: PlaceWords, report: Setting) -> bool:
    """Tell a run with a day's name, or whose last word the report writes small elsewhere.

    In a headline with capitals all over, *Airstrike* and *Bus Convoy* are no names.
    """
    if any(t.lower_ in words.never for t in doc[run.first : run.last]):
        return True
    last = doc[run.last - 1].lower_
    return last in report.small or (len(last) > _PLURAL and last[:-1] in report.small)


def _is_contained(doc: Sequence[Token], run: Run, words: PlaceWords) -> bool:
    """Tell *X in Homs province, X in the northern countryside of Homs*."""
    after = doc[run.last : run.last + _CONTAINER_REACH]
    if len(after) < 3 or after[0].lower_ not in {"in", ","}:
        return False
    noun = next((t.i for t in after if t.lower_ in words.frames), None)
    if noun is None or words.frames[doc[noun].lower_].means not in {"admin1", "admin2", "area"}:
        return False
    between = doc[run.last + 1 : noun]
    return all(_can_stand_in_container(t, words) for t in between) and len(between) > 0


def _can_stand_in_container(token: Token, words: PlaceWords) -> bool:
    capital = token.text[:1].isupper() and token.text.lower() not in words.never
    return capital or token.lower_ in {"the", "-", "'s", *words.directions, *PARTICLES, *words.held}


def _ends_road(doc: Sequence[Token], run: Run, words: PlaceWords) -> bool:
    """Tell what a road is said to join: *the road linking X and Y*."""
    reach = doc[max(0, run.first - _ROAD_REACH) : run.first]
    verbs = [i for i, t in enumerate(reach) if t.lemma_.lower() in words.links]
    of_road = verbs and any(t.lower_ in words.roads for t in reach[: verbs[-1]])
    if not of_road or any(t.is_sent_start for t in reach[verbs[-1] + 1 :]):
        return False
    last = reach[-1]
    return verbs[-1] == len(reach) - 1 or last.lower_ in ("to", "with", "and")


def _in_war(doc: Sequence[Token], run: Run, words: PlaceWords) -> Iterator[str]:
    """Yield what the language of war says: *rebel-held X*, *struck X*, *raids on X*."""
    if run.first == 0:
        return
    at = run.first - 1
    if doc[at].lower_ in words.held and at > 0 and doc[at - 1].text == "-":
        yield "war:held"
    while at > 0 and (doc[at].lower_ == "the" or doc[at].lower_ in words.directions):
        at -= 1
    token = doc[at]
    taking = token.pos_ == "VERB" and token.lemma_.lower() in words.taking
    if taking and not _is_full_name(doc, run):
        yield "war:taking"
    if token.lower_ in ("on", "of", "against", "over") and at > 0:
        noun = doc[at - 1].lemma_.lower()
        if noun in words.hitting:
            yield "war:hitting"


def _is_full_name(doc: Sequence[Token], run: Run) -> bool:
    """Tell a person by first and last name (*captured John Miller*), unless a place has it."""
    words = doc[run.first : run.last]
    unknown = all(c.match == SOUND for c in run.candidates)
    return unknown and len(words) > 1 and all(t.ent_type_ == "PERSON" for t in words)


def _is_only_town(run: Run) -> bool:
    return bool(run.candidates) and all(c.place.feature in TOWNS for c in run.candidates)


def _is_dateline(doc: Sequence[Token], run: Run) -> bool:
    """Tell *BEIRUT (Agency) -* and *ANKARA, Turkey -* at the start of a paragraph."""
    starts = run.first == 0 or doc[run.first - 1].is_space
    if not starts or not any(c.match in (MAIN, OTHER) for c in run.candidates):
        return False
    after = [t.text for t in doc[run.last : run.last + 12] if not t.is_space]
    if after[:1] == ["("]:
        return ")" in after[:6]
    return bool({"-", "--", "–", "—"} & set(after[:7])) and run.text.isupper()


def _framed(run: Run, words: PlaceWords) -> Iterator[str]:
    for side, noun in (("before", run.frame_before), ("after", run.frame_after)):
        if noun:
            case = "small" if noun[0].islower() else "capital"
            yield f"frame:{side}:{case}:{words.frames[noun.lower()].means}"


def _in_setting(run: Run, report: Setting) -> Iterator[str]:
    if run.text in report.elsewhere:
        yield "elsewhere"
    exact = [c for c in run.candidates if c.match != SOUND]
    home = [c for c in _at_home(run, report) if c.place.feature in _LOCAL]
    if home and not run.adjective:
        yield "report:country" + ("" if exact else ":sound")
        if any(c.place.country not in ENGLISH_NAMES for c in home):
            yield "report:abroad"
        if any(_is_near(c, report.towns) for c in home):
            yield "report:near" + ("" if exact else ":sound")
    if report.abroad and not exact and not home:
        yield "unlisted:abroad"
    if not exact and run.text.isupper():
        yield "unlisted:capitals"
    if exact and len({c.place.country for c in exact}) == 1:
        yield "known:one-country"


def _at_home(run: Run, report: Setting) -> list[Candidate]:
    """Return the candidates in the report's countries, exact ones before those alike in sound."""
    home = [c for c in run.candidates if c.place.country in report.countries]
    return [c for c in home if c.match != SOUND] or home


def _is_near(candidate: Candidate, towns: tuple[tuple[float, float], ...]) -> bool:
    """Tell whether a place lies about a day's news away from another town of the report."""
    return any(
        0 < abs(candidate.lat - lat) + abs(candidate.lon - lon) < _NEAR_DEGREES
        for lat, lon in towns
    )


def entity_cores(doc: Doc) -> dict[int, tuple[int, int, str]]:
    """Return, for each token of an entity, the entity's core tokens and its label."""
    return {
        index: (*_core(doc, entity), entity.label_)
        for entity in doc.ents
        for index in range(entity.start, entity.end)
    }


def _core(doc: Doc, entity: Span) -> tuple[int, int]:
    """Return an entity's tokens without article and possessive, with the article of *al-Bab*."""
    first, last = entity.start, entity.end
    while first < last - 1 and (doc[first].lower_ == "the" or not doc[first].text[0].isupper()):
        if doc[first].lower_ in PARTICLES:
            break
        first += 1
    while last > first + 1 and doc[last - 1].text in ("'s", "'", "-"):
        last -= 1
    return _with_article(doc, first), last


def _with_article(doc: Doc, first: int) -> int:
    if first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in PARTICLES:
        return first - 2
    return first - 1 if first and doc[first - 1].lower_ in ("al", "el") else first


def _entity(run: Run, report: Setting) -> Iterator[str]:
    found = next(
        (report.entities[i] for i in range(run.first, run.last) if i in report.entities), None
    )
    if found is None:
        yield "entity:none"
        return
    first, last, label = found
    if label == "DATE" and report.abroad and not run.text[0].isdigit() and last - first == 1:
        yield "entity:none"  # a name of another language that the tagger takes for a month
        return
    yield f"entity:{_relation(run, first, last)}:{label if label in _LABELS else 'OTHER'}"


def _relation(run: Run, first: int, last: int) -> str:
    """Return how a run lies to the first entity that it touches."""
    if (first, last) == (run.first, run.last):
        return "exact"
    if first >= run.first and last <= run.last:
        return "over"
    if first <= run.first and last >= run.last:
        return "begins" if first == run.first else "ends" if last == run.last else "inside"
    return "crosses"


def _before(doc: Sequence[Token], run: Run, words: PlaceWords) -> Iterator[str]:
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


def _kind_before(doc: Sequence[Token], token: Token) -> str:
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


def _after(doc: Sequence[Token], run: Run) -> Iterator[str]:
    if run.last >= len(doc):
        yield "after:end"
        return
    token = doc[run.last]
    if token.lower_ in ("'s", "'"):
        yield "after:possessive"
    elif token.text == "-" and run.last + 1 < len(doc) and doc[run.last + 1].text[:1].isupper():
        yield "after:hyphen"
    elif token.text in (",", "and", "or", "-", "/"):
        follows = run.last + 1 < len(doc) and doc[run.last + 1].ent_type_ in PLACE_LABELS
        yield "after:and-place" if follows else "after:comma" if token.text == "," else "after:and"
    elif token.text[:1].isupper() and not token.is_sent_start:
        yield "after:capital"
    elif token.is_punct or token.is_space:
        yield "after:stop"
    else:
        yield (
            f"after:{token.pos_}" if token.pos_ in ("VERB", "NOUN", "AUX", "ADP") else "after:other"
        )


def _known(run: Run, report: Setting) -> Iterator[str]:
    if run.adjective:
        yield "known:adjective"
        return
    exact = [c for c in run.candidates if c.match != SOUND]
    if not exact:
        yield "known:sound" if _at_home(run, report) else "known:no"
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


def _shape(doc: Sequence[Token], run: Run) -> Iterator[str]:
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
        yield (
            f"tag:{head.pos_}"
            if head.pos_ in ("NOUN", "ADJ", "VERB", "ADP", "PRON")
            else "tag:other"
        )
    relation = head.dep_
    yield (
        f"role:{relation}"
        if relation
        in (
            "pobj",
            "compound",
            "nsubj",
            "poss",
            "appos",
            "dobj",
            "conj",
            "npadvmod",
            "amod",
            "nmod",
        )
        else "role:other"
    )


def _head(doc: Sequence[Token], first: int, last: int) -> Token:
    for index in range(last - 1, first - 1, -1):
        if not first <= doc[index].head.i < last:
            return doc[index]
    return doc[last - 1]
