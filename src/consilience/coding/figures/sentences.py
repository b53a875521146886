"""Sentences as the rules on figures read them: words, not parser's guesses.

Why: text that lost its commas, headlines and lists mislead the parser about
where a sentence ends. In: a parsed document. Out: `Sentence`s, runs of tokens
that end at full stops, semicolons and line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from consilience.language.parse import Doc, Token

DETERMINERS = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "my", "these", "those", "this", "all"}
)
_SENTENCE_ENDS = frozenset(".!?;\n")
_NAMES = frozenset({"IS", "US"})
# A longer run is a table or a list that lost its breaks; it bounds the work of every rule.
_LONGEST_SENTENCE = 300


@dataclass(frozen=True)
class Sentence:
    """A sentence's tokens without spaces. `words` are in lower case, but for *IS* and *US*.

    Ends at full stops and line breaks rather than where the parser sees an end:
    text that lost its commas misleads the parser.
    """

    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case; *IS* and *US* are no verb and no pronoun, a dash no hyphen."""
        return [_word(token) for token in self.tokens]

    def between(self, last: int, first: int) -> list[str]:
        """Return the words from `last` up to `first`, determiners left out."""
        return [word for word in self.words[last:first] if word not in DETERMINERS]

    def word(self, i: int) -> str:
        """Return the word at `i`, or an empty string outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""


def _word(token: Token) -> str:
    if token.text == "-" and token.whitespace_ and token.i and token.nbor(-1).whitespace_:
        return "–"
    return token.text if token.text in _NAMES else token.lower_


def sentences(doc: Doc) -> Iterator[Sentence]:
    """Yield the sentences of a document."""
    run: list[Token] = []
    for token in doc:
        if not token.is_space:
            run.append(token)
        ends = token.text in _SENTENCE_ENDS or "\n" in token.text or len(run) >= _LONGEST_SENTENCE
        if ends and run:
            yield Sentence(tuple(run))
            run = []
    if run:
        yield Sentence(tuple(run))
