"""A corpus as a page on which a reader sees what was left out and why, and writes corrections."""
