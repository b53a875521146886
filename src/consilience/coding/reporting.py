"""Cues in the parse: which words are one, who speaks, what is said.

In: a parsed document and the cue book. Out: `candidates`, one for each cue, in
token runs; `consilience.coding.attribution` then adds quotations, settles who
stands inside whom and finds the speakers behind pronouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from consilience.knowledge.cues import CueBook, CueEntry
from consilience.model import Stance

Run = tuple[int, int]  # token indices, half-open

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_CLAUSES = ("ccomp", "xcomp")
_BEFORE_VERB = ("aux", "auxpass", "neg", "advmod")
_GOVERNED = ("xcomp", "advcl", "acl", "conj", "pcomp", "ccomp", "dep", "prep")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue with what the parse says of it. `verb` is the token that governs it."""

    verb: Token
    cue: Run
    source: Run | None
    contents: tuple[Run, ...]
    entry: CueEntry
    stance: Stance


def candidates(doc: Doc, cues: CueBook) -> list[Candidate]:
    """Return the candidates of a document in the order of their cues."""
    found = [
        *_verbs(doc, cues),
        *_prepositions(doc, cues),
        *_adverbs(doc, cues),
        *_nouns(doc, cues),
    ]
    return sorted(found, key=lambda c: c.cue)


def subtree(token: Token) -> Run:
    """Return the run of the token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


# --- verbs --------------------------------------------------------------------------------------


def _verbs(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    for token in doc:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        readings = cues.find("verb", token.lemma_)
        if readings and token.dep_ not in ("amod", "aux", "compound"):
            yield from _first_reading(token, readings)


def _first_reading(verb: Token, readings: tuple[CueEntry, ...]) -> Iterator[Candidate]:
    """Yield the first reading whose content the parse gives, else the first that may quote."""
    made = [_verb(verb, entry) for entry in readings if not _idiom(verb, entry)]
    full = [c for c in made if c.contents]
    may_quote = [c for c in made if "quotation" in c.entry.takes]
    yield from (full or may_quote)[:1]


def _idiom(verb: Token, entry: CueEntry) -> bool:
    thing = _child(verb, ("dobj",))
    return thing is not None and thing.lemma_ in entry.not_with


def _verb(verb: Token, entry: CueEntry) -> Candidate:
    source = _source(verb, entry)
    cue, contents = _verb_contents(verb, entry, source)
    return Candidate(verb, cue, source, tuple(contents), entry, entry.stance)


def _source(verb: Token, entry: CueEntry) -> Run | None:
    subject = _child(verb, _SUBJECTS)
    if subject is not None:
        return (
            None
            if subject.lower_ in ("it", "there") and _expletive(verb)
            else _voice(subject, verb)
        )
    if _child(verb, _PASSIVE_SUBJECTS) is not None or _bare_passive(verb):
        return _agent(verb) if not entry.subject_speaks else _passive_subject(verb)
    return _shared_source(verb)


def _expletive(verb: Token) -> bool:
    return _child(verb, ("acomp", "attr")) is not None or verb.lemma_ in ("seem", "appear")


def _voice(subject: Token, verb: Token) -> Run:
    """Return the subject's phrase, kept clear of the verb itself."""
    start, end = subtree(subject)
    if start <= verb.i < end:
        return (start, verb.i) if subject.i < verb.i else (verb.i + 1, end)
    return start, end


def _agent(verb: Token) -> Run | None:
    by = _child(verb, ("agent",))
    voice = _child(by, ("pobj",)) if by is not None else None
    return subtree(voice) if voice is not None else None


def _passive_subject(verb: Token) -> Run | None:
    subject = _child(verb, _PASSIVE_SUBJECTS)
    return subtree(subject) if subject is not None else None


def _bare_passive(verb: Token) -> bool:
    """Tell a reduced relative (*the figure given by*) from an active participle."""
    return (
        verb.tag_ == "VBN"
        and not any(c.dep_ == "aux" for c in verb.children)
        and (verb.dep_ in ("acl", "advcl"))
    )


