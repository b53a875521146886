"""Actors of a report: who is named, in what words."""

from consilience.coding.actors.reader import read_actors

__all__ = ["read_actors"]
