from consilience.publish.passages import Passages, Piece, Span, cut

TEXT = "Shells hit the market.\nFive people died, officials said."


def marked(passages: Passages) -> list[str]:
    """Write the paragraphs with brackets for marks and a star where a claim goes on."""
    return ["".join(map(sign, pieces)) for pieces in passages.paragraphs]


def sign(piece: Piece) -> str:
    if piece.kind == "open":
        return f"[{'' if piece.first else '*'}{piece.anchor}:"
    return "]" if piece.kind == "close" else piece.text


def test_lines_become_paragraphs() -> None:
    assert marked(cut(TEXT, [])) == TEXT.splitlines()


def test_a_claim_is_marked_where_it_stands() -> None:
    assert marked(cut(TEXT, [Span(0, 6, "c1")]))[0] == "[c1:Shells] hit the market."


def test_a_claim_inside_another_is_nested() -> None:
    spans = [Span(0, 22, "c1"), Span(7, 10, "c2")]
    assert marked(cut(TEXT, spans))[0] == "[c1:Shells [c2:hit] the market.]"


def test_claims_on_the_same_words_share_them() -> None:
    passages = cut(TEXT, [Span(0, 6, "c1"), Span(0, 6, "c2")])
    assert marked(passages)[0] == "[c1:[c2:Shells]] hit the market."
    assert passages.split == ()


def test_claims_that_cross_are_closed_and_opened_again() -> None:
    passages = cut(TEXT, [Span(0, 10, "c1"), Span(7, 14, "c2")])
    assert marked(passages)[0] == "[c1:Shells [c2:hit]][*c2: the] market."
    assert passages.split == ("c2",)


def test_a_claim_over_two_paragraphs_goes_on_in_the_second() -> None:
    passages = cut(TEXT, [Span(15, 27, "c1")])
    assert marked(passages) == [
        "Shells hit the [c1:market.]",
        "[*c1:Five] people died, officials said.",
    ]
    assert passages.split == ("c1",)


def test_blank_lines_and_indents_are_no_paragraphs() -> None:
    assert marked(cut("  One. \n\n \nTwo.", [Span(2, 6, "c1")])) == ["[c1:One.]", "Two."]


def test_no_word_is_lost_or_doubled() -> None:
    spans = [Span(n, min(n * 2 + 9, len(TEXT)), f"c{n}") for n in range(0, 40, 3)]
    words = [
        "".join(p.text for p in pieces if p.kind == "words")
        for pieces in cut(TEXT, spans).paragraphs
    ]
    assert words == TEXT.splitlines()


def test_marks_always_nest() -> None:
    spans = [Span(n, min(n * 2 + 9, len(TEXT)), f"c{n}") for n in range(0, 40, 3)]
    for pieces in cut(TEXT, spans).paragraphs:
        depth = 0
        for piece in pieces:
            depth += {"open": 1, "close": -1}.get(piece.kind, 0)
            assert depth >= 0
        assert depth == 0


def test_an_empty_text_has_no_paragraphs() -> None:
    assert cut("", []).paragraphs == ()
