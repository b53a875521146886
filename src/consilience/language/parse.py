"""The parse of a report, as plain objects that answer at once.

In: a document that spaCy has parsed. Out: `Doc`, `Span` and `Token`, which say the same under the
same names. spaCy's own tokens are made anew each time that one is asked for, and fetch each word
from a table by its hash; rules that ask a thousand times of each sentence spend a third of their
time there. Here each token is made once, and knows its head, its children and its sentence.
Meanings are those of spaCy 3.8 (`tokens/doc.pyx`, `span.pyx`, `token.pyx`); nothing is written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc as SpacyDoc

Alignment = Literal["strict", "contract", "expand"]

_STRINGS = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
_FLAGS = ["IS_ALPHA", "IS_LOWER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "LIKE_NUM"]
_IN_ENTITY = ("", "I", "O", "B")
_SENT_START = {0: None, 1: True}
# Words whose strings are remembered: some 20 MB at most.
_REMEMBERED = 200_000


class Token:
    """A word and its place in the tree; attributes as of `spacy.tokens.Token`."""

    __slots__ = (
        "_conjuncts", "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i",
        "idx", "is_alpha", "is_lower", "is_punct", "is_sent_start", "is_space", "is_title",
        "left_edge", "lefts", "lemma_", "like_num", "lower_", "pos_", "right_edge", "rights",
        "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip
    # What is set once all tokens of a document are there.
    head: Token
    children: tuple[Token, ...]
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: Span

    def __init__(  # noqa: PLR0913, PLR0917 - one name for each thing that is known of a word
        self, doc: Doc, i: int, idx: int, text: str, lower: str, lemma: str, pos: str, tag: str,
        dep: str, ent_type: str, ent_iob: str, whitespace: str, is_sent_start: bool | None,
        is_alpha: bool, is_lower: bool, is_title: bool, is_punct: bool, is_space: bool,
        like_num: bool,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.idx = doc, i, idx
        self.text, self.lower_, self.lemma_ = text, lower, lemma
        self.pos_, self.tag_, self.dep_ = pos, tag, dep
        self.ent_type_, self.ent_iob_ = ent_type, ent_iob
        self.whitespace_, self.is_sent_start = whitespace, is_sent_start
        self.is_alpha, self.is_lower, self.is_title = is_alpha, is_lower, is_title
        self.is_punct, self.is_space, self.like_num = is_punct, is_space, like_num
        self._subtree: tuple[Token, ...] | None = None
        self._conjuncts: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def nbor(self, by: int = 1) -> Token:
        """Return the token so many places on. Raises IndexError outside the document."""
        if self.i + by < 0:
            raise IndexError(f"There is no token {-by} places before token {self.i}.")
        return self.doc.tokens[self.i + by]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Tell whether the other stands below this one."""
        return any(token is self for token in descendant.ancestors)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all that stands below it: what hangs on its left, itself, the rest."""
        if self._subtree is None:
            left = [t for child in self.lefts for t in child.subtree]
            right = [t for child in self.rights for t in child.subtree]
            self._subtree = (*left, self, *right)
        return self._subtree

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens joined with this one, without it."""
        if self._conjuncts is None:
            first = self
            while first.dep_ == "conj" and first.head is not first:
                first = first.head
            joined = [first]
            for token in joined:
                joined += [child for child in token.rights if child.dep_ == "conj"]
            self._conjuncts = tuple([token for token in joined if token is not self])
        return self._conjuncts


class Span:
    """Tokens from `start` to before `end`; two of the same tokens and label are equal."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        if not 0 <= start <= end <= len(doc.tokens):
            raise IndexError(f"{start} to {end} is no run of {len(doc.tokens)} tokens.")
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: Token | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._key == other._key and self.doc is other.doc

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[int, int, str]:
        return self.start_char, self.end_char, self.label_

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end = _bounds(at, len(self))
            return Span(self.doc, self.start + start, self.start + end)
        return self.doc.tokens[self.start : self.end][at]

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The words as they stand in the document."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """The offset of the first token; where there is none after it, the document's end."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset behind the last token."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> Span:
        """The sentence of the first token."""
        return self.doc.tokens[self.start].sent

    @property
    def ents(self) -> list[Span]:
        """The entities that lie within, whole."""
        return [e for e in self.doc.ents if self.start <= e.start and e.end <= self.end]

    @property
    def root(self) -> Token:
        """The token highest in the tree; of several the first."""
        if self._root is None:
            self._root = self._highest()
        return self._root

    def _highest(self) -> Token:
        inside = self.doc.tokens[self.start : self.end]
        for token in inside:
            if token.head is token:
                return token
        tops = [t for t in inside if not self.start <= t.head.i < self.end]
        if len(tops) == 1:
            return tops[0]
        return min(tops, key=_depth) if tops else self.doc.tokens[self.start]


