"""Named entities, as spaCy's own recogniser finds them, found in a few large steps.

In: parsed documents and the pipeline's recogniser. Out: the same entities on the same
documents. spaCy walks token by token; most of its time goes into asking, for each of 74
moves at each token, whether it is allowed. Outside an entity the score of a token depends on
that token alone, and inside one only two moves are open (go on, or end here); so all tokens
are scored at once, and then all entities that are still open, one token a round. Scores,
order of moves and conditions are spaCy's (`pipeline/_parser_internals/ner.pyx`, 3.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

_FEATURES = 3  # of a state: its token, the first of the open entity, the one before
_NONE = -1


class Entities:
    """Does what a greedy `EntityRecognizer` of three features does, in rounds."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        """Wrap a recogniser for which `can_serve` holds."""
        self._model = recogniser.model
        self._moves = _Moves.of(recogniser)

    @staticmethod
    def can_serve(component: Any) -> bool:
        """Tell whether the component is a recogniser whose states this module knows."""
        if type(component) is not EntityRecognizer or component.cfg.get("beam_width", 1) != 1:
            return False
        model = component.model
        return (
            model.get_ref("lower").get_dim("nF") == _FEATURES
            and not (model.attrs["unseen_classes"])
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document."""
        self._mark([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Set the entities of many; yields the documents in order."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._mark(batch)
            yield from batch

    def _mark(self, docs: Sequence[Doc]) -> None:
        full = [doc for doc in docs if len(doc)]
        if not full:
            return
        tokens = _Tokens.of(full)
        best, ends = self._decide(self._model.predict(full), tokens)
        offset = 0
        for doc in full:
            doc.set_ents(list(self._spans(doc, offset, best, ends)), default="outside")
            offset += len(doc)

    def _spans(
        self, doc: Doc, offset: int, best: Sequence[int], ends: Sequence[int]
    ) -> Iterator[Span]:
        at, stop = offset, offset + len(doc)
        while at < stop:
            label = self._moves.labels[best[at]]
            end = ends[at]
            if label:
                yield Span(doc, at - offset, end - offset, label=label)
            at = end

    def _decide(self, step: Any, tokens: _Tokens) -> tuple[list[int], list[int]]:
        """Return for each token its best move outside an entity, and where what it begins ends."""
        moves = self._moves
        here = np.arange(tokens.count, dtype=np.int32)
        alone = np.full_like(here, _NONE)
        scores = self._scores(step, here, alone, alone)
        scores[:, moves.inside] = -np.inf
        scores[np.ix_(~tokens.can_go_on, moves.begin)] = -np.inf
        scores[np.ix_(tokens.is_space, moves.begin | moves.unit)] = -np.inf
        best = scores.argmax(axis=1)
        ends = here + 1
        start = here[moves.begin[best]]
        at = start + 1
        while start.size:
            on = self._goes_on(step, start, at, best[start], tokens)
            ends[start[~on]] = at[~on] + 1
            start, at = start[on], at[on] + 1
        return best.tolist(), ends.tolist()

    def _goes_on(
        self,
        step: Any,
        start: NDArray[np.int32],
        at: NDArray[np.int32],
        begun: NDArray[np.intp],
        tokens: _Tokens,
    ) -> NDArray[np.bool_]:
        """Tell of each open entity whether it goes on after the token `at`."""
        scores = self._scores(step, at, start, at - 1)
        rows = np.arange(start.size)
        on, off = self._moves.go_on[begun], self._moves.end[begun]
        more, stop = scores[rows, on], scores[rows, off]
        likes = (more > stop) | ((more == stop) & (on < off))
        return np.asarray(likes & tokens.can_go_on[at])

    def _scores(self, step: Any, *features: NDArray[np.int32]) -> NDArray[np.float32]:
        states = np.ascontiguousarray(np.stack(features, axis=1), dtype=np.int32)
        vectors = step.state2vec.predict(states)
        return np.array(step.vec2scores.predict(vectors))


@dataclass(frozen=True, slots=True)
class _Moves:
    """The recogniser's moves by number. `go_on`, `end` are those of a *begin* move's label."""

    labels: list[str]
    begin: NDArray[np.bool_]
    unit: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    go_on: NDArray[np.intp]
    end: NDArray[np.intp]

    @classmethod
    def of(cls, recogniser: EntityRecognizer) -> _Moves:
        system = recogniser.moves
        names = [system.get_class_name(i) for i in range(system.n_moves)]
        number = {name: i for i, name in enumerate(names)}
        kinds = [name.partition("-")[0] for name in names]
        labels = [name.partition("-")[2] for name in names]
        # Moves never open outside an entity: inside one, and the unit without a label.
        closed = [k in {"I", "L"} or n == "U-" for k, n in zip(kinds, names, strict=True)]
        return cls(
            labels,
            np.array([k == "B" for k in kinds]),
            np.array([k == "U" for k in kinds]),
            np.array(closed),
            np.array([number.get(f"I-{label}", 0) for label in labels]),
            np.array([number.get(f"L-{label}", 0) for label in labels]),
        )


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of several documents in one row; an entity can go on where a sentence does."""

    count: int
    can_go_on: NDArray[np.bool_]
    is_space: NDArray[np.bool_]

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> _Tokens:
        rows = [doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs]
        go_on = [np.append(row[1:, 0] != 1, False) for row in rows]
        spaces = [row[:, 1] == 1 for row in rows]
        return cls(sum(map(len, rows)), np.concatenate(go_on), np.concatenate(spaces))
