"""Coarse tags and irregular lemmas, as spaCy's attribute ruler gives them, remembered by token.

In: tagged and parsed documents and the pipeline's ruler. Out: the same attributes on the same
tokens. The ruler matches some 180 patterns at every token of every text. All but a few look
at one token, and at nothing of it but its tag, its relation, whether it is a space, and
whether its word is one of some two hundred; so what they say is asked once for each such
combination, of spaCy's own matcher, and remembered. Patterns over several tokens are matched
as they are. Later rules win, as there (`spacy/pipeline/attributeruler.py`, 3.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs

_KNOWN = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_OTHER_WORD = 0  # stands for every word that no pattern names
_Key = tuple[int, int, int, int]
# Words whose class is remembered: more than the commonest are, some 20 MB at most.
_REMEMBERED = 200_000


class Attributes:
    """Does what an `AttributeRuler` does whose patterns ask for nothing but `_KNOWN`."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Wrap a ruler for which `can_serve` holds."""
        self._ruler = ruler
        self._vocab = ruler.vocab
        self._single, self._runs = Matcher(self._vocab), Matcher(self._vocab)
        self._named: set[int] = set()
        self._expressions: list[re.Pattern[str]] = []
        for number, rule in enumerate(_rules_of(ruler)):
            self._add(number, rule["patterns"])
        self._word_class: dict[int, int] = {}
        self._rules: dict[_Key, tuple[int, ...]] = {}

    @staticmethod
    def can_serve(component: Any) -> bool:
        """Tell whether the component is a ruler whose patterns this module can remember."""
        return type(component) is AttributeRuler and all(
            set(token) <= _KNOWN
            for rule in _rules_of(component)
            for pattern in rule["patterns"]
            for token in pattern
        )

    def _add(self, number: int, patterns: list[list[dict[str, Any]]]) -> None:
        for matcher, chosen in (
            (self._single, [p for p in patterns if len(p) == 1]),
            (self._runs, [p for p in patterns if len(p) != 1]),
        ):
            if chosen:
                matcher.add(str(number), chosen)
        for pattern in patterns:
            if len(pattern) == 1:
                self._name(pattern[0].get("LOWER"))

    def _name(self, words: Any) -> None:
        """Note the words that a pattern of one token asks for."""
        if isinstance(words, str):
            self._named.add(self._vocab.strings.add(words))
        elif isinstance(words, dict):
            for word in (*words.get("IN", ()), *words.get("NOT_IN", ())):
                self._named.add(self._vocab.strings.add(word))
            self._expressions += [re.compile(words["REGEX"])] if "REGEX" in words else []

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of one document's tokens."""
        found = [*self._of_tokens(doc), *self._of_runs(doc)]
        attributes = self._ruler.attrs
        for rule, index in sorted(found):
            set_token_attrs(doc[index], attributes[rule])
        return doc

    def pipe(self, docs: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Set the attributes of many; yields the documents in order."""
        return map(self, docs)

    def _of_tokens(self, doc: Doc) -> Iterator[tuple[int, int]]:
        for index, (tag, dep, space, word) in enumerate(_rows(doc)):
            key = (tag, dep, space, self._class_of(word))
            rules = self._rules.get(key)
            if rules is None:
                rules = self._rules[key] = self._ask(doc[index])
            for rule in rules:
                yield rule, index

    def _of_runs(self, doc: Doc) -> Iterator[tuple[int, int]]:
        for name, start, end in self._runs(doc, allow_missing=True):
            rule = int(self._vocab.strings[name])
            index = self._ruler.indices[rule]
            yield rule, start + index if index >= 0 else end + index

    def _class_of(self, word: int) -> int:
        known = self._word_class.get(word)
        if known is None:
            if len(self._word_class) >= _REMEMBERED:
                self._word_class.clear()
            text = self._vocab.strings[word]
            named = word in self._named or any(e.search(text) for e in self._expressions)
            known = self._word_class[word] = word if named else _OTHER_WORD
        return known

    def _ask(self, token: Token) -> tuple[int, ...]:
        """Return the rules of one token that hold for a token like this one."""
        alone = Doc(self._vocab, words=[token.text], spaces=[False])
        alone[0].tag, alone[0].dep = token.tag, token.dep
        strings = self._vocab.strings
        return tuple(sorted(int(strings[m[0]]) for m in self._single(alone, allow_missing=True)))


def _rules_of(ruler: AttributeRuler) -> list[dict[str, Any]]:
    rules: Any = ruler.patterns
    return list(rules)


def _rows(doc: Doc) -> list[list[int]]:
    array: Any = doc.to_array(["TAG", "DEP", "IS_SPACE", "LOWER"])
    rows: list[list[int]] = array.reshape(-1, 4).tolist()
    return rows
