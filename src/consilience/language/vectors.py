"""Word vectors before their neighbours are looked at, made once for each kind of word.

In: the model of a spaCy component. Out: nothing; the model then gives the same vectors in
less time. The first half of a `Tok2Vec` looks at one token alone: its norm, its first and last
letters, its shape and what follows it. In a batch of reports three tokens of four have been
there before, so each different one is worked out once (`spacy/ml/models/tok2vec.py`,
`MultiHashEmbed`, 3.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

_NAME = "each_kind_once"
_PARTS = ("extract_features", "list2ragged", "with_array(", "with_array(", "ragged2list")
# Odd numbers by which a row of features becomes one number (splitmix64's, and what follows).
_MIX = 0x9E3779B97F4A7C15


def once_each_kind(model: Model[Any, Any]) -> None:
    """Let a model, and those within it, work out the vector of each kind of word once."""
    for number, layer in enumerate(model.layers):
        if _looks_at_single_tokens(layer):
            model.layers[number] = Model(_NAME, _forward, layers=[layer])
        elif layer.name != _NAME:
            once_each_kind(layer)


def _looks_at_single_tokens(layer: Model[Any, Any]) -> bool:
    names = [part.name for part in layer.layers]
    return len(names) == len(_PARTS) and all(map(str.startswith, names, _PARTS))


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Any]:
    embed = model.layers[0]
    if is_train:
        return embed(docs, is_train)
    extract, _, *look_up, _ = embed.layers
    rows = extract.predict(docs)
    every = np.concatenate(rows)
    kinds, inverse = _kinds(every)
    vectors = kinds
    for layer in look_up:
        vectors = layer.predict(vectors)
    ends = np.cumsum([len(row) for row in rows])[:-1]
    return np.split(vectors[inverse], ends), None


def _kinds(rows: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Return the rows that differ, and for each row which of them it is."""
    factors = np.array([pow(_MIX, n + 1, 2**64) for n in range(rows.shape[1])], dtype=np.uint64)
    _, first, inverse = np.unique(
        (rows * factors).sum(axis=1, dtype=np.uint64), return_index=True, return_inverse=True
    )
    kinds = rows[first]
    if np.array_equal(kinds[inverse], rows):
        return kinds, inverse
    return rows, np.arange(len(rows))  # two kinds met in one number: as many as there are
