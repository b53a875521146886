"""Files and bytes in, reports out."""
