from __future__ import annotations

import pytest

from consilience.acquire.drafts import Blob
from consilience.acquire.formats import Kind, binary_format, kind_of, known_ending


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"Nine people died.", "text"),
        ("a.MD", b"# Nine people died", "markdown"),
        ("a.html", b"<p>Nine people died.</p>", "html"),
        ("a.csv", b"id,text\n1,x", "table"),
        ("a.jsonl", b'{"text": "x"}', "json"),
        ("a", b"Nine people died.", "text"),
        ("a.txt", b"\xef\xbb\xbf <!DOCTYPE html><html>", "html"),
        ("a.txt", b'[{"text": "x"}]', "json"),
        ("a.txt", b'<?xml version="1.0"?><rss version="2.0">', "feed"),
        ("a.html", b"<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        ("a.html", b"Nine people died; no tags here.", "text"),
        ("a.xml", b"<?xml version='1.0'?><corpus><doc>x</doc></corpus>", "xml"),
        ("a.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.txt", "<html><body>".encode("utf-16"), "html"),
        ("a.txt", b"<unclear> words in brackets, then text", "text"),
    ],
)
def test_what_a_file_holds_outweighs_its_ending(name: str, data: bytes, kind: Kind) -> None:
    assert kind_of(Blob(name, name, data)) == kind


def test_binary_formats_are_named() -> None:
    assert binary_format(b"{\\rtf1") == "an RTF document"
    assert binary_format(b"Nine people died.") is None


def test_only_known_endings_are_read_from_a_folder() -> None:
    assert known_ending("report.TXT") and known_ending("report")
    assert not known_ending("photo.jpg")
