from __future__ import annotations

import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

Read = Callable[..., tuple[list[Any], list[Any]]]
REPORT = (
    "Nine people were killed on Friday when shells hit a market in Maarat, a doctor said.\n\n"
    "From the roofs, residents filmed the smoke.\n"
)


def letter(text: str = REPORT, **headers: str) -> EmailMessage:
    made = EmailMessage()
    said = {
        "From": '"Levant Wire" <desk@levantwire.example>', "Subject": "Fwd: Market shelled",
        "Date": "Sat, 30 Nov 2024 08:15:00 +0000", "Message-ID": "<1@levantwire.example>",
    }  # fmt: skip
    for name, value in (said | headers).items():
        made[name] = value
    made.set_content(text)
    return made


def test_a_letter_says_who_when_and_what(read: Read) -> None:
    ((draft,), warnings) = read("one.eml", bytes(letter()))
    assert (draft.title, draft.publisher) == ("Market shelled", "Levant Wire")
    assert draft.published == "Sat, 30 Nov 2024 08:15:00 +0000"
    assert draft.given_id == "1@levantwire.example"
    assert draft.text == REPORT.strip()
    assert warnings == []


def test_the_letters_of_an_mbox_are_told_apart(read: Read, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "news.mbox")
    for number in range(3):
        box.add(letter(**{"Message-ID": f"<{number}@levantwire.example>"}))
    box.close()
    drafts, warnings = read("news.mbox", (tmp_path / "news.mbox").read_bytes())
    assert [d.given_id for d in drafts] == [f"{n}@levantwire.example" for n in range(3)]
    assert all(d.text == REPORT.strip() for d in drafts)
    assert drafts[1].where == "news.mbox › message 2"
    assert warnings == []


def test_html_stands_in_where_there_is_no_plain_text(read: Read) -> None:
    made = letter()
    made.set_content(f"<p>{REPORT}</p><p>Unsubscribe</p>", subtype="html")
    assert read("one.eml", bytes(made))[0][0].text.startswith("Nine people were killed")


def test_what_is_quoted_and_signed_is_not_the_letters_own(read: Read) -> None:
    text = f"{REPORT}\n> Forty people were killed in Homs.\n\n-- \nThe desk\n"
    assert read("one.eml", bytes(letter(text)))[0][0].text == REPORT.strip()


def test_reports_that_are_attached_are_read(read: Read) -> None:
    made = letter()
    made.add_attachment(f'{{"text": "{REPORT.splitlines()[0]}"}}'.encode(), maintype="application",
                        subtype="json", filename="more.jsonl")  # fmt: skip
    made.add_attachment(b"GIF8", maintype="image", subtype="gif", filename="logo.gif")
    drafts, warnings = read("one.eml", bytes(made))
    assert [d.where for d in drafts] == ["one.eml", "one.eml › more.jsonl:1"]
    assert warnings == []


def test_a_letter_without_words_is_told(read: Read) -> None:
    assert [w.code for w in read("one.eml", bytes(letter("\n")))[1]] == ["missing-field"]
