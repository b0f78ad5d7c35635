"""Measures: pure functions from a corpus, a view and a table of hits to a table of numbers."""
