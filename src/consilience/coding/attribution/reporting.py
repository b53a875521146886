"""Verbs that report: which words are the cue, who speaks, what is said.

In: a parsed document and the cue book. Out: one `Candidate` for each verb that is a
cue. Where the text has lost its commas, `coding.lost_commas` is asked first.
"""

from __future__ import annotations

from collections.abc import Iterator

from consilience.coding.attribution.candidates import Candidate, Run, child_of, minus, subtree, trim
from consilience.coding.attribution.lost_commas import (
    FINITE,
    SUBJECTS,
    finite_after,
    is_adjunct,
    nearest_subject,
    read_without_comma,
)
from consilience.coding.attribution.voices import is_voice, phrase_before
from consilience.knowledge.cues import CueBook, CueEntry
from consilience.knowledge.event_words import builtin_event_words
from consilience.language.parse import Doc, Token

_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_BEFORE_VERB = ("aux", "auxpass", "neg", "advmod")
_GOVERNED = ("xcomp", "advcl", "acl", "conj", "pcomp", "ccomp", "dep", "prep", "acomp")
_COMPLEMENTS = ("prep", "xcomp", "oprd", "acl", "ccomp", "dative")
_TWO = 2
_AMONG = ("among", "including")
_REFUSALS = ("refuse", "decline", "fail")


