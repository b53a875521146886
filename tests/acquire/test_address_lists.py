"""Lists of addresses, one a line and as OPML."""

from __future__ import annotations

from consilience.acquire.address_lists import addresses_of
from consilience.acquire.drafts import Blob


def read(words: str) -> tuple[list[str], list[str]]:
    found, said = addresses_of(Blob("list", "list", words.encode()))
    return found, [f"{w.code} {w.where}" for w in said]


def test_one_address_a_line_with_notes_between() -> None:
    found, said = read("# agencies\nhttps://a.example/1\n\nhttps://a.example/1\nhttp://b.example")
    assert found == ["https://a.example/1", "http://b.example/"]
    assert said == []


def test_opml_in_folders() -> None:
    found, said = read(
        '<?xml version="1.0" encoding="windows-1252"?><opml><body><outline text="Wire">'
        '<outline xmlUrl="https://a.example/rss"/><outline xmlUrl="file:///etc/passwd"/>\n'
        '</outline><outline text="Only a name"/></body></opml>'
    )
    assert found == ["https://a.example/rss"]
    assert said == ["address-refused list:1"]


def test_opml_that_is_broken_or_expands_itself_is_refused() -> None:
    assert read("<opml><body>") == ([], ["unreadable list"])
    bomb = '<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert read(f'{bomb}<opml><body><outline xmlUrl="http://&b;.example"/></body></opml>')[0] in (
        [], ["http://aaaaaaaa.example/"],
    )  # fmt: skip


def test_an_empty_list_says_so() -> None:
    assert read("# nothing") == ([], ["empty-file list"])
