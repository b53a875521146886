"""Places of a report: where, and how exactly."""

from consilience.coding.places.reader import read_places

__all__ = ["read_places"]
