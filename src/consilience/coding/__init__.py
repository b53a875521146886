"""Annotated text in, claims out: one module a slot."""
