from __future__ import annotations

from consilience.acquire.drafts import Blob
from consilience.acquire.text import draft_from_text

BODY = (
    "Two people died when shells hit the town, a doctor at the hospital there said.\n"
    "The army did not comment."
)
BLOB = Blob("hama.txt", "hama.txt", b"")


def test_header_lines_are_metadata_and_leave_the_text() -> None:
    text = (
        "Title: Army shells town\nSource: Hama Herald\nPublished: 30 November 2024\n"
        f"URL: https://example.org/a\nBy A Staff Writer\n\n{BODY}"
    )
    draft = draft_from_text(BLOB, text)
    assert (draft.title, draft.publisher) == ("Army shells town", "Hama Herald")
    assert (draft.published, draft.url) == ("30 November 2024", "https://example.org/a")
    assert draft.text == BODY


def test_a_headline_may_stand_over_the_header_lines() -> None:
    draft = draft_from_text(BLOB, f"Army shells town\nBy A Staff Writer\nDate: 2024-11-30\n{BODY}")
    assert (draft.title, draft.published) == ("Army shells town", "2024-11-30")
    assert draft.text == f"Army shells town\n\n{BODY}"


def test_a_sentence_with_a_colon_is_no_header() -> None:
    text = f"Source: the doctors who saw it say that nine people died there\n\n{BODY}"
    assert draft_from_text(BLOB, f"{BODY}\n{text}").publisher is None
    assert draft_from_text(BLOB, f"By Friday, two towns had fallen\n{BODY}").text.startswith("By ")
    assert draft_from_text(BLOB, f"Date: unclear\n{BODY}").published is None


def test_the_file_name_is_the_given_id() -> None:
    assert draft_from_text(BLOB, BODY).given_id == "hama"
