"""Labelled corpora in their own formats in; precision, recall and errors out."""
