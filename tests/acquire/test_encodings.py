from __future__ import annotations

import pytest

from consilience.acquire.encodings import decode, mend, tidy

TEXT = "“Nine died,” said the mayor of Saraqib – the town’s café was hit."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_guess(encoding: str) -> None:
    found = decode(TEXT.encode(encoding))
    assert found and (found.text, found.guess) == (TEXT, None)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_guessed_and_said(encoding: str) -> None:
    found = decode(TEXT.encode(encoding))
    assert found and found.text == TEXT
    assert found.guess and encoding in (found.encoding, found.encoding.replace("_", ""))


def test_a_page_that_declares_its_encoding_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Город</body></html>'
    found = decode(page.encode("cp1251"), markup=True)
    assert found and found.text == page and found.guess is None


def test_one_broken_byte_does_not_turn_utf8_into_something_else() -> None:
    found = decode(TEXT.encode() + b"\xe2\x80")
    assert found and found.text.startswith(TEXT) and "broken" in (found.guess or "")


def test_bytes_that_are_no_text_are_refused() -> None:
    assert decode(bytes(range(256)) * 20) is None


def test_line_breaks_are_one_kind_and_control_characters_go() -> None:
    assert tidy("a\r\nb\rc\u2028d\x00e\x07f\ufeff\tg ") == "a\nb\nc\ndef\tg"


def test_stray_windows_codes_become_their_signs() -> None:
    assert tidy("the town\x92s mayor") == "the town’s mayor"


def test_composed_letters_and_no_lone_surrogates() -> None:
    assert tidy("Cafe\u0301 \ud800") == "Café \ufffd"


@pytest.mark.parametrize(
    ("garbled", "mended"),
    [
        ("the townâ€™s mayor", "the town’s mayor"),
        ("â€œNine died,â€\x9d he said â€“ twice", "“Nine died,” he said – twice"),
        ("ErdoÄŸan visited a cafÃ©", "Erdoğan visited a café"),
    ],
)
def test_utf8_that_was_read_as_windows_letters_is_mended(garbled: str, mended: str) -> None:
    assert mend(garbled) == mended


@pytest.mark.parametrize("text", ["“the café”…", "São Paulo", "Ångström and Älvsjö", "château"])
def test_accented_words_are_left_alone(text: str) -> None:
    assert mend(text) == text
