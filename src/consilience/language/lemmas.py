"""Lemmas, as spaCy's rule lemmatizer gives them, remembered by word.

In: tagged documents and the pipeline's lemmatizer. Out: the same lemmas on the same tokens.
What the lemmatizer says depends on a token's word, coarse tag and features alone
(`spacy/pipeline/lemmatizer.py`, `rule_lemmatize`, 3.8), so it is asked once for each such
combination, and all lemmas of a document are set in one step. The words that the
lemmatizer looks its guesses up among are a list of a hundred thousand; here they are a set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.lookups import Lookups
from spacy.tokens import Doc

# Combinations remembered: more than the commonest words have, some 40 MB at most.
_REMEMBERED = 200_000
_COLUMNS: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]


class Lemmas:
    """Does what an English rule lemmatizer does."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        """Wrap a lemmatizer for which `can_serve` holds."""
        self._lemmatizer = lemmatizer
        _index(lemmatizer.lookups)
        self._strings = lemmatizer.vocab.strings
        self._known: dict[tuple[int, int, int], int] = {}

    @staticmethod
    def can_serve(component: Any) -> bool:
        """Tell whether the component is a lemmatizer whose answers this module can remember."""
        return type(component) is EnglishLemmatizer and component.mode == "rule"

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of one document's tokens."""
        array: Any = doc.to_array(_COLUMNS)
        again = self._lemmatizer.overwrite
        for index, (orth, pos, morph, lemma) in enumerate(array.reshape(-1, 4).tolist()):
            if again or not lemma:
                array[index, 3] = self._lemma(doc, index, (orth, pos, morph))
        doc.from_array(["LEMMA"], array[:, 3:])
        return doc

    def pipe(self, docs: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Set the lemmas of many; yields the documents in order."""
        return map(self, docs)

    def _lemma(self, doc: Doc, index: int, key: tuple[int, int, int]) -> int:
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
                self._lemmatizer.cache.clear()
            known = self._strings.add(self._lemmatizer.lemmatize(doc[index])[0])
            self._known[key] = known
        return known


def _index(lookups: Lookups) -> None:
    """Turn the lists of known base forms into sets; to be asked is all that they are for."""
    table = lookups.get_table("lemma_index", {})
    for part_of_speech, words in list(table.items()):
        table[part_of_speech] = frozenset(words)
