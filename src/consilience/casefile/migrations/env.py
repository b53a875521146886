"""Alembic's door: runs the steps on the connection that `casefile.migrate` hands it."""

from __future__ import annotations

from alembic import context

from consilience.casefile.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
