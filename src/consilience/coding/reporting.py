"""Verbs that report: which words are the cue, who speaks, what is said.

In: a parsed document and the cue book. Out: one `Candidate` for each verb that is a
cue. Where the text has lost its commas the parser often takes the speaker for a
part of what was said (*killed in Aleppo a monitor said*; *killed said the
monitor*): then the noun phrase that touches the verb is the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from consilience.coding.candidates import Candidate, Run, child_of, minus, subtree, trim
from consilience.knowledge.cues import CueBook, CueEntry

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_BEFORE_VERB = ("aux", "auxpass", "neg", "advmod")
_GOVERNED = ("xcomp", "advcl", "acl", "conj", "pcomp", "ccomp", "dep", "prep")
_COMPLEMENTS = ("prep", "xcomp", "oprd", "acl", "ccomp", "dative")
_FINITE = ("VBD", "VBZ", "VBP")
_INSIDE_A_NAME = ("of", "for", "at", "from", "in", "to", "with")


def verbs(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    """Yield the candidates whose cue is a verb, in order."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "aux", "compound"):
            yield from _first_reading(token, cues.find("verb", token.lemma_))


def _first_reading(verb: Token, readings: tuple[CueEntry, ...]) -> Iterator[Candidate]:
    """Yield the first reading whose content the parse gives, else the first that may quote."""
    made = [_candidate(verb, entry) for entry in readings if _allowed(verb, entry)]
    full = [c for c in made if c.contents]
    may_quote = [c for c in made if "quotation" in c.entry.takes]
    yield from (full or may_quote)[:1]


def _allowed(verb: Token, entry: CueEntry) -> bool:
    thing = child_of(verb, ("dobj",))
    if thing is not None and thing.lemma_ in entry.not_with:
        return False
    if entry.passive and not _is_passive(verb):
        return False
    return not entry.needs or any(c.lower_ in entry.needs for c in verb.children)


def _candidate(verb: Token, entry: CueEntry) -> Candidate:
    repaired = _lost_comma(verb, entry)
    if repaired is not None:
        return Candidate(verb, _verb_group(verb), repaired[0], (repaired[1],), entry)
    source = _source(verb, entry)
    cue, contents = _contents(verb, entry, source)
    return Candidate(verb, cue, source, tuple(contents), entry)


# --- the source ---------------------------------------------------------------------------------


def _source(verb: Token, entry: CueEntry) -> Run | None:
    if child_of(verb, _PASSIVE_SUBJECTS) is not None or _reduced_passive(verb):
        return _agent(verb)
    subject = _nearest_subject(verb)
    if subject is None:
        return _shared_source(verb)
    if subject.lower_ in ("it", "there") and _expletive(verb):
        return None
    return _phrase_clear_of(subject, verb)


def _nearest_subject(verb: Token) -> Token | None:
    """Return the subject next to the verb: of two, the first belongs to what is said."""
    before = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
    return before[-1] if before else child_of(verb, _SUBJECTS)


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


def _shared_source(verb: Token) -> Run | None:
    """Return the subject that a coordinated, participial or infinitive verb shares."""
    node = verb
    for _ in range(4):
        if node.dep_ not in _GOVERNED:
            return None
        if node.dep_ == "acl":
            return subtree(node.head)[0], min(node.left_edge.i, node.head.right_edge.i + 1)
        if node.dep_ == "pcomp" and node.head.lower_ == "as":
            quoted = child_of(node.head.head, ("dobj", *_PASSIVE_SUBJECTS))
            return _phrase_clear_of(quoted, verb) if quoted is not None else None
        node = node.head
        subject = child_of(node, _SUBJECTS + _PASSIVE_SUBJECTS)
        if subject is not None and subject.i != verb.i:
            return _phrase_clear_of(subject, node)
    return None


# --- text that lost its commas -------------------------------------------------------------------


def _lost_comma(verb: Token, entry: CueEntry) -> tuple[Run, Run] | None:
    """Return source and content of a speaker at the end of what was said, misread by the parser."""
    if "clause" not in entry.takes or entry.kind != "statement" or verb.tag_ not in _FINITE:
        return None
    said_after = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    if said_after or child_of(verb, ("auxpass", "mark")) is not None:
        return None
    return _inverted(verb) or _swallowed(verb)


def _inverted(verb: Token) -> tuple[Run, Run] | None:
    """*… was killed said the monitor*: a noun phrase after the verb, a clause before it."""
    start = verb.sent.start
    if verb.i == start or any(child.dep_ in _SUBJECTS for child in verb.lefts):
        return None
    if verb.doc[verb.i - 1].pos_ in ("CCONJ", "PART", "AUX", "PRON", "ADV", "SCONJ"):
        return None
    noun = next((c for c in verb.rights if c.dep_ in ("nsubj", "dobj")), None)
    if noun is None or noun.left_edge.i != verb.i + 1 or not _has_verb(verb.doc, (start, verb.i)):
        return None
    return subtree(noun), (start, verb.i)


