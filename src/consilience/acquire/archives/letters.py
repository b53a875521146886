"""Newsletters: e-mail messages (RFC 5322, MIME), one in a file or many in an mbox (RFC 4155).

In: the stream of an mbox or of one message. Out: a `Draft` for each message, and an
input for each attachment that holds a report. The plain text is taken, where there is
none the HTML; what is quoted from another's letter, and what stands under a signature's
dashes, is not this letter's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import IO

from consilience.acquire.archives.limits import Limits, read_up_to
from consilience.acquire.archives.pieces import Opened, Pieces, inside, opened
from consilience.acquire.drafts import Blob, Draft
from consilience.acquire.formats import known_ending
from consilience.acquire.html import fragment_text
from consilience.acquire.problems import problem
from consilience.acquire.titles import headline_of

_LINE = 1 << 16
_FROM = re.compile(rb"From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n?$")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_QUOTED = re.compile(r"^>.*\n?", re.MULTILINE)
_SIGNATURE = re.compile(r"\n-- ?\n.*", re.DOTALL)
_PREFIX = re.compile(r"^(?:(?:fwd?|re)\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>]+")


def letters(input_: Opened, limits: Limits, *, many: bool) -> Pieces:
    """Yield the messages of an mbox in their order, or the one message that the input is."""
    if many:
        raw = _messages(input_.stream, limits)
    else:
        raw = iter([read_up_to(input_.stream, limits.settings.max_page_bytes)])
    for number, data in enumerate(raw, start=1):
        limits.entry()
        where = inside(input_.where, f"message {number}") if many else input_.where
        if data is None:
            message = f"It has more than {limits.settings.max_page_bytes:,} bytes (max_page_bytes)."
            yield problem("file-too-large", message, where=where)
        elif data.strip():
            yield from _letter(data, where, f"{input_.stem}-{number}", limits)


def _messages(stream: IO[bytes], limits: Limits) -> Iterator[bytes | None]:
    """Yield each message's bytes; None for one that is too large, of which no more is kept."""
    parts: list[bytes] = []
    size, blank, most = 0, True, limits.settings.max_page_bytes
    begun = False
    while line := stream.readline(_LINE):
        if blank and _FROM.match(line):
            if begun:
                yield _ESCAPED.sub(rb"\1", b"".join(parts)) if size <= most else None
            parts, size, begun = [], 0, True
        elif size <= most:
            size += len(line)
            parts.append(line)
        blank = not line.strip()
    if begun or parts:
        yield _ESCAPED.sub(rb"\1", b"".join(parts)) if size <= most else None


def _letter(data: bytes, where: str, fallback: str, limits: Limits) -> Pieces:
    message = message_from_bytes(data, policy=policy.default)
    text = _text(message)
    subject = _PREFIX.sub("", _header(message, "Subject"))
    if text:
        yield Draft(
            where=where, given_id=_header(message, "Message-ID").strip("<>") or fallback,
            title=subject or headline_of(text), text=text, publisher=_sender(message),
            url=_address(message), published=_header(message, "Date") or None,
        )  # fmt: skip
    held = 0
    for part in message.iter_attachments():
        name = part.get_filename() or ""
        if known_ending(name) and name:
            limits.entry()
            held += 1
            payload = part.get_payload(decode=True)
            whole = payload if isinstance(payload, bytes) else part.as_bytes()
            limits.unpacked(len(whole))
            yield opened(Blob(inside(where, name), name, whole))
    if not text and not held:
        yield problem("missing-field", "This message has no text.", where=where)


def _text(message: EmailMessage) -> str:
    """Return what the letter itself says: its plain text, else its HTML as text."""
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        words = _content(part) if part is not None else ""
        own = _SIGNATURE.sub("", _QUOTED.sub("", words)).strip()
        if kind == "html":
            own = fragment_text(words).strip()
        if own:
            return own
    return ""


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, ValueError):  # an encoding that nobody knows
        data = part.get_payload(decode=True)
        return data.decode("utf-8", errors="replace") if isinstance(data, bytes) else ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError, AttributeError):  # the library trips on some
        return ""


def _sender(message: EmailMessage) -> str | None:
    """Return who publishes the letter: the list's name, the sender's, or the sender's domain."""
    words = _header(message, "From")
    name, _, address = words.rpartition("<")
    domain = address.rpartition("@")[2].strip("<> ")
    return name.strip(' "') or domain or None


def _address(message: EmailMessage) -> str | None:
    """Return where the letter stands on the web (RFC 5064), if it says."""
    found = _ADDRESS.search(_header(message, "Archived-At"))
    return found[0] if found else None
