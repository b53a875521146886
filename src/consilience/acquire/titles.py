"""The headline of a report: which words are it, and how it stands before the text.

In: a title as given (or none) and a text. Out: the title and a text that begins
with it, on a line of its own where it can be told apart.
"""

from __future__ import annotations

import re

from consilience.acquire.dates import date_in_opening

# The longest headline, in code points and words: wire agencies cut at 64 to 100 characters.
_MAX_CHARS = 130
_MAX_WORDS = 22
_MIN_WORDS = 3
# Fewer words than this may begin a sentence by chance rather than be the headline run in.
_RUN_IN_WORDS = 4
# How far into a text its headline may be repeated: behind a date and an agency's name.
_HEAD = 80
_BREAK = re.compile(r"\n|$| ?[.:!?]\s")
_SENTENCE_START = re.compile(r" ?[.:!?]? (?=[A-Z0-9\"“‘'(])")
_SENTENCE_END = re.compile(r"[.:;,…\-–—][\"'”’)\]]*$")
# Lines that pages put over an article without being its headline.
_FURNITURE = re.compile(
    r"(?:(?:file\s+)?(?:image|photo|picture|illustration|video|graphic|map)s?\b|credit\b|caption\b"
    r"|copyright\b|©|by\s|published\b|updated\b|posted\b|source\b|advertisement\b|share\b"
    r"|breaking\s+news$|live\s+updates?$|read\s+more\b)",
    re.IGNORECASE,
)


def with_headline(title: str, text: str) -> tuple[str, str]:
    """Return the title and the text that begins with it.

    A text whose first line is the title in other letters keeps its own. Where the head
    of a text repeats the title (of four words or more) without a break, line breaks
    take the place of the spaces around it, so that no offset moves.
    """
    title = " ".join(title.split())
    if not _letters(title):
        return "", text
    first, _, _ = text.partition("\n")
    if len(first) < 2 * len(title) + 10 and _letters(first) == _letters(title):
        return first, text
    text = _on_its_own_line(title, text)
    if text.startswith(title) and _BREAK.match(text, len(title)):
        return title, text
    return title, f"{title}\n{text}"


def headline_of(text: str) -> str:
    """Return the first line of a plain text where it looks like a headline, else "".

    A headline is short, has no full stop at its end (or is in Title Case over a blank
    line), is neither a date, a byline nor a caption's credit, and has a longer text
    under it.
    """
    first, _, rest = text.partition("\n")
    line, words = first.strip(), first.split()
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or len(line) > _MAX_CHARS:
        return ""
    stopped = _SENTENCE_END.search(line) and not (rest[:1] == "\n" and _title_case(words))
    if stopped or _FURNITURE.match(line) or date_in_opening(line):
        return ""
    return line if len(rest.strip()) > len(line) and line[:1] not in "-*•\"“'‘" else ""


def _title_case(words: list[str]) -> bool:
    """Return whether nearly all longer words begin with a capital, as in American headlines."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= 4 and sum(w[0].isupper() for w in longer) >= 0.8 * len(longer)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _on_its_own_line(title: str, text: str) -> str:
    head = _HEAD + len(title)
    start = text.find(title, 0, head) if len(title.split()) >= _RUN_IN_WORDS else -1
    after = _SENTENCE_START.match(text, start + len(title)) if start >= 0 else None
    if after is None:
        return text
    before = re.sub(r" $", "\n", text[:start])
    return f"{before}{text[start : after.end() - 1]}\n{text[after.end() :]}"
