"""Attributions of a report: source, cue and content."""

from consilience.coding.attribution.reader import read_attributions

__all__ = ["read_attributions"]
