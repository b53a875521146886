"""The schema of a case: one set of tables for SQLite and PostgreSQL.

In: nothing. Out: SQLAlchemy tables. They are of two sorts. *Kept*: reports, codings,
warnings of reading, judgements; nothing can make them again. *Shelved*: the picture as
rows, with an indexed column for each filter and the whole object as JSON; `refresh`
makes them again from what is kept. `docs/reference/case-file.md` tells every column.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)

# What is kept.
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text))

report = Table(
    "report",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("given_id", Text),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("url", Text, index=True),
    Column("published", String, index=True),
    Column("published_from", String, nullable=False),
    Column("language", String, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("same_key", String, nullable=False, index=True),
    Column("id_key", String, index=True),
    Column("line", String, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("added_at", String, nullable=False),
    Column("known_from", String, nullable=False, index=True),
    Column("stands", Boolean, nullable=False),
    Column("copy_of", String),
    Column("version_of", String),
    Column("contains", Text),  # report ids as a JSON list; null where it takes none in
    Column("story", String, index=True),
    # Which reports wait, and which is a publisher's first, is told without reading the reports.
    Index(None, "stands", "seq", "id"),
    Index(None, "publisher", "id"),
)

coding = Table(
    "coding",
    metadata,
    Column("report", String, ForeignKey("report.id"), primary_key=True),
    Column("made_with", String, nullable=False, index=True),
    Column("coded_at", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

reading_warning = Table(
    "reading_warning",
    metadata,
    Column("id", String, primary_key=True),
    Column("report", String, index=True),
    Column("added_at", String, nullable=False),
    Column("json", Text, nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("who", Text, nullable=False, index=True),
    Column("made_at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("withdrawn_at", String),
    Column("withdrawn_by", Text),
    Column("withdrawn_why", Text),
    Column("json", Text, nullable=False),
)

# How reports came from the network, and what is known of the feeds that are watched.
retrieval = Table(
    "retrieval",
    metadata,
    Column("report", String, ForeignKey("report.id"), primary_key=True),
    Column("asked", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("bytes_sha256", String, nullable=False),
    Column("record", String),
    Column("json", Text, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("address", Text, primary_key=True),
    Column("moved_to", Text),
    Column("title", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("asked_at", Float),
    Column("next_at", Float, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("said", Text),
)

feed_item = Table(
    "feed_item",
    metadata,
    Column("key", Text, primary_key=True),
    Column("feed", Text, nullable=False, index=True),
    Column("stamp", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Float, nullable=False),
    Column("json", Text),
)

# The picture on shelves.
layout = Table("layout", metadata, Column("kind", String, primary_key=True), Column("ids", Text))

claim = Table(
    "claim",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", String, nullable=False, index=True),
    Column("event", String, index=True),
    Column("event_type", String, nullable=False, index=True),
    Column("family", String, nullable=False),
    Column("place", String, index=True),
    Column("country", String),
    Column("admin1", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("day_from", String, index=True),
    Column("day_to", String),
    Column("polarity", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("stance", String),
    Column("source", String, index=True),
    Column("origin", String, index=True),
    Column("publisher", Text, index=True),
    Column("published", String),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("judged", Boolean, nullable=False),
    Column("quote", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
    # Who accuses whom is counted without reading the claims.
    Index(None, "stance", "source", "event_type", "day_from", "id"),
    Index(None, "published", "id"),
)

event = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),
    Column("event_type", String, nullable=False),
    Column("family", String, nullable=False),
    Column("acled", String),
    Column("place", String),
    Column("country", String),
    Column("admin1", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", String),
    Column("day_from", String),
    Column("day_to", String, index=True),
    Column("grade", String, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("killed_low", BigInteger),
    Column("killed_best", BigInteger, index=True),
    Column("killed_high", BigInteger),
    Column("summary", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
    Index(None, "event_type", "day_from"),
    Index(None, "family", "day_from"),
    Index(None, "grade", "day_from"),
    Index(None, "disputed", "day_from"),
    Index(None, "lat", "lon"),
    Index(None, "country", "admin1"),
    Index(None, "reports", "claims", "day_from"),
    # Places and days are counted without reading the events.
    Index(None, "place", "disputed", "day_from", "day_to"),
    Index(None, "day_from", "day_to", "disputed", "killed_best", "killed_low", "id"),
)

toll = Table(
    "toll",
    metadata,
    Column("id", String, primary_key=True),
    Column("event", String, index=True),
    Column("story", String, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("victims", String, nullable=False),
    Column("low", BigInteger, nullable=False),
    Column("best", BigInteger, nullable=False, index=True),
    Column("high", BigInteger),
    Column("origins", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

dispute = Table(
    "dispute",
    metadata,
    Column("id", String, primary_key=True),
    Column("event", String, index=True),
    Column("field", String, nullable=False, index=True),
    Column("status", String, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

control = Table(
    "control",
    metadata,
    Column("id", String, primary_key=True),
    Column("place", String, nullable=False, index=True),
    Column("as_of", String, index=True),
    Column("holder", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("dispute", String),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

actor = Table(
    "actor",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("country", String),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

place = Table(
    "place",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", String, index=True),
    Column("admin1", String),
    Column("precision", String, nullable=False),
    Column("within", String, index=True),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
    Index(None, "lat", "lon"),
)

story = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("day_from", String, index=True),
    Column("day_to", String),
    Column("reports", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

origin = Table(
    "origin",
    metadata,
    Column("id", String, primary_key=True),
    Column("actor", String, index=True),
    Column("independent", Boolean, nullable=False),
    Column("part_of", String),
    Column("reports", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

warning = Table(
    "warning",
    metadata,
    Column("id", String, primary_key=True),
    Column("code", String, nullable=False, index=True),
    Column("report", String, index=True),
    Column("digest", String, nullable=False),
    Column("json", Text, nullable=False),
)

# Who and what an event or a claim has to do with: actor, target, place and what contains it,
# report, origin, publisher, story, and the disputes that an event takes a side in.
event_link = Table(
    "event_link",
    metadata,
    Column("kind", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("event", String, primary_key=True, index=True),
)

claim_link = Table(
    "claim_link",
    metadata,
    Column("kind", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("claim", String, primary_key=True, index=True),
)

# What lets the picture grow by what is new (`grown/`), made again from what is kept.
grown = Table(
    "grown",
    metadata,
    Column("report", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("names", Text, nullable=False),
)

text_mark = Table(
    "text_mark",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("report", String, primary_key=True),
)

kin = Table(
    "kin",
    metadata,
    Column("short", String, primary_key=True),
    Column("long", String, primary_key=True, index=True),
    Column("alike", Boolean, nullable=False),
)

name = Table(
    "name",
    metadata,
    Column("digest", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("count", Integer, nullable=False),
    Column("first", String),  # of a publisher: the first report by id that spells it so
    Column("json", Text, nullable=False),
)

name_above = Table(
    "name_above",
    metadata,
    Column("digest", String, primary_key=True),
    Column("over", String, primary_key=True, index=True),
)

# Whom and what the claims of a report name, by its coding: before any judgement.
mention = Table(
    "mention",
    metadata,
    Column("subject", String, primary_key=True),
    Column("report", String, primary_key=True, index=True),
)

# Reports whose coding or standing is other than what the picture was made of.
turned = Table("turned", metadata, Column("report", String, primary_key=True))

cite = Table(
    "cite",
    metadata,
    Column("claim", String, primary_key=True),
    Column("told", String, primary_key=True),
    Column("report", String, nullable=False, index=True),
    Column("outlet", Text, nullable=False),
    Column("voice", String, nullable=False),
    Column("cited", Text, nullable=False),
    Index(None, "told", "outlet"),
    Index(None, "told", "cited"),
)

account = Table(
    "account",
    metadata,
    Column("id", String, primary_key=True),
    Column("report", String, nullable=False, index=True),
    Column("day", Integer, nullable=False, index=True),
    Column("claims", Text, nullable=False),
    Column("stood", LargeBinary, nullable=False),
    Column("asked", LargeBinary, nullable=False),
)

account_link = Table(
    "account_link",
    metadata,
    Column("one", String, primary_key=True),
    Column("two", String, primary_key=True, index=True),
    Column("score", Float, nullable=False),
)

clash = Table(
    "clash",
    metadata,
    Column("one", String, primary_key=True),
    Column("two", String, primary_key=True, index=True),
    Column("apart", Boolean, nullable=False),
)

tie = Table(
    "tie",
    metadata,
    Column("denial", String, primary_key=True),
    Column("event", String, primary_key=True, index=True),
    Column("claim", String, primary_key=True),
)

motive = Table(
    "motive",
    metadata,
    Column("carrier", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act", String, nullable=False, index=True),
    Column("report", String, nullable=False, index=True),
    Column("day", Integer, nullable=False, index=True),
    Column("event", String, index=True),
)

spot = Table(
    "spot",
    metadata,
    Column("claim", String, primary_key=True),
    Column("told", String, primary_key=True),
    Column("report", String, nullable=False, index=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Index(None, "told", "first", "last", "claim"),
)

side = Table(
    "side",
    metadata,
    Column("dispute", String, primary_key=True),
    Column("place", String, primary_key=True, index=True),
    Column("claim", String, primary_key=True, index=True),
)

total = Table(
    "total",
    metadata,
    Column("event", String, primary_key=True),
    Column("place", String, index=True),
    Column("first", Integer),
    Column("last", Integer),
    Column("most", Text),
)

KEPT = (meta, report, coding, reading_warning, judgement)
SHELVED = (layout, claim, event, toll, dispute, control, actor, place, story, origin, warning)
GROWN = (
    grown, turned, text_mark, kin, name, name_above, mention, cite, account, account_link, clash,
    tie, motive, spot, side, total,
)  # fmt: skip
