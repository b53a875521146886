"""What has changed as an Atom feed (RFC 4287), one entry a change.

In: a picture that says what is new in it (`since`). Out: the feed. Ids follow from content,
so that a reader who has seen a change is not shown it again; an entry is dated by the newest
report that it leads to, never by the clock. All text is plain text: nothing that a report
says becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from consilience.errors import InputError
from consilience.model import Change, Picture, Report
from consilience.publish.html import web_address
from consilience.publish.since import Line, lines, since

_ATOM = "http://www.w3.org/2005/Atom"
# A feed must bear a date (RFC 4287, 4.1.1); where no report has one, this says that none is known.
_NO_DATE = "1970-01-01T00:00:00Z"
# XML 1.0, 2.2: what no document may hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(picture: Picture) -> bytes:
    """Return the feed of what is new in a picture.

    Raises InputError where it does not say what is new.
    """
    if picture.since is None:
        raise InputError(
            "A feed of changes needs something to compare with: an older picture, or of a case a "
            "past day (--older OLD.json, --older 2024-11-29)."
        )
    ET.register_namespace("", _ATOM)
    reports = {r.id: r for r in picture.reports}
    told = since(picture.since)
    root = ET.Element(_name("feed"))
    first = min(picture.reports, key=lambda r: (r.published or "9999", r.id), default=None)
    _add(root, "id", _urn(f"feed {first.id if first else ''}"))
    _add(root, "title", f"{_title(picture)}: {told.title.lower()}")
    _add(root, "subtitle", told.about)
    _add(root, "updated", _newest(picture.reports))
    _add(ET.SubElement(root, _name("author")), "name", "Consilience")
    made = _add(root, "generator", "Consilience")
    made.set("version", picture.made_with.version)
    for change, line in lines(picture.since):
        root.append(_entry(change, line, reports, picture.reports))
    ET.indent(root, " ")
    made_of: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made_of + b"\n"


def _entry(
    change: Change, line: Line, reports: dict[str, Report], every: Iterable[Report]
) -> ET.Element:
    cited = [reports[w.report] for w in change.words if w.report in reports]
    cited += [reports[i] for i in change.new if i in reports]
    entry = ET.Element(_name("entry"))
    key = (change.kind, change.what, change.before, change.after, change.old, change.new)
    _add(entry, "id", _urn(f"change {key}"))
    say = f"{line.say}: " if line.say else ""
    turn = f" ({line.turn})" if line.turn else ""
    _add(entry, "title", f"{say}{line.what}{turn}")
    _add(entry, "updated", _newest(cited or every))
    category = ET.SubElement(entry, _name("category"))
    category.set("term", change.kind)
    for address in sorted({a for r in cited if (a := web_address(r.url or ""))}):
        link = ET.SubElement(entry, _name("link"))
        link.set("rel", "related")
        link.set("href", _clean(address))
    _add(entry, "content", "\n".join(_told(line))).set("type", "text")
    return entry


def _told(line: Line) -> Iterable[str]:
    yield line.what
    for who, before, after in line.steps:
        yield f"{who}: {' → '.join(part for part in (before, after or 'no longer') if part)}"
    if line.reason:
        yield line.reason
    for said in line.words:
        denied = ", denying it" if said.denied else ""
        paper = f", in {said.publisher}" if said.publisher else ""
        yield f"“{said.quote}” – {said.who}{denied}{paper} ({said.claim})"


def _title(picture: Picture) -> str:
    longest = max(picture.stories, key=lambda s: (len(s.reports), s.id), default=None)
    return " ".join(longest.title.split()) if longest and longest.title.strip() else "A picture"


def _newest(reports: Iterable[Report]) -> str:
    """Return when the newest report was published, as RFC 3339 has it, in UTC."""
    return max((d for r in reports if (d := _moment(r.published))), default=_NO_DATE)


def _moment(published: str | None) -> str:
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return ""
    known = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return known.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)
    except OverflowError:  # the first or the last day that there is
        return ""


def _urn(words: str) -> str:
    return uuid5(NAMESPACE_URL, f"consilience:{_clean(words)}").urn


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, _name(name))
    made.text = _clean(text)
    return made


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _name(local: str) -> str:
    return f"{{{_ATOM}}}{local}"
