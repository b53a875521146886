"""Words that are in every report."""

from __future__ import annotations

from consilience.knowledge.plain_words import plain_words


def test_they_are_small_words_that_name_nothing() -> None:
    words = plain_words()
    assert {"the", "no", "on", "off", "they", "would", "didn't", "although"} <= words
    assert not {"army", "killed", "town", "said", "report", "north"} & words
    assert all(word == word.lower() for word in words)
