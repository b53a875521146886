"""Which column of a table is which field of a report, by what people call them.

In: the names of columns, and what the user says of them (`text=body,published=date`).
Out: `Columns`, which tells the field of a name and which of two names is the better one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consilience.errors import InputError

# What feeds of news, archives and exports call each field, best first; case, spaces and
# signs are ignored (*date_publish*, *datePublish*).
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "reportid", "guid", "docid", "articleid", "documentid", "uid", "uuid", "did"),
    "title": ("title", "headline", "head", "titlepage"),
    "text": ("text", "body", "fulltext", "articletext", "maintext", "articlebody", "bodytext",
             "content", "contenttext", "contenthtml", "article", "story"),
    "publisher": ("publisher", "source", "outlet", "sourcename", "publishername", "sitename",
                  "newspaper", "publication", "sourcedomain", "domain", "site", "media"),
    "url": ("url", "link", "sourceurl", "articleurl", "address", "permalink", "weburl", "uri"),
    "published": ("published", "publishedat", "datepublished", "datepublish", "publishdate",
                  "publicationdate", "publisheddate", "pubdate", "date", "datetime",
                  "timestamp", "time", "seendate"),
    "language": ("language", "lang", "inlanguage"),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in FIELD_NAMES.items() for name in names}
_RANK = {name: rank for names in FIELD_NAMES.values() for rank, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Columns:
    """How columns are understood; `said` maps a field to the column that the user named."""

    said: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise InputError where a field is named that there is not."""
        for name in self.said:
            if name not in FIELD_NAMES:
                raise InputError(
                    f"There is no field {name!r} to take a column for; there are:"
                    f" {', '.join(FIELD_NAMES)}."
                )

    def of(self, names: Iterable[object]) -> dict[str, str]:
        """Return the columns that are understood, with the field of each, the better ones first.

        A field that the user gave a column for is taken from that column and no other.
        """
        texts = [name for name in names if isinstance(name, str)]
        by_user = {column: name for name, column in self.said.items() if column in texts}
        known = {
            name: _FIELD_OF[_key(name)] for name in texts
            if _key(name) in _FIELD_OF and _FIELD_OF[_key(name)] not in self.said
            and name not in by_user
        }  # fmt: skip
        return by_user | dict(sorted(known.items(), key=lambda pair: _RANK[_key(pair[0])]))

    def lacking(self, names: Iterable[object]) -> list[str]:
        """Return the columns that the user named and that are not among `names`."""
        there = {name for name in names if isinstance(name, str)}
        return sorted({column for column in self.said.values() if column not in there})


KNOWN = Columns()


def columns_from(said: str) -> dict[str, str]:
    """Return the fields that `text=body,published=date` names, with the column of each.

    Raises InputError for a part that is no pair, and for a field that is named twice.
    """
    found: dict[str, str] = {}
    for part in said.split(","):
        name, sign, column = (word.strip() for word in part.partition("="))
        if not sign or not name or not column:
            raise InputError(
                f"--map {part.strip()!r} is no pair. Write field=column, with commas between: "
                "text=body,published=date."
            )
        if name in found:
            raise InputError(f"--map names the field {name!r} twice.")
        found[name] = column
    return found


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()
