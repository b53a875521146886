"""Times of a report: what days its words can mean."""

from consilience.coding.times.background import is_background
from consilience.coding.times.reader import dateline_date, read_times, report_day

__all__ = ["dateline_date", "is_background", "read_times", "report_day"]
