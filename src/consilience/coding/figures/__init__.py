"""Figures of a report: counts of people and things."""

from consilience.coding.figures.reader import read_figures

__all__ = ["read_figures"]
