"""Speakers that the parser misreads because the text has lost its commas.

In: a verb of saying. Out: `read_without_comma`: source and content where a speaker stands
at the end of what was said with nothing between (*killed in Aleppo a monitor said*;
*killed said the monitor*): then the noun phrase of a voice that touches the verb is the
source, and the sentence before it the content.
"""

from __future__ import annotations

from consilience.coding.attribution.candidates import Run, child_of
from consilience.coding.attribution.voices import is_voice, phrase_after, phrase_before
from consilience.knowledge.cues import CueBook, CueEntry
from consilience.language.parse import Doc, Token

FINITE = ("VBD", "VBZ", "VBP")
SUBJECTS = ("nsubj", "csubj")
_TELLING = ("says", "reports", "confirms", "claims", "denies")
_ADJUNCT_MARKS = (
    "as",
    "while",
    "after",
    "before",
    "because",
    "when",
    "since",
    "although",
    "though",
)
_NOT_A_CLAUSE_END = ("CCONJ", "PART", "AUX", "PRON", "SCONJ", "ADP", "DET")


def nearest_subject(verb: Token) -> Token | None:
    """Return the subject next to the verb: of two, the first belongs to what is said."""
    before = [child for child in verb.lefts if child.dep_ in SUBJECTS]
    return before[-1] if before else child_of(verb, SUBJECTS)


def read_without_comma(
    verb: Token, entry: CueEntry, cues: CueBook
) -> tuple[Run | None, list[Run]] | None:
    """Return source and contents where the parser misread a speaker at the clause's end.

    None where the sentence still has its commas, or where what is said follows the verb.
    """
    if "clause" not in entry.takes or entry.kind != "statement" or not _may_be_finite(verb):
        return None
    if child_of(verb, ("auxpass", "mark")) is not None or _said_after(verb):
        return None
    if entry.stance not in _TELLING or _set_off(verb):
        return None
    return _inverted(verb, entry, cues) or _swallowed(verb, entry, cues)


def _set_off(verb: Token) -> bool:
    """Tell that a comma or quotation mark still parts the speaker from what was said."""
    subject = nearest_subject(verb)
    if subject is None or subject.i > verb.i or subject.left_edge.i == verb.sent.start:
        return False
    return verb.doc[subject.left_edge.i - 1].is_punct


def is_adjunct(clause: Token) -> bool:
    """Tell *as fighting went on*, *while talks began* from what is said."""
    mark = child_of(clause, ("mark",))
    return mark is not None and mark.lower_ in _ADJUNCT_MARKS


def _may_be_finite(verb: Token) -> bool:
    """Tell a finite verb, or what the parser took for a participle where a comma was lost."""
    bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return verb.tag_ in FINITE or (bare and child_of(verb, ("agent",)) is None)


def _said_after(verb: Token) -> bool:
    """Tell that what is said, or another object, follows the verb."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    if any(c.dep_ == "ccomp" and not is_adjunct(c) for c in verb.rights):
        return True
    return after is not None and after.lower_ in ("that", '"')


def _inverted(verb: Token, entry: CueEntry, cues: CueBook) -> tuple[Run, list[Run]] | None:
    """*… was killed said the monitor*: a voice after the verb, a clause before it."""
    start, subject = verb.sent.start, nearest_subject(verb)
    if verb.i == start or entry.addressed or verb.doc[verb.i - 1].pos_ in _NOT_A_CLAUSE_END:
        return None
    if subject is not None and subject.i < verb.i and (not entry.plain or is_voice(subject, cues)):
        return None
    voice = phrase_after(verb, cues)
    if voice is None or not _has_verb(verb.doc, (start, verb.i)):
        return None
    return voice, [(start, verb.i)]


def _swallowed(verb: Token, entry: CueEntry, cues: CueBook) -> tuple[Run, list[Run]] | None:
    """*… was killed in Aleppo a monitor said*: a voice that the clause before swallowed.

    With a comma too: in *killing ten people, a member of the guard said* the member becomes
    one of the ten, and the verb is left without a subject.
    """
    doc, start, end = verb.doc, verb.sent.start, verb.sent.end
    voice = phrase_before(verb, cues)
    if voice is None or voice[0] <= start or not _has_verb(doc, (start, voice[0])):
        return None
    before = doc[voice[0] - 1]
    robbed = before.text == "," and verb.tag_ in FINITE and nearest_subject(verb) is None
    ends = robbed or not (before.is_punct or before.pos_ in _NOT_A_CLAUSE_END)
    if not ends or not _ends_or_turns(verb):
        return None
    if doc[voice[0]].pos_ == "PRON" and not entry.plain:
        return None
    contents = [(start, voice[0])]
    after = verb.i + 1
    if after < len(doc) and doc[after].pos_ == "CCONJ" and finite_after(doc, (after, end)):
        contents.append((after, end))
    return voice, contents


def _ends_or_turns(verb: Token) -> bool:
    """Tell that the sentence ends after the verb, or goes on with an adjunct."""
    if verb.i + 1 >= verb.sent.end:
        return True
    after = verb.doc[verb.i + 1]
    turns = after.pos_ in ("ADP", "ADV", "SCONJ", "CCONJ", "PUNCT", "SPACE") or after.tag_ == "VBG"
    return turns or after.ent_type_ in ("DATE", "TIME") or verb.lemma_ == "tell"


def finite_after(doc: Doc, run: Run, words: int = 4) -> bool:
    """Tell that a finite verb stands among the first words of a run."""
    finite = (*FINITE, "MD")
    return any(token.tag_ in finite for token in doc[run[0] : min(run[0] + words, run[1])])


def _has_verb(doc: Doc, run: Run) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in doc[run[0] : run[1]])
