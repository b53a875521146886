"""Bytes in, characters out: which encoding a file is in, and what was left unsure.

In: bytes, and what the file itself says of its encoding. Out: `Decoded`, or None
where the bytes are no text. The order of trust: a byte-order mark, valid UTF-8,
UTF-16 without a mark (by its zero bytes), the declared encoding, then a guess.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
# Text has tabs and line breaks, old printers' files a form feed; hardly any other control byte.
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01
# Valid multi-byte sequences that one broken byte must be outnumbered by to still call it UTF-8.
_SOUND_PER_BROKEN = 3
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{3,30})""")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
# C1 control characters in a text are Windows-1252 signs that were once read as Latin-1;
# browsers show them as those signs (WHATWG HTML, numeric character references).
_C1 = {
    code: sign
    for code in range(0x80, 0xA0)
    if (sign := bytes([code]).decode("cp1252", errors="ignore"))
}
# Python's own codecs that no page is written in; some are slow on purpose-made bytes.
_NOT_OF_THE_WEB = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE_OF = {_C1.get(byte, chr(byte)): byte for byte in range(0x80, 0x100)}
_TRAIL = "".join(sign for sign, byte in _BYTE_OF.items() if byte < 0xC0)
_TRAIL_NO_QUOTE = "".join(sign for sign in _TRAIL if sign not in "‘’‚“”„‹›«»")
# Characters that nobody sees and English does not need: zero-width signs, soft hyphens, marks
# of direction, tags (Unicode Standard, 23.2 and 23.9). Within a word or number they part it.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# Of these, those that turn words and digits around on the screen (Unicode Annex 9; CVE-2021-42574).
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# UTF-8 that was read as Windows-1252: accented letters (Ã©), Turkish and Slavic ones (ÄŸ),
# quotes and dashes (â€™). Only these lead signs hardly ever stand in a text on their own.
_GARBLED = re.compile(f"[ÂÃ][{_TRAIL}]|[ÄÅ][{_TRAIL_NO_QUOTE}]|â[{_TRAIL}]{{2}}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and its encoding; `guess` says what was unsure, None where nothing was."""

    text: str
    encoding: str
    guess: str | None = None


def decode(data: bytes, *, markup: bool = False, charset: str | None = None) -> Decoded | None:
    """Return the text of some bytes, None where they are no text.

    `markup` says that the file may declare its own encoding, as HTML and XML do;
    `charset` is what the server that sent it said, which weighs more (RFC 9110, 8.3).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    wide = _wide_encoding(data)
    if wide:
        return _decoded_as(data, wide, "It has no byte-order mark and reads as UTF-16.")
    if _looks_binary(data):
        return None
    return _as_utf8(data) or _as_named(data, charset, markup=markup) or _as_guessed(data)


def tidy(text: str) -> str:
    """Return `text` with one kind of line break and no control characters, in NFC.

    Stray C1 codes are the quotes and dashes of Windows-1252 and become those.
    Lone surrogates, which JSON can carry and UTF-8 cannot, become U+FFFD.
    """
    plain = _UNWANTED.sub("", _BREAKS.sub("\n", text).translate(_C1))
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", plain)).strip()


def unhide(text: str) -> str:
    """Return `text` without characters that nobody sees: *ki(zero-width space)lled* is *killed*."""
    return _HIDDEN.sub("", text)


def turned_over(markup: str) -> bool:
    """Tell whether a page holds an override of direction, raw or as a reference."""
    return bool(re.search("[\u202d\u202e]|&#(?:823[78]|[xX]202[dDeE]);", markup))


def turns_around(text: str) -> bool:
    """Tell whether hidden marks make a text look other than it reads (*90* for *09*)."""
    return bool(_TURNING.search(text))


def mend(text: str) -> str:
    """Return `text` with letters that were garbled on their way put right.

    *â€™* is the quote *’*, written as UTF-8 and read as Windows-1252.
    """
    return _GARBLED.sub(_ungarbled, text)


def _ungarbled(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[sign] for sign in found.group()).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return found.group()


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    return Decoded(text, encoding, f"{broken} of its characters are broken." if broken else None)


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: Latin letters leave every other byte zero."""
    head = data[: _SAMPLE - _SAMPLE % 2]
    if len(head) < 8 or b"\x00" not in head:
        return None
    half = len(head) // 2
    even, odd = head[::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _looks_binary(data: bytes) -> bool:
    head = data[:_SAMPLE]
    return b"\x00" in head or len(_CONTROL.findall(head)) > _CONTROL_SHARE * len(head)


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(ord(c) > 127 for c in text) - broken
    if sound < _SOUND_PER_BROKEN * broken:
        return None
    return Decoded(text, "utf-8", f"It reads as UTF-8, with {broken} broken characters.")


def _as_named(data: bytes, charset: str | None, *, markup: bool) -> Decoded | None:
    declared = _DECLARED.search(data[:_SAMPLE]) if markup else None
    names = [charset or "", declared.group(1).decode("ascii") if declared else ""]
    return next(filter(None, (_as_encoding(data, name.lower()) for name in names if name)), None)


def _as_encoding(data: bytes, name: str) -> Decoded | None:
    # What calls itself Latin-1 on the web is Windows-1252 (WHATWG Encoding Standard).
    name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name
    try:
        if codecs.lookup(name).name in _NOT_OF_THE_WEB:
            return None
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeDecodeError):
        return None


def _as_guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (only for old files)

    if sum(byte > 127 for byte in data[:_SAMPLE]) < 0.1 * len(data[:_SAMPLE]):
        western = _western(data)
        if western:
            return western
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    return _decoded_as(data, best.encoding, f"It is not UTF-8 and was read as {best.encoding}.")


def _western(data: bytes) -> Decoded | None:
    """Read a mostly plain text as the Western encoding that gives it the likelier signs."""
    scored = [(_oddness(data, name), name) for name in ("cp1252", "mac_roman")]
    odd, name = min(scored)
    if odd is None or odd > 0.5:
        return None
    return _decoded_as(data, name, f"It is not UTF-8 and was read as {name}.")


def _oddness(data: bytes, encoding: str) -> float:
    """Return the share of the non-ASCII signs that an English text would hardly hold."""
    try:
        signs = [c for c in data[:_SAMPLE].decode(encoding) if ord(c) > 127]
    except UnicodeDecodeError:
        return 1.0
    odd = sum(not (c in _USUAL or c.islower()) for c in signs)
    return odd / max(1, len(signs))


_USUAL = frozenset("‘’“”–—…•£€§©®°·«»½¼¾\u00a0")


def _decoded_as(data: bytes, encoding: str, guess: str) -> Decoded | None:
    text = data.decode(encoding, errors="replace")
    return Decoded(text.removeprefix("\ufeff"), encoding, guess)
