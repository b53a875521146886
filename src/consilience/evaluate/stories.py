"""Stories measured on news that is labelled by affair: B³ of documents.

In: a folder of ECB+ (CAT XML, Cybulska and Vossen 2014) or of Giveme5W1H (news-please
JSON, Hamborg and others 2018). Out: B³ precision, recall and F1 (Bagga and Baldwin 1998)
of the stories that the whole pipeline makes of all its documents at once.

In ECB+ each topic has two halves, `ecb` and `ecbplus`, two events alike in kind (two
trials, two quakes): a half is a story. Its documents carry no date; the address that
opens those of the second half is left out, since no report has it. In Giveme5W1H a story
is an event (`newsCluster.EventId`), and articles are dated.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from consilience.errors import InputError
from consilience.evaluate.scores import corpus_report, every, fingerprint, worst
from consilience.model import Report
from consilience.pipeline import code_reports

# Spaces that tokens were given and a text has not: before and after these marks.
_LOOSE = ((r"\s+([,.;:!?%)\]]|'s\b|n't\b)", r"\1"), (r"([(\[$])\s+", r"\1"), (r"``\s*|\s*''", '"'))


def evaluate(folder: Path, *, errors: int = 0, sample: int = 1) -> dict[str, Any]:
    """Return corpus, sha256, measures (fractions of one) and up to `errors` of each kind.

    `sample` measures every n-th document. Raises InputError where the folder holds
    neither format.
    """
    files = sorted(p for p in folder.rglob("*") if _reader(p) is not None)
    labelled = [row for path in files if (row := _read(path)) is not None]
    if not labelled:
        raise InputError(f"{folder}: neither ECB+ XML nor Giveme5W1H JSON. Give their folder.")
    labelled = [*every(labelled, sample)]
    picture = code_reports([report for report, _ in labelled])
    found = {r.id: str(r.story) for r in picture.reports}
    pairs = [(found[report.id], gold) for report, gold in labelled]
    return {
        "corpus": folder.name,
        "sha256": fingerprint(*files),
        "measures": {"stories": b_cubed(pairs)},
        "errors": worst(_errors(pairs), errors),
    }


def b_cubed(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return B³ of (group found, group labelled), one pair a document (Bagga and Baldwin 1998)."""
    both, found, gold = Counter(pairs), Counter(f for f, _ in pairs), Counter(g for _, g in pairs)
    right_found = sum(n * n / found[f] for (f, _), n in both.items())
    right_gold = sum(n * n / gold[g] for (_, g), n in both.items())
    p, r = right_found / len(pairs), right_gold / len(pairs)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r), "n": len(pairs)}


def _errors(pairs: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the stories of several affairs, and the affairs in several stories."""
    rows = []
    for kind, side, other in (("merged", 0, 1), ("split", 1, 0)):
        groups: dict[str, Counter[str]] = {}
        for pair in pairs:
            groups.setdefault(pair[side], Counter())[pair[other]] += 1
        for name, parts in sorted(groups.items()):
            if len(parts) > 1:
                told = "; ".join(f"{n} of {part}" for part, n in sorted(parts.items()))
                rows.append({"kind": kind, "which": name, "of": told})
    return rows


def _reader(path: Path) -> Any:
    return {".xml": _ecb, ".json": _giveme}.get(path.suffix)


def _read(path: Path) -> tuple[Report, str] | None:
    """Return a document and its label, None where the file is of another kind."""
    try:
        found: tuple[Report, str] | None = _reader(path)(path)
    except (ET.ParseError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}. Give the corpus as its makers ship it.") from error
    return found


def _ecb(path: Path) -> tuple[Report, str] | None:
    named = re.fullmatch(r"(\d+)_\d+(ecb|ecbplus)", path.stem)
    if named is None:
        return None
    sentences: dict[int, list[str]] = {}
    for token in ET.parse(path).iter("token"):
        sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    told = [_untokenized(sentences[n]) for n in sorted(sentences)]
    if told and told[0].startswith("http"):
        told = told[1:]
    return corpus_report(path.stem, "\n".join(told)), named[1] + named[2]


def _untokenized(tokens: Sequence[str]) -> str:
    text = " ".join(tokens)
    for pattern, plain in _LOOSE:
        text = re.sub(pattern, plain, text)
    return text


def _giveme(path: Path) -> tuple[Report, str] | None:
    row = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(row, dict) or "newsCluster" not in row:
        return None
    published = row.get("date_publish")
    text = f"{row['title']}\n{row['text']}"
    report = corpus_report(row["dId"], text, published[:10] if published else None)
    return report, str(row["newsCluster"]["EventId"])
