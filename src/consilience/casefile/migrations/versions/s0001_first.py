"""The first schema: reports, codings, the picture on shelves, words to search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite: words of reports and claims in FTS5, kept in step by triggers.
_FTS = {"report": ("title", "text"), "claim": ("quote",)}


def _words_in_sqlite() -> None:
    for table, columns in _FTS.items():
        names = ", ".join(columns)
        new, old = (", ".join(f"{row}.{c}" for c in columns) for row in ("new", "old"))
        put = f"insert into {table}_words(rowid, {names}) values (new.seq, {new});"
        drop = (
            f"insert into {table}_words({table}_words, rowid, {names})"
            f" values ('delete', old.seq, {old});"
        )
        op.execute(
            f"create virtual table {table}_words using fts5({names}, content='{table}',"
            " content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2')"
        )
        for name, when, body in (
            ("put", "insert", put),
            ("drop", "delete", drop),
            ("change", f"update of {names}", drop + put),
        ):
            op.execute(
                f"create trigger {table}_words_{name} after {when} on {table} begin {body} end"
            )


def _words_in_postgres() -> None:
    """PostgreSQL: the same words as a generated column; a long text is cut to fit its limit."""
    for table, columns in _FTS.items():
        joined = " || ' ' || ".join(f"coalesce({c}, '')" for c in columns)
        op.execute(
            f"alter table {table} add column words tsvector generated always as"
            f" (to_tsvector('english', left({joined}, 250000))) stored"
        )
        op.execute(f"create index ix_{table}_words on {table} using gin (words)")


def _actor() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    op.create_index(op.f("ix_actor_kind"), "actor", ["kind"], unique=False)
    op.create_index(op.f("ix_actor_name"), "actor", ["name"], unique=False)


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("event_type", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.Column("day_to", sa.String(), nullable=True),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_claim")),
        sa.UniqueConstraint("id", name=op.f("uq_claim_id")),
    )
    op.create_index(op.f("ix_claim_day_from"), "claim", ["day_from"], unique=False)
    op.create_index(op.f("ix_claim_event"), "claim", ["event"], unique=False)
    op.create_index(op.f("ix_claim_event_type"), "claim", ["event_type"], unique=False)
    op.create_index(op.f("ix_claim_origin"), "claim", ["origin"], unique=False)
    op.create_index(op.f("ix_claim_place"), "claim", ["place"], unique=False)
    op.create_index(op.f("ix_claim_publisher"), "claim", ["publisher"], unique=False)
    op.create_index(op.f("ix_claim_report"), "claim", ["report"], unique=False)
    op.create_index(op.f("ix_claim_source"), "claim", ["source"], unique=False)


def _claim_link() -> None:
    op.create_table(
        "claim_link",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "claim", name=op.f("pk_claim_link")),
    )
    op.create_index(op.f("ix_claim_link_claim"), "claim_link", ["claim"], unique=False)


def _control() -> None:
    op.create_table(
        "control",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("dispute", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control")),
    )
    op.create_index(op.f("ix_control_as_of"), "control", ["as_of"], unique=False)
    op.create_index(op.f("ix_control_holder"), "control", ["holder"], unique=False)
    op.create_index(op.f("ix_control_place"), "control", ["place"], unique=False)


def _dispute() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    op.create_index(op.f("ix_dispute_event"), "dispute", ["event"], unique=False)
    op.create_index(op.f("ix_dispute_field"), "dispute", ["field"], unique=False)
    op.create_index(op.f("ix_dispute_status"), "dispute", ["status"], unique=False)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("acled", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.Column("day_to", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("killed_low", sa.BigInteger(), nullable=True),
        sa.Column("killed_best", sa.BigInteger(), nullable=True),
        sa.Column("killed_high", sa.BigInteger(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_country_admin1"), "event", ["country", "admin1"], unique=False)
    op.create_index(op.f("ix_event_day_from"), "event", ["day_from"], unique=False)
    op.create_index(op.f("ix_event_day_to"), "event", ["day_to"], unique=False)
    op.create_index(
        op.f("ix_event_disputed_day_from"), "event", ["disputed", "day_from"], unique=False
    )
    op.create_index(
        op.f("ix_event_event_type_day_from"), "event", ["event_type", "day_from"], unique=False
    )
    op.create_index(op.f("ix_event_family_day_from"), "event", ["family", "day_from"], unique=False)
    op.create_index(op.f("ix_event_grade_day_from"), "event", ["grade", "day_from"], unique=False)
    op.create_index(op.f("ix_event_killed_best"), "event", ["killed_best"], unique=False)
    op.create_index(op.f("ix_event_lat_lon"), "event", ["lat", "lon"], unique=False)
    op.create_index(op.f("ix_event_place"), "event", ["place"], unique=False)
    op.create_index(
        op.f("ix_event_reports_claims_day_from"),
        "event",
        ["reports", "claims", "day_from"],
        unique=False,
    )


def _event_link() -> None:
    op.create_table(
        "event_link",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "event", name=op.f("pk_event_link")),
    )
    op.create_index(op.f("ix_event_link_event"), "event_link", ["event"], unique=False)


def _layout() -> None:
    op.create_table(
        "layout",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_layout")),
    )


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )


def _origin() -> None:
    op.create_table(
        "origin",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column("part_of", sa.String(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
    )
    op.create_index(op.f("ix_origin_actor"), "origin", ["actor"], unique=False)


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.String(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("within", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_country"), "place", ["country"], unique=False)
    op.create_index(op.f("ix_place_lat_lon"), "place", ["lat", "lon"], unique=False)
    op.create_index(op.f("ix_place_name"), "place", ["name"], unique=False)
    op.create_index(op.f("ix_place_within"), "place", ["within"], unique=False)


def _reading_warning() -> None:
    op.create_table(
        "reading_warning",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=True),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_warning")),
    )
    op.create_index(op.f("ix_reading_warning_report"), "reading_warning", ["report"], unique=False)


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("given_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("published_from", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("same_key", sa.String(), nullable=False),
        sa.Column("id_key", sa.String(), nullable=True),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("known_from", sa.String(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("copy_of", sa.String(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_report")),
        sa.UniqueConstraint("id", name=op.f("uq_report_id")),
    )
    op.create_index(op.f("ix_report_id_key"), "report", ["id_key"], unique=False)
    op.create_index(op.f("ix_report_known_from"), "report", ["known_from"], unique=False)
    op.create_index(op.f("ix_report_line"), "report", ["line"], unique=False)
    op.create_index(op.f("ix_report_published"), "report", ["published"], unique=False)
    op.create_index(op.f("ix_report_publisher"), "report", ["publisher"], unique=False)
    op.create_index(op.f("ix_report_same_key"), "report", ["same_key"], unique=False)
    op.create_index(op.f("ix_report_sha256"), "report", ["sha256"], unique=False)
    op.create_index(op.f("ix_report_stands"), "report", ["stands"], unique=False)
    op.create_index(op.f("ix_report_story"), "report", ["story"], unique=False)
    op.create_index(op.f("ix_report_url"), "report", ["url"], unique=False)


def _story() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.Column("day_to", sa.String(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
    )
    op.create_index(op.f("ix_story_day_from"), "story", ["day_from"], unique=False)


def _toll() -> None:
    op.create_table(
        "toll",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("victims", sa.String(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=False),
        sa.Column("best", sa.BigInteger(), nullable=False),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toll")),
    )
    op.create_index(op.f("ix_toll_best"), "toll", ["best"], unique=False)
    op.create_index(op.f("ix_toll_event"), "toll", ["event"], unique=False)
    op.create_index(op.f("ix_toll_kind"), "toll", ["kind"], unique=False)
    op.create_index(op.f("ix_toll_story"), "toll", ["story"], unique=False)


def _warning() -> None:
    op.create_table(
        "warning",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning")),
    )
    op.create_index(op.f("ix_warning_code"), "warning", ["code"], unique=False)
    op.create_index(op.f("ix_warning_report"), "warning", ["report"], unique=False)


def _coding() -> None:
    op.create_table(
        "coding",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("made_with", sa.String(), nullable=False),
        sa.Column("coded_at", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name=op.f("fk_coding_report_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_coding")),
    )
    op.create_index(op.f("ix_coding_made_with"), "coding", ["made_with"], unique=False)


def upgrade() -> None:
    """Make every table of the first schema."""
    tables = (
        _actor,
        _claim,
        _claim_link,
        _control,
        _dispute,
        _event,
        _event_link,
        _layout,
        _meta,
        _origin,
        _place,
        _reading_warning,
        _report,
        _story,
        _toll,
        _warning,
        _coding,
    )
    for make in tables:
        make()
    if op.get_bind().dialect.name == "sqlite":
        _words_in_sqlite()
    else:
        _words_in_postgres()
