from __future__ import annotations

from consilience.acquire.drafts import Blob
from consilience.acquire.markdown import draft_from_markdown, plain

BLOB = Blob("hama.md", "hama.md", b"")


def test_front_matter_is_metadata() -> None:
    draft = draft_from_markdown(
        BLOB,
        '---\ntitle: "Army shells town"\ndate: 2024-11-30\nsource: Hama Herald\n'
        "url: https://example.org/a\ntags: [hama]\n---\n\nTwo people died in **Hama**.",
    )
    assert (draft.title, draft.published) == ("Army shells town", "2024-11-30")
    assert (draft.publisher, draft.url) == ("Hama Herald", "https://example.org/a")
    assert draft.text == "Two people died in Hama."


def test_the_first_heading_is_the_headline() -> None:
    draft = draft_from_markdown(BLOB, "# Army shells *town*\n\nTwo people died.")
    assert (draft.title, draft.text) == ("Army shells town", "Army shells town\n\nTwo people died.")


def test_marks_are_taken_away_and_words_stay() -> None:
    assert plain("> “We fled,” [she said](https://example.org).\n\n- one\n- `two`\n\n***") == (
        "“We fled,” she said.\n\none\ntwo"
    )
    assert plain("A file_name_like_this and 3 * 4 * 5 stay.") == (
        "A file_name_like_this and 3 * 4 * 5 stay."
    )
