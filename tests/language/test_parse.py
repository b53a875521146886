"""Our tokens, spans and documents say what spaCy's say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

import consilience
from consilience.language.parse import Alignment, Doc, Span, Token, parse_of
from consilience.settings import Settings

TEXTS = (
    "Shells hit two schools in Homs, a rescue worker and his brother said on Tuesday.  "
    "“We don't know who fired them,” she added; at least 14 people, among them teachers, died.\n"
    "\n \nARMY DENIES STRIKE\nThe army's spokesman (in Damascus) denied it and blamed rebels.",
    "Nothing.",
    " ",
    "",
)
_PLAIN = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_",
          "whitespace_", "is_alpha", "is_lower", "is_title", "is_punct", "is_space", "like_num",
          "is_sent_start")  # fmt: skip
_ONE, _MANY = ("head", "left_edge", "right_edge"), ("children", "lefts", "rights", "ancestors",
                                                    "subtree", "conjuncts")  # fmt: skip


@pytest.fixture(scope="module")
def parses() -> list[tuple[SpacyDoc, Doc]]:
    return [
        (theirs, parse_of(theirs)) for theirs in spacy.load(Settings().language_model).pipe(TEXTS)
    ]


def _span(span: Any) -> Any:
    """Return what a span of either kind says."""
    if span is None:
        return None
    whole = span.start, span.end, span.start_char, span.end_char, span.text, span.label_
    return (*whole, span.root.i, _span_ends(span.sent)) if len(span) else whole


def _span_ends(span: Any) -> tuple[int, int]:
    return span.start, span.end


def _token(token: Any) -> Any:
    """Return what a token of either kind says."""
    plain = [getattr(token, name) for name in _PLAIN]
    one = [getattr(token, name).i for name in _ONE]
    many = [[t.i for t in getattr(token, name)] for name in _MANY]
    return plain, one, many, _span(token.sent), len(token)


def _found(find: Callable[..., Any], *where: Any, **how: Any) -> Any:
    """Return the span found, or that there is no such place."""
    try:
        return _span(find(*where, **how))
    except IndexError:
        return "no such place"


def _words(run: Any, start: int) -> Any:
    """Return a run of one token: the one at a place in a run of them."""
    token = run[start]
    return token.doc[token.i : token.i + 1]


def test_tokens_say_the_same(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    for theirs, ours in parses:
        assert [_token(t) for t in ours] == [_token(t) for t in theirs]


def test_sentences_and_entities_are_the_same(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    for theirs, ours in parses:
        assert ours.text == theirs.text
        assert [_span(s) for s in ours.sents] == [_span(s) for s in theirs.sents]
        entities: Any = theirs.ents
        assert [_span(s) for s in ours.ents] == [_span(s) for s in entities]


def test_every_run_of_tokens_is_the_same(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    for theirs, ours in parses:
        places = [None, *range(-3, len(theirs) + 3)]
        for start in places:
            for end in places:
                assert _span(ours[start:end]) == _span(theirs[start:end])


def test_runs_within_runs_are_the_same(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    theirs, ours = parses[0]
    for place in range(-12, 12):
        assert _found(_words, ours[2:12], place) == _found(_words, theirs[2:12], place)
        assert _span(ours[2:12][place:]) == _span(theirs[2:12][place:])
        assert _span(ours[2:12][:place]) == _span(theirs[2:12][:place])
    within: Any = theirs[2:12].ents
    assert [_span(e) for e in ours[2:12].ents] == [_span(e) for e in within]


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_offsets_find_the_same_tokens(parses: list[tuple[SpacyDoc, Doc]], mode: Alignment) -> None:
    for theirs, ours in parses:
        for start in range(len(theirs.text) + 2):
            for end in range(start - 2, min(start + 9, len(theirs.text) + 2)):
                found = _found(ours.char_span, start, end, alignment_mode=mode)
                assert found == _found(theirs.char_span, start, end, alignment_mode=mode)


def test_a_token_beyond_the_ends_is_an_error(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    _, ours = parses[0]
    assert ours[3].nbor(-2) is ours[1]
    assert ours[3].nbor() is ours[4]
    with pytest.raises(IndexError, match="no token 5 places before"):
        ours[3].nbor(-5)
    with pytest.raises(IndexError):
        ours[3].nbor(500)


def test_ancestors_stand_above(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    theirs, ours = parses[0]
    for one in range(20):
        for two in range(20):
            assert ours[one].is_ancestor(ours[two]) == theirs[one].is_ancestor(theirs[two])


def test_spans_of_the_same_tokens_are_equal(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    _, ours = parses[0]
    assert ours[2:5] == Span(ours, 2, 5)
    assert hash(ours[2:5]) == hash(Span(ours, 2, 5))
    assert ours[2:5] != ours[2:6]
    assert ours[2:5] != Span(ours, 2, 5, "PERSON")
    assert ours[0:1] != parses[1][1][0:1]


def test_no_span_runs_outside_its_document_or_has_a_step(
    parses: list[tuple[SpacyDoc, Doc]],
) -> None:
    _, ours = parses[1]
    with pytest.raises(IndexError, match="is no run of 2 tokens"):
        Span(ours, 1, 4)
    with pytest.raises(ValueError, match="no step"):
        ours[::2]


def test_a_token_is_true_however_short(parses: list[tuple[SpacyDoc, Doc]]) -> None:
    token: Token = parses[1][1][0]
    assert token
    assert str([token, ours := parses[1][1][0:1], parses[1][1]]) == "[Nothing, Nothing, Nothing.]"
    assert ours.root is token


def test_only_the_language_room_knows_spacy() -> None:
    package = Path(consilience.__file__).parent
    rooms = [p for p in package.rglob("*.py") if p.parent.name != "language"]
    asks = re.compile(r"^\s*(?:from|import) spacy\b", re.MULTILINE)
    assert [p.name for p in rooms if asks.search(p.read_text())] == []
