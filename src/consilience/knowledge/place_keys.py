"""The keys under which the gazetteer's index files the names of a place.

In: a name. Out: keys of four kinds, each with a mark of its own so that none
is taken for another, and `hashed`, the number that stands for a key on disk.
"""

from __future__ import annotations

import hashlib
import re

from consilience.knowledge.spelling import fold, skeleton

# How a name leads to a place, best first.
MAIN, OTHER, SOUND, SHORT, LOOSE = 0, 1, 2, 3, 4
_VOWELS = re.compile(r"[aeiouwyh]+")
_SILENT = re.compile(r"(?<=[aeiou])h\b")


def sound_key(name: str) -> str:
    """Return what all careful transliterations of a name share."""
    return "~" + _SILENT.sub("", skeleton(name))


def loose_key(name: str) -> str:
    """Return the consonants of a name, with where vowels stand (*Taduf*, *Tadef*)."""
    return "%" + _VOWELS.sub("a", skeleton(name))


def short_key(name: str) -> str:
    """Return the key of a short form (*Tex.*, *B.C.*)."""
    return "." + fold(name).replace(" ", "")


def hashed(key: str) -> int:
    """Return 64 bits that stand for a key: a signed integer, as SQLite has them."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