def verbs(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    """Yield the candidates whose cue is a verb, in order."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "aux", "compound"):
            yield from _first_reading(token, cues)


def _first_reading(verb: Token, cues: CueBook) -> Iterator[Candidate]:
    """Yield the first reading whose content the parse gives, else the first that may quote."""
    readings = _readings(verb, cues)
    if any(entry.helper for entry in readings) and _helped(verb, cues) is not None:
        return
    made = [_candidate(verb, entry, cues) for entry in readings if _allowed(verb, entry)]
    full = [c for c in made if c.contents and _may_speak(c, cues)]
    may_quote = [c for c in made if "quotation" in c.entry.takes]
    yield from (full or may_quote)[:1]


def _may_speak(candidate: Candidate, cues: CueBook) -> bool:
    """Tell a source that can speak, where the reading asks for one."""
    if not candidate.entry.voice_only:
        return True
    source = candidate.source or (0, 0)
    words = candidate.anchor.doc[source[0] : source[1]]
    return any(is_voice(t, cues) or t.pos_ == "PROPN" for t in words)


def _readings(verb: Token, cues: CueBook) -> tuple[CueEntry, ...]:
    return cues.find("verb", verb.lemma_) or cues.find("verb", _lemma_with_e(verb))


def _helped(verb: Token, cues: CueBook) -> Token | None:
    """Return the cue that a helper leads to (*appeared to confirm*), with only *to* between."""
    goal = child_of(verb, ("xcomp",))
    if goal is None or goal.i > verb.i + 3 or not any(_takes(goal, cues)):
        return None
    between = verb.doc[verb.i + 1 : goal.i]
    return goal if all(t.pos_ in ("PART", "ADV") or t.dep_ == "prt" for t in between) else None


def _takes(verb: Token, cues: CueBook) -> list[CueEntry]:
    return [entry for entry in _readings(verb, cues) if not (entry.helper and not entry.takes)]


def _lemma_with_e(verb: Token) -> str:
    """Return *hope* for *hoping*, which the lemmatiser takes for a form of *hop*."""
    single = verb.lower_ in (f"{verb.lemma_}ing", f"{verb.lemma_}ed")
    return f"{verb.lemma_}e" if single else verb.lemma_


def _allowed(verb: Token, entry: CueEntry) -> bool:
    thing = child_of(verb, ("dobj",))
    things = {t.lemma_ for t in thing.subtree} if thing is not None else set()
    if entry.only_with and _is_negated(verb):
        return False  # *has issued no toll, did not publish the figures* says nothing
    nearby = things | {t.lemma_ for t in verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]}
    if nearby & set(entry.not_with) or (entry.only_with and not things & set(entry.only_with)):
        return False
    if entry.passive and not _is_passive(verb):
        return False
    return not entry.needs or any(c.lower_ in entry.needs for c in verb.children)


def _candidate(verb: Token, entry: CueEntry, cues: CueBook) -> Candidate:
    repaired = read_without_comma(verb, entry, cues)
    if repaired is not None:
        return Candidate(verb, _verb_group(verb, cues), repaired[0], tuple(repaired[1]), entry)
    source = _source(verb, cues)
    if not _is_passive(verb) and verb.tag_ in FINITE and nearest_subject(verb) is None:
        source = phrase_before(verb, cues) or source
    cue, contents = _contents(verb, entry, source, _verb_group(verb, cues), cues)
    return Candidate(verb, cue, source, tuple(contents), entry, negated=_is_negated(verb))


def _is_negated(verb: Token) -> bool:
    """Tell *did not confirm, could not be confirmed, declined* or *was unable to confirm*."""
    above = verb.head if verb.dep_ in {"xcomp", "acl"} else verb
    unable = above.lemma_ in builtin_event_words().unable or (
        above.lower_ == "able" and child_of(above.head, ("neg",)) is not None
    )
    yet = any(c.lower_ == "yet" for t in (verb, above) for c in t.children)
    if unable or (yet and verb.dep_ == "xcomp"):
        return True
    paired = [verb, *([verb.head] if verb.dep_ == "conj" else [])]  # *neither confirmed nor denied*
    neither = any(c.lower_ == "neither" for v in paired for c in v.children)
    return neither or child_of(verb, ("neg",)) is not None or above.lemma_ in _REFUSALS


# --- the source ---------------------------------------------------------------------------------


def _source(verb: Token, cues: CueBook) -> Run | None:
    if child_of(verb, _PASSIVE_SUBJECTS) is not None or _reduced_passive(verb):
        return _agent(verb)
    subject = nearest_subject(verb) or _name_taken_for_clause(verb)
    if subject is None:
        return _shared_source(verb, cues)
    if subject.lower_ in ("it", "there") and _expletive(verb):
        return None
    return _phrase_clear_of(_after_parts(subject, cues), verb)


def _after_parts(subject: Token, cues: CueBook) -> Token:
    """Return who speaks after those counted: *19 dead, among them two boys, a medic said*.

    With one comma more the parser takes the voice for a name of the boys.
    """
    among = any(c.dep_ == "prep" and c.lower_ in _AMONG and c.i < subject.i for c in subject.lefts)
    voice = child_of(subject, ("appos",)) if among else None
    return voice if voice is not None and is_voice(voice, cues) else subject


def _name_taken_for_clause(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ == "ccomp" and c.pos_ == "PROPN"), None)


def _expletive(verb: Token) -> bool:
    return child_of(verb, ("acomp", "attr")) is not None or verb.lemma_ in ("seem", "appear")


def _phrase_clear_of(noun: Token, verb: Token) -> Run:
    start, end = subtree(noun)
    if start <= verb.i < end:
        return (start, verb.i) if noun.i < verb.i else (verb.i + 1, end)
    return start, end


def _agent(verb: Token) -> Run | None:
    voice = child_of(child_of(verb, ("agent",)), ("pobj",))
    return subtree(voice) if voice is not None else None


def _is_passive(verb: Token) -> bool:
    return child_of(verb, ("auxpass",)) is not None or _reduced_passive(verb)


def _reduced_passive(verb: Token) -> bool:
    """Tell a reduced relative (*the figure given by*) from an active participle."""
    helped = any(child.dep_ == "aux" for child in verb.children)
    return verb.tag_ == "VBN" and not helped and verb.dep_ in ("acl", "advcl")


def _shared_source(verb: Token, cues: CueBook) -> Run | None:
    """Return the subject that a coordinated, participial or infinitive verb shares."""
    node = verb
    for _ in range(4):
        if node.dep_ not in _GOVERNED:
            return None
        if node.dep_ == "acl" and not _hangs_on_object(node, cues):
            return _described_by(node)
        if node.dep_ == "pcomp" and node.head.lower_ == "as":
            quoted = child_of(node.head.head, ("dobj", *_PASSIVE_SUBJECTS))
            return _phrase_clear_of(quoted, verb) if quoted is not None else None
        node = node.head.head if node.dep_ == "acl" else node.head
        subject = child_of(node, SUBJECTS + _PASSIVE_SUBJECTS)
        if subject is not None and subject.i != verb.i:
            return _phrase_clear_of(subject, node)
    return None


def _hangs_on_object(clause: Token, cues: CueBook) -> bool:
    """Tell *denied any part in it, saying …*: the parser hangs the participle on the object."""
    noun = clause.head
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    objects = noun.dep_ in ("dobj", "pobj") and bool(cues.find("verb", above.lemma_))
    return objects and noun.head == above and not is_voice(noun, cues)


def _described_by(clause: Token) -> Run | None:
    """Return the noun phrase before a participle that describes it (*rebels claiming …*)."""
    noun = clause.head
    start, end = noun.left_edge.i, min(clause.left_edge.i, noun.right_edge.i + 1)
    return (start, end) if start <= noun.i < end else None


# --- the cue's own words -------------------------------------------------------------------------


def _verb_group(verb: Token, cues: CueBook) -> Run:
    """Return the verb with its helpers, negation and adverbs just before it, particle after."""
    start, end = verb.i, verb.i + 1
    while start > verb.sent.start:
        before = verb.doc[start - 1]
        if before.head != verb or before.dep_ not in _BEFORE_VERB:
            break
        start -= 1
    if end < verb.sent.end and verb.doc[end].head == verb and verb.doc[end].dep_ in ("prt", "neg"):
        end += 1
    helps = verb.dep_ == "xcomp" and any(entry.helper for entry in _readings(verb.head, cues))
    if helps and verb.head.i < verb.i and _helped(verb.head, cues) == verb:
        start = _verb_group(verb.head, cues)[0]
    return start, end


# --- the content ---------------------------------------------------------------------------------


def _contents(
    verb: Token, entry: CueEntry, source: Run | None, cue: Run, cues: CueBook
) -> tuple[Run, list[Run]]:
    if _is_passive(verb):
        return _passive_contents(verb, entry, cue)
    clause = _content_clause(verb, entry)
    if clause is not None:
        return cue, _clause_runs(clause, verb, cue, source)
    if verb.dep_ in ("parataxis", "ccomp") and "clause" in entry.takes and _aside(verb):
        return cue, minus(_without_end(verb.head), [subtree(verb)])
    told = _clause_after_adjunct(verb)
    if told is not None and "clause" in entry.takes:
        return cue, [subtree(told)]
    prep = _content_preposition(verb, entry)
    if prep is not None and not ("object" in entry.takes and child_of(verb, ("dobj",))):
        return _through(cue, prep)
    wished = _wished(verb, entry)
    if wished is not None:
        return (cue[0], wished[0]), [wished]
    thing = _content_object(verb, entry)
    if thing is not None:
        return cue, minus(_object_run(verb, thing, cues), [cue, source or cue])
    return cue, _rest(verb, entry, cue) or _before(verb, entry, source)


def _before(verb: Token, entry: CueEntry, source: Run | None) -> list[Run]:
    """Return the clause before *…, a medic said* where the parse did not hang it on the verb.

    In *the raid left nine dead, a medic said* both become subjects of *said*; in *a jet bombed
    the depot, a medic told reporters* the two verbs are set side by side.
    """
    if not entry.plain or source is None or verb.tag_ not in FINITE:
        return []
    start, subjects = verb.sent.start, [c for c in verb.lefts if c.dep_ in SUBJECTS]
    spliced = verb.dep_ == "conj" and len(subjects) == 1
    if verb.doc[source[0] - 1].text != "," or not (spliced or len(subjects) == _TWO):
        return []
    told = trim(verb.doc, (start, source[0]))
    mine = source[0] <= subjects[-1].i < source[1]
    return [told] if mine and finite_after(verb.doc, told, source[0] - start) else []


def _wished(verb: Token, entry: CueEntry) -> Run | None:
    """Return what follows *for* in *called for the siege to be lifted*."""
    for clause in verb.rights:
        mark = child_of(clause, ("mark",))
        if mark is not None and mark.lower_ in entry.prepositions and mark.i == verb.i + 1:
            return mark.i + 1, clause.right_edge.i + 1
    return None


def _rest(verb: Token, entry: CueEntry, cue: Run) -> list[Run]:
    """Return the rest of the sentence where the parse lost the clause after *said*."""
    rest = trim(verb.doc, (cue[1], verb.sent.end))
    if not entry.plain or entry.addressed or verb.tag_ not in FINITE or rest[0] != cue[1]:
        return []
    opens = rest[0] < rest[1] and verb.doc[rest[0]].pos_ in ("DET", "PRON", "NOUN", "PROPN", "NUM")
    return [rest] if opens and finite_after(verb.doc, rest, 12) else []


def _content_clause(verb: Token, entry: CueEntry) -> Token | None:
    """Return the clause that is said: the one that follows, else the one before."""
    for child in (*verb.rights, *verb.lefts):
        said = child.dep_ == "ccomp" and ({"clause", "quotation"} & set(entry.takes))
        if said and _of_another_clause(child, verb):
            continue
        if said and not (child.i > verb.i and is_adjunct(child)):
            return child
        if child.dep_ == "xcomp" and "infinitive" in entry.takes:
            return child
        if child.dep_ == "xcomp" and child.tag_ != "VBG" and "clause" in entry.takes:
            return child
    return None


def _of_another_clause(clause: Token, verb: Token) -> bool:
    """Tell what stands before a semicolon, where the verb has its own object after it."""
    between = verb.doc[clause.i : verb.i] if clause.i < verb.i else ()
    return any(t.text == ";" for t in between) and child_of(verb, ("dobj",)) is not None


def _clause_after_adjunct(verb: Token) -> Token | None:
    """Return the clause in *said in a statement that …*, which the parser hangs on the noun."""
    prep = next((c for c in verb.rights if c.dep_ == "prep"), None)
    noun = child_of(prep, ("pobj",))
    for clause in noun.subtree if noun is not None else ():
        mark = child_of(clause, ("mark",))
        if clause.dep_ in ("acl", "ccomp", "relcl", "advcl") and mark is not None:
            return clause if mark.lower_ == "that" else None
    return None


def _clause_runs(clause: Token, verb: Token, cue: Run, source: Run | None) -> list[Run]:
    """Return the clause, with *which* and what it stands for where they stand before the cue."""
    start, end = subtree(clause)
    doer = child_of(verb, ("dobj",))
    if clause.dep_ == "xcomp" and doer is not None and doer.right_edge.i + 1 == start:
        start = doer.left_edge.i
    if clause.i > verb.i:
        end = max(c.right_edge.i + 1 for c in verb.rights if c.dep_ == "ccomp" or c == clause)
    runs = minus((start, end), [cue, source or cue])
    strays = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass", "dobj") and source]
    outside = [subtree(c) for c in strays if source and c.right_edge.i < source[0]]
    relative = child_of(clause, ("nsubj", "nsubjpass", "dobj"))
    if verb.dep_ == "relcl" and relative is not None and relative.tag_ in ("WDT", "WP"):
        noun = verb.head
        outside.append((noun.left_edge.i, min(verb.left_edge.i, noun.right_edge.i + 1)))
    return sorted({*outside, *runs})


def _aside(verb: Token) -> bool:
    """Tell a short aside (*…, he said, …*) in the clause that it hangs on."""
    return verb.head.pos_ in ("VERB", "AUX") and not any(
        child.dep_ in ("dobj", "ccomp") for child in verb.children
    )


def _without_end(head: Token) -> Run:
    return trim(head.doc, subtree(head))


def _content_preposition(verb: Token, entry: CueEntry) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("prep", "dative", "prt") and child.lower_ in entry.prepositions:
            return child if any(child.rights) else None
    return None


def _through(cue: Run, prep: Token) -> tuple[Run, list[Run]]:
    """Take the preposition into the cue where it touches it."""
    end = _with_what_came_of_it(prep)
    if prep.i == cue[1]:
        return (cue[0], prep.i + 1), [(prep.i + 1, end)]
    return cue, [(prep.i, end)]


def _touch(one: Token, two: Token) -> bool:
    return one.right_edge.i + 1 == two.left_edge.i


def _with_what_came_of_it(prep: Token) -> int:
    """Return where *of shooting at a car* ends, with *, wounding the driver* after it."""
    end = subtree(prep)[1]
    for clause in (*prep.head.rights, *prep.head.head.rights):  # *accused the men of …*
        if clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.left_edge.i in (end, end + 1):
            return clause.right_edge.i + 1
    return end


def _content_object(verb: Token, entry: CueEntry) -> Token | None:
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    thing = child_of(verb, ("dobj", "oprd", "attr", "acomp"))
    if thing in objects and len(objects) == _TWO and _touch(*objects):
        thing = objects[-1]
    if entry.addressed:
        return thing if child_of(verb, ("xcomp",)) is not None else None
    return thing if "object" in entry.takes else None


def _object_run(verb: Token, thing: Token, cues: CueBook) -> Run:
    """Return the object with what follows it: complements, and *…, killing four people*."""
    start, end = subtree(thing)
    for child in verb.rights:
        if child.dep_ == "dobj" and child.right_edge.i + 1 == start:
            start = child.left_edge.i  # *accused Ruritanian | troops of …*, taken for two objects
        if child.left_edge.i == end and child.dep_ in _COMPLEMENTS:
            end = child.right_edge.i + 1
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and child.left_edge.i <= end + 1:
            end = end if cues.find("verb", child.lemma_) else child.right_edge.i + 1
    return start, end


def _passive_contents(verb: Token, entry: CueEntry, cue: Run) -> tuple[Run, list[Run]]:
    subject = child_of(verb, _PASSIVE_SUBJECTS)
    told = entry.addressed or subject is None or subject.lower_ == "it"
    runs = [] if subject is None or told else [subtree(subject)]
    clause = _content_clause(verb, entry)
    prep = _content_preposition(verb, entry)
    if clause is not None:
        return cue, [*runs, subtree(clause)]
    if prep is not None:
        cue, more = _through(cue, prep)
        return cue, runs + more
    return cue, runs if "object" in entry.takes else []
