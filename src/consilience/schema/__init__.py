"""The published JSON Schema of the picture, one file for each version."""
