"""Documents become lines, articles, copies and voices, and together a `Corpus`."""
