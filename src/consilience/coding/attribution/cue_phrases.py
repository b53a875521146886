"""Cues that are no verbs: *according to*, *claims of*, *reportedly*, a label with a colon.

In: a parsed document and the cue book. Out: one `Candidate` for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consilience.coding.attribution.candidates import (
    Candidate,
    Run,
    around,
    child_of,
    subtree,
    trim,
)
from consilience.coding.attribution.voices import is_voice
from consilience.knowledge.cues import CueBook, CueEntry
from consilience.language.parse import Doc, Token

_LABEL = CueEntry(words=(":",), part="preposition", stance="says", takes=("quotation",))
_LONGEST_LABEL = 5  # words: a longer run before a colon is a sentence, not a name
_LONGEST_HEADLINE = 25  # words: a longer first line is a paragraph


def prepositions(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    """Yield *according to* and its like, the longest phrase first."""
    phrases = sorted((p.split() for p in cues.words("preposition")), key=len, reverse=True)
    openers = {words[0] for words in phrases}
    last = -1
    for token in (t for t in doc if t.lower_ in openers):
        for words in phrases:
            end = token.i + len(words)
            if token.i > last and [t.lower_ for t in doc[token.i : end]] == words:
                entry = cues.find("preposition", " ".join(words))[0]
                found = _preposition(doc, (token.i, end), entry, cues)
                last = end - 1
                yield from [found] if found is not None else []


def _preposition(doc: Doc, cue: Run, entry: CueEntry, cues: CueBook) -> Candidate | None:
    noun = child_of(doc[cue[1] - 1], ("pobj", "dobj"))
    if noun is None or noun.pos_ == "NUM" or (cue[1] - cue[0] == 1 and _rate(noun)):
        return None
    if not _can_be_named(noun, cues):
        return None
    source = subtree(noun)
    sentence = doc[cue[0]].sent
    opens = cue[0] - sentence.start <= 1 or doc[cue[0]].is_title
    start = cue[0] if opens else sentence.start
    contents = around(doc, (cue[0], source[1]), (start, sentence.end))
    return Candidate(doc[cue[0]], cue, source, tuple(contents), entry)


def _can_be_named(noun: Token, cues: CueBook) -> bool:
    """Tell *according to the plan seen by* and *to medics* from *according to type*."""
    described = any(c.dep_ in ("det", "poss", "amod", "compound", "nummod") for c in noun.children)
    return described or noun.pos_ in ("PROPN", "PRON") or is_voice(noun, cues)


def _rate(noun: Token) -> bool:
    """Tell *per day* from *per the governor*."""
    return child_of(noun, ("det", "poss")) is None and noun.pos_ != "PROPN"


def adverbs(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    """Yield *reportedly* and its like: the content is the clause, no source is named."""
    for token in doc:
        for entry in cues.find("adverb", token.lower_):
            cue = (token.i, token.i + 1)
            yield Candidate(token, cue, None, tuple(around(doc, cue, _clause_of(token))), entry)


def _clause_of(token: Token) -> Run:
    node = token.head
    while node.pos_ not in ("VERB", "AUX") and node.dep_ != "ROOT":
        node = node.head
    return subtree(node)


def nouns(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    """Yield *claims of*, *the accusation that*, *a report by … that*."""
    for token in doc:
        if token.pos_ == "NOUN":
            for entry in cues.find("noun", token.lemma_):
                yield from _noun(token, entry)


def _noun(noun: Token, entry: CueEntry) -> Iterator[Candidate]:
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and _introduced(c)), None)
    prep = _content_preposition(noun, entry)
    content = clause or prep
    if content is None:
        return
    start, end = subtree(content)
    cue = (_with_adjectives(noun), noun.i + 1)
    if content is prep:
        cue, start = (cue[0], prep.i + 1) if prep.i == noun.i + 1 else cue, prep.i + 1
    yield Candidate(noun, cue, _noun_source(noun), ((start, end),), entry)


def _with_adjectives(noun: Token) -> int:
    """Return where the noun's own adjectives begin (*sharp criticism of*)."""
    start = noun.i
    while start and noun.doc[start - 1].head == noun and noun.doc[start - 1].dep_ == "amod":
        start -= 1
    return start


def _content_preposition(noun: Token, entry: CueEntry) -> Token | None:
    """Return *of* after the noun, or after a verb of coming up (*reports emerged of*)."""
    after = [*noun.rights, *(noun.head.rights if noun.dep_ == "nsubj" else ())]
    if noun.dep_ == "nsubj" and child_of(noun.head, ("dobj", "ccomp", "xcomp", "attr")) is not None:
        after = list(noun.rights)
    return next((c for c in after if c.dep_ == "prep" and c.lower_ in entry.prepositions), None)


