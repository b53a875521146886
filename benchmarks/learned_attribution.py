"""What a learned tagger gains over the attribution rules: a CRF trained on PolNeAR.

In: PolNeAR's folder with `train` and `dev`, and a number of training rounds. Out: one line a
tagger (the rules, a linear-chain CRF over the parse, the same with the rules' labels among its
features): exact F1 of source, cue and content on dev, by the scoring of `evaluate polnear`;
processor seconds for dev beside those of the parser; the model's size. Features after Newell,
Margolin and Ruths (LREC 2018) and Lafferty et al. (2001).

PolNeAR may be used for research only, so what is trained here is measured and not shipped.

Run: pip install python-crfsuite; python benchmarks/learned_attribution.py corpora/polnear 60
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite
from rich.progress import track

from consilience.coding.attribution.reader import read_attributions
from consilience.coding.mentions import Span
from consilience.evaluate import polnear
from consilience.knowledge.cues import builtin_cues
from consilience.language.annotate import Document, annotate
from consilience.language.parse import Token
from consilience.settings import Settings

_QUOTES = '"“”'
_OUT = "O"


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its spans by label, as labelled and as the rules read them."""

    document: Document
    gold: polnear.Spans
    ours: polnear.Spans


def read(part: Path) -> tuple[list[Article], float, float]:
    """Return the articles of a part, and processor seconds of the parser and of the rules."""
    labelled = list(polnear.articles(part))
    begun = time.process_time()
    documents = list(annotate((report for report, _ in labelled), Settings()))
    parsed = time.process_time()
    book = builtin_cues()
    ours = [polnear.spans(d, read_attributions(d, book)) for d in documents]
    told = time.process_time()
    made = zip(documents, labelled, ours, strict=True)
    articles = [Article(d, gold, rules) for d, (_, gold), rules in made]
    return articles, parsed - begun, told - parsed


def paragraphs(article: Article) -> Iterator[list[Token]]:
    """Yield the tokens of each paragraph, which are the instances of CofeNet's comparison."""
    for start, end in article.document.paragraphs:
        span = article.document.doc.char_span(start, end, alignment_mode="contract")
        tokens = [t for t in span or () if not t.is_space]
        if tokens:
            yield tokens


def labels(tokens: list[Token], spans: polnear.Spans) -> list[str]:
    """Return one of B-, I- with the label's name, or O, for each token."""
    out = [_OUT] * len(tokens)
    for label in polnear.LABELS:
        for span in sorted(spans[label]):
            inside = [n for n, t in enumerate(tokens) if span.start <= t.idx < span.end]
            for n in inside:
                out[n] = f"{'B' if n == inside[0] else 'I'}-{label}"
    return out


def features(tokens: list[Token], rules: list[str] | None) -> list[list[str]]:
    """Return what the tagger sees of each token: its own words, its neighbours', its heads'."""
    quoted, own = False, []
    for n, token in enumerate(tokens):
        quoted ^= token.text in _QUOTES
        own.append([*_alone(token), f"quoted={quoted}", *_above(token),
                    *([f"rule={rules[n]}"] if rules else [])])  # fmt: skip
    near = [_nearby(tokens, rules, n) for n in range(len(tokens))]
    return [a + b for a, b in zip(own, near, strict=True)]


def _alone(token: Token) -> list[str]:
    return [
        "bias", f"low={token.lower_}", f"lemma={token.lemma_}", f"tag={token.tag_}",
        f"dep={token.dep_}", f"shape={token.shape_}", f"entity={token.ent_iob_}{token.ent_type_}",
    ]  # fmt: skip


def _above(token: Token) -> list[str]:
    """Return the head, and the verbs over the token with the side on which it stands."""
    verbs = [a for a in token.ancestors if a.pos_ == "VERB"][:2]
    sides = [f"{'left' if token.i < v.i else 'right'} of {v.lemma_}" for v in verbs]
    edges = [v.lemma_ for v in verbs if token.i in {v.left_edge.i, v.right_edge.i}]
    return [
        f"head={token.head.lemma_}", f"head tag={token.head.tag_}",
        *(f"verb {n}: {s}" for n, s in enumerate(sides)), *(f"edge={e}" for e in edges),
    ]  # fmt: skip


def _nearby(tokens: list[Token], rules: list[str] | None, at: int) -> list[str]:
    found = []
    for by in (-2, -1, 1, 2):
        n = at + by
        if 0 <= n < len(tokens):
            found += [f"{by}:low={tokens[n].lower_}", f"{by}:tag={tokens[n].tag_}"]
            found += [f"{by}:rule={rules[n]}"] if rules else []
        else:
            found.append(f"{by}:none")
    return found


def train(articles: list[Article], rounds: int, path: Path, *, stacked: bool) -> None:
    """Train a tagger on the articles and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in track(articles, "Training"):
        for tokens in paragraphs(article):
            rules = labels(tokens, article.ours) if stacked else None
            trainer.append(features(tokens, rules), labels(tokens, article.gold))
    trainer.set_params({"c1": 0.5, "c2": 0.01, "max_iterations": rounds, "feature.minfreq": 3})
    trainer.train(str(path))


def tagged(article: Article, tagger: pycrfsuite.Tagger, *, stacked: bool) -> polnear.Spans:
    """Return the spans by label that a tagger finds."""
    found: polnear.Spans = {label: set() for label in polnear.LABELS}
    for tokens in paragraphs(article):
        rules = labels(tokens, article.ours) if stacked else None
        for label, span in _runs(tokens, tagger.tag(features(tokens, rules))):
            found[label].add(span)
    return found


def _runs(tokens: list[Token], tags: list[str]) -> Iterator[tuple[str, Span]]:
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at] != _OUT:
            label = tags[at][2:]
            while end < len(tags) and tags[end] == f"I-{label}":
                end += 1
            yield label, Span(tokens[at].idx, tokens[end - 1].idx + len(tokens[end - 1].text))
        at = end


def line(name: str, found: list[polnear.Spans], dev: list[Article], rest: str) -> str:
    """Return one line of the table: F1 of source, cue and content, and what it costs."""
    score = polnear.Score()
    for article, spans in zip(dev, found, strict=True):
        score.add(article.document, article.gold, spans)
    f1 = " ".join(f"{label} {m['f1']:.3f}" for label, m in score.measures().items())
    return f"{name:<18} {f1}  {rest}"


def main() -> None:
    """Print the table."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    dev, parser, ruled = read(folder / "dev")
    print(f"parser             {parser:.1f} s of processor time for dev")
    print(line("rules", [a.ours for a in dev], dev, f"{ruled:.1f} s"), flush=True)
    articles, _, _ = read(folder / "train")
    for name, stacked in (("CRF", False), ("CRF over the rules", True)):
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "model.crf"
            train(articles, rounds, path, stacked=stacked)
            tagger = pycrfsuite.Tagger()
            tagger.open(str(path))
            begun = time.process_time()
            found = [tagged(a, tagger, stacked=stacked) for a in dev]
            spent = time.process_time() - begun
            size = path.stat().st_size / 1e6
            print(line(name, found, dev, f"{spent:.1f} s, {size:.1f} MB"), flush=True)


if __name__ == "__main__":
    main()
