"""Fit the weights of `knowledge/data/place_weights.yaml` on corpora with marked places.

In: XML files in the form of LGL and TR-News. Out: the section `fitted` of the
file, written anew; the section `settled`, set by hand for what such corpora do
not hold (villages that no gazetteer has, the language of war), is kept and
counts as given while the rest is fitted. The method is logistic regression
with an L2 penalty over the traits of `coding/places/evidence.py`; only numbers
leave the corpora. Run it again when a trait changes:

    python tools/fit_place_weights.py TR-News.xml lgl.xml
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from consilience.coding.places.names import marked_traits
from consilience.evaluate.places import read_articles
from consilience.knowledge.gazetteer import Gazetteer
from consilience.knowledge.place_words import WEIGHTS, read_weights
from consilience.language.annotate import annotate
from consilience.settings import Settings

Array = NDArray[np.float64]
_ROUNDS = 60
_HEADER = """\
# How much each trait of a run of words speaks for its naming a place, in log-odds;
# the traits are told in coding/places/evidence.py.
#
#   settled: set by hand, for what news corpora with marked places do not hold
#   fitted:  by tools/fit_place_weights.py on LGL and TR-News, the settled ones given
"""


def examples(files: list[Path]) -> tuple[list[list[str]], Array]:
    """Return the traits of every run of every article, and whether it is marked as a place."""
    gazetteer = Gazetteer.open()
    traits: list[list[str]] = []
    marks: list[float] = []
    for file in files:
        articles = read_articles(file)
        documents = annotate((article.report for article in articles), Settings())
        for article, document in zip(articles, documents, strict=True):
            gold = {(t.start, t.end) for t in article.toponyms}
            for span, found in marked_traits(document, gazetteer):
                traits.append(found)
                marks.append(float(span in gold))
    return traits, np.array(marks)


def fit(rows: list[list[str]], marks: Array, settled: dict[str, float]) -> dict[str, float]:
    """Return the weights of the traits that are not settled, by Newton's method."""
    names = sorted({trait for row in rows for trait in row} - set(settled))
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    given = np.zeros(len(rows))
    for index, row in enumerate(rows):
        given[index] = sum(settled.get(trait, 0.0) for trait in row)
        table[index, [column[trait] for trait in row if trait in column]] = 1.0

    def loss(weights: Array) -> float:
        odds = table @ weights + given
        return float(np.sum(np.logaddexp(0, odds) - marks * odds) + weights @ weights / 2)

    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-np.clip(table @ weights + given, -30, 30)))
        slope = table.T @ (share - marks) + weights
        bend = (table * (share * (1 - share))[:, None]).T @ table + np.eye(len(names))
        step, size, before = np.linalg.solve(bend, slope), 1.0, loss(weights)
        while size > 1e-6 and loss(weights - size * step) > before:
            size /= 2
        weights = weights - size * step
        if before - loss(weights) < 1e-4:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def lines(section: str, weights: dict[str, float]) -> str:
    """Return one section of the file."""
    rows = [f'- {{trait: "{n}", weight: {w:.2f}}}' for n, w in sorted(weights.items())]
    return "\n".join([f"{section}:", *rows]) + "\n"


def main(files: list[Path]) -> None:
    """Fit on the files and write the weights."""
    settled = read_weights()["settled"]
    fitted = fit(*examples(files), settled)
    kept = {name: weight for name, weight in fitted.items() if abs(weight) >= 0.05}
    text = "\n".join([_HEADER, lines("settled", settled), lines("fitted", kept)])
    WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
