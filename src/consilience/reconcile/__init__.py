"""Claims of many reports in, events and disputes out."""