class Doc:
    """A parsed text: its tokens, its sentences, the entities named in it."""

    __slots__ = ("_found", "_starts", "ents", "sents", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sents: tuple[Span, ...] = ()
        self.ents: tuple[Span, ...] = ()
        self._starts: list[int] = []
        self._found: dict[tuple[int, int, Alignment], Span | None] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.tokens[at]
        return Span(self, *_bounds(at, len(self.tokens)))

    def __repr__(self) -> str:
        return self.text

    def char_span(self, start: int, end: int, alignment_mode: Alignment = "strict") -> Span | None:
        """Return the tokens from one offset to before another; None where there are none.

        With *strict* the offsets are those of tokens, with *contract* the tokens lie wholly
        within, with *expand* in part at least.
        """
        asked = start, end, alignment_mode
        if asked not in self._found:
            self._found[asked] = self._span(*asked)
        return self._found[asked]

    def _span(self, start: int, end: int, alignment_mode: Alignment) -> Span | None:
        first, last = self._token_at(start), self._token_at(end - 1)
        if first is None or last is None:
            return None
        begin, stop = first.i, last.i + 1
        last_end = last.idx + len(last.text)
        if alignment_mode == "strict" and (start != first.idx or end != last_end):
            return None
        if alignment_mode == "contract":
            begin += first.idx < start
            stop -= end < last_end
            if stop <= begin:
                return None
        elif alignment_mode == "expand":
            begin += start == first.idx + len(first.text)  # the space after it is none of it
        return Span(self, begin, stop)

    def _token_at(self, offset: int) -> Token | None:
        """Return the token at an offset; the space after a token counts as its own."""
        if not self._starts:
            self._starts = [token.idx for token in self.tokens]
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        token = self.tokens[at]
        end = token.idx + len(token.text) + len(token.whitespace_)
        return token if offset < end else None


def _bounds(at: slice, length: int) -> tuple[int, int]:
    """Return the ends that a slice asks for, within `length`; none ends before it starts."""
    start, end, step = at.indices(length)
    if step != 1:
        raise ValueError("Tokens are taken one after the other: a slice of them has no step.")
    return start, max(start, end)


def _depth(token: Token) -> int:
    """Return how far below the root a token stands; a mark or space alone as far as can be."""
    if (token.is_punct or token.is_space) and not token.children:
        return len(token.doc.tokens) - 1
    return sum(1 for _ in token.ancestors)


# ------------------------------------------------------------------ from spaCy


class _Words(dict[int, str]):
    """The strings of hashes, fetched once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        word = self[key] = self._strings[key]
        return word


@lru_cache(maxsize=2)
def _words(strings: StringStore) -> _Words:
    return _Words(strings)


def parse_of(parsed: SpacyDoc) -> Doc:
    """Return what spaCy says of a document that has passed tagger, parser and recogniser."""
    doc = Doc(parsed.text)
    if not len(parsed):
        return doc
    _fill(doc, parsed)
    tokens, starts = doc.tokens, [t.i for t in doc.tokens if t.is_sent_start]
    ends = [*starts[1:], len(tokens)]
    doc.sents = tuple([Span(doc, *ends) for ends in zip(starts, ends, strict=True)])
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
    entities: Any = parsed.ents
    doc.ents = tuple([Span(doc, e.start, e.end, e.label_) for e in entities])
    return doc


def _fill(doc: Doc, parsed: SpacyDoc) -> None:
    """Put the tokens into the document, and tie them to their heads and children."""
    names: list[Any] = [*_STRINGS, *_FLAGS, "ENT_IOB", "SPACY", "SENT_START", "HEAD"]
    rows: Any = parsed.to_array(names)
    columns = rows.T.tolist()
    known = _words(parsed.vocab.strings)
    words = [[known[key] for key in column] for column in columns[: len(_STRINGS)]]
    flags = rows[:, len(_STRINGS) : -4].astype(bool).T.tolist()
    entities = [_IN_ENTITY[mark] for mark in columns[-4]]
    spaces = [" " if mark else "" for mark in columns[-3]]
    starts = [_SENT_START.get(mark, False) for mark in columns[-2]]
    offsets = accumulate(map(len, map(add, words[0], spaces)), initial=0)
    doc.tokens = tokens = [
        Token(doc, i, *row)
        for i, row in enumerate(zip(offsets, *words, entities, spaces, starts, *flags))  # noqa: B905 - one offset more
    ]
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    heads = (rows[:, -1].astype("int64") + range(len(tokens))).tolist()
    for token, above, theirs in zip(tokens, heads, parsed, strict=True):
        token.head = tokens[above]
        token.left_edge, token.right_edge = tokens[theirs.left_edge.i], tokens[theirs.right_edge.i]
        if above != token.i:
            (lefts if token.i < above else rights)[above].append(token)
    for token, left, right in zip(tokens, lefts, rights, strict=True):
        token.lefts, token.rights, token.children = tuple(left), tuple(right), (*left, *right)
