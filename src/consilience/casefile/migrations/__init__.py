"""The steps from the first schema of a case to this one, by Alembic."""
