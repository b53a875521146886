"""A sentence of a summary, read back by the rules that read reports.

In: a sentence and the item that it words. Out: why it is refused, nothing where it stands. A
sentence may be made of the right words and still tell another story: who was hit as doer,
the injured as dead. What the rules read in it must be what the cells say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from consilience.assist.wording import Item
from consilience.coding.claims import code
from consilience.coding.coded import Coded
from consilience.coding.figures import read_figures
from consilience.knowledge import Knowledge
from consilience.language.annotate import Document, annotate
from consilience.model import Report
from consilience.settings import Settings


class Reader:
    """Reads sentences back; made once for a summary."""

    def __init__(self, known: Knowledge, settings: Settings) -> None:
        self._known, self._settings = known, settings

    def refusal(self, sentence: str, item: Item) -> str:
        """Return why what the rules read in a sentence is not what an item says."""
        (document,) = annotate([_report(sentence)], self._settings)
        found = code(document, self._known, self._settings)
        return next((why for why in (*self._counts(document, item), *_sides(found, item))), "")

    def _counts(self, document: Document, item: Item) -> Iterator[str]:
        for figure in read_figures(document, self._known.quantities):
            said = document.text[figure.start : figure.end]
            fits = {kind for kind, number in item.tolls if number in (figure.low, figure.high)}
            if item.tolls and figure.kind not in fits:
                yield f"it counts “{said}” as {figure.kind.replace('_', ' ')}, which no cell does"


def _sides(found: Coded, item: Item) -> Iterator[str]:
    for claim in found.claims:
        for slot, refs, own, other in (
            ("doer", claim.actors, item.actors, item.targets),
            ("target", claim.targets, item.targets, item.actors),
        ):
            wrong = [ref for ref in refs if ref.actor in other - own]
            if wrong:
                yield f"it tells “{wrong[0].text}” as {slot}, the cells as the opposite"


def _report(sentence: str) -> Report:
    digest = hashlib.sha256(sentence.encode()).hexdigest()
    return Report(
        id=f"r-{digest[:12]}", given_id=None, title="", publisher=None, url=None, published=None,
        published_from="none", language="en", sha256=digest, text=sentence,
    )  # fmt: skip