def _introduced(clause: Token) -> bool:
    """Tell *the claim that rebels had left* and *the vow to fight* from a relative clause."""
    mark = child_of(clause, ("mark", "aux"))
    return mark is not None and mark.lower_ in ("that", "to")


def _noun_source(noun: Token) -> Run | None:
    owner = child_of(noun, ("poss",))
    if owner is not None:
        start, end = subtree(owner)
        return (start, end - 1) if noun.doc[end - 1].tag_ == "POS" else (start, end)
    for prep in noun.rights:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            voice = child_of(prep, ("pobj",))
            return subtree(voice) if voice is not None else None
    return None


def adjectives(doc: Doc, cues: CueBook) -> Iterator[Candidate]:
    """Yield *is sure that*, *are wary of*: the cue begins at the verb."""
    for token in doc:
        if token.dep_ == "acomp" and token.head.i < token.i:
            for entry in cues.find("adjective", token.lower_):
                yield from _adjective(token, entry)


def _adjective(word: Token, entry: CueEntry) -> Iterator[Candidate]:
    verb, subject = word.head, child_of(word.head, ("nsubj",))
    clause = next((c for c in word.children if c.dep_ in ("ccomp", "xcomp")), None)
    clause = clause or next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    prep = next(
        (c for c in word.rights if c.dep_ == "prep" and c.lower_ in entry.prepositions), None
    )
    if not entry.takes or subject is None or (clause is None and prep is None):
        return
    nobody = subject.lower_ in ("it", "there", "this", "that")
    source = None if nobody or subject.i > word.i else subtree(subject)
    start = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "neg"))])
    end, content = word.i + 1, subtree(clause) if clause is not None else (0, 0)
    if clause is None and prep is not None:
        end, content = prep.i + 1, (prep.i + 1, subtree(prep)[1])
    yield Candidate(word, (start, end), source, (content,), entry)


def labels(doc: Doc, lines: tuple[Run, ...], cues: CueBook) -> Iterator[Candidate]:
    """Yield a speaker's label before a line (*Observatory: 18 killed*) or after a headline.

    `lines` are the token runs of the paragraphs, the headline first.
    """
    opening = {line: _opening_label(doc, trim(doc, line)) for line in lines}
    transcript = sum(_is_shouted(doc, run) for run in opening.values()) > 1
    for number, line in enumerate(lines):
        (start, end), label = trim(doc, line), opening[line]
        if transcript and _is_shouted(doc, label):
            yield _label(doc, label[1], label, (label[1] + 1, end))
        elif _names_voice(doc, label, cues):
            sentence = doc[min(label[1] + 1, end - 1)].sent
            yield _label(doc, label[1], label, (label[1] + 1, sentence.end))
        elif number == 0 and end - start <= _LONGEST_HEADLINE:
            yield from _closing_label(doc, (start, end), cues)


def _opening_label(doc: Doc, line: Run) -> Run:
    """Return the words before the first colon of a line; an empty run where it has none."""
    colon = next((t.i for t in doc[line[0] : line[1]] if t.text == ":"), line[0])
    return line[0], colon


def _closing_label(doc: Doc, line: Run, cues: CueBook) -> Iterator[Candidate]:
    """Yield the speaker after a headline's last colon or dash (*12 dead in raid - monitor*)."""
    marks = [t.i for t in doc[line[0] : line[1]] if t.text in (":", "-", "–", "—") and _spaced(t)]
    if marks and _names_voice(doc, (marks[-1] + 1, line[1]), cues):
        yield _label(doc, marks[-1], (marks[-1] + 1, line[1]), (line[0], marks[-1]))


def _label(doc: Doc, mark: int, source: Run, content: Run) -> Candidate:
    return Candidate(doc[mark], (mark, mark + 1), source, (trim(doc, content),), _LABEL)


def _spaced(token: Token) -> bool:
    return token.text == ":" or bool(token.i and token.nbor(-1).whitespace_ and token.whitespace_)


def _is_shouted(doc: Doc, run: Run) -> bool:
    """Tell a transcript's label (*PENCE: …*)."""
    return bool(re.fullmatch(r"[A-Z][A-Z.' -]+", doc[run[0] : run[1]].text))


def _names_voice(doc: Doc, run: Run, cues: CueBook) -> bool:
    tokens = doc[run[0] : run[1]]
    if not 0 < run[1] - run[0] <= _LONGEST_LABEL or any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    last = tokens[-1]
    if cues.find("voice", last.lemma_.lower()):
        return True
    people = {t.text for e in doc.ents if e.label_ == "PERSON" for t in e}
    return all(t.ent_type_ in ("PERSON", "ORG") or t.text in people for t in tokens)
