from collections.abc import Callable
from dataclasses import replace
from io import StringIO

from rich.console import Console

from consilience.model import Picture
from consilience.publish.terminal import clean, show


def printed(picture: Picture, **options: object) -> str:
    out = StringIO()
    show(picture, Console(file=out, width=100, **options))  # type: ignore[arg-type]
    return out.getvalue()


def test_agreed_disputed_tolls_and_warnings_come_in_order(picture: Picture) -> None:
    said = printed(picture)
    heads = ["Agreed", "Disputed", "Tolls", "Could not be read"]
    assert [said.index(head) for head in heads] == sorted(said.index(head) for head in heads)
    assert "Did rebels enter Aleppo?" in said
    assert "at least 24 (Syrian Observatory for Human Rights)" in " ".join(said.split())


def test_it_fits_a_screen(picture: Picture) -> None:
    assert len(printed(picture).splitlines()) <= 40


def test_no_colours_where_the_output_is_no_terminal(picture: Picture) -> None:
    assert "\x1b" not in printed(picture)


def test_hostile_words_cannot_steer_the_terminal(
    make: Callable[..., Picture], picture: Picture
) -> None:
    story = replace(picture.stories[0], title="\x1b[2J[bold red]Gone[/bold red]\u202e\x07")
    said = printed(make(stories=(story,)), force_terminal=True)
    assert "\x1b[2J" not in said and "\x07" not in said and "\u202e" not in said
    assert "[bold red]Gone[/bold red]" in said


def test_clean_keeps_words() -> None:
    assert clean("Two\n words\x00, حلب") == "Two words, حلب"


def test_what_is_empty_is_said(empty: Picture) -> None:
    said = printed(empty)
    assert "No event is told by two independent sources." in said
    assert "No report gives a count." in said
