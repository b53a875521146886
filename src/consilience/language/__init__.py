"""Reports in, annotated text out: sentences and parse."""
