"""Words that tell nothing of what a report is about (`data/plain_words.yaml`), as one set.

In: the knowledge file. Out: `plain_words()`: articles, pronouns, prepositions, helping verbs
and their like, which are in every report and make none like another.
"""

from __future__ import annotations

from functools import lru_cache

from consilience.knowledge.files import DATA, read_sections

FILE = DATA / "plain_words.yaml"


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Return the words, in small letters. Raises KnowledgeError where the file is malformed."""
    rows = read_sections([FILE], {"plain_words": list[str]})["plain_words"]
    return frozenset(word for row in rows for word in row)