def _shared_source(verb: Token) -> Run | None:
    """Return the subject that a coordinated, participial or infinitive verb shares."""
    node, steps = verb, 0
    while node.dep_ in _GOVERNED and steps < 4:
        if node.dep_ == "acl":
            return subtree(node.head)[0], min(node.left_edge.i, node.head.right_edge.i + 1)
        node, steps = node.head, steps + 1
        subject = _child(node, _SUBJECTS + _PASSIVE_SUBJECTS)
        if subject is not None and subject.i != verb.i:
            return _voice(subject, node)
    return None


def _verb_contents(verb: Token, entry: CueEntry, source: Run | None) -> tuple[Run, list[Run]]:
    cue = _verb_group(verb)
    if _child(verb, ("nsubjpass",)) is not None and not entry.subject_speaks:
        return _passive_contents(verb, entry, cue)
    clause = _content_clause(verb, entry)
    if clause is not None:
        return cue, [_clear_of(subtree(clause), cue, source)]
    prep = _content_preposition(verb, entry)
    if prep is not None and ("object" not in entry.takes or _child(verb, ("dobj",)) is None):
        run = subtree(prep)
        joined = prep.i == cue[1]
        return ((cue[0], prep.i + 1), [(prep.i + 1, run[1])]) if joined else (cue, [run])
    if "object" in entry.takes or entry.addressed:
        thing = _child(verb, ("dobj", "oprd", "attr", "acomp"))
        if thing is not None and (not entry.addressed or _child(verb, ("xcomp",)) is not None):
            return cue, [_clear_of(_object_run(verb, thing), cue, source)]
    return cue, []


def _verb_group(verb: Token) -> Run:
    """Return the verb with the auxiliaries, negation and adverbs just before it, particle after."""
    start = verb.i
    while start > verb.sent.start:
        before = verb.doc[start - 1]
        if before.head != verb or before.dep_ not in _BEFORE_VERB:
            break
        start -= 1
    end = verb.i + 1
    if end < verb.sent.end and verb.doc[end].head == verb and verb.doc[end].dep_ in ("prt", "neg"):
        end += 1
    return start, end


def _passive_contents(verb: Token, entry: CueEntry, cue: Run) -> tuple[Run, list[Run]]:
    subject = _child(verb, _PASSIVE_SUBJECTS)
    runs = [subtree(subject)] if subject is not None and subject.lower_ != "it" else []
    clause = _content_clause(verb, entry)
    if clause is not None:
        runs.append(subtree(clause))
    else:
        prep = _content_preposition(verb, entry)
        if prep is not None:
            joined = prep.i == cue[1]
            cue = (cue[0], prep.i + 1) if joined else cue
            runs.append((prep.i + 1 if joined else prep.i, subtree(prep)[1]))
    return cue, runs


def _content_clause(verb: Token, entry: CueEntry) -> Token | None:
    for child in verb.children:
        if child.dep_ == "ccomp" and ({"clause", "quotation"} & set(entry.takes)):
            return child
        if child.dep_ == "xcomp" and ({"infinitive", "object", "clause"} & set(entry.takes)):
            return child
    return None


def _content_preposition(verb: Token, entry: CueEntry) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in entry.prepositions:
            return child
    return None


def _object_run(verb: Token, thing: Token) -> Run:
    """Return the object with the complements that follow it, as far as they touch."""
    start, end = subtree(thing)
    for child in verb.rights:
        if child.left_edge.i == end and child.dep_ in (
            "prep",
            "xcomp",
            "oprd",
            "acl",
            "ccomp",
            "dative",
        ):
            end = child.right_edge.i + 1
    return start, end


def _clear_of(run: Run, cue: Run, source: Run | None) -> Run:
    """Return the part of a content that the cue and its source do not cover."""
    start, end = run
    for other in (cue, source):
        if other is None or other[1] <= start or end <= other[0]:
            continue
        left, right = other[0] - start, end - other[1]
        start, end = (start, other[0]) if left >= right else (other[1], end)
    return start, end