def _swallowed(verb: Token) -> tuple[Run, Run] | None:
    """*… was killed in Aleppo a monitor said*: a noun phrase that the clause swallowed."""
    start, subject = verb.sent.start, _nearest_subject(verb)
    last = verb.i - 1
    while last > start and verb.doc[last].dep_ in ("advmod", "aux", "neg"):
        last -= 1
    if subject is not None and (_touches(subject, last) and subject.pos_ != "NUM"):
        return _two_subjects(verb, subject)
    noun = _phrase_head(verb.doc[last], verb)
    if noun is None or not _has_verb(verb.doc, (start, noun.left_edge.i)):
        return None
    return (noun.left_edge.i, last + 1), (start, noun.left_edge.i)


def _touches(subject: Token, last: int) -> bool:
    """Tell a subject's own phrase, without a verb in it, that ends just before the cue."""
    start, end = subtree(subject)
    return start <= last < end or subject.doc[last].is_punct


def _two_subjects(verb: Token, subject: Token) -> tuple[Run, Run] | None:
    others = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass", "dep") and c != subject]
    if not others or not _has_verb(verb.doc, (others[0].left_edge.i, subject.left_edge.i)):
        return None
    return _phrase_clear_of(subject, verb), (others[0].left_edge.i, subject.left_edge.i)


def _phrase_head(token: Token, verb: Token) -> Token | None:
    """Return the head of the noun phrase that ends in `token`, as short as a name allows."""
    node = token
    while node.dep_ in ("compound", "amod", "nummod", "punct", "poss", "case", "det") or (
        node.dep_ == "pobj" and node.head.lower_ in _INSIDE_A_NAME
    ):
        node = node.head.head if node.dep_ == "pobj" else node.head
        if node.i > verb.i or node == verb:
            return None
    named = node.pos_ in ("NOUN", "PROPN") and node.dep_ in ("appos", "dobj", "npadvmod", "dep")
    return node if named and node.left_edge.i > verb.sent.start else None


def _has_verb(doc: Doc, run: Run) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in doc[run[0] : run[1]])


# --- the cue's own words -------------------------------------------------------------------------


def _verb_group(verb: Token) -> Run:
    """Return the verb with the auxiliaries, negation and adverbs just before it, particle after."""
    start, end = verb.i, verb.i + 1
    while start > verb.sent.start:
        before = verb.doc[start - 1]
        if before.head != verb or before.dep_ not in _BEFORE_VERB:
            break
        start -= 1
    if end < verb.sent.end and verb.doc[end].head == verb and verb.doc[end].dep_ in ("prt", "neg"):
        end += 1
    return start, end


# --- the content ---------------------------------------------------------------------------------


def _contents(verb: Token, entry: CueEntry, source: Run | None) -> tuple[Run, list[Run]]:
    cue = _verb_group(verb)
    if _is_passive(verb):
        return _passive_contents(verb, entry, cue)
    clause = _content_clause(verb, entry)
    if clause is not None:
        return cue, _clause_runs(clause, verb, cue, source)
    if verb.dep_ in ("parataxis", "ccomp") and "clause" in entry.takes and _aside(verb):
        return cue, minus(_without_end(verb.head), [subtree(verb)])
    prep = _content_preposition(verb, entry)
    if prep is not None and not ("object" in entry.takes and child_of(verb, ("dobj",))):
        return _through(cue, prep)
    thing = _content_object(verb, entry)
    return cue, [] if thing is None else minus(_object_run(verb, thing), [cue, source or cue])


def _content_clause(verb: Token, entry: CueEntry) -> Token | None:
    for child in verb.children:
        if child.dep_ == "ccomp" and ({"clause", "quotation"} & set(entry.takes)):
            return child
        if child.dep_ == "xcomp" and ({"infinitive", "object", "clause"} & set(entry.takes)):
            return child
    return None


def _clause_runs(clause: Token, verb: Token, cue: Run, source: Run | None) -> list[Run]:
    """Return the clause, with *which* and what it stands for where they stand before the cue."""
    runs = minus(subtree(clause), [cue, source or cue])
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
            return child if child_of(child, ("pobj", "pcomp")) is not None else None
    return None


def _through(cue: Run, prep: Token) -> tuple[Run, list[Run]]:
    """Take the preposition into the cue where it touches it."""
    end = subtree(prep)[1]
    if prep.i == cue[1]:
        return (cue[0], prep.i + 1), [(prep.i + 1, end)]
    return cue, [(prep.i, end)]


def _content_object(verb: Token, entry: CueEntry) -> Token | None:
    thing = child_of(verb, ("dobj", "oprd", "attr", "acomp"))
    if entry.addressed:
        return thing if child_of(verb, ("xcomp",)) is not None else None
    return thing if "object" in entry.takes else None


def _object_run(verb: Token, thing: Token) -> Run:
    """Return the object with the complements that follow it, as far as they touch."""
    start, end = subtree(thing)
    for child in verb.rights:
        if child.left_edge.i == end and child.dep_ in _COMPLEMENTS:
            end = child.right_edge.i + 1
    return start, end


def _passive_contents(verb: Token, entry: CueEntry, cue: Run) -> tuple[Run, list[Run]]:
    subject = child_of(verb, _PASSIVE_SUBJECTS)
    runs = [subtree(subject)] if subject is not None and subject.lower_ != "it" else []
    clause = _content_clause(verb, entry)
    prep = _content_preposition(verb, entry)
    if clause is not None:
        return cue, [*runs, subtree(clause)]
    if prep is not None:
        cue, more = _through(cue, prep)
        return cue, runs + more
    return cue, runs if "object" in entry.takes else []
