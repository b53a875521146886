"""The words by which an act is laid to somebody, claimed, or denied.

In: the `responsibility` sections of the knowledge files. Out: `BlameBook`, which
answers for a verb's lemma in which ways it ties a doer to an act. The parts are those of
ACLED's and UCDP's practice: an act, who is said to have done it, and who says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from consilience.model import Modality, Stance

DoerPlace = Literal["object", "subject", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameEntry:
    """One way to lay an act to somebody: verbs (lemmas) that behave alike.

    `doer` says where the doer stands: the verb's object, its subject, or after one of the
    prepositions `after`. `act` lists the prepositions that bring the act in, or `object` or
    `subject`.
    One of the words `beside` must stand right below the verb for the reading to hold.
    `voice` says who lays it: the verb's subject, or nobody but the sentence's own voice.
    `stance` is what the voice does; `denies` clears the doer; `answers` takes doers and act
    from the accusation before it. `modality` is `possible` for a mere suspicion.
    """

    words: tuple[str, ...]
    doer: DoerPlace
    act: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    stance: Stance = "says"
    voice: Literal["subject", "none"] = "subject"
    denies: bool = False
    answers: bool = False
    modality: Modality = "actual"


class BlameBook:
    """All ways to lay an act to somebody, found by the verb."""

    def __init__(self, entries: Iterable[BlameEntry], nouns: Iterable[str] = ()) -> None:
        self.nouns = frozenset(nouns)  # nouns that can stand for an act told before
        self._found: dict[str, tuple[BlameEntry, ...]] = {}
        for entry in entries:
            for word in entry.words:
                self._found[word] = (*self._found.get(word, ()), entry)

    def find(self, verb: str) -> tuple[BlameEntry, ...]:
        """Return the readings of a verb's lemma, in the order of the file."""
        return self._found.get(verb.lower(), ())
