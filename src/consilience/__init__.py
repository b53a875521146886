"""Consilience: many reports of one conflict in, one sourced picture out."""

__version__ = "0.1.0"
