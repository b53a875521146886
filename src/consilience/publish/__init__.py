"""A picture in; a brief, a table, a map out."""