# --- prepositions: according to ---------------------------------------------------------------


def _prepositions(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    phrases = [(phrase.split(), phrase) for phrase in cues.words("preposition")]
    for token in doc:
        for words, phrase in phrases:
            end = token.i + len(words)
            if [t.lower_ for t in doc[token.i : end]] == words:
                candidate = _preposition(doc, (token.i, end), cues.find("preposition", phrase)[0])
                if candidate is not None:
                    yield candidate


def _preposition(doc: Doc, cue: Run, entry: CueEntry) -> Candidate | None:
    last = doc[cue[1] - 1]
    noun = _child(last, ("pobj", "dobj"))
    if noun is None or noun.pos_ == "NUM":
        return None
    source = subtree(noun)
    sentence = doc[cue[0]].sent
    before, after = _around(doc, (cue[0], source[1]), (sentence.start, sentence.end))
    contents = after if cue[0] - sentence.start <= 1 else before + after
    return Candidate(doc[cue[0]], cue, source, tuple(contents), entry, entry.stance)


def _around(doc: Doc, hole: Run, whole: Run) -> tuple[list[Run], list[Run]]:
    """Return the parts of `whole` before and after `hole`, without outer punctuation."""
    before = trim(doc, (whole[0], hole[0]))
    after = trim(doc, (hole[1], whole[1]))
    return [r for r in (before,) if r[0] < r[1]], [r for r in (after,) if r[0] < r[1]]


def trim(doc: Doc, run: Run) -> Run:
    """Return the run without spaces and commas at its ends, and without a last full stop."""
    start, end = run
    while start < end and doc[start].text.strip() in ("", ",", ".", ":", ";", "-", "--", "—", "–"):
        start += 1
    while start < end and doc[end - 1].text.strip() in (
        "",
        ",",
        ".",
        ":",
        ";",
        "-",
        "--",
        "—",
        "–",
    ):
        end -= 1
    return start, end


# --- adverbs and nouns -------------------------------------------------------------------------


def _adverbs(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    for token in doc:
        for entry in cues.find("adverb", token.lower_):
            clause = _clause_of(token)
            before, after = _around(doc, (token.i, token.i + 1), clause)
            contents = tuple(before + after)
            yield Candidate(token, (token.i, token.i + 1), None, contents, entry, entry.stance)


def _clause_of(token: Token) -> Run:
    node = token.head
    while node.pos_ not in ("VERB", "AUX") and node.head is not node:
        node = node.head
    return subtree(node)


def _nouns(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    for token in doc:
        for entry in cues.find("noun", token.lemma_) if token.pos_ == "NOUN" else ():
            candidate = _noun(token, entry)
            if candidate is not None:
                yield candidate


def _noun(noun: Token, entry: CueEntry) -> Candidate | None:
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and _introduced(c)), None)
    prep = next(
        (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in entry.prepositions), None
    )
    content = clause or prep
    if content is None:
        return None
    start, end = subtree(content)
    cue = (noun.i, noun.i + 1)
    if content is prep:
        cue, start = (noun.i, prep.i + 1) if prep.i == noun.i + 1 else cue, prep.i + 1
    return Candidate(noun, cue, _noun_source(noun), ((start, end),), entry, entry.stance)


def _introduced(clause: Token) -> bool:
    """Tell *the claim that rebels had left* and *the vow to fight* from a relative clause."""
    mark = _child(clause, ("mark", "aux"))
    return mark is not None and mark.lower_ in ("that", "to")


def _noun_source(noun: Token) -> Run | None:
    owner = _child(noun, ("poss",))
    if owner is not None:
        start, end = subtree(owner)
        return (start, end - 1) if noun.doc[end - 1].tag_ == "POS" else (start, end)
    for prep in noun.rights:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            voice = _child(prep, ("pobj",))
            return subtree(voice) if voice is not None else None
    return None


def _child(token: Token | None, deps: tuple[str, ...]) -> Token | None:
    if token is None:
        return None
    return next((child for child in token.children if child.dep_ in deps), None)
